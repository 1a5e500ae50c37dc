"""What a cell says: a number, nothing, or text. Columns are read in blocks, fast where all is plain."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from math import nan

import numpy as np

from nnviz.datasets.dataset import LARGEST
from nnviz.validation import Array

# Texts that stand for a value that is not there, without regard to case.
MISSING = frozenset(
    {
        "",
        "na",
        "n/a",
        "#n/a",
        "<na>",
        "nan",
        "-nan",
        "+nan",
        "null",
        "?",
        "-",
        "--",
        ".",
        "#value!",
        "#div/0!",
    }
)
INFINITE = re.compile(r"[+-]?inf(inity)?", re.IGNORECASE)
NUMBER = re.compile(r"[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?", re.IGNORECASE)
GROUPED = re.compile(r"[+-]?\d{1,3}(,\d{3})+(\.\d+)?")
PLAIN_SIGNS = str.maketrans("−－＋．，", "--+.,")
SWAPPED = str.maketrans(",.", ".,")
BLANKS = " \t\r\n\u00a0\u3000\ufeff"
SHOWN = 40  # characters of a cell that are repeated


@dataclass
class Cells:
    """What was found in the cells of one column so far: how many of each kind, and the first of some."""

    numbers: int = 0
    missing: int = 0
    out_of_range: int = 0
    text: int = 0
    grouped: int = 0
    first_text: tuple[str, int] | None = None  # the cell and its place
    first_grouped: tuple[str, float] | None = None
    first_comma: tuple[str, float] | None = None
    blocks: list[Array] = field(default_factory=list)

    def read(self, cells: Sequence[str], first: int, comma: bool) -> None:
        """Read the next cells; the first of them is number `first`, and `comma` is the decimal mark."""
        values = _plain_numbers(cells, comma)
        if values is not None:
            self.numbers += len(values)
        else:
            values = np.array([self._value(cell, place, comma) for place, cell in enumerate(cells, first)])
        if comma and not self.first_comma:
            marked = zip(cells, values.tolist(), strict=True)
            self.first_comma = next(
                (
                    (cell.strip(BLANKS)[:SHOWN], value)
                    for cell, value in marked
                    if "," in cell and value == value
                ),
                None,
            )
        self.blocks.append(values)

    def values(self) -> Array:
        """All numbers, NaN where there is none; what was kept in blocks is given away."""
        found = np.concatenate(self.blocks) if self.blocks else np.empty(0)
        self.blocks.clear()
        return found

    def _value(self, cell: str, place: int, comma: bool) -> float:
        plain = cell.strip(BLANKS)
        if is_missing(plain):
            self.missing += 1
            return nan
        value = self._number(plain.translate(PLAIN_SIGNS), comma)
        if value is None:
            self.text += 1
            self.first_text = self.first_text or (plain[:SHOWN], place)
            return nan
        if not abs(value) <= LARGEST:
            self.out_of_range += 1
            return nan
        self.numbers += 1
        return value

    def _number(self, plain: str, comma: bool) -> float | None:
        """The number that a cell means, infinite where it is too large; None for text."""
        american = plain.translate(SWAPPED) if comma else plain
        if NUMBER.fullmatch(american):
            return float(american)
        if GROUPED.fullmatch(american):
            value = float(american.replace(",", ""))
            self.grouped += 1
            self.first_grouped = self.first_grouped or (plain[:SHOWN], value)
            return value
        return float(plain) if INFINITE.fullmatch(plain) else None


def is_missing(plain: str) -> bool:
    """Whether a cell without blanks around it stands for nothing."""
    return plain.casefold() in MISSING


def is_number(cell: str, comma: bool) -> bool:
    """Whether a cell is a number, however large."""
    return Cells()._number(cell.strip(BLANKS).translate(PLAIN_SIGNS), comma) is not None


def _plain_numbers(cells: Sequence[str], comma: bool) -> Array | None:
    """The numbers of cells that are nothing but numbers within the limits; else None."""
    if comma:
        if "." in "".join(cells):
            return None
        cells = [cell.replace(",", ".") for cell in cells]
    try:
        values = np.array([float(cell) for cell in cells])
    except ValueError:
        return None
    plain = np.abs(values).max(initial=0) <= LARGEST and "_" not in "".join(cells)
    return values if plain else None
