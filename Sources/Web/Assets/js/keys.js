// Function keys press what shows them (data-key). Escape is kept from clearing or closing what was typed.
const functionKey = /^F([1-9]|1[0-2])$/;

function press(target) {
  const element = target.matches("button, a, input, select, textarea") ? target : target.querySelector("button, a");
  if (!element || element.disabled) return;
  // The palette gives its character to the field that has the cursor.
  if (!element.matches("[data-controller~=palette]")) element.focus();
  if (element.matches("input, textarea")) element.select();
  else if (element.matches("button, a")) element.click();
}

// Arrows go through the lines of a list, from the search box down to the first one and back up into the box.
function step(event) {
  const lines = [...document.querySelectorAll("main .row-link, main .hit")].filter((line) => line.offsetParent);
  const place = lines.indexOf(event.target);
  const box = event.target.matches("#q, #code, #resident-query") ? event.target : null;
  if (!lines.length || (place < 0 && !box)) return;
  event.preventDefault();
  const next = place + (event.key === "ArrowDown" ? 1 : -1);
  const above = document.querySelector("#q, #code, #resident-query");
  (lines[next] ?? (next < 0 && !box ? above : event.target))?.focus();
}

export function connect(element) {
  element.addEventListener("keydown", (event) => {
    if (event.isComposing) return;
    if (event.key === "Escape") {
      if (event.target.matches("input, textarea") && !event.target.closest("#palette")) event.preventDefault();
      return;
    }
    if (event.key === "ArrowDown" || event.key === "ArrowUp") return step(event);
    if (!functionKey.test(event.key) || event.ctrlKey || event.altKey || event.metaKey) return;
    const scope = document.querySelector("dialog[open]") ?? document;
    // The work on the page goes before the menu: F2 searches within a case.
    const keyed = `[data-key="${event.key}"]`;
    const target = scope.querySelector(`main ${keyed}`) ?? scope.querySelector(keyed);
    if (!target) return;
    event.preventDefault();
    press(target);
  });
}
