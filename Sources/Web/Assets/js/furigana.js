// Readings over the panel's own words (ふりがな): the longest word of the town's list goes first; names are left alone.
const han = /[\u3400-\u9fff々ヶ]/;
let list = null, longest = 0;

function words() {
  if (list) return list;
  const options = [...document.querySelector("#readings").content.querySelectorAll("option")];
  list = new Map(options.map((option) => [option.value, option.dataset.reading]));
  longest = Math.max(0, ...[...list.keys()].map((word) => word.length));
  return list;
}

function ruby(word, reading) {
  let tail = 0;
  while (word.at(-1 - tail) === reading.at(-1 - tail) && !han.test(word.at(-1 - tail))) tail += 1;
  const part = document.createElement("ruby");
  const above = document.createElement("rt");
  above.textContent = reading.slice(0, reading.length - tail);
  part.append(word.slice(0, word.length - tail), above);
  return [part, word.slice(word.length - tail)];
}

function pieces(text) {
  const known = words();
  const result = [];
  let plain = "";
  for (let at = 0; at < text.length;) {
    let size = han.test(text[at]) ? Math.min(longest, text.length - at) : 0;
    const isCounted = /[0-9０-９]/.test(text[at - 1] ?? "");
    let reading = null;
    for (; size > 0; size -= 1) {
      const word = text.slice(at, at + size);
      reading = (isCounted ? known.get("#" + word) : null) ?? known.get(word);
      if (reading) break;
    }
    if (reading) result.push(plain, ...ruby(text.slice(at, at + size), reading));
    else plain += text[at];
    if (reading) plain = "";
    at += Math.max(1, size);
  }
  return [...result, plain];
}

export function show(root) {
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  const texts = [];
  while (walker.nextNode()) {
    const node = walker.currentNode;
    if (han.test(node.data) && !node.parentElement.closest(".name, svg, ruby, .panel-date")) texts.push(node);
  }
  for (const node of texts) node.replaceWith(...pieces(node.data));
}

export function hide(root) {
  for (const part of root.querySelectorAll("rt")) part.remove();
  for (const part of root.querySelectorAll("ruby")) part.replaceWith(...part.childNodes);
  root.normalize();
}
