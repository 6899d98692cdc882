// 筆談: a sheet for pen or finger. What is written lives on this screen alone, and is gone when the sheet is closed.
export function sheet(body) {
  const dialog = body.querySelector("[data-panel-note]");
  const canvas = dialog.querySelector("[data-panel-note-sheet]");
  const context = canvas.getContext("2d");
  let strokes = [], current = null;
  const redraw = () => {
    canvas.width = canvas.clientWidth * devicePixelRatio;
    canvas.height = canvas.clientHeight * devicePixelRatio;
    context.lineCap = context.lineJoin = "round";
    context.lineWidth = 4 * devicePixelRatio;
    for (const [first, ...rest] of strokes) {
      context.beginPath();
      context.moveTo(first.x * canvas.width, first.y * canvas.height);
      for (const point of rest.length ? rest : [first]) context.lineTo(point.x * canvas.width, point.y * canvas.height);
      context.stroke();
    }
  };
  const clear = () => {
    [strokes, current] = [[], null];
    redraw();
  };
  const add = ({ offsetX, offsetY }) => {
    current.push({ x: offsetX / canvas.clientWidth, y: offsetY / canvas.clientHeight });
    redraw();
  };
  canvas.addEventListener("pointerdown", (event) => {
    canvas.setPointerCapture(event.pointerId);
    strokes.push(current = []);
    add(event);
  });
  canvas.addEventListener("pointermove", (event) => { if (current) add(event); });
  for (const name of ["pointerup", "pointercancel"]) canvas.addEventListener(name, () => { current = null; });
  dialog.querySelector("[data-panel-note-clear]").addEventListener("click", clear);
  // For whoever sits opposite: what was written stands upright for them.
  dialog.querySelector("[data-panel-note-turn]").addEventListener("click", () => {
    strokes = strokes.map((stroke) => stroke.map(({ x, y }) => ({ x: 1 - x, y: 1 - y })));
    redraw();
  });
  dialog.querySelector("[data-panel-note-close]").addEventListener("click", () => dialog.close());
  dialog.addEventListener("close", clear);
  body.querySelector("[data-panel-note-open]").addEventListener("click", () => {
    dialog.showModal();
    redraw();
  });
  new ResizeObserver(redraw).observe(canvas);
  return { close: () => { if (dialog.open) dialog.close(); } };
}
