// Lists in the order of any column: a press on its heading sorts, another one turns the order round.
const compare = new Intl.Collator("ja", { numeric: true }).compare;
// What was chosen outlives the list's being read again: by the headings, column and direction.
const chosen = new Map();

const heads = (table) => [...table.querySelectorAll("thead th")];
const name = (table) => heads(table).map((head) => head.textContent).join("|");
const key = (line, column) => line.cells[column].dataset.sort ?? line.cells[column].textContent.trim();

function order(table, { column, isDown }) {
  const body = table.tBodies[0];
  const lines = [...body.rows].map((line) => [key(line, column), line]);
  // What is empty stands at the end either way.
  lines.sort(([one], [other]) => !one - !other || (isDown ? compare(other, one) : compare(one, other)));
  body.append(...lines.map(([, line]) => line));
  heads(table).forEach((head, index) => {
    if (index === column) head.ariaSort = isDown ? "descending" : "ascending";
    else head.removeAttribute("aria-sort");
  });
}

export function connect(table) {
  const own = name(table);
  heads(table).forEach((head, column) => {
    if (!("sortable" in head.dataset) || head.querySelector("button")) return;
    const button = document.createElement("button");
    button.type = "button";
    button.className = "sort";
    button.append(...head.childNodes);
    head.append(button);
    button.addEventListener("click", () => {
      const before = chosen.get(own);
      const choice = { column, isDown: before?.column === column && !before.isDown };
      chosen.set(own, choice);
      order(table, choice);
    });
  });
  const before = chosen.get(own);
  if (before) order(table, before);
}
