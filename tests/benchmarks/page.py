"""`python -m tests.benchmarks.page`: how smoothly the page "Train" runs, and what a visitor of it costs.
Starts the application, watches it in headless Chromium, and prints a table with targets; `--beside FOLDER`
starts another checkout as well and visits both in turn, so that a busy machine disturbs both alike.
"""

import os
import sys
import time
from argparse import ArgumentParser, Namespace
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from pathlib import Path
from statistics import median

from playwright.sync_api import Browser, sync_playwright

from tests.benchmarks.rows import ROWS, Figure, Measured, Row
from tests.benchmarks.server import ROOT, Machine, Server, commit, serving
from tests.benchmarks.visitor import CHROMIUM, FLAGS, visitor

Side = list[Measured]  # what each visitor of one checkout found


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure and print; 0 if every target was reached."""
    options = _options(arguments)
    folders = [ROOT, *([options.beside.resolve()] if options.beside else [])]
    missed = 0
    with ExitStack() as stack:
        servers = [stack.enter_context(serving(folder=folder)) for folder in folders]
        playwright = stack.enter_context(sync_playwright())
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        stack.callback(browser.close)
        for server in servers:
            _warm_up(server, browser)
        _print("ours: " + ", beside: ".join(commit(folder) for folder in folders))
        for name in options.rows:
            missed += _row(name, servers, browser, options)
    return 1 if missed else 0


def _options(arguments: Sequence[str] | None) -> Namespace:
    parser = ArgumentParser(prog="python -m tests.benchmarks.page", description=__doc__)
    parser.add_argument("--beside", type=Path, help="the folder of another checkout")
    usual = [name for name, row in ROWS.items() if row.by_default]
    parser.add_argument("--rows", nargs="+", choices=list(ROWS), default=usual, metavar="ROW")
    parser.add_argument("--pairs", type=int, default=3, help="visitors of each checkout, in turn")
    parser.add_argument("--seconds", type=float, default=10.0, help="how long each of them watches")
    parser.add_argument("--width", type=int, default=1280)
    parser.add_argument("--height", type=int, default=900)
    return parser.parse_args(arguments)


def _warm_up(server: Server, browser: Browser) -> None:
    """Let the server import what the page needs, and train a little."""
    with visitor(browser, server) as someone:
        someone.open("/train")
        someone.press("play")
        someone.wait(2.0)


# -- measuring ----------------------------------------------------------------------
def _row(name: str, servers: Sequence[Server], browser: Browser, options: Namespace) -> int:
    """Measure and print a row; how many of its targets were missed."""
    row = ROWS[name]
    before = _busy()
    sides = _in_turn(row, servers, browser, options)
    _print(f"\n{name}: {row.title}   {row.path}")
    _print(f"  others used {before:.0%} of the machine before and {_busy():.0%} after; load {_load()}")
    heads = ("ours", "beside", "ratio")[: 1 if len(sides) == 1 else 3]
    _print(f"  {'':52}" + "".join(f"{head:>10}" for head in heads))
    return sum(_print_figure(figure, sides) for figure in row.figures)


def _in_turn(row: Row, servers: Sequence[Server], browser: Browser, options: Namespace) -> list[Side]:
    """Let visitors come one after another, A B A B, so that what disturbs one disturbs its neighbour."""
    sides: list[Side] = [[] for _ in servers]
    for pair in range(options.pairs):
        for place, (side, server) in enumerate(zip(sides, servers, strict=True)):
            if pair and place and row.once:
                continue
            with visitor(browser, server, options.width, options.height) as someone:
                someone.open(row.path)
                side.append(row.measure(someone, options.seconds))
    return sides


def _busy(seconds: float = 1.0) -> float:
    """The share of the machine that is in use while we do nothing."""
    time.sleep(seconds)  # what the last visitor left behind comes to rest
    before = Machine.now()
    time.sleep(seconds)
    return Machine.now().share_since(before)


def _load() -> str:
    return f"{os.getloadavg()[0]:.1f}"


# -- printing -----------------------------------------------------------------------
def _print_figure(figure: Figure, sides: Sequence[Side]) -> bool:
    """Print one line: medians, the median of the ratios of neighbours, and what is asked for."""
    values = [median(found[figure.what] for found in side) for side in sides]
    ratio = _ratio(figure, sides)
    cells = [f"{value:.{figure.digits}f}" for value in values]
    if len(sides) > 1:
        cells.append("-" if ratio is None else f"{ratio:.2f}")
    missed = figure.missed(values[0], ratio)
    verdict = f"{figure.target}{'  MISSED' if missed else ''}"
    _print(f"  {figure.what:52}" + "".join(f"{cell:>10}" for cell in cells) + f"   {verdict}")
    return missed


def _ratio(figure: Figure, sides: Sequence[Side]) -> float | None:
    """Ours over the other's; None if there is no other, or nothing to divide by."""
    ratios = list(_ratios(figure.what, sides)) if len(sides) > 1 else []
    return median(ratios) if ratios else None


def _ratios(what: str, sides: Sequence[Side]) -> Iterator[float]:
    ours, theirs = sides
    for pair, mine in enumerate(ours):
        other = theirs[min(pair, len(theirs) - 1)][what]
        if other:
            yield mine[what] / other


def _print(line: str) -> None:
    sys.stdout.write(line.rstrip() + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
