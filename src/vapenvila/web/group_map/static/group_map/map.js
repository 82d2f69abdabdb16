// The map of groups: zoom, and moving a group by mouse, finger or keyboard. Without it the drawing stands as it is.
(function () {
  "use strict";
  const NEAREST = 4, STEP = 10, STILL = 5;
  let box = null;  // what is shown of the drawing; kept while the days change
  let again = "";  // the group that had the focus before a new drawing came
  let later = 0;

  function graph() { return document.getElementById("group-graph"); }
  function whole() {
    const size = graph().dataset;
    return { x: 0, y: 0, w: Number(size.width), h: Number(size.height) };
  }

  function show() {
    const svg = graph();
    if (!svg) return;
    if (!box) box = whole();
    svg.setAttribute("viewBox", [box.x, box.y, box.w, box.h].join(" "));
    svg.classList.toggle("is-near", box.w < whole().w - 1);
  }

  function zoom(factor, at) {
    const full = whole();
    const w = Math.min(full.w, Math.max(full.w / NEAREST, box.w * factor));
    const h = w * full.h / full.w;
    const centre = at || { x: box.x + box.w / 2, y: box.y + box.h / 2 };
    const share = { x: (centre.x - box.x) / box.w, y: (centre.y - box.y) / box.h };
    box = { x: centre.x - share.x * w, y: centre.y - share.y * h, w: w, h: h };
    inside();
  }

  function inside() {
    const full = whole();
    box.x = Math.max(0, Math.min(full.w - box.w, box.x));
    box.y = Math.max(0, Math.min(full.h - box.h, box.y));
    show();
  }

  function point(event) {
    const svg = graph(), at = svg.createSVGPoint();
    at.x = event.clientX;
    at.y = event.clientY;
    return at.matrixTransform(svg.getScreenCTM().inverse());
  }

  function placeOf(node) {
    const found = /translate\(([-\d.]+) ([-\d.]+)\)/.exec(node.getAttribute("transform"));
    return { x: Number(found[1]), y: Number(found[2]) };
  }

  function put(node, x, y) {  // the circle, and the lines that end there
    const to = { x: Math.min(930, Math.max(70, x)), y: Math.min(578, Math.max(40, y)) };
    node.setAttribute("transform", "translate(" + to.x + " " + to.y + ")");
    graph().querySelectorAll(".tie").forEach(function (tie) {
      if (tie.dataset.a === node.dataset.group || tie.dataset.b === node.dataset.group) stretch(tie);
    });
  }

  function stretch(tie) {
    const ends = [tie.dataset.a, tie.dataset.b].map(function (id) {
      return placeOf(graph().querySelector('[data-group="' + id + '"]'));
    });
    const dx = ends[1].x - ends[0].x, dy = ends[1].y - ends[0].y, length = Math.hypot(dx, dy) || 1;
    const gap = Math.min(29, length / 3) / length;
    tie.querySelectorAll("line").forEach(function (line) {
      line.setAttribute("x1", ends[0].x + dx * gap);
      line.setAttribute("y1", ends[0].y + dy * gap);
      line.setAttribute("x2", ends[1].x - dx * gap);
      line.setAttribute("y2", ends[1].y - dy * gap);
    });
    tie.querySelector(".tie-sign").setAttribute("transform", "translate(" + (ends[0].x + dx / 2) + " " + (ends[0].y + dy / 2) + ")");
  }

  function keep(node) {  // tell the server; it draws anew
    const form = document.getElementById("move-form"), at = placeOf(node);
    if (!form) return;
    form.elements.group.value = node.dataset.group;
    form.elements.across.value = ((at.x - 70) / 860 * 100).toFixed(2);
    form.elements.down.value = ((at.y - 40) / 538 * 100).toFixed(2);
    again = node.dataset.group;
    form.requestSubmit();
  }

  function follow(event) {
    const svg = graph();
    if (!svg || event.button > 0) return;
    const node = svg.hasAttribute("data-may-move") && event.target.closest(".node");
    if (!node && (box.w > whole().w - 1 || event.target.closest("a"))) return;
    const began = { x: event.clientX, y: event.clientY }, from = point(event);
    const old = node ? placeOf(node) : { x: box.x, y: box.y };
    let moved = false;
    event.preventDefault();

    function go(now) {
      if (!moved && Math.hypot(now.clientX - began.x, now.clientY - began.y) < STILL) return;
      moved = true;
      const at = point(now);
      if (node) put(node, old.x + at.x - from.x, old.y + at.y - from.y);
      else { box.x += from.x - at.x; box.y += from.y - at.y; inside(); }
    }

    function end() {
      window.removeEventListener("pointermove", go);
      window.removeEventListener("pointerup", end);
      window.removeEventListener("pointercancel", end);
      if (!moved) return;
      window.addEventListener("click", function (click) { click.preventDefault(); click.stopPropagation(); }, { capture: true, once: true });
      setTimeout(function () { if (node) keep(node); }, 0);
    }

    window.addEventListener("pointermove", go);
    window.addEventListener("pointerup", end);
    window.addEventListener("pointercancel", end);
  }

  function keys(event) {
    const node = event.target.closest && event.target.closest(".node");
    const way = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }[event.key];
    if (!node || !way || !event.shiftKey || !graph().hasAttribute("data-may-move")) return;
    event.preventDefault();
    const at = placeOf(node);
    put(node, at.x + way[0] * STEP, at.y + way[1] * STEP);
    clearTimeout(later);
    later = setTimeout(function () { keep(node); }, 700);
  }

  function tools() {
    const frame = document.querySelector("#results .register-tools"), texts = document.getElementById("map-words");
    if (!frame || !texts || frame.querySelector(".map-tools")) return;
    const bar = document.createElement("div");
    bar.className = "map-tools no-print";
    [["+", texts.dataset.in, 0.7], ["−", texts.dataset.out, 1.4], ["⤢", texts.dataset.whole, 100]].forEach(function (one) {
      const button = document.createElement("button");
      button.type = "button";
      button.className = "btn btn-icon";
      button.textContent = one[0];
      button.setAttribute("aria-label", one[1]);
      button.addEventListener("click", function () { zoom(one[2]); });
      bar.append(button);
    });
    frame.append(bar);
  }

  function begin() {
    const svg = graph();
    tools();
    if (!svg) return;
    show();
    svg.addEventListener("pointerdown", follow);
    svg.addEventListener("keydown", keys);
    svg.addEventListener("dragstart", function (event) { event.preventDefault(); });
    svg.addEventListener("wheel", function (event) {
      if (!event.ctrlKey) return;  // the wheel alone scrolls the page
      event.preventDefault();
      zoom(event.deltaY > 0 ? 1.15 : 0.87, point(event));
    }, { passive: false });
    if (again) {
      const node = svg.querySelector('[data-group="' + again + '"]');
      again = "";
      if (node) node.focus({ preventScroll: true });
    }
  }

  begin();
  document.addEventListener("htmx:afterSwap", begin);
})();
