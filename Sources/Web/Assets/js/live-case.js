// The clerk's case screen: shows the case anew when it changed, in place, unless the clerk is in the middle of typing.
import { replace } from "./case-swap.js";

function isTyping(root) {
  const field = document.activeElement;
  if (field?.matches("input:not([type=radio], [type=checkbox]), textarea, select") && root.contains(field)) {
    if (field.value !== field.defaultValue && !field.matches("select")) return true;
  }
  return [...root.querySelectorAll(".case-now input, .case-now textarea")].some((input) =>
    input.matches("[type=radio], [type=checkbox]") ? input.checked !== input.defaultChecked
      : input.type !== "hidden" && input.type !== "file" && input.value !== input.defaultValue);
}

export function connect(root) {
  const home = root.dataset.livePath;
  const offline = document.getElementById("offline");
  const feed = new EventSource(root.dataset.liveFeed);
  const note = (name) => { root.querySelector(`[data-live-${name}]`).hidden = false; };
  const isDone = (page) => page.querySelector(".steps .step-done [aria-current]") !== null;
  const read = async (address) => {
    const response = await fetch(address).catch(() => null);
    if (!response) return null;
    if (!response.ok || response.redirected) return location.replace(home);
    return new DOMParser().parseFromString(await response.text(), "text/html");
  };
  let wasLost = false, newest = 0;
  const changed = async () => {
    if (isTyping(root)) return note("note");
    const mine = ++newest;
    // A page that answers a sent form has an address that cannot be read again.
    let page = await read(location.pathname === home ? home + location.search : home);
    // A step that has just been done leads on to the next one, whatever the address says.
    if (page && isDone(page) && !isDone(root) && location.search) {
      page = await read(home);
      history.replaceState(null, "", home);
    }
    if (!page || mine !== newest) return;
    if (isTyping(root)) return note("note");
    replace(root, page);
  };
  feed.addEventListener("changed", changed);
  feed.addEventListener("open", () => {
    if (offline) offline.hidden = true;
    if (wasLost) changed();
    wasLost = false;
  });
  feed.addEventListener("error", () => {
    wasLost = true;
    if (feed.readyState === EventSource.CLOSED) {
      // The server answers and refuses: the session is over. What is being typed stays.
      if (isTyping(root)) note("ended");
      else location.replace(home);
      return;
    }
    if (offline) offline.hidden = false;
  });
  addEventListener("pagehide", () => feed.close());
}
