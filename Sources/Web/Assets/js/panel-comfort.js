// Size of the letters and readings over them, as the citizen likes it; the next one begins as everybody does.
import { hide, show } from "./furigana.js";

export function comfort(body, main) {
  const button = body.querySelector("[data-panel-readings]");
  let size = 1;
  const scale = (to) => {
    size = Math.min(1.6, Math.max(0.8, to));
    body.style.setProperty("--panel-scale", size);
  };
  const read = (isOn) => {
    button?.setAttribute("aria-pressed", String(isOn));
    if (isOn) show(main);
    else hide(main);
  };
  body.querySelector("[data-panel-larger]").addEventListener("click", () => scale(size + 0.2));
  body.querySelector("[data-panel-smaller]").addEventListener("click", () => scale(size - 0.2));
  button?.addEventListener("click", () => read(button.ariaPressed !== "true"));
  return (isNew) => {
    if (isNew) scale(1);
    read(!isNew && button?.ariaPressed === "true");
  };
}
