// The municipality's towns: which of them a text means, and how one of them stands in the list.
export const list = () => [...document.getElementById("towns").content.querySelectorAll("option")];

export function matches(option, text) {
  if (/^\d+$/.test(text)) return option.dataset.keys.startsWith(text);
  const kana = text.replace(/[ぁ-ゖ]/g, (letter) => String.fromCharCode(letter.charCodeAt(0) + 0x60));
  return option.value.startsWith(text) || option.dataset.kana.startsWith(kana);
}

function span(style, text) {
  return Object.assign(document.createElement("span"), { className: style, textContent: text });
}

export function row(option, isChosen) {
  const item = Object.assign(document.createElement("li"), { role: "option", ariaSelected: String(isChosen) });
  Object.assign(item.dataset, { value: option.value, postal: option.dataset.postal });
  item.append(span("name", option.value), span("muted", option.dataset.kana));
  return item;
}
