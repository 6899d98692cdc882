// Searches without leaving the page; what was typed is kept in the browser's history entry, never in the address.
import { start } from "./start.js";

let newest = 0;
const place = () => document.getElementById("results");

async function search(form) {
  const body = new URLSearchParams(new FormData(form));
  // An answer that comes late must not stand under the words of a newer search.
  const mine = ++newest;
  history.replaceState({ search: body.toString() }, "");
  const waiting = setTimeout(() => form.setAttribute("aria-busy", "true"), 300);
  try {
    const response = await fetch(form.action, { method: "POST", headers: { "X-Part": "1" }, body });
    if (response.status === 401) return form.submit();
    const part = document.createElement("template");
    part.innerHTML = await response.text();
    if (mine !== newest) return;
    if (!response.ok) return form.submit();
    place().replaceChildren(part.content);
    start(place());
  } catch {
    document.getElementById("offline").hidden = false;
  } finally {
    clearTimeout(waiting);
    if (mine === newest) form.removeAttribute("aria-busy");
  }
}

export function connect(form) {
  const box = form.querySelector("[name=q]");
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    search(form);
    box.select();
  });
  const kept = history.state?.search;
  if (!kept || place().childElementCount > 0) return;
  const fields = new URLSearchParams(kept);
  box.value = fields.get("q") ?? "";
  form.elements.former.checked = fields.has("former");
  if (fields.has("reason")) form.elements.reason.value = fields.get("reason");
  search(form);
}
