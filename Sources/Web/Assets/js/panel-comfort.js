// Size of the letters, contrast, readings over the words, voice and writing sheet, as the citizen likes it; the next one begins
// as everybody does.
import { hide, show } from "./furigana.js";
import { sheet } from "./panel-note.js";
import { aloud } from "./panel-read.js";
import { edge } from "./panel-more.js";

export function comfort(body, main) {
  const button = body.querySelector("[data-panel-readings]");
  const note = sheet(body);
  const voice = aloud(body.querySelector("[data-panel-read]"), main);
  edge(body.querySelector("[data-panel-more]"));
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
  let visit = "";
  return () => {
    const now = main.querySelector("[data-panel-visit]")?.dataset.panelVisit ?? "";
    // What somebody chose at the welcome stays for their own case.
    const isNext = visit !== "" && now !== visit;
    visit = now;
    if (isNext) {
      scale(1);
      invert(false);
      note.close();
      voice.stop();
    }
    read(!isNext && button?.ariaPressed === "true");
    voice.say();
  };
}
