// The clerk's case screen: reads itself again when the case changed, unless the clerk is in the middle of typing.
function isTyping(root) {
  const field = document.activeElement;
  if (field?.matches("input:not([type=radio], [type=checkbox]), textarea, select") && root.contains(field)) {
    if (field.value !== field.defaultValue) return true;
  }
  return [...root.querySelectorAll(".case-now input, .case-now textarea")].some((input) =>
    input.matches("[type=radio], [type=checkbox]") ? input.checked !== input.defaultChecked
      : input.type !== "hidden" && input.type !== "file" && input.value !== input.defaultValue);
}

export function connect(root) {
  const note = root.querySelector("[data-live-note]");
  const ended = root.querySelector("[data-live-ended]");
  const home = root.dataset.livePath;
  const offline = document.getElementById("offline");
  const feed = new EventSource(root.dataset.liveFeed);
  let wasLost = false;
  const changed = () => {
    if (isTyping(root)) note.hidden = false;
    // A page that answers a sent form has an address that cannot be read again.
    else location.replace(location.pathname === home ? home + location.search : home);
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
      if (isTyping(root)) ended.hidden = false;
      else location.replace(home);
      return;
    }
    if (offline) offline.hidden = false;
  });
  addEventListener("pagehide", () => feed.close());
}
