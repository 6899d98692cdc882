// The reader's field also narrows the list: a case number, a name or a counter. One line left: Enter opens it.
const fold = (text) => text.normalize("NFKC").replace(/\s/g, "").toLowerCase();

export function connect(input) {
  const status = document.querySelector("[data-filter-status]");
  const lines = () => [...document.querySelectorAll(".table-rows tbody tr")];
  // A slip's code is for the server.
  const words = () => (/^mg1/.test(fold(input.value)) ? "" : fold(input.value));
  const apply = () => {
    const text = words();
    const all = lines();
    for (const line of all) line.hidden = text !== "" && !fold(line.textContent).includes(text);
    const left = all.filter((line) => !line.hidden);
    status.textContent = text && all.length ? `${all.length}件のうち ${left.length}件を表示しています。` : "";
    return left;
  };
  input.addEventListener("input", apply);
  document.addEventListener("live:refreshed", () => { if (document.activeElement === input) apply(); });
  input.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.isComposing || !words()) return;
    const left = apply();
    if (left.length !== 1) return;
    event.preventDefault();
    left[0].querySelector("a").click();
  });
}
