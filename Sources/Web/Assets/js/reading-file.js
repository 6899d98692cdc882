// Sends a file with a code, as it is, to the one way in for readings.
export function connect(form) {
  const input = form.querySelector("[data-reading-input]");
  const error = form.querySelector("[data-reading-error]");
  input.addEventListener("change", async () => {
    const file = input.files[0];
    if (!file) return;
    error.hidden = true;
    const response = await fetch(form.dataset.readingPath, {
      method: "POST", body: file, headers: { "Content-Type": file.type || "application/octet-stream" },
    });
    if (response.ok) return location.replace(response.url);
    const page = new DOMParser().parseFromString(await response.text(), "text/html");
    error.textContent = "＊" + [...page.querySelectorAll("[role=alert] p")].map((part) => part.textContent).join(" ");
    error.hidden = false;
    input.value = "";
  });
}
