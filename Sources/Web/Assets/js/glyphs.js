// Gives registered names the glyphs of the paper: a font of a kilobyte for each character that stands on the page.
const root = document.documentElement.dataset.glyphs;
const asked = new Set();
const kana = (code) => code >= 0x3000 && code < 0x3100;
const selector = (code) => (code >= 0xfe00 && code < 0xfe10) || (code >= 0xe0100 && code < 0xe01f0);
const hexadecimal = (code) => code.toString(16).toUpperCase();

function ask(first, last, suffix) {
  const slice = hexadecimal(first) + suffix;
  if (asked.has(slice)) return;
  asked.add(slice);
  // A later face goes before an earlier one, so the one with the variants draws the character from then on.
  document.fonts.add(new FontFace("Madoguchi Registered", `url("${root}/${slice}")`, {
    display: "block",
    unicodeRange: `U+${hexadecimal(first)}-${hexadecimal(last)}, U+FE00-FE0F, U+E0100-E01EF`,
  }));
}

function take(text) {
  let last = 0;
  for (const sign of text ?? "") {
    const code = sign.codePointAt(0);
    // Other selectors than the fonts' own never come here: the server has put them into a box.
    if (selector(code) && last >= 0x3400) ask(last, last, "-v");
    last = code;
    if (code < 0x2e80 || selector(code)) continue;
    const first = kana(code) ? code - (code % 32) : code;
    ask(first, kana(code) ? first + 31 : first, "");
  }
}

function look(part) {
  if (part.nodeType !== Node.ELEMENT_NODE) return take(part.parentElement?.closest(".name") ? part.data : "");
  const names = [...part.querySelectorAll(".name")];
  if (part.closest(".name")) names.push(part);
  for (const name of names) take(name.matches("input, textarea") ? name.value : name.textContent);
}

export function connect() {
  if (!root) return;
  look(document.documentElement);
  document.addEventListener("input", ({ target }) => target.matches(".name") && take(target.value));
  new MutationObserver((changes) => {
    for (const change of changes) for (const part of change.addedNodes) look(part);
  }).observe(document.documentElement, { childList: true, subtree: true });
}
