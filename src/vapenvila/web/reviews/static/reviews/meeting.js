/* Keys, timer and answers of meeting mode. Without this file every form still works by its button. */
"use strict";
(() => {
  const byId = (id) => document.getElementById(id);

  // A clash (409) and a refusal (422) are answers to be shown, not failures.
  document.addEventListener("htmx:beforeSwap", (event) => {
    if ([409, 422].includes(event.detail.xhr.status)) {
      event.detail.shouldSwap = true;
      event.detail.isError = false;
    }
  });

  // Timer: seconds on this point so far, reported every 15 seconds and when the page is left.
  const timer = byId("timer");
  if (timer) {
    const before = Number(timer.dataset.seconds) || 0;
    const allotted = 60 * (Number(timer.dataset.allotted) || 0);
    const start = performance.now();
    let reported = before;
    const spent = () => before + Math.floor((performance.now() - start) / 1000);
    const show = () => {
      const seconds = spent();
      const two = (n) => String(n).padStart(2, "0");
      timer.querySelector("[data-clock]").textContent =
        `${Math.floor(seconds / 60)}:${two(seconds % 60)} / ${Math.floor(allotted / 60)}:00`;
      timer.classList.toggle("over", seconds > allotted);
    };
    const report = () => {
      if (spent() <= reported) return;
      reported = spent();
      const body = new FormData();
      body.append("csrfmiddlewaretoken", timer.dataset.token);
      body.append("seconds", String(reported));
      navigator.sendBeacon(timer.dataset.url, body);
    };
    show();
    setInterval(() => { if (!document.hidden) show(); }, 1000);
    setInterval(report, 15000);
    window.addEventListener("pagehide", report);
  }

  // Keys.
  const writing = (element) => element && (element.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(element.tagName));
  const focusOn = (selector) => {
    const target = document.querySelector(selector);
    if (target) { target.focus(); target.scrollIntoView({ block: "center" }); }
  };
  const follow = (id) => { const link = byId(id); if (link) link.click(); };
  const jump = byId("jump");
  const keys = byId("keys");
  const acts = {
    n: () => follow("next"),
    p: () => follow("previous"),
    d: () => focusOn("#decide select"),
    l: () => focusOn("#victim_status"),
    o: () => focusOn("#presence .presence-toggle"),
    g: () => { jump.showModal(); byId("jump-number").value = ""; byId("jump-number").focus(); },
    "?": () => keys.showModal(),
  };
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const here = document.activeElement;
    if (event.key === "Escape" && writing(here) && !here.closest("dialog")) { here.blur(); return; }
    if (writing(here) || document.querySelector("dialog[open]")) return;
    if (/^[1-9]$/.test(event.key) && here && here.closest("#presence")) {
      const toggle = document.querySelectorAll("#presence .presence-toggle")[Number(event.key) - 1];
      if (toggle && !toggle.disabled) { event.preventDefault(); toggle.focus(); toggle.click(); }
      return;
    }
    const act = acts[event.key];
    if (act) { event.preventDefault(); act(); }
  });
  if (jump) {
    jump.addEventListener("close", () => {
      const wanted = byId("jump-number").value.trim();
      const link = jump.returnValue === "go" && /^\d+$/.test(wanted) && jump.querySelector(`[data-jump="${Number(wanted)}"]`);
      jump.returnValue = "";
      if (link) link.click();
    });
  }
  const button = byId("show-keys");
  if (button) button.addEventListener("click", () => keys.showModal());
})();
