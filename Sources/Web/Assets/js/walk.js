// Enter goes to the next field, Shift+Enter back; on the last field Enter sends the form.
const fields = "input:not([type=hidden]):not(:disabled), select:not(:disabled), textarea:not(:disabled)";

function shown(field) {
  return field.offsetParent !== null;
}

export function connect(form) {
  form.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.isComposing || !event.target.matches(fields)) return;
    if (event.target.matches("textarea") && !event.shiftKey) return;
    const all = [...form.querySelectorAll(fields)].filter(shown);
    const index = all.indexOf(event.target);
    const next = all[index + (event.shiftKey ? -1 : 1)];
    event.preventDefault();
    if (next) {
      next.focus();
      next.select?.();
    } else if (!event.shiftKey) {
      form.requestSubmit();
    }
  });
}
