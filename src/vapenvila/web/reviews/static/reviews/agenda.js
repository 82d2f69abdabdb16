/* After a point has been moved, the focus stays on its button, or goes to the other one at the end of the list. */
"use strict";
document.addEventListener("htmx:afterSettle", (event) => {
  const pressed = event.detail.requestConfig && event.detail.requestConfig.triggeringEvent;
  const button = pressed && pressed.submitter;
  if (!button || !/^(up|down)-/.test(button.id)) return;
  const same = document.getElementById(button.id);
  const other = document.getElementById(button.id.replace(/^(up|down)/, (side) => (side === "up" ? "down" : "up")));
  const target = same && !same.disabled ? same : other;
  if (target) target.focus();
});
