// Covers the screen when nobody has touched it for a while; the page below keeps everything that was typed.
let last = Date.now();

async function unlock(dialog, form) {
  const error = dialog.querySelector("[data-lock-error]");
  const response = await fetch(form.action, {
    method: "POST", redirect: "manual", body: new URLSearchParams(new FormData(form)),
  });
  const isWelcome = response.type === "opaqueredirect";
  error.hidden = isWelcome;
  form.reset();
  if (!isWelcome) return form.querySelector("[type=password]").focus();
  last = Date.now();
  dialog.close();
}

export function connect(body) {
  const limit = Number(body.dataset.lockSeconds) * 1000;
  const dialog = document.getElementById("lock");
  if (!dialog || !(limit > 0)) return;
  const touch = () => { if (!dialog.open) last = Date.now(); };
  for (const name of ["keydown", "pointerdown", "wheel"]) addEventListener(name, touch, { passive: true });
  dialog.addEventListener("cancel", (event) => event.preventDefault());
  const form = dialog.querySelector("form");
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    unlock(dialog, form);
  });
  setInterval(() => {
    if (!dialog.open && Date.now() - last >= limit) dialog.showModal();
  }, 1000);
}
