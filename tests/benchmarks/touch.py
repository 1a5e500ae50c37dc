"""`python -m tests.benchmarks.touch`: how soon a touched number is seen, on the pages that can be touched.
Starts the application, touches it in headless Chromium, and prints a table; `--beside FOLDER` starts another
checkout as well and touches both in turn, so that a busy machine disturbs both alike.
"""

import os
import sys
from argparse import ArgumentParser
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median, quantiles
from typing import Any

from playwright.sync_api import Browser, Page, sync_playwright

from tests.benchmarks.server import ROOT, Server, serving
from tests.benchmarks.visitor import CHROMIUM, FLAGS, PLAYER

LARGEST = "base=random&layers=" + "-".join(["8sigmoid"] * 6) + "&x=" + ";".join(["1,2,3,4,5,6,7,8"] * 8)
DEEPEST = f"layers={'-'.join(['8tanh'] * 6)}&rate=0.1&y={';'.join(['1,0,0,0,0,0,0,0'] * 32)}&x=" + ";".join(
    ["0.5,-0.5,1,0,0.25,1,-1,0.5", "1,0.5,0,-1,0.5,0,0.25,-0.5"] * 16
)
WARM_UP = 3  # touches that are not counted
HELD = 2.0  # seconds that a key is held
REST = 120  # milliseconds between two touches
STILL = "[data-state=still] svg"  # a picture of the start page

# Milliseconds from an input event to the end of the frame in which what is watched has changed.
TOUCH = """async ([touched, watched, key]) => {
  const shown = document.querySelector(watched);
  const look = () => shown.dataset.value ?? shown.textContent;
  const before = look();
  const seen = new Promise((done, refuse) => {
    new MutationObserver((_, observer) => {
      if (look() === before) return;
      observer.disconnect();
      requestAnimationFrame(() => setTimeout(() => done(performance.now())));
    }).observe(shown, { attributes: true, childList: true, characterData: true, subtree: true });
    setTimeout(() => refuse(new Error(`${watched} must change within 10 s of a touch of ${touched}`)), 10000);
  });
  const start = performance.now();
  const [Kind, name] = key ? [KeyboardEvent, 'keydown'] : [MouseEvent, 'click'];
  document.querySelector(touched).dispatchEvent(new Kind(name, { key, bubbles: true }));
  return (await seen) - start;
}"""
# How many different numbers are seen a second while a key is held, up and down in turn, 60 times a second.
HOLD = """async ([touched, watched, seconds]) => {
  const [box, shown] = [document.querySelector(touched), document.querySelector(watched)];
  const look = () => shown.dataset.value ?? shown.textContent;
  let [last, count, turn] = [look(), 0, 0];
  const observer = new MutationObserver(() => {
    if (look() === last) return;
    last = look();
    count += 1;
  });
  observer.observe(shown, { attributes: true, childList: true, characterData: true, subtree: true });
  const press = () => {
    const key = turn++ % 40 < 20 ? 'ArrowUp' : 'ArrowDown';
    box.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true }));
  };
  const timer = setInterval(press, 1000 / 60);
  await new Promise((done) => setTimeout(done, 1000 * seconds));
  clearInterval(timer);
  observer.disconnect();
  return count / seconds;
}"""


@dataclass(frozen=True)
class Case:
    """What is touched: a page, what is pressed first, and what is watched.

    A box is moved by arrow keys, up and down in turn; without one, the pictures `picks` are pressed in turn.
    `target` are the milliseconds that the median may take, 0 where nothing is asked for."""

    name: str
    path: str
    watched: str
    box: str = ""
    first: tuple[str, ...] = ()
    picks: tuple[str, ...] = ()
    wait: str = ""
    target: float = 0.0


LAST, MORE, WEIGHT = "[data-action=last]", "[data-action=more]", "[data-touch='W1[0,0]']"
PICKS = tuple(f"[data-touch='pick[{at}]']" for at in (3, 4, 5, 0, 1, 2, 9, 10))
CASES = (
    Case("Network", "/network", "[data-cell='a3[0,0]']", "edit1", (LAST, WEIGHT), target=40),
    Case(
        "Network, largest",
        f"/network?{LARGEST}",
        "[data-cell='a6[7,7]']",
        "edit1",
        (LAST, WEIGHT),
        target=100,
    ),
    Case(
        "Backpropagation",
        "/backprop?chosen=W1[0,0]",
        "[data-cell='loss']",
        "W1[0,0]",
        (LAST, WEIGHT),
        target=150,
    ),
    Case(
        "Backpropagation, largest",
        f"/backprop?{DEEPEST}",
        "[data-cell='loss']",
        "W1[0,0]",
        (LAST, MORE, WEIGHT),
        target=150,
    ),
    Case("Neuron", "/neuron?w=4&b=5&activation=linear&x=3", "[data-nnviz=output]", "w[0]"),
    Case("Neuron, two inputs", "/neuron?w=0.5,0.5&b=-0.7&x=1,1", "[data-nnviz=output]", "w[0]"),
    Case("gates", "/neuron?view=gates&gw=0.5,0.5&gb=-0.7", "[data-panel=gate] [data-id=z]", "w[0]", (LAST,)),
    Case(
        "digits, learned",
        "/network?view=digits&step=240",
        "[data-id=truth]",
        picks=PICKS,
        wait=f"{PLAYER}[data-state=ended]",
    ),
)


