"""The command behind `python -m tests.benchmarks`: measures every row and prints the table.
Exit status 1 says that a row missed its target.
"""

import sys
from argparse import ArgumentParser
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from tests.benchmarks import contests, race, seeds
from tests.benchmarks.measure import Timing, in_turn

HEAD = ("work", "peer", "ours µs", "peer µs", "ratio [quartiles]", "at least", "")


@dataclass(frozen=True)
class Row:
    """One row of the table, ready to be measured with so many pairs."""

    work: str
    peer: str
    target: float | None
    measure: Callable[[int], Timing]


def main() -> int:
    """Measure and print; 0 if every row reached its target."""
    parser = ArgumentParser(prog="python -m tests.benchmarks", description=__doc__)
    parser.add_argument("--pairs", type=int, default=15, help="how often each pair is timed (default 15)")
    parser.add_argument("--only", default="", help="only rows that contain this text")
    parser.add_argument(
        "--whole-race", action="store_true", help="time all 10,000 epochs of the article's way, in one pair"
    )
    options = parser.parse_args()
    for peer in contests.missing_peers():
        _say(f"{peer} is not installed and left out: pip install -r tests/benchmarks/requirements.txt")
    chosen = [row for row in _rows(options.whole_race) if options.only in f"{row.work} | {row.peer}"]
    _say(_line(HEAD))
    reached = [_show(row, max(options.pairs, 3)) for row in chosen]
    return 0 if all(reached) else 1


def _rows(whole_race: bool) -> Iterator[Row]:
    for contest in contests.contests():
        yield Row(contest.work, contest.peer, contest.target, _measured(contest))
    yield Row(
        f"2-4-4-3 ReLU to the loss {race.GOAL}",
        f"{race.EPOCHS:,} epochs, the article's way" + ("" if whole_race else f" (from {race.PEER_EPOCHS})"),
        race.TARGET,
        lambda pairs: race.timing(2 if whole_race else pairs, whole_race),
    )
    work = f"{len(seeds.CONFIGS)} seeds of 2-2-1 ReLU on XOR, {seeds.EPOCHS:,} epochs"
    yield Row(work, "one after another", seeds.TARGET, seeds.timing)


def _measured(contest: contests.Contest) -> Callable[[int], Timing]:
    def measure(pairs: int) -> Timing:
        ours, peer = contest.sides()
        epochs = contest.epochs
        return in_turn(lambda: ours.train(epochs), lambda: peer.train(epochs), pairs, epochs, epochs)

    return measure


def _show(row: Row, pairs: int) -> bool:
    timing = row.measure(pairs)
    low, high = timing.quartiles
    reached = row.target is None or timing.ratio >= row.target
    ratio = f"{timing.ratio:,.2f} [{low:,.2f} {high:,.2f}]"
    micro = (f"{1e6 * seconds:,.0f}" for seconds in (timing.ours_median, timing.peer_median))
    target = "-" if row.target is None else f"{row.target:g}"
    _say(_line((row.work, row.peer, *micro, ratio, target, "" if reached else "MISSED")))
    return reached


def _line(cells: tuple[str, ...]) -> str:
    work, peer, *numbers, target, verdict = cells
    return f"{work:60} {peer:41} {numbers[0]:>9} {numbers[1]:>12} {numbers[2]:>29} {target:>8} {verdict}"


def _say(text: str) -> None:
    sys.stdout.write(text.rstrip() + "\n")
    sys.stdout.flush()
