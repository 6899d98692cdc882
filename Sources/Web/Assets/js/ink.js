// The signature: strokes of pen or finger with time and pressure, in fractions of the area.
export function connect(root) {
  const canvas = root.querySelector("[data-ink-canvas]");
  const error = root.querySelector("[data-ink-error]");
  const context = canvas.getContext("2d");
  let strokes = [], current = null, began = 0;
  const fit = () => {
    canvas.width = canvas.clientWidth * devicePixelRatio;
    canvas.height = canvas.clientHeight * devicePixelRatio;
    redraw();
  };
  const redraw = () => {
    context.clearRect(0, 0, canvas.width, canvas.height);
    context.lineCap = "round";
    for (const stroke of strokes) {
      for (let index = 1; index < stroke.points.length; index++) {
        const [from, to] = [stroke.points[index - 1], stroke.points[index]];
        context.lineWidth = canvas.height * (0.008 + 0.022 * to.pressure);
        context.beginPath();
        context.moveTo(from.x * canvas.width, from.y * canvas.height);
        context.lineTo(to.x * canvas.width, to.y * canvas.height);
        context.stroke();
      }
    }
  };
  const add = (event) => {
    const box = canvas.getBoundingClientRect();
    for (const point of event.getCoalescedEvents?.().length ? event.getCoalescedEvents() : [event]) {
      current.points.push({
        x: (point.clientX - box.left) / box.width, y: (point.clientY - box.top) / box.height,
        time: Math.max(0, Math.round(point.timeStamp - began)),
        pressure: point.pointerType === "pen" ? point.pressure : 0.5,
      });
    }
    redraw();
  };
  canvas.addEventListener("pointerdown", (event) => {
    canvas.setPointerCapture(event.pointerId);
    error.hidden = true;
    if (!strokes.length) began = event.timeStamp;
    current = { points: [] };
    strokes.push(current);
    add(event);
  });
  canvas.addEventListener("pointermove", (event) => { if (current) add(event); });
  for (const name of ["pointerup", "pointercancel"]) canvas.addEventListener(name, () => { current = null; });
  root.querySelector("[data-ink-clear]").addEventListener("click", () => { strokes = []; error.hidden = true; redraw(); });
  root.querySelector("[data-ink-done]").addEventListener("click", async () => {
    const shown = root.dataset.inkShown.split(" ").filter(Boolean).map(Number);
    const ink = { strokes, aspect: canvas.clientWidth / canvas.clientHeight };
    const response = await fetch(root.dataset.inkPath, {
      method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify({ ink, shown }),
    });
    if (response.ok) return root.dispatchEvent(new CustomEvent("panel:again", { bubbles: true }));
    error.textContent = await response.text();
    error.hidden = false;
  });
  new ResizeObserver(fit).observe(canvas);
  fit();
}
