// Reads the panel's words aloud (読み上げ) with a voice of this machine; a voice of somebody's server is none.
// Sensitive questions and what is known of the family are not said where others hear.
const spoken = "h1, .panel-why, .panel-error, .panel-welcome p, .panel-options button, .panel-unknown, .panel-answers button";

function voice() {
  return globalThis.speechSynthesis?.getVoices().find((one) => one.localService && one.lang.startsWith("ja"));
}

function words(main, unread) {
  const isQuiet = main.querySelector("[data-panel-quiet]") !== null;
  if (isQuiet) return [unread];
  return [...main.querySelectorAll(spoken)].map((part) => {
    const copy = part.cloneNode(true);
    for (const above of copy.querySelectorAll("rt")) above.remove();
    return copy.textContent.trim();
  }).filter(Boolean);
}

export function aloud(button, main) {
  const synthesis = globalThis.speechSynthesis;
  const say = () => {
    synthesis?.cancel();
    if (button.ariaPressed !== "true") return;
    for (const text of words(main, button.dataset.unread)) {
      const utterance = new SpeechSynthesisUtterance(text);
      utterance.lang = "ja-JP";
      utterance.voice = voice();
      utterance.rate = 0.9;
      synthesis.speak(utterance);
    }
  };
  const turn = (isOn) => {
    button.ariaPressed = String(isOn);
    say();
  };
  const offer = () => { button.hidden = !voice(); };
  synthesis?.addEventListener("voiceschanged", offer);
  offer();
  button.addEventListener("click", () => turn(button.ariaPressed !== "true"));
  addEventListener("pagehide", () => synthesis?.cancel());
  return { say, stop: () => turn(false) };
}
