"""How smoothly a drawing of the network moves in a browser: milliseconds from frame to frame, beside a canvas of the same."""

import statistics
from dataclasses import dataclass

from playwright.sync_api import Page, sync_playwright
from tests.journeys.browser import FLAGS, WIDE, executable

STEPS = 120
# Each turn of the wheel and each pull of the mouse is one frame's work; the next begins when the browser asks for it.
MOVED = """async ([steps, kind]) => {
  const frame = document.getElementById("network-frame"), box = frame.getBoundingClientRect();
  const at = { clientX: box.left + box.width / 2, clientY: box.top + 250, bubbles: true, cancelable: true };
  const kinds = { wheel: WheelEvent, pointerdown: PointerEvent, keydown: KeyboardEvent };
  const send = (name, more) => frame.dispatchEvent(new kinds[name](name, { ...at, pointerId: 1, ...more }));
  const frames = () => new Promise(requestAnimationFrame);
  if (kind === "mouse") {
    for (let n = 0; n < 8; n++) { send("wheel", { deltaY: -60, ctrlKey: true }); await frames(); }
    send("pointerdown", {});
  }
  const taken = [];
  let last = await frames();
  for (let n = 0; n < steps; n++) {
    if (kind === "wheel") send("wheel", { deltaY: n % 60 < 30 ? -30 : 30, ctrlKey: true });
    else if (kind === "key") {
      const keys = ["+", "ArrowRight", "ArrowDown", "ArrowLeft", "+", "ArrowUp", "-", "-"];
      if (n % 6 === 0) send("keydown", { key: keys[n / 6 % keys.length] });
    } else {
      const to = { clientX: at.clientX + 200 * Math.sin(n / 9), clientY: at.clientY + 100 * Math.cos(n / 9) };
      window.dispatchEvent(new PointerEvent("pointermove", { ...at, pointerId: 1, ...to }));
    }
    const now = await frames();
    taken.push(now - last);
    last = now;
  }
  window.dispatchEvent(new PointerEvent("pointerup", { ...at, pointerId: 1 }));
  return taken;
}"""
CANVAS = """async (steps) => {
  const svg = document.getElementById("group-graph"), size = svg.viewBox.baseVal;
  const path = svg.querySelector("path.net-line").getAttribute("d");
  const lines = path.split("M").slice(1).map(line => line.split(/[ L]/).map(Number));
  const places = Array.from(svg.querySelectorAll(".node"), node => node.getAttribute("transform"));
  const nodes = places.map(place => place.match(/[-\\d.]+/g).map(Number));
  const canvas = document.createElement("canvas"), frame = document.getElementById("network-frame");
  canvas.width = frame.clientWidth; canvas.height = frame.clientWidth * size.height / size.width;
  frame.replaceChildren(canvas);
  const paper = canvas.getContext("2d"), fit = canvas.width / size.width, taken = [];
  let last = await new Promise(requestAnimationFrame);
  for (let n = 0; n < steps; n++) {
    const k = fit * Math.exp((n % 60 < 30 ? n % 30 : 30 - n % 30) / 10);
    paper.setTransform(1, 0, 0, 1, 0, 0); paper.clearRect(0, 0, canvas.width, canvas.height);
    paper.setTransform(k, 0, 0, k, 0, 0);
    paper.strokeStyle = "#8a9490"; paper.lineWidth = 1.5; paper.beginPath();
    for (const [x, y, a, b] of lines) { paper.moveTo(x, y); paper.lineTo(a, b); }
    paper.stroke(); paper.fillStyle = "#cfe5e0"; paper.strokeStyle = "#1c2825";
    for (const [x, y] of nodes) { paper.beginPath(); paper.arc(x, y, 9, 0, 7); paper.fill(); paper.stroke(); }
    const now = await new Promise(requestAnimationFrame);
    taken.push(now - last); last = now;
  }
  return taken;
}"""


@dataclass(frozen=True, slots=True)
class Frames:
    """What was moved, and the time from frame to frame in milliseconds."""

    what: str
    people: int
    lines: int
    middle_ms: float
    p95_ms: float

    def row(self) -> str:
        """A row of the table."""
        return (
            f"| {self.what} | {self.people:,} | {self.lines:,} | {self.middle_ms} | {self.p95_ms}"
            f" | {1000 / self.middle_ms:.0f} |"
        )


HEAD = (
    "| Moved by | People | Lines | Frame, middle, ms | Frame, p95, ms | Frames a second |\n"
    "| --- | ---: | ---: | ---: | ---: | ---: |"
)


def frames_of(address: str, session: str) -> list[Frames]:
    """One page's drawing moved by wheel, mouse and key, and the same drawn on a canvas anew for each frame."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable(), args=FLAGS)
        context = browser.new_context(viewport=WIDE, locale="en-GB")
        context.add_cookies(
            [{"name": "sessionid", "value": session, "url": address.split("/p/", maxsplit=1)[0]}]
        )
        page = context.new_page()
        page.goto(address)
        people, lines = _drawn(page)
        found = []
        for kind in ("wheel", "mouse", "key"):
            found.append(_frames(kind, people, lines, page.evaluate(MOVED, [STEPS, kind])))
        found.append(_frames("canvas, drawn anew", people, lines, page.evaluate(CANVAS, STEPS)))
        browser.close()
    return found


def _drawn(page: Page) -> tuple[int, int]:
    lines = page.locator("#group-graph path.net-line").get_attribute("d") or ""
    return page.locator("#group-graph .node").count(), lines.count("M")


def _frames(what: str, people: int, lines: int, taken: list[float]) -> Frames:
    ordered = sorted(taken)
    return Frames(
        what,
        people,
        lines,
        round(statistics.median(ordered), 1),
        round(ordered[int(len(ordered) * 0.95)], 1),
    )
