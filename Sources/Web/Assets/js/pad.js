// A keypad on the panel, for people without a keyboard.
export function connect(root) {
  const input = root.querySelector("[data-pad-input]");
  root.addEventListener("click", (event) => {
    const key = event.target.closest("[data-pad]")?.dataset.pad;
    if (!key) return;
    input.value = key === "erase" ? input.value.slice(0, -1) : input.value + key;
  });
}
