/* Keys for judging one incident after the other. Without this file every choice and button works as it is. */
"use strict";
(() => {
  const form = document.querySelector("[data-judge]");
  if (!form) return;
  const writing = (element) => element && (element.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(element.tagName));
  const follow = (id) => { const link = document.getElementById(id); if (link) link.click(); };
  const save = () => form.requestSubmit(form.querySelector("button.btn-primary:not([name])"));
  const sides = [form.querySelector("[name=victim-status]"), form.querySelector("[name=offender-status]")];

  function choose(number) {
    const select = sides[number <= 4 ? 0 : 1];
    const options = select ? [...select.options].filter((one) => one.value) : [];
    const option = select && !select.disabled && options[(number - 1) % 4];
    if (!option) return;
    select.value = option.value;
    select.focus();
    select.blur();
    select.classList.add("just-chosen");
  }

  document.addEventListener("keydown", (event) => {
    const here = document.activeElement;
    if ((event.ctrlKey || event.metaKey) && event.key === "Enter") { event.preventDefault(); save(); return; }
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "Escape" && writing(here)) { here.blur(); return; }
    if (writing(here)) return;
    if (/^[1-8]$/.test(event.key)) { event.preventDefault(); choose(Number(event.key)); return; }
    const acts = { s: save, n: () => follow("next"), p: () => follow("previous") };
    const act = acts[event.key];
    if (act) { event.preventDefault(); act(); }
  });
})();
