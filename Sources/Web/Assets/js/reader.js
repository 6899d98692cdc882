// A reader types faster than any hand: when its burst ends, the form goes by itself.
const handSpeed = 25, silence = 400, shortest = 40;

export function connect(field) {
  let began = 0, last = 0, timer = 0;
  field.addEventListener("input", ({ timeStamp }) => {
    if (timeStamp - last > silence) began = timeStamp;
    last = timeStamp;
    clearTimeout(timer);
    timer = setTimeout(() => {
      const size = field.value.length;
      if (size >= shortest && (last - began) / size < handSpeed) field.form.requestSubmit();
    }, silence);
  });
}
