// Towns by keypad: digits are rows of the kana table, letters match name or reading; + and - choose, Enter takes.
const list = () => [...document.getElementById("towns").content.querySelectorAll("option")];

function matches(option, text) {
  if (/^\d+$/.test(text)) return option.dataset.keys.startsWith(text);
  const kana = text.replace(/[ぁ-ゖ]/g, (letter) => String.fromCharCode(letter.charCodeAt(0) + 0x60));
  return option.value.startsWith(text) || option.dataset.kana.startsWith(kana);
}

export function connect(root) {
  const input = root.querySelector("[data-town-input]");
  const menu = root.querySelector("[data-town-list]");
  let chosen = 0;

  const show = () => {
    const text = input.value.normalize("NFKC").trim();
    const found = text ? list().filter((option) => matches(option, text)) : [];
    menu.replaceChildren(...found.slice(0, 30).map((option, index) => {
      const item = document.createElement("li");
      item.role = "option";
      item.dataset.value = option.value;
      item.dataset.postal = option.dataset.postal;
      item.ariaSelected = String(index === chosen);
      const name = document.createElement("span");
      name.className = "name";
      name.textContent = option.value;
      const kana = document.createElement("span");
      kana.className = "muted";
      kana.textContent = option.dataset.kana;
      item.append(name, kana);
      return item;
    }));
    menu.hidden = found.length === 0;
    input.ariaExpanded = String(!menu.hidden);
    menu.children[chosen]?.scrollIntoView({ block: "nearest" });
  };
  const take = (item) => {
    input.value = item.dataset.value;
    menu.hidden = true;
    input.ariaExpanded = "false";
    input.dispatchEvent(new CustomEvent("town:taken", { bubbles: true, detail: item.dataset.postal }));
  };
  const move = (by) => {
    chosen = Math.max(0, Math.min(menu.children.length - 1, chosen + by));
    show();
  };
  input.addEventListener("input", () => { chosen = 0; show(); });
  menu.addEventListener("pointerdown", (event) => { event.preventDefault(); take(event.target.closest("li")); });
  input.addEventListener("keydown", (event) => {
    if (menu.hidden || event.isComposing) return;
    const step = { "+": 1, ArrowDown: 1, "-": -1, ArrowUp: -1 }[event.key];
    if (step) { event.preventDefault(); move(step); }
    if (event.key === "Enter" && menu.children[chosen]) take(menu.children[chosen]);
  });
}
