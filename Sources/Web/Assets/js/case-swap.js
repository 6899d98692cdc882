// Puts a case that was read anew into the page: the cursor, open folds and the place on the page stay.
import { start } from "./start.js";
import { land } from "./landing.js";

// How a part is found again after the page was read anew.
function mark(part) {
  if (!part || part === document.body) return null;
  if (part.id) return `#${CSS.escape(part.id)}`;
  if (part.dataset.key) return `[data-key="${part.dataset.key}"]`;
  if (part.name) return `${part.localName}[name="${CSS.escape(part.name)}"]`;
  const href = part.getAttribute("href");
  return href ? `${part.localName}[href="${CSS.escape(href)}"]` : null;
}

const folds = (root) => [...root.querySelectorAll("details")];
const title = (fold) => fold.closest("li")?.querySelector("p, strong")?.textContent + fold.querySelector("summary").textContent;

export function replace(root, page) {
  const fresh = page.querySelector(".case");
  if (!fresh) return location.assign(root.dataset.livePath);
  const opened = new Set(folds(root).filter((fold) => fold.open).map(title));
  const place = root.contains(document.activeElement) ? mark(document.activeElement) : null;
  const step = root.querySelector(".steps [aria-current]")?.textContent;
  // Only a new step moves the cursor.
  fresh.querySelector(".case-now").removeAttribute("data-controller");
  root.replaceChildren(...fresh.childNodes);
  root.dataset.liveRevision = fresh.dataset.liveRevision;
  for (const part of [".banner-facts", "title"]) {
    const [old, now] = [document.querySelector(part), page.querySelector(part)];
    if (old && now) old.replaceChildren(...now.childNodes);
  }
  for (const fold of folds(root)) if (opened.has(title(fold))) fold.open = true;
  start(root.querySelector(".case-columns"));
  const isSameStep = step === root.querySelector(".steps [aria-current]")?.textContent;
  const again = place && isSameStep ? root.querySelector(place) : null;
  if (again) again.focus({ preventScroll: true });
  else if (!isSameStep) land(root.querySelector(".case-now"));
  root.querySelector("[data-live-status]").textContent = "最新の内容を表示しました。";
}
