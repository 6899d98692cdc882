// Puts the cursor where the clerk types next: on what was found, a field with an error, the first one still open, or else
// the heading, from where Tab goes to the first button.
const typed = "input:not([type=hidden], [type=radio], [type=checkbox], [type=file], [name^='other.']), textarea";

function isOpen(field) {
  if (field.offsetParent === null) return false;
  // What is only offered waits for the clerk, too.
  const isOffered = field.closest(".field")?.querySelector(".proposal") !== null;
  if (field.type !== "radio") return field.value === "" || isOffered;
  return ![...field.form.elements].some((one) => one.name === field.name && one.checked);
}

export function land(place) {
  const fault = place.querySelector("[aria-invalid=true], [data-refused] input:not([type=hidden])");
  const open = [...place.querySelectorAll(`[data-controller~=walk] :is(${typed}, [type=radio])`)].find(isOpen);
  const found = place.querySelector(".household-form [type=checkbox]") ?? place.querySelector(".hit");
  const target = found ?? fault ?? place.querySelector("[data-land]") ?? open ?? place.querySelector("h1");
  if (!target) return;
  if (target.matches("h1")) target.tabIndex = -1;
  target.focus({ preventScroll: target.matches("h1") });
}

export function connect(place) {
  if (document.activeElement && document.activeElement !== document.body) return;
  land(place);
}
