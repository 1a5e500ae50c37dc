"""`python -m tests.benchmarks.page`: how smoothly the page "Train" runs, and what a visitor of it costs.
Starts the application, watches it train in headless Chromium, and prints a table with targets.
"""

import os
import sys
from argparse import ArgumentParser
from collections.abc import Iterator
from dataclasses import dataclass
from statistics import median

from pages.parts.train.live import SLICE
from tests.benchmarks.server import serving
from tests.benchmarks.visitor import Memory, Reading, Visitor, visitor

PATH = "/train?epochs=1000000"  # the article's experiment, so long that it does not end while we watch
WARM_UP = 4.0  # seconds of training before anything is counted
PAUSES = 7
HIDDEN = 6.0  # seconds that the tab is hidden
SLOW = 10.0  # seconds at one epoch a picture
LONG = 300.0  # seconds of watching from which memory is judged
GROWTH = 1.1  # memory at the end over that in the middle


@dataclass(frozen=True)
class Finding:
    """One line of the table; `reached` None where nothing is asked for."""

    what: str
    value: str
    target: str = ""
    reached: bool | None = None


def main() -> int:
    """Measure and print; 0 if every target was reached."""
    parser = ArgumentParser(prog="python -m tests.benchmarks.page", description=__doc__)
    parser.add_argument("--seconds", type=float, default=30.0, help="how long to watch (600 for memory)")
    parser.add_argument("--path", default=PATH, help="page to open, with its query")
    parser.add_argument("--width", type=int, default=1280)
    parser.add_argument("--height", type=int, default=900)
    options = parser.parse_args()
    with serving() as server, visitor(server, options.width, options.height) as someone:
        someone.open(options.path)
        findings = list(_findings(someone, options.seconds))
    for found in findings:
        verdict = "" if found.reached in (True, None) else "MISSED"
        sys.stdout.write(f"{found.what:58} {found.value:>26}   {found.target:10} {verdict}".rstrip() + "\n")
    return 0 if all(found.reached is not False for found in findings) else 1


def _findings(someone: Visitor, seconds: float) -> Iterator[Finding]:
    idle = someone.watch(2.0)
    someone.press("play")
    someone.wait(WARM_UP)
    first = someone.memory()
    half = someone.watch(seconds / 2)
    middle = someone.memory()
    while_training = half.plus(someone.watch(seconds / 2))
    memories = (first, middle, someone.memory())
    yield from _pace(while_training)
    yield _at_most("remounts", someone.read().mounts - 1, 0, "", 0)
    yield from _pauses(someone)
    yield from _cost(someone, while_training)
    yield from _hidden(someone)
    yield from _memory(memories, seconds)
    yield Finding("load of the machine in the last minute", f"{os.getloadavg()[0]:.1f}")
    yield Finding("before play: messages sent, server CPU in 2 s", f"{idle.sent}, {1000 * idle.cpu:.0f} ms")


def _pace(seen: Reading) -> Iterator[Finding]:
    for what, count, target in (
        ("animation frames a second", seen.animation, 45),
        ("new pictures a second", seen.pictures, 30),
        ("redraws of the loss curves a second", seen.curves, 8),
    ):
        yield Finding(what, f"{count / seen.seconds:.1f}", f">= {target}", count / seen.seconds >= target)


def _pauses(someone: Visitor) -> Iterator[Finding]:
    times = []
    for _ in range(PAUSES):
        times.append(someone.pause())
        someone.press("play")
        someone.wait(1.0)
    value = f"{median(times):.0f} ms, at most {max(times):.0f} ms"
    yield Finding(f"press to paused, {PAUSES} times", value, "<= 100", max(times) <= 100)


def _cost(someone: Visitor, seen: Reading) -> Iterator[Finding]:
    """What one visitor costs. The training slice is SLICE for every snapshot that was new to the browser.

    A slice ends by the clock and may take less CPU than that on a busy machine. So the same is measured with
    one epoch for each picture, where next to nothing is trained and nothing needs to be taken off.
    """
    yield _at_most("from the server, KB/s", seen.received / seen.seconds / 1000, 200)
    yield Finding("ticks a second", f"{seen.sent / seen.seconds:.1f}")
    yield Finding("server CPU, % of one core", f"{100 * seen.cpu / seen.seconds:.0f}")
    each = seen.cpu - SLICE * seen.steps
    yield _at_most("server CPU a tick without the training slices, ms", 1000 * each / seen.sent, 15)
    someone.page.select_option("[data-action=speed]", "1")
    someone.wait(2.0)
    slow = someone.watch(SLOW)
    yield _at_most("server CPU a tick at one epoch a picture, ms", 1000 * slow.cpu / slow.sent, 15)
    yield Finding(
        "  pictures a tick, ticks a second", f"{slow.steps / slow.sent:.1f}, {slow.sent / slow.seconds:.1f}"
    )


def _hidden(someone: Visitor) -> Iterator[Finding]:
    someone.hide(True)
    someone.wait(1.0)  # what was asked for is still answered
    unseen = someone.watch(HIDDEN)
    someone.hide(False)
    someone.wait(1.0)
    again = someone.watch(2.0)
    yield _at_most(f"messages sent by a hidden tab in {HIDDEN:g} s", unseen.sent, 0, "", 0)
    yield Finding("  server CPU meanwhile, ms", f"{1000 * unseen.cpu:.0f}")
    yield Finding(
        "  new pictures a second when seen again",
        f"{again.pictures / again.seconds:.1f}",
        "> 0",
        again.pictures > 0,
    )


def _memory(memories: tuple[Memory, Memory, Memory], seconds: float) -> Iterator[Finding]:
    for what, values in (
        ("JavaScript heap at start, middle, end, MB", [memory.page for memory in memories]),
        ("server memory at start, middle, end, MB", [memory.server for memory in memories]),
    ):
        flat = values[2] <= GROWTH * values[1] if seconds >= LONG else None
        yield Finding(
            what, "  ".join(f"{value:.1f}" for value in values), "flat" if seconds >= LONG else "", flat
        )


def _at_most(what: str, value: float, limit: float, unit: str = "", digits: int = 1) -> Finding:
    return Finding(what, f"{value:.{digits}f}{unit}", f"<= {limit:g}", value <= limit)


if __name__ == "__main__":
    sys.exit(main())
