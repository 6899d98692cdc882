// Enter goes to the next field, Shift+Enter back; on the last field Enter sends the form. A group of radio buttons is one
// field; a digit chooses in it and goes on, so that a row of questions is answered with a row of digits.
const fields = "input:not([type=hidden]):not(:disabled), select:not(:disabled), textarea:not(:disabled)";

function shown(field) {
  return field.offsetParent !== null;
}

// Of a group stands the chosen button, or else the first one.
function stops(form) {
  const all = [...form.querySelectorAll(fields)].filter(shown);
  return all.filter((field) => {
    if (field.type !== "radio") return true;
    const group = all.filter((one) => one.name === field.name);
    return field === (group.find((one) => one.checked) ?? group[0]);
  });
}

function go(form, field, by) {
  const all = stops(form);
  const index = all.findIndex((one) => one === field || (field.type === "radio" && one.name === field.name));
  const next = all[index + by];
  next?.focus();
  if (next && next.type !== "radio") next.select?.();
  return Boolean(next);
}

function choose(form, radio, digit) {
  const group = [...form.querySelectorAll("input[type=radio]")].filter((one) => one.name === radio.name);
  const chosen = group[digit - 1];
  if (!chosen) return;
  chosen.checked = true;
  chosen.focus();
  chosen.dispatchEvent(new Event("change", { bubbles: true }));
  go(form, chosen, 1);
}

export function connect(form) {
  form.classList.add("walk");
  form.addEventListener("keydown", (event) => {
    if (event.isComposing || !event.target.matches(fields)) return;
    if (event.target.type === "radio" && /^[1-9]$/.test(event.key) && !event.ctrlKey && !event.altKey) {
      event.preventDefault();
      return choose(form, event.target, Number(event.key));
    }
    if (event.key !== "Enter") return;
    if (event.target.matches("textarea") && !event.shiftKey) return;
    event.preventDefault();
    if (!go(form, event.target, event.shiftKey ? -1 : 1) && !event.shiftKey) form.requestSubmit();
  });
}
