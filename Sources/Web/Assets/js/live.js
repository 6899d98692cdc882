// Reads a part of the page again when the server says that something changed (data-live-feed, data-live-source).
import { start } from "./start.js";

const offline = document.getElementById("offline");

async function refresh(element) {
  const response = await fetch(element.dataset.liveSource, { headers: { "X-Part": "1" } });
  if (response.status === 401) return location.reload();
  if (!response.ok) return;
  const part = document.createElement("template");
  part.innerHTML = await response.text();
  const place = document.activeElement?.closest("[href]")?.getAttribute("href");
  const hadFocus = place && element.contains(document.activeElement);
  element.replaceChildren(part.content);
  if (hadFocus) element.querySelector(`[href="${CSS.escape(place)}"]`)?.focus({ preventScroll: true });
  start(element);
  const status = document.querySelector("[data-live-status]");
  if (status) status.textContent = element.querySelector(".list-summary")?.textContent ?? "";
  element.dispatchEvent(new CustomEvent("live:refreshed", { bubbles: true }));
}

export function connect(element) {
  if (element.liveFeed) return;
  const feed = new EventSource(element.dataset.liveFeed);
  element.liveFeed = feed;
  let wasLost = false;
  feed.addEventListener("changed", () => refresh(element));
  feed.addEventListener("open", () => {
    if (offline) offline.hidden = true;
    if (wasLost) refresh(element);
    wasLost = false;
  });
  feed.addEventListener("error", () => {
    wasLost = true;
    if (feed.readyState === EventSource.CLOSED) return refresh(element);
    if (offline) offline.hidden = false;
  });
  addEventListener("pagehide", () => feed.close());
}
