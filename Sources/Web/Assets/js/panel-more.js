// Says that the page goes on below the edge: who does not know touch screens does not look for it.
export function edge(button) {
  const page = document.documentElement;
  const look = () => { button.hidden = page.scrollHeight - scrollY - innerHeight < 24; };
  button.addEventListener("click", () => scrollBy({ top: innerHeight * 0.7, behavior: "smooth" }));
  addEventListener("scroll", look, { passive: true });
  new ResizeObserver(look).observe(document.body);
  addEventListener("resize", look);
}
