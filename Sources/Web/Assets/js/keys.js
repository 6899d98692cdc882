// Function keys press what shows them (data-key). Escape is kept from clearing or closing what was typed.
const functionKey = /^F([1-9]|1[0-2])$/;

function press(target) {
  const element = target.matches("button, a, input, select, textarea") ? target : target.querySelector("button, a");
  if (!element || element.disabled) return;
  element.focus();
  if (element.matches("input, textarea")) element.select();
  else if (element.matches("button, a")) element.click();
}

export function connect(element) {
  element.addEventListener("keydown", (event) => {
    if (event.isComposing) return;
    if (event.key === "Escape") {
      if (event.target.matches("input, textarea")) event.preventDefault();
      return;
    }
    if (!functionKey.test(event.key) || event.ctrlKey || event.altKey || event.metaKey) return;
    const scope = document.querySelector("dialog[open]") ?? document;
    const target = scope.querySelector(`[data-key="${event.key}"]`);
    if (!target) return;
    event.preventDefault();
    press(target);
  });
}
