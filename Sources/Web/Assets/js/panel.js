// The citizen's panel: shows what the clerk shows, sends answers, keeps nothing.
import { start } from "./start.js";

export function connect(body) {
  const main = body.querySelector("#panel");
  const offline = body.querySelector("[data-panel-offline]");
  let shown = "";
  // The same view is not drawn again: somebody may be in the middle of a signature.
  const draw = (text) => {
    if (text === shown) return;
    shown = text;
    main.innerHTML = text;
    start(main);
    scrollTo(0, 0);
    main.querySelector("h1")?.focus();
  };
  const read = async () => {
    const response = await fetch(body.dataset.panelView, { headers: { "X-Part": "1" } });
    if (response.ok) draw(await response.text());
  };
  main.addEventListener("submit", async (event) => {
    event.preventDefault();
    const data = new URLSearchParams(new FormData(event.target));
    if (event.submitter?.name) data.set(event.submitter.name, event.submitter.value);
    for (const button of event.target.querySelectorAll("button")) button.disabled = true;
    try {
      const response = await fetch(event.target.action, { method: "POST", body: data });
      if (response.ok || response.status === 422) return draw(await response.text());
      shown = "";
      await read();
    } catch {
      // Nothing was taken; the question comes back with the connection.
      shown = "";
      offline.hidden = false;
    }
  });
  main.addEventListener("panel:again", read);
  let size = 1;
  const scale = (by) => {
    size = Math.min(1.6, Math.max(0.8, size + by));
    body.style.setProperty("--panel-scale", size);
  };
  body.querySelector("[data-panel-larger]").addEventListener("click", () => scale(0.2));
  body.querySelector("[data-panel-smaller]").addEventListener("click", () => scale(-0.2));
  const feed = new EventSource(body.dataset.panelFeed);
  feed.addEventListener("changed", read);
  feed.addEventListener("open", () => { offline.hidden = true; read(); });
  feed.addEventListener("error", () => { offline.hidden = false; shown = ""; main.replaceChildren(); });
  addEventListener("pagehide", () => feed.close());
}
