// The pen on the map of groups: a line drawn from one group to another by mouse or finger, or two groups chosen by keyboard.
// It fills in the two groups of the form that states a relation; a line chosen with the pen opens the form that changes it.
(function () {
  "use strict";
  let first = null, line = null, pressed = null;

  function pen() { return document.getElementById("pen"); }
  function graph() { return document.getElementById("group-graph"); }
  function isOn() { return Boolean(pen()) && pen().getAttribute("aria-pressed") === "true"; }
  function say(text) { document.getElementById("pen-said").textContent = text; }

  function clear() {
    if (first) first.classList.remove("is-chosen");
    if (line) line.remove();
    first = line = pressed = null;
  }

  function turn(on) {
    clear();
    pen().setAttribute("aria-pressed", String(on));
    graph().classList.toggle("has-pen", on);
    say(on ? pen().dataset.on : pen().dataset.off);
  }

  function choose(node) {
    if (!first || first === node) {
      clear();
      first = node;
      node.classList.add("is-chosen");
      say(node.querySelector(".node-name").textContent + " " + pen().dataset.first);
      return;
    }
    const chosen = new URLSearchParams({ one: first.dataset.group, other: node.dataset.group, back: "map" });
    window.location.assign(pen().dataset.address + "?" + chosen);
  }

  function point(event) {
    const at = graph().createSVGPoint();
    at.x = event.clientX;
    at.y = event.clientY;
    return at.matrixTransform(graph().getScreenCTM().inverse());
  }

  function inGraph(event, kind) {
    return event.target.closest ? event.target.closest("#group-graph " + kind) : null;
  }

  document.addEventListener("click", function (event) {
    if (event.target.closest && event.target.closest("#pen")) {
      turn(!isOn());
      return;
    }
    if (!isOn()) return;
    const node = inGraph(event, ".node"), tie = inGraph(event, ".tie");
    if (!node && !tie) return;
    event.preventDefault();
    event.stopPropagation();
    if (node) choose(node);
    else if (tie.dataset.change) window.location.assign(tie.dataset.change);
  }, true);

  document.addEventListener("pointerdown", function (event) {
    const node = isOn() && !event.button && inGraph(event, ".node");
    if (!node) return;
    event.preventDefault();
    event.stopPropagation();  // the group stays where it stands
    pressed = node;
    const from = /translate\(([-\d.]+) ([-\d.]+)\)/.exec(node.getAttribute("transform"));
    line = document.createElementNS("http://www.w3.org/2000/svg", "line");
    line.setAttribute("class", "pen-line");
    ["x1", "x2"].forEach(function (name) { line.setAttribute(name, from[1]); });
    ["y1", "y2"].forEach(function (name) { line.setAttribute(name, from[2]); });
    graph().append(line);
  }, true);

  document.addEventListener("pointermove", function (event) {
    if (!pressed || !line) return;
    const at = point(event);
    line.setAttribute("x2", at.x);
    line.setAttribute("y2", at.y);
  });

  document.addEventListener("pointerup", function (event) {
    if (!pressed) return;
    const from = pressed;
    if (line) line.remove();
    pressed = line = null;
    const under = document.elementFromPoint(event.clientX, event.clientY);
    const node = under && under.closest("#group-graph .node");
    if (!node || node === from) return;  // a click follows, or nothing was reached
    clear();
    choose(from);
    choose(node);
  });

  document.addEventListener("keydown", function (event) {
    if (event.key === "Escape" && isOn()) {
      turn(false);
      pen().focus();
    }
  });

  function begin() {
    clear();
    if (pen()) pen().hidden = false;
  }

  begin();
  document.addEventListener("htmx:afterSwap", begin);
})();
