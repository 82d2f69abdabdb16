// Replay of the matrix: a slider and a button that step the form through its months.
(function () {
  "use strict";
  const form = document.getElementById("replay-form");
  if (!form) return;
  const months = form.querySelector("#upto"), range = form.querySelector("#replay-step"), play = form.querySelector("[data-play]");
  let timer = 0;

  function name() {
    range.setAttribute("aria-valuetext", months.options[months.selectedIndex].text);
  }

  function show(step) {
    months.selectedIndex = step;
    range.value = String(step);
    name();
    months.dispatchEvent(new Event("change", { bubbles: true }));
  }

  function stop() {
    clearInterval(timer);
    timer = 0;
    play.setAttribute("aria-pressed", "false");
  }

  name();
  range.addEventListener("change", function (event) { event.stopPropagation(); });  // the list of months asks, once
  range.addEventListener("input", function () { stop(); show(Number(range.value)); });
  months.addEventListener("change", function () { range.value = String(months.selectedIndex); name(); });
  form.querySelector("[data-reload]").addEventListener("change", function (event) {  // other months: a new page
    event.stopPropagation();
    months.disabled = true;
    form.submit();
  });
  play.addEventListener("click", function () {
    if (timer) { stop(); return; }
    play.setAttribute("aria-pressed", "true");
    show(months.selectedIndex >= months.options.length - 1 ? 0 : months.selectedIndex + 1);
    timer = setInterval(function () {
      if (months.selectedIndex >= months.options.length - 1) { stop(); return; }
      show(months.selectedIndex + 1);
    }, 1200);
  });
})();
