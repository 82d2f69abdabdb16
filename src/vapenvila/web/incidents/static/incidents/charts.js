// Draws each chart from the specification beside it. Expressions are interpreted, never evaluated (Content-Security-Policy).
(function () {
  "use strict";
  const options = {
    mode: "vega-lite",
    ast: true,
    renderer: "svg",
    actions: false,
    defaultStyle: false,
    tooltip: { disableDefaultStyle: true },
    config: { font: "'Source Sans 3', system-ui, sans-serif", axis: { labelFontSize: 12, titleFontSize: 12, titleFontWeight: 600 }, legend: { labelFontSize: 12, titleFontSize: 12, titleFontWeight: 600 } },
  };
  function draw(place) {
    const spec = document.getElementById(place.dataset.chart);
    if (!spec || place.dataset.drawn) return;
    place.dataset.drawn = "1";
    const wanted = JSON.parse(spec.textContent);
    window.vegaEmbed(place, wanted, options).catch(function (problem) {
      console.error(problem);
    });
  }
  function drawAll(within) {
    within.querySelectorAll("[data-chart]").forEach(draw);
  }
  drawAll(document);
  document.body.addEventListener("htmx:afterSettle", function () { drawAll(document); });
})();
