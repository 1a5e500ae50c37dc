"""How walks of optimizers over a loss stand in a link: a start, a rate for each, and rates that change on the
way, such as `sgd@12:0.5;adam@20:0.05`."""

import re
from collections.abc import Mapping
from typing import NamedTuple

from nnviz import OPTIMIZERS, SURFACES
from pages.shared.numbers.numerals import SHORT, ascii_signs, numeral, write_numeral
from pages.shared.scenes.optimizer_paths import ends
from pages.shared.state.codecs import Reading, Rows, Written

METHODS = tuple(OPTIMIZERS)
RATES = (0.0, 1000.0, 0.01)  # low, high, step of a drag
USUAL = (0.95, 0.1, 0.1, 1.5, 0.3, 0.3)  # those with which the bowl is usually shown, in the order of METHODS
STEPS = (20, 30, 60)  # how long a walk may be
MOST_CHANGES = 24
SLICE = "slice"  # of the loss of the page's own network, over two of its parameters
SURFACE_NAMES = (*SURFACES, SLICE)
# How far up the map of each goes from its middle.
REACHES: Mapping[str, float] = {"bowl": 3.0, "round": 5.0, "ravine": 3.0, SLICE: 4.0}
FARTHEST = max(REACHES.values())
DIGITS = 6  # decimals of a rate and of a start
_CHANGE = re.compile(r"([a-z]+)@(\d{1,3}):(.+)", re.ASCII)

Start = tuple[float, float]
Rates = tuple[float, ...]


class Change(NamedTuple):
    """Another rate of an optimizer, from the step after a point on; point 0 is the start."""

    method: str
    point: int
    rate: float


Changes = tuple[Change, ...]


def held_rate(value: float) -> float:
    """Return a rate inside its limits."""
    return max(RATES[0], min(RATES[1], round(value, DIGITS))) + 0.0


def held_start(x: float, y: float, reach: float = FARTHEST) -> Start:
    """Return a start that is on a map of this reach."""
    across, up = (
        max(-end, min(end, round(one, DIGITS))) + 0.0 for one, end in zip((x, y), ends(reach), strict=True)
    )
    return across, up


def with_change(changes: Changes, change: Change) -> Changes:
    """Return the changes with another one, which holds from its point on: later ones of its optimizer go."""
    kept = tuple(one for one in changes if one.method != change.method or one.point < change.point)
    return (*kept, change)[-MOST_CHANGES:]


def rates_of(rates: Rates, changes: Changes, method: str) -> tuple[float, dict[int, float]]:
    """Return the rate with which an optimizer begins, and its changes by their points."""
    return rates[METHODS.index(method)], {one.point: one.rate for one in changes if one.method == method}


# -- reading and writing --------------------------------------------------------------------------------
def _read_start(text: str) -> Reading | None:
    found = Rows(1, 2, lambda value: value).read(text)
    if found is None or len(found[0][0]) != 2:
        return None
    start = held_start(*found[0][0])
    return start, found[1] and start == found[0][0]


def _read_rates(text: str) -> Reading | None:
    found = Rows(1, len(METHODS), held_rate).read(text)
    if found is None:
        return None
    (rates,), exact = found
    return (*rates, *USUAL[len(rates) :]), exact and len(rates) == len(METHODS)


def _read_changes(text: str) -> Reading | None:
    changes: Changes = ()
    exact = True
    for part in text.split(";") if text else ():
        found = _CHANGE.fullmatch(ascii_signs(part).strip())
        rate = numeral(found[3]) if found else None
        if found is None or rate is None or found[1] not in METHODS:
            return None
        point = min(int(found[2]), max(STEPS) - 1)
        change = Change(found[1], point, held_rate(rate))
        exact = exact and (change.point, change.rate) == (int(found[2]), rate)
        changes = with_change(changes, change)
    return changes, exact


def _written(*values: float) -> str:
    return ",".join(write_numeral(one, SHORT) for one in values)


def _write_changes(changes: Changes) -> str:
    return ";".join(f"{one.method}@{one.point}:{_written(one.rate)}" for one in changes)


START_OF_WALKS: Written[Start] = Written(_read_start, lambda start: _written(*start))
EVERY_RATE: Written[Rates] = Written(_read_rates, lambda rates: _written(*rates))
CHANGES: Written[Changes] = Written(_read_changes, _write_changes)
