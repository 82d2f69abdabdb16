// The slider through time: it writes the days of the form, which asks the server for that picture.
(function () {
  "use strict";
  const form = document.getElementById("time-form");
  const slider = form && form.querySelector(".time-slider");
  if (!slider) return;
  const days = slider.dataset.days.split(" ");
  const range = slider.querySelector("input");
  const shown = slider.querySelector("output");
  const knowledge = slider.querySelector("select");
  const play = slider.querySelector("[data-play]");
  const on = form.querySelector("[name=on]");
  const known = form.querySelector("[name=known]");
  const last = days.length - 1;
  let timer = 0;

  function name(step) { return step === last ? slider.dataset.today : days[step]; }

  function write() {
    const step = Number(range.value);
    const day = step === last ? "" : days[step];
    on.value = knowledge.value === "on" ? day : "";
    known.value = knowledge.value === "known" ? day : "";
    shown.textContent = name(step);
    range.setAttribute("aria-valuetext", name(step));
  }

  function stop() {
    clearInterval(timer);
    timer = 0;
    play.setAttribute("aria-pressed", "false");
  }

  function forward() {
    if (Number(range.value) >= last) { stop(); return; }
    range.value = String(Number(range.value) + 1);
    range.dispatchEvent(new Event("input", { bubbles: true }));
    range.dispatchEvent(new Event("change", { bubbles: true }));
  }

  range.setAttribute("aria-valuetext", name(Number(range.value)));
  range.addEventListener("input", write);
  range.addEventListener("pointerdown", stop);
  knowledge.addEventListener("change", write, true);
  [on, known].forEach(function (field) {
    field.addEventListener("change", function () {  // a day written by hand moves the slider to its month
      const day = known.value || on.value;
      const step = day ? days.filter(function (one) { return one <= day; }).length - 1 : last;
      range.value = String(Math.max(step, 0));
      shown.textContent = day || slider.dataset.today;
      range.setAttribute("aria-valuetext", shown.textContent);
      if (known.value && !on.value) knowledge.value = "known";
    });
  });
  play.addEventListener("click", function () {
    if (timer) { stop(); return; }
    if (Number(range.value) >= last) range.value = "0";
    play.setAttribute("aria-pressed", "true");
    timer = setInterval(forward, 1200);
    range.dispatchEvent(new Event("input", { bubbles: true }));
    range.dispatchEvent(new Event("change", { bubbles: true }));
  });
})();
