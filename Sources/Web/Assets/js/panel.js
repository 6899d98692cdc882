// The citizen's panel: shows what the clerk shows, sends answers, keeps nothing.
import { start } from "./start.js";
import { comfort } from "./panel-comfort.js";
// Here before they are needed: the first touch of a scene must not be lost.
import "./ink.js";
import "./pad.js";

export function connect(body) {
  const main = body.querySelector("#panel");
  const offline = body.querySelector("[data-panel-offline]");
  const ease = comfort(body, main);
  let shown = "";
  // The same view is not drawn again: somebody may be in the middle of a signature.
  const draw = (text) => {
    if (text === shown) return;
    shown = text;
    main.innerHTML = text;
    start(main);
    scrollTo(0, 0);
    ease();
    main.querySelector("h1")?.focus();
  };
  const fetchView = async () => {
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
      await fetchView();
    } catch {
      // Nothing was taken; the question comes back with the connection.
      shown = "";
      offline.hidden = false;
    }
  });
  main.addEventListener("panel:again", fetchView);
  const feed = new EventSource(body.dataset.panelFeed);
  feed.addEventListener("changed", fetchView);
  feed.addEventListener("open", () => { offline.hidden = true; fetchView(); });
  feed.addEventListener("error", () => { offline.hidden = false; shown = ""; main.replaceChildren(); globalThis.speechSynthesis?.cancel(); });
  addEventListener("pagehide", () => feed.close());
}
