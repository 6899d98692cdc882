// Size of the letters, contrast and readings over the words, as the citizen likes it; the next one begins as everybody does.
import { hide, show } from "./furigana.js";

export function comfort(body, main) {
  const button = body.querySelector("[data-panel-readings]");
  let size = 1;
  const scale = (to) => {
    size = Math.min(1.6, Math.max(0.8, to));
    body.style.setProperty("--panel-scale", size);
  };
  const contrast = body.querySelector("[data-panel-contrast]");
  const invert = (isOn) => {
    contrast.ariaPressed = String(isOn);
    body.classList.toggle("panel-dark", isOn);
  };
  const read = (isOn) => {
    button?.setAttribute("aria-pressed", String(isOn));
    if (isOn) show(main);
    else hide(main);
  };
  body.querySelector("[data-panel-larger]").addEventListener("click", () => scale(size + 0.2));
  body.querySelector("[data-panel-smaller]").addEventListener("click", () => scale(size - 0.2));
  button?.addEventListener("click", () => read(button.ariaPressed !== "true"));
  contrast.addEventListener("click", () => invert(contrast.ariaPressed !== "true"));
  body.querySelector(".panel-size").hidden = false;
  let wasIdle = true;
  return (isIdle) => {
    const isNext = isIdle && !wasIdle;
    wasIdle = isIdle;
    if (isNext) {
      scale(1);
      invert(false);
    }
    read(!isNext && button?.ariaPressed === "true");
  };
}
