"""A visitor of the page "Train" in headless Chromium, who counts what happens.
All counters only grow; what happened in a while is the difference of two readings.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, fields
from typing import Any

from playwright.sync_api import CDPSession, Page, sync_playwright

from tests.benchmarks.server import Server

CHROMIUM = "/usr/bin/chromium"
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-quic",
    "--no-first-run",
]
PLAYER = "[data-nnviz=player]"

# Counts animation frames; notes when a press arrived and when the player was seen to be paused.
PROBE = """
window.probe = { frames: 0, pressed: 0, hidden: false };
const count = () => { probe.frames += 1; requestAnimationFrame(count); };
requestAnimationFrame(count);
document.addEventListener('pointerdown', (event) => { probe.pressed = event.timeStamp; }, true);
const native = Object.getOwnPropertyDescriptor(Document.prototype, 'hidden').get;
Object.defineProperty(document, 'hidden', { get() { return probe.hidden || native.call(document); } });
"""
READ = """() => {
  const { dataset } = document.querySelector('[data-nnviz=player]');
  const curves = document.querySelector('[data-panel=loss] .plot')?.dataset.curves ?? 0;
  return { seconds: performance.now() / 1000, animation: probe.frames, pictures: Number(dataset.painted),
    curves: Number(curves), steps: Number(dataset.steps), mounts: Number(dataset.mounts) };
}"""
WATCH_PAUSE = """() => {
  const root = document.querySelector('[data-nnviz=player]');
  if (!['playing', 'waiting'].includes(root.dataset.state)) throw new Error('the player must run');
  probe.paused = new Promise((resolve) => new MutationObserver((_, observer) => {
    if (root.dataset.state !== 'paused') return;
    observer.disconnect();
    requestAnimationFrame(() => setTimeout(() => resolve(performance.now() - probe.pressed)));
  }).observe(root, { attributes: true }));
}"""


@dataclass(frozen=True)
class Reading:
    """Counters since the page was opened, and the time on the page's own clock."""

    seconds: float
    animation: int  # frames of the browser's animation clock
    pictures: int  # painted by the player
    curves: int  # redraws of the loss curves
    steps: int  # snapshots that the browser has been given
    mounts: int  # of the player
    sent: int  # messages to the server: one for each tick
    received: int  # bytes from the server, before compression
    cpu: float  # CPU seconds of the server

    def since(self, before: "Reading") -> "Reading":
        """What happened between two readings."""
        pairs = {
            field.name: getattr(self, field.name) - getattr(before, field.name) for field in fields(self)
        }
        return Reading(**pairs)

    def plus(self, other: "Reading") -> "Reading":
        """Two whiles together."""
        pairs = {field.name: getattr(self, field.name) + getattr(other, field.name) for field in fields(self)}
        return Reading(**pairs)


@dataclass(frozen=True)
class Memory:
    """MB that are in use: by JavaScript after a collection, and by the server."""

    page: float
    server: float


class Visitor:
    """Someone who looks at the page."""

    def __init__(self, page: Page, cdp: CDPSession, server: Server) -> None:
        self.page, self.cdp, self.server = page, cdp, server
        self.sent = self.received = 0
        cdp.on("Network.webSocketFrameSent", self._count_sent)
        cdp.on("Network.webSocketFrameReceived", self._count_received)
        for domain in ("Network", "Performance", "HeapProfiler"):
            cdp.send(f"{domain}.enable")

    def _count_sent(self, _: Any) -> None:
        self.sent += 1

    def _count_received(self, event: Any) -> None:
        response = event["response"]
        size = len(response["payloadData"])
        self.received += size * 3 // 4 if response["opcode"] == 2 else size  # binary comes as base64

    def open(self, path: str = "/train") -> None:
        """Open a page and wait until all its panels stand."""
        self.page.goto(self.server.url + path)
        self.page.wait_for_selector(f"{PLAYER} [data-panel=loss] .plot .main-svg", timeout=40_000)
        self.page.wait_for_timeout(1500)

    def press(self, action: str) -> None:
        """Press a button of the player with the mouse."""
        self.page.click(f"[data-action={action}]")

    def wait(self, seconds: float) -> None:
        """Look on for so long."""
        self.page.wait_for_timeout(1000 * seconds)

    def state(self) -> dict[str, str]:
        """The data attributes of the player."""
        return dict(self.page.eval_on_selector(PLAYER, "(root) => ({...root.dataset})"))

    def read(self) -> Reading:
        """All counters now."""
        return Reading(
            **self.page.evaluate(READ), sent=self.sent, received=self.received, cpu=self.server.cpu()
        )

    def watch(self, seconds: float) -> Reading:
        """What happens in so many seconds."""
        before = self.read()
        self.wait(seconds)
        return self.read().since(before)

    def memory(self) -> Memory:
        """What is in use now."""
        self.cdp.send("HeapProfiler.collectGarbage")
        metrics = {
            entry["name"]: entry["value"] for entry in self.cdp.send("Performance.getMetrics")["metrics"]
        }
        return Memory(metrics["JSHeapUsedSize"] / 2**20, self.server.memory())

    def pause(self) -> float:
        """Pause; milliseconds from the press to the frame in which the player says that it is paused.

        Raises RuntimeError if a picture changes after that.
        """
        self.page.evaluate(WATCH_PAUSE)
        self.press("play")
        milliseconds = float(self.page.evaluate("() => probe.paused"))
        step = self.state()["step"]
        self.wait(0.4)
        if self.state()["step"] != step:
            raise RuntimeError(f"data-step must stay at {step} while paused, got {self.state()['step']}")
        return milliseconds

    def hide(self, hidden: bool) -> None:
        """Tell the page that its tab is hidden, or seen again; headless Chromium never hides one itself."""
        self.page.evaluate(
            "(hidden) => { probe.hidden = hidden; document.dispatchEvent(new Event('visibilitychange')); }",
            hidden,
        )


@contextmanager
def visitor(server: Server, width: int = 1280, height: int = 900) -> Iterator[Visitor]:
    """A visitor with a browser of their own."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        context = browser.new_context(viewport={"width": width, "height": height}, locale="en-US")
        page = context.new_page()
        page.add_init_script(PROBE)
        try:
            yield Visitor(page, context.new_cdp_session(page), server)
        finally:
            browser.close()
