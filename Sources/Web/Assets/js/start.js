// Binds every behaviour named in data-controller to its element; parts read again by "live" are bound as well.
import { connect as watchNames } from "./glyphs.js";

const controllers = [
  "palette", "keys", "walk", "landing", "filter", "reader", "live", "lock", "search", "live-case", "town", "reading-file",
  "panel", "pad", "ink", "sort",
];

async function bind(element) {
  for (const name of element.dataset.controller.split(/\s+/)) {
    if (!controllers.includes(name)) continue;
    const { connect } = await import(`./${name}.js`);
    connect(element);
  }
}

export function start(root) {
  const found = root.querySelectorAll("[data-controller]");
  if (root.dataset?.controller) bind(root);
  for (const element of found) bind(element);
}

start(document.documentElement);
watchNames();
