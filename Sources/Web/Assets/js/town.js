// Towns by keypad: digits are rows of the kana table, letters match name or reading; + and - choose, Enter takes.
import { list, matches, row } from "./town-list.js";

export function connect(root) {
  const input = root.querySelector("[data-town-input]");
  const menu = root.querySelector("[data-town-list]");
  const none = root.querySelector("[data-town-none]");
  let chosen = 0;

  const find = () => {
    const text = input.value.normalize("NFKC").trim();
    return text ? list().filter((option) => matches(option, text)) : [];
  };
  const isTown = () => list().some((option) => option.value === input.value);
  const show = () => {
    const found = find();
    none.hidden = found.length > 0 || isTown() || input.value.trim() === "";
    menu.replaceChildren(...found.slice(0, 30).map((option, index) => row(option, index === chosen)));
    menu.hidden = found.length === 0;
    input.ariaExpanded = String(!menu.hidden);
    menu.children[chosen]?.scrollIntoView({ block: "nearest" });
  };
  const close = () => {
    menu.hidden = true;
    input.ariaExpanded = "false";
  };
  const take = (item) => {
    input.value = item.dataset.value;
    close();
    input.dispatchEvent(new CustomEvent("town:taken", { bubbles: true, detail: item.dataset.postal }));
  };
  input.addEventListener("input", () => { chosen = 0; show(); });
  menu.addEventListener("pointerdown", (event) => { event.preventDefault(); take(event.target.closest("li")); });
  // Whoever goes on without choosing takes the only one there is.
  input.addEventListener("change", () => {
    const found = find();
    if (!isTown() && found.length === 1) input.value = found[0].value;
    close();
  });
  input.addEventListener("keydown", (event) => {
    if (menu.hidden || event.isComposing) return;
    const step = { "+": 1, ArrowDown: 1, "-": -1, ArrowUp: -1 }[event.key];
    if (step) {
      event.preventDefault();
      chosen = Math.max(0, Math.min(menu.children.length - 1, chosen + step));
      show();
    }
    if (event.key === "Enter" && menu.children[chosen]) take(menu.children[chosen]);
  });
}
