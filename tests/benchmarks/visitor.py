"""A visitor of the page "Train" in headless Chromium, who counts what happens.
All counters only grow; what happened in a while is the difference of two readings.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path

from playwright.sync_api import Browser, Page

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
PROBE = Path(__file__).with_name("probe.js").read_text()
PATIENCE = 60.0  # seconds until something that was asked for must be seen


@dataclass(frozen=True)
class Reading:
    """Counters since the page was opened, and the time on the page's own clock."""

    seconds: float
    animation: int  # frames of the browser's animation clock
    pictures: int  # shown by the player
    curves: int  # redraws of the loss curves, or strokes that they grew by
    steps: int  # snapshots that the browser has been given
    mounts: int  # of the player
    epochs: float  # of training, as the caption says
    streamlit_sent: int  # messages on Streamlit's websocket, to the server ...
    streamlit_received: int  # ... and back
    stream_sent: int  # messages on a websocket of our own, to the server
    received: int  # bytes from the server on all websockets, before compression
    cpu: float  # CPU seconds of the server

    def since(self, before: "Reading") -> "Reading":
        """What happened between two readings."""
        start = asdict(before)
        return Reading(**{name: value - start[name] for name, value in asdict(self).items()})


@dataclass(frozen=True)
class Memory:
    """MB that are in use: by JavaScript after a collection, and by the server."""

    page: float
    server: float


class Visitor:
    """Someone who looks at the page."""

    def __init__(self, page: Page, server: Server) -> None:
        self.page, self.server = page, server

    def open(self, path: str) -> None:
        """Open a page and wait until network, heatmaps and curves are seen, and a little longer."""
        self.page.goto(self.server.url + path)
        self.wait_until("probe.first")
        self.wait(1.5)

    def first_picture(self) -> float:
        """Seconds from the start of the navigation until network, heatmaps and curves were seen."""
        return float(self.page.evaluate("probe.first")) / 1000

    def press(self, action: str) -> None:
        """Press a button of the player with the mouse."""
        self.page.click(f"[data-action={action}]")

    def open_sidebar(self) -> None:
        """Open the sidebar if it is closed."""
        button = self.page.get_by_test_id("stExpandSidebarButton")
        if button.is_visible():
            button.click()
        self.wait(1.0)

    def choose_pace(self, epochs: str) -> None:
        """Choose how many epochs lie between two pictures."""
        self.page.select_option("[data-action=speed]", epochs)

    def wait(self, seconds: float) -> None:
        """Look on for so long."""
        self.page.wait_for_timeout(1000 * seconds)

    def wait_until(self, condition: str, patience: float = PATIENCE) -> None:
        """Look on until a condition in JavaScript holds; raises playwright's Error after `patience` s."""
        self.page.evaluate(f"(patience) => probe.await(() => {condition}, patience)", 1000 * patience)

    def state(self) -> dict[str, str]:
        """The data attributes of the player."""
        return dict(self.page.evaluate("({...probe.player()})"))

    def read(self) -> Reading:
        """All counters now."""
        return Reading(**self.page.evaluate("probe.read()"), cpu=self.server.cpu())

    def watch(self, seconds: float) -> Reading:
        """What happens in so many seconds."""
        before = self.read()
        self.wait(seconds)
        return self.read().since(before)

    def expect(self, condition: str) -> None:
        """Note from now on when a condition in JavaScript holds at the end of a frame."""
        self.page.evaluate(
            f"() => {{ probe.seen = 0; probe.when(() => {condition}).then((at) => {{ probe.seen = at; }}); }}"
        )

    def took(self, since: str = "pressed") -> float:
        """Milliseconds from the last press of a button or key until what is expected was seen.

        `since` "told" counts from when a watched widget told the server."""
        self.wait_until("probe.seen")
        return float(self.page.evaluate(f"probe.seen - probe.{since}"))

    def watch_widget(self, name: str) -> None:
        """Note from now on when a widget of this name tells the server of another value."""
        self.page.evaluate("(name) => { probe.watched = name; }", name)

    def memory(self) -> Memory:
        """What is in use now."""
        cdp = self.page.context.new_cdp_session(self.page)
        for command in ("Performance.enable", "HeapProfiler.enable", "HeapProfiler.collectGarbage"):
            cdp.send(command)
        metrics = {one["name"]: one["value"] for one in cdp.send("Performance.getMetrics")["metrics"]}
        cdp.detach()
        return Memory(metrics["JSHeapUsedSize"] / 2**20, self.server.memory())

    def hide(self, hidden: bool) -> None:
        """Tell the page that its tab is hidden, or seen again; headless Chromium never hides one itself."""
        self.page.evaluate(
            "(hidden) => { probe.hidden = hidden; document.dispatchEvent(new Event('visibilitychange')); }",
            hidden,
        )


@contextmanager
def visitor(browser: Browser, server: Server, width: int = 1280, height: int = 900) -> Iterator[Visitor]:
    """A visitor who comes with an empty cache, and leaves at the end."""
    context = browser.new_context(viewport={"width": width, "height": height}, locale="en-US")
    page = context.new_page()
    page.add_init_script(PROBE)
    try:
        yield Visitor(page, server)
    finally:
        context.close()
