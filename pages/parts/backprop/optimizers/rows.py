"""The rows of the table of an optimizer: where it stands, what each line of its update makes, where it goes.
Every row that some optimizer has is drawn; those of the chosen one are shown."""

import re
from collections.abc import Iterator, Mapping
from string import Formatter

import numpy as np

from nnviz import Descent, DescentStep
from nnviz.training.descent import numbers
from nnviz.training.optimizer import Optimizer
from nnviz.training.update_lines import UpdateLine, update_lines
from pages.parts.backprop.optimizers.captions import short
from pages.shared.numbers.equations import bracketed
from pages.shared.protocol.layouts import Array
from pages.shared.scenes.optimizer_state import PARAMETERS, SIGNS, Row

BEFORE, AFTER = "theta", "newtheta"  # the rows of the points that a step leads from and to
ROWS = (
    Row(BEFORE),
    Row("g", "a"),
    *(Row(name, "b") for name in ("h", "m", "v", "d", "mhat", "vhat")),
    Row("update", "c"),
    Row(AFTER),
)
NAMES = tuple(row.name for row in ROWS)
_FIRST = re.compile(r"^\((-[^)]*)\)")  # a number in brackets that needs none, because it comes first
CALLED: Mapping[str, str] = {
    "theta": AFTER,
    "m_hat": "mhat",
    "v_hat": "vhat",
}  # rows that lines make


def lines_of(optimizer: Optimizer) -> dict[str, UpdateLine]:
    """Return the lines of an optimizer by the names of their rows; the counter of the steps has none."""
    found = {CALLED.get(line.name, line.name): line for line in update_lines(optimizer)}
    return {name: line for name, line in found.items() if name in NAMES}


def shown(optimizer: Optimizer) -> list[bool]:
    """Return which of the rows an optimizer has."""
    lines = lines_of(optimizer)
    return [name == BEFORE or name in lines for name in NAMES]


def letters(optimizer: Optimizer) -> dict[str, str]:
    """Return the formula of every row in letters, by the ids of the labels."""
    found = {BEFORE: "θ = (x, y)", **{name: formula(line) for name, line in lines_of(optimizer).items()}}
    return {f"letters.{name}": found.get(name, "") for name in NAMES}


def formula(line: UpdateLine) -> str:
    """Return a line in letters; an arrow says that what it makes takes the place of what there was."""
    return f"{line.symbol} {'←' if '{old_' in line.numbers else '='} {line.letters}"


def doubled(optimizer: Optimizer) -> list[bool]:
    """Return which rows have their formula in numbers as well."""
    lines = lines_of(optimizer)
    return [name in lines for name in NAMES]


# -- one frame -----------------------------------------------------------------------------------------
def step_of(walk: Descent, frame: int) -> DescentStep | None:
    """Return the step that leads to the point of a frame; after a walk has ended its last one."""
    return walk[min(frame, len(walk)) - 1] if frame and len(walk) else None


def values(walk: Descent, frame: int) -> Array:
    """Return the two numbers of every row, (rows, 2), NaN where there is none."""
    found = np.full((len(NAMES), 2), np.nan)
    step = step_of(walk, frame)
    if step is None:
        found[NAMES.index(BEFORE)] = walk.path[0]
        return found
    found[NAMES.index(BEFORE)] = step.before["theta"]
    for name, line in lines_of(walk.optimizer).items():
        found[NAMES.index(name)] = step.values[line.name]
    return found


def arithmetic(walk: Descent, frame: int, parameter: int) -> Iterator[str]:
    """Return the formula of every row in numbers, for one of the parameters; empty where there is none."""
    lines, step = lines_of(walk.optimizer), step_of(walk, frame)
    known = numbers(walk.optimizer, step, parameter) if step else {}
    for name, two in zip(NAMES, doubled(walk.optimizer), strict=True):
        yield in_numbers(lines[name], known, walk, parameter) if two and step else ""


def in_numbers(line: UpdateLine, known: Mapping[str, float], walk: Descent, parameter: int) -> str:
    """Return a line with its numbers, those below zero in brackets; of the gradient its derivative."""
    if line.name == "g":
        return f"∂L/∂{PARAMETERS[parameter]} = {walk.surface.gradient_formula[parameter]}"
    asked = [field for _, field, _, _ in Formatter().parse(line.numbers) if field]
    words = line.numbers.format(**{name: bracketed(known[name], write=short) for name in asked})
    return _FIRST.sub(r"\1", words)


def spelled(words: Iterator[str]) -> Array:
    """Return words as bytes, equally many for each."""
    return np.frombuffer(b"".join(word.encode().ljust(SIGNS, b"\0") for word in words), np.uint8)
