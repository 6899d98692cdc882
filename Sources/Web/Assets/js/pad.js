// A keypad on the panel, for people without a keyboard. A date is pointed at piece by piece: era, year, month, day.
export function connect(root) {
  const input = root.querySelector("[data-pad-input]");
  const press = input.matches("[data-pad-date]") ? datePad(root, input) : (key) => {
    input.value = key === "erase" ? input.value.slice(0, -1) : input.value + key;
  };
  root.addEventListener("click", (event) => {
    const key = event.target.closest("[data-pad]")?.dataset.pad;
    if (key) press(key);
  });
}

const western = "";

function datePad(root, input) {
  const eras = [...root.querySelectorAll("[data-pad-era]")];
  const parts = [...root.querySelectorAll("[data-pad-part]")];
  const [, letter, ...numbers] = /^([A-Z]?)(\d+)[-.](\d+)[-.](\d+)$/.exec(input.value) ?? [];
  const digits = numbers.length ? numbers.map((number) => String(Number(number))) : ["", "", ""];
  let era = letter ?? eras[0]?.dataset.padEra ?? western, active = 0, isFresh = true;
  const turn = (to) => { [active, isFresh] = [to, true]; };
  const size = () => (active === 0 && era === western ? 4 : 2);
  const show = () => {
    for (const button of eras) button.ariaPressed = String(button.dataset.padEra === era);
    parts.forEach((part, index) => {
      part.querySelector("span").textContent = digits[index] || "　";
      part.ariaCurrent = index === active ? "true" : null;
    });
    const isWhole = digits.every(Boolean);
    input.value = isWhole ? (era === western ? digits.join("-") : era + digits.join(".")) : "";
  };
  root.addEventListener("click", ({ target }) => {
    const button = target.closest("[data-pad-era], [data-pad-part]");
    if (!button) return;
    if (button.dataset.padPart) turn(Number(button.dataset.padPart));
    else if (era !== button.dataset.padEra) {
      era = button.dataset.padEra;
      digits.fill("");
      turn(0);
    }
    show();
  });
  show();
  return (key) => {
    if (key === "erase") {
      if (!digits[active] && active > 0) active -= 1;
      digits[active] = digits[active].slice(0, -1);
      isFresh = false;
    } else if (isFresh || digits[active].length < size()) {
      // The first digit of a piece that was full begins it anew.
      digits[active] = (isFresh ? "" : digits[active]) + key;
      isFresh = false;
      // A first digit that cannot have another one behind it moves on by itself, as a full piece does.
      const isAlone = (active === 1 && key > "1") || (active === 2 && key > "3");
      if (active < 2 && (digits[active].length === size() || isAlone)) turn(active + 1);
    }
    show();
  };
}