@dataclass
class Side:
    """One checkout in a browser, and what was counted there."""

    server: Server
    page: Page
    received: int = 0
    opened: float = 0.0
    times: list[float] = field(default_factory=list)

    def count(self, event: Any) -> None:
        """Count the bytes of a message from the server."""
        response = event["response"]
        size = len(response["payloadData"])
        self.received += size * 3 // 4 if response["opcode"] == 2 else size  # binary comes as base64

    def open(self, case: Case) -> None:
        """Open the page of a case, wait until its player stands, and press what comes first."""
        self.page.goto(self.server.url + case.path)
        self.page.wait_for_selector(f"{PLAYER} .host > *", timeout=60_000)
        self.opened = float(self.page.evaluate("performance.now()"))
        self.page.wait_for_timeout(1500)
        for selector in case.first:
            self.page.click(selector)
        if case.wait:
            self.page.wait_for_selector(case.wait, timeout=120_000)
        self.page.wait_for_timeout(800)

    def touch(self, case: Case, turn: int) -> float:
        """Touch once; milliseconds until the answer is seen."""
        touched, key = f"[data-touch='{case.box}']", ("ArrowUp", "ArrowDown")[turn % 2]
        if case.picks:
            touched, key = case.picks[turn % len(case.picks)], ""
        took = float(self.page.evaluate(TOUCH, [touched, case.watched, key]))
        self.page.wait_for_timeout(REST)
        return took


@dataclass(frozen=True)
class Row:
    """What was found of one case on one side."""

    opened: float
    times: tuple[float, ...]
    cpu: float
    received: float
    held: float | None

    def __str__(self) -> str:
        late = quantiles(self.times, n=20)[-1]
        held = "" if self.held is None else f"{self.held:.0f}"
        costs = f"{1000 * self.cpu:10.1f}{self.received / 1000:10.1f}{self.opened / 1000:9.1f}"
        return f"{median(self.times):8.0f}{late:8.0f}{held:>10}{costs}"


HEAD = f"{'':26}{'median':>8}{'p95':>8}{'held, /s':>10}{'CPU, ms':>10}{'kB':>10}{'open, s':>9}"


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure and print; 0 if every target was reached."""
    parser = ArgumentParser(prog="python -m tests.benchmarks.touch", description=__doc__)
    parser.add_argument("--touches", type=int, default=30, help="touches that are counted, at least 2")
    parser.add_argument("--only", default="", help="measure the cases whose name has this in it")
    parser.add_argument("--beside", type=Path, help="the folder of another checkout")
    options = parser.parse_args(arguments)
    chosen = [case for case in CASES if options.only in case.name]
    folders = [ROOT, *([options.beside.resolve()] if options.beside else [])]
    missed = 0
    with ExitStack() as stack:
        servers = [stack.enter_context(serving(folder=folder)) for folder in folders]
        playwright = stack.enter_context(sync_playwright())
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        stack.callback(browser.close)
        _print(HEAD)
        for case in chosen:
            missed += _report(case, list(_measured(case, servers, browser, options.touches)))
        for server, name in zip(servers, ("start page", "  beside"), strict=False):
            _print(f"{name:26}{'':46}{_start_page(server, browser):8.1f}")
    _print(f"load of the machine in the last minute: {os.getloadavg()[0]:.1f}")
    return 1 if missed else 0


def _measured(case: Case, servers: Sequence[Server], browser: Browser, touches: int) -> Iterator[Row]:
    """Touch all checkouts in turn, so that what disturbs one disturbs its neighbour."""
    sides = [_side(server, browser) for server in servers]
    for side in sides:
        side.open(case)
    for turn in range(WARM_UP):
        for side in sides:
            side.touch(case, turn)
    before = [(side.server.cpu(), side.received) for side in sides]
    for turn in range(WARM_UP, WARM_UP + touches):
        for side in sides:
            side.times.append(side.touch(case, turn))
    after = [(side.server.cpu(), side.received) for side in sides]
    for side, start, end in zip(sides, before, after, strict=True):
        cpu, received = ((late - early) / touches for early, late in zip(start, end, strict=True))
        yield Row(side.opened, tuple(side.times), cpu, received, _held(side, case))
        side.page.context.close()


def _side(server: Server, browser: Browser) -> Side:
    context = browser.new_context(viewport={"width": 1280, "height": 900}, locale="en-US")
    side = Side(server, context.new_page())
    cdp = context.new_cdp_session(side.page)
    cdp.on("Network.webSocketFrameReceived", side.count)
    cdp.send("Network.enable")
    return side


def _held(side: Side, case: Case) -> float | None:
    """Different numbers seen a second while a key is held in the box."""
    if not case.box:
        return None
    return float(side.page.evaluate(HOLD, [f"[data-touch='{case.box}']", case.watched, HELD]))


def _start_page(server: Server, browser: Browser) -> float:
    """Seconds until the start page stands, for somebody who comes with an empty cache."""
    page = browser.new_page(viewport={"width": 1280, "height": 900}, locale="en-US")
    page.goto(server.url)
    page.wait_for_selector(STILL, timeout=60_000)
    seconds = float(page.evaluate("performance.now()")) / 1000
    page.close()
    return seconds


def _report(case: Case, rows: Sequence[Row]) -> bool:
    """Print what was found; whether a target was missed."""
    found = median(rows[0].times)
    missed = bool(case.target) and found > case.target
    target = f"  median <= {case.target:g} ms{' MISSED' if missed else ''}" if case.target else ""
    for name, row in zip((case.name, "  beside"), rows, strict=False):
        _print(f"{name:26}{row}{target if row is rows[0] else ''}")
    for other in rows[1:]:
        ratios = [theirs / ours for ours, theirs in zip(rows[0].times, other.times, strict=True)]
        _print(f"{'  beside / ours':26}{median(ratios):8.2f}")
    return missed


def _print(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
