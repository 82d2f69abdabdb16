// The network of ties: nearer, farther and about, by button, key, wheel, mouse and finger. One transform moves the whole
// drawing, so that thousands of people cost no more than one. It is held by an animation, and states by attributes of their
// own: the theme has rules that ask for "style" and "class" of anything, so that a change of those matches every person below
// against all rules again, 25 ms with 2,000 of them. Without the script the drawing stands and scrolls as it is.
(function () {
  "use strict";
  const frame = document.getElementById("network-frame");
  const svg = frame && frame.querySelector("svg");
  const words = document.getElementById("network-words");
  if (!svg || !words) return;
  const NEAREST = 12, STEP = 60, STILL = 5, REST = 180, NAMES_FROM = 2.5, GLIDE = 160;
  const calm = window.matchMedia("(prefers-reduced-motion: reduce)");
  const full = { w: svg.viewBox.baseVal.width, h: svg.viewBox.baseVal.height };
  let at = { x: 0, y: 0, k: 1 };  // of the drawing as it lies in the frame
  let size = { w: 1, h: 1 };
  let drawing = 0, resting = 0, held = null;
  const fingers = new Map();

  function measure() {
    size = { w: frame.clientWidth, h: Math.round(frame.clientWidth * full.h / full.w) };
    inside();
    draw(false);
  }

  function inside() {
    at.k = Math.min(NEAREST, Math.max(1, at.k));
    at.x = Math.min(0, Math.max(size.w * (1 - at.k), at.x));
    at.y = Math.min(0, Math.max(size.h * (1 - at.k), at.y));
  }

  function draw(glides) {
    const slowly = glides && !calm.matches;
    svg.toggleAttribute("data-moving", true);
    if (!drawing) drawing = requestAnimationFrame(function () {
      drawing = 0;
      hold(slowly);
    });
    clearTimeout(resting);
    resting = setTimeout(rest, REST);
  }

  function hold(slowly) {
    const to = "translate(" + at.x + "px, " + at.y + "px) scale(" + at.k + ")";
    if (slowly) {
      const from = getComputedStyle(svg).transform, before = held;
      held = svg.animate({ transform: [from, to] }, { duration: GLIDE, easing: "ease-out", fill: "forwards" });
      if (before) before.cancel();
    } else if (held && held.effect.getTiming().duration === 0) held.effect.setKeyframes({ transform: [to, to] });
    else {
      const before = held;
      held = svg.animate({ transform: [to, to] }, { duration: 0, fill: "forwards" });
      if (before) before.cancel();
    }
  }

  function rest() {  // sharp again, and names where there is room for them
    svg.toggleAttribute("data-moving", false);
    svg.toggleAttribute("data-names", at.k >= NAMES_FROM);
    frame.toggleAttribute("data-near", at.k > 1);
  }

  function zoom(factor, point, glides) {
    const centre = point || { x: size.w / 2, y: size.h / 2 };
    const k = Math.min(NEAREST, Math.max(1, at.k * factor));
    at = { x: centre.x - (centre.x - at.x) * k / at.k, y: centre.y - (centre.y - at.y) * k / at.k, k: k };
    inside();
    draw(glides);
  }

  function move(x, y, glides) {
    at.x += x;
    at.y += y;
    inside();
    draw(glides);
  }

  function point(event) {
    const box = frame.getBoundingClientRect();
    return { x: event.clientX - box.left, y: event.clientY - box.top };
  }

  const ACTS = {
    nearer: ["+", function () { zoom(1.5, null, true); }],
    farther: ["−", function () { zoom(1 / 1.5, null, true); }],
    whole: ["⤢", function () { zoom(0, null, true); }],
    left: ["←", function () { move(STEP, 0, true); }],
    right: ["→", function () { move(-STEP, 0, true); }],
    up: ["↑", function () { move(0, STEP, true); }],
    down: ["↓", function () { move(0, -STEP, true); }],
  };
  const KEYS = {
    "+": "nearer", "=": "nearer", "-": "farther", "0": "whole",
    ArrowLeft: "left", ArrowRight: "right", ArrowUp: "up", ArrowDown: "down",
  };

  function tools() {
    const bar = document.createElement("div");
    bar.className = "map-tools network-tools no-print";
    bar.setAttribute("role", "group");
    bar.setAttribute("aria-label", words.dataset.tools);
    Object.keys(ACTS).forEach(function (name) {
      const button = document.createElement("button");
      button.type = "button";
      button.className = "btn btn-icon";
      button.textContent = ACTS[name][0];
      button.setAttribute("aria-label", words.dataset[name]);
      button.addEventListener("click", ACTS[name][1]);
      bar.append(button);
    });
    frame.before(bar);
  }

  function spread() {
    const two = Array.from(fingers.values());
    return { d: Math.hypot(two[0].x - two[1].x, two[0].y - two[1].y) || 1, x: (two[0].x + two[1].x) / 2, y: (two[0].y + two[1].y) / 2 };
  }

  let began = null, dragged = false;

  function press(event) {
    if (event.button > 0) return;
    fingers.set(event.pointerId, point(event));
    if (fingers.size === 1) {
      began = point(event);
      dragged = false;
    }
  }

  function follow(event) {
    const last = fingers.get(event.pointerId);
    if (!last) return;
    const now = point(event);
    if (fingers.size === 2) {
      const before = spread();
      fingers.set(event.pointerId, now);
      const after = spread();
      dragged = true;
      at.x += after.x - before.x;
      at.y += after.y - before.y;
      zoom(after.d / before.d, after, false);
      return;
    }
    if (!dragged && Math.hypot(now.x - began.x, now.y - began.y) < STILL) return;
    dragged = true;
    fingers.set(event.pointerId, now);
    move(now.x - last.x, now.y - last.y, false);
  }

  function release(event) {
    if (!fingers.delete(event.pointerId) || !dragged || fingers.size) return;
    window.addEventListener("click", swallow, { capture: true, once: true });
    setTimeout(function () { window.removeEventListener("click", swallow, { capture: true }); }, 50);
  }

  function swallow(click) {
    click.preventDefault();
    click.stopPropagation();
  }

  function wheel(event) {  // alone it scrolls the page, until somebody has gone into the drawing
    if (!event.ctrlKey && !frame.contains(document.activeElement)) return;
    event.preventDefault();
    zoom(Math.exp(-Math.max(-60, Math.min(60, event.deltaY)) / 300), point(event), false);
  }

  function key(event) {
    if (event.ctrlKey || event.metaKey || event.altKey || !KEYS[event.key]) return;
    event.preventDefault();
    ACTS[KEYS[event.key]][1]();
  }

  function follow_focus(event) {  // whoever is reached by keyboard is brought into sight
    const node = event.target.closest("a");
    if (!node || fingers.size) return;
    const box = node.getBoundingClientRect(), seen = frame.getBoundingClientRect();
    const x = (box.left + box.right) / 2 - seen.left, y = (box.top + box.bottom) / 2 - seen.top;
    if (x > 0 && y > 0 && x < size.w && y < size.h) return;
    move(size.w / 2 - x, size.h / 2 - y, false);
  }

  frame.classList.add("is-live");
  document.getElementById("network-how").hidden = false;
  tools();
  measure();
  new ResizeObserver(measure).observe(frame);
  frame.addEventListener("pointerdown", press);
  window.addEventListener("pointermove", follow);
  window.addEventListener("pointerup", release);
  window.addEventListener("pointercancel", release);
  frame.addEventListener("wheel", wheel, { passive: false });
  frame.addEventListener("keydown", key);
  frame.addEventListener("focusin", follow_focus);
  frame.addEventListener("scroll", function () { frame.scrollLeft = frame.scrollTop = 0; });  // focus would scroll it
  frame.addEventListener("dragstart", function (event) { event.preventDefault(); });
})();
