// The character palette in a dialog over the page; a chosen character goes into the field that was last worked on.
const fields = "input.name, input[name=q], input[type=text], textarea";
let field = null;
document.addEventListener("focusin", ({ target }) => {
  if (target.matches(fields) && !target.closest("#palette")) field = target;
});

function insert(text) {
  if (!field?.isConnected) return;
  field.focus();
  field.setRangeText(text, field.selectionStart, field.selectionEnd, "end");
  field.dispatchEvent(new Event("input", { bubbles: true }));
}

async function part(address, body) {
  const response = await fetch(address, { method: body ? "POST" : "GET", headers: { "X-Part": "1" }, body });
  if (!response.ok) location.assign(address);
  return response.text();
}

async function search(dialog, offset) {
  const form = dialog.querySelector("[data-palette-form]");
  const body = new URLSearchParams(new FormData(form));
  body.set("offset", offset);
  dialog.querySelector("[data-palette-results]").innerHTML = await part(form.action, body);
}

function make(address) {
  const dialog = document.createElement("dialog");
  dialog.id = "palette";
  dialog.className = "palette";
  dialog.ariaLabel = "文字パレット";
  dialog.addEventListener("submit", (event) => {
    event.preventDefault();
    search(dialog, 0);
  });
  dialog.addEventListener("click", ({ target }) => {
    if (target.closest("[data-palette-close]")) return dialog.close();
    const choice = target.closest("[data-insert], [data-palette-next]");
    if (choice?.dataset.paletteNext) return search(dialog, choice.dataset.paletteNext);
    if (!choice && target !== dialog) return;
    dialog.close();
    if (choice) insert(choice.dataset.insert);
  });
  document.body.append(dialog);
  part(address).then((text) => {
    dialog.innerHTML = '<button type="button" class="button-text palette-close" data-palette-close>閉じる <kbd>Esc</kbd></button>' + text;
    dialog.querySelector("input")?.focus();
  });
  return dialog;
}

export function connect(link) {
  link.addEventListener("click", (event) => {
    event.preventDefault();
    (document.getElementById("palette") ?? make(link.href)).showModal();
  });
}
