"""The layers, cells and edits that the page Network is set by, and how each stands in a link.
A name or a number that a link cannot mean is refused; one that is out of range becomes the nearest."""

import re
from typing import NamedTuple

from nnviz import ACTIVATIONS, EXAMPLES
from nnviz.networks.activations import HIDDEN_ACTIVATIONS
from pages.parts.network import probabilities
from pages.shared.numbers.nested_lists import Unreadable
from pages.shared.numbers.numerals import SHORT, numeral, write_numeral
from pages.shared.protocol.ids import Id, cell_id, parse, parse_numbers
from pages.shared.state.codecs import Reading, Written
from pages.shared.state.query_params import LONGEST

Row = tuple[float, ...]

VIEWS = ("build", "digits", "softmax")
RANDOM = "random"
BASES = (*EXAMPLES, RANDOM)
MOST_LAYERS, MOST_UNITS, MOST_SAMPLES = 6, 8, 8
LIMITS = (-9999.0, 9999.0, 0.1)  # of a weight, a bias or an input: low, high, step of a drag
DECIMALS = 6  # of a number that is touched, so that a full batch still fits into the link
SEEDS = (0, 9999)
NEW_WEIGHT, NEW_BIAS, NEW_INPUT = 0.5, 0.0, 1.0  # where a unit, a layer or an input is new
LEARN = ("all", "one")
CLASSES = 6  # that the network of the lesson "digits" tells apart
SCORE = (-99.0, 999.0, 0.1)  # of a class: low, high, step of a drag
UPDATES = 240  # that the lesson "digits" has
PICTURES = 326  # that the network of the lesson "digits" is tested with
NOTHING = "none"  # is chosen, in a link
NEW = 0  # the source of a layer that the base does not have


class Plan(NamedTuple):
    """One layer: its units, its activation, and which layer of the base (from 1) its numbers come from.

    A layer that is `NEW` starts as an identity matrix: it passes on what it gets."""

    units: int
    activation: str
    source: int


class Cell(NamedTuple):
    """One number on screen: `array` is W, b, z or a, `layer` counts from 1 (a of layer 0 is the input X),
    `place` is (row, column), or (unit,) of a bias."""

    array: str
    layer: int
    place: tuple[int, ...]

    def __str__(self) -> str:
        return cell_id(f"{self.array}{self.layer}", *self.place)


Edits = tuple[tuple[Cell, float], ...]


# -- cells and numbers -------------------------------------------------------------------------------
ARRAYS = ("W", "b", "z", "a")


def cell(text: str) -> Cell | None:
    """Return the cell of a name such as W1[0,2] or b1[2]."""
    found = parse(text)
    return cell_of(found) if found and found.step is None else None


def cell_of(found: Id) -> Cell | None:
    """Return the cell that an id names, None if it names none."""
    if found.name not in ARRAYS or len(found.numbers) != 1 or len(found.place) not in (1, 2):
        return None
    return Cell(found.name, found.numbers[0], found.place)


def choosable(text: str) -> bool:
    """Whether this is the name of a unit, such as 2.1, or of a number that is the visitor's to change."""
    where = cell(text)
    numbers = parse_numbers(text) or ()
    return editable(where) if where else len(numbers) == 2 and numbers[1] > 0


def _chosen(text: str) -> Reading | None:
    return ("", True) if text == NOTHING else (text, True) if choosable(text) else None


def _write_chosen(chosen: str) -> str:
    return chosen or NOTHING


def _opened(text: str) -> Reading | None:
    where = cell(text)
    return (text, True) if where and where.array == "z" else None


def editable(where: Cell) -> bool:
    """Whether a number is the visitor's to change: a weight, a bias, an input."""
    return where.array in ("W", "b") or (where.array == "a" and where.layer == 0)


def held(value: float) -> float:
    """Return a number inside its limits."""
    return round(max(LIMITS[0], min(LIMITS[1], value)), DECIMALS) + 0.0


# -- the link -----------------------------------------------------------------------------------------
def _plan(text: str, place: int) -> Plan | None:
    match = re.fullmatch(r"(\d+)([a-z_]+)(?:\.(\d{1,6}))?", text, re.ASCII)
    if match is None or match[2] not in ACTIVATIONS:
        return None
    return Plan(int(match[1]), match[2], place if match[3] is None else int(match[3]))


def _layers(text: str) -> Reading | None:
    """Layers such as `3sigmoid-2linear`; `.0` behind one says that its numbers are not the base's of its
    place, but of another layer. Only the last may mix its units (softmax)."""
    asked = [_plan(part, place) for place, part in enumerate(text.split("-"), 1)]
    if not all(asked):
        return None
    exact = tuple(plan for plan in asked if plan)
    kept = exact[:MOST_LAYERS]
    used = tuple(
        plan._replace(
            units=max(1, min(MOST_UNITS, plan.units)),
            activation=plan.activation
            if plan is kept[-1] or plan.activation in HIDDEN_ACTIVATIONS
            else "linear",
            source=min(MOST_LAYERS, plan.source),
        )
        for plan in kept
    )
    return used, used == exact


def _write_layers(layers: tuple[Plan, ...]) -> str:
    return "-".join(
        f"{plan.units}{plan.activation}" + ("" if plan.source == place else f".{plan.source}")
        for place, plan in enumerate(layers, 1)
    )


def _edits(text: str) -> Reading | None:
    """Edits such as `W1[0,2]=0.5;b1[1]=2`; what cannot be read is left out."""
    found: dict[Cell, float] = {}
    exact = True
    for part in text.split(";"):
        name, _, number = part.partition("=")
        where, value = cell(name), numeral(number)
        if where is None or value is None or where.array not in ("W", "b"):
            exact = False
            continue
        found[where] = held(value)
        exact &= found[where] == value
    return tuple(found.items()), exact


def _write_edits(edits: Edits) -> str:
    """As many edits, from the first on, as a link can hold."""
    text = ""
    for where, value in edits:
        edit = f"{where}={write_numeral(value, SHORT)}"
        longer = f"{text};{edit}" if text else edit
        if len(longer) > LONGEST:
            break
        text = longer
    return text


def linked_edits(edits: Edits) -> int:
    """Return how many edits the link can hold."""
    text = _write_edits(edits)
    return text.count("=")


def _probabilities(text: str) -> Reading | None:
    found = probabilities.read_probabilities(text)
    return None if isinstance(found, Unreadable) else (probabilities.write_probabilities(found), True)


def _scores(text: str) -> Reading | None:
    """A score for each class, such as `0.3,2.9,4,0,0,0`; an empty text is none at all."""
    asked = [numeral(part) for part in text.split(",")] if text else []
    exact = tuple(value for value in asked if value is not None)
    if len(exact) != len(asked) or len(exact) not in (0, CLASSES):
        return None
    used = tuple(held_score(value) for value in exact)
    return used, used == exact


def held_score(value: float) -> float:
    """Return a score inside its limits."""
    return round(max(SCORE[0], min(SCORE[1], value)), DECIMALS) + 0.0


def _write_scores(scores: Row) -> str:
    return ",".join(write_numeral(value, SHORT) for value in scores)


SCORES = Written(_scores, _write_scores)
LAYERS = Written(_layers, _write_layers)
EDITS = Written(_edits, _write_edits)
CHOSEN: Written[str] = Written(_chosen, _write_chosen)
OPENED: Written[str] = Written(_opened)
PROBABILITIES: Written[str] = Written(_probabilities)
