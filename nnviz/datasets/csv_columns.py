"""Columns of a table: numbers, or text with a bounded number of labels."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from math import nan
from typing import Literal

import numpy as np

from nnviz.datasets.csv_cells import BLANKS, Cells, is_missing
from nnviz.datasets.csv_names import plain_text
from nnviz.read_only import read_only
from nnviz.validation import Array

MOST_LABELS = 100  # different texts of a column that are told apart
FREE_TEXT = 200  # characters; a longer text names no class
NUMBERS_SHARE = 0.8  # of the values of a column that is called one of numbers
REMEMBERED = 1000  # cells whose label is known without reading them

ColumnKind = Literal["number", "text", "empty"]


@dataclass(frozen=True, eq=False)
class Column:
    """One column of a table.

    Parameters
    ----------
    name : str
        Plain text, different from that of every other column.
    kind : {"number", "text", "empty"}
    values : Array, (rows,)
        Numbers, or of text the place of each among the labels; NaN where there is none.
    labels : tuple of str
        The different texts, in order; none where there are more than 100 of them, or one is longer than 200
        characters.
    missing, unreadable, out_of_range : int
        Values that are not there, that are text among numbers, and that are infinite or beyond ±1e100.
    """

    name: str
    kind: ColumnKind
    values: Array
    labels: tuple[str, ...] = ()
    missing: int = 0
    unreadable: int = 0
    out_of_range: int = 0

    @cached_property
    def distinct(self) -> Array:
        """The different numbers, in order; of text the places of its labels."""
        return np.unique(self.values[np.isfinite(self.values)])

    @property
    def counts_rows(self) -> bool:
        """Whether the numbers are those of the rows, each one more than the one before."""
        return self.kind == "number" and len(self.values) > 2 and bool((np.diff(self.values) == 1).all())


class Labels:
    """The different texts of a column while it is read, and where each stands."""

    def __init__(self) -> None:
        self._codes: dict[str, float] = {}
        self._known: dict[str, float] = {}  # of cells as they stand
        self._blocks: list[Array] = []
        self._unseen = 0
        self._free = False  # so many, or so long, that they name no classes

    def read(self, cells: Sequence[str]) -> None:
        """Read the next cells."""
        known = self._known
        codes = [known[cell] if cell in known else self._code(cell) for cell in cells]
        self._blocks.append(np.array(codes))

    def _code(self, cell: str) -> float:
        plain = cell.strip(BLANKS)
        if self._free or is_missing(plain):
            return nan
        label = plain_text(plain)
        if not label:  # of signs that cannot be seen
            self._unseen += 1
            return nan
        if len(plain) > FREE_TEXT or (label not in self._codes and len(self._codes) == MOST_LABELS):
            self._free = True
            self._known.clear()
            return nan
        code = self._codes.setdefault(label, float(len(self._codes)))
        if len(self._known) < REMEMBERED:
            self._known[cell] = code
        return code

    def column(self, name: str, cells: Cells) -> Column:
        """The finished column, its labels in order."""
        found, missing = np.concatenate(self._blocks), cells.missing + self._unseen
        if self._free:
            return Column(name, "text", read_only(np.full(len(found), nan)), (), missing)
        names = sorted(self._codes)
        places = np.array([names.index(label) for label in self._codes], dtype=np.float64)
        given = np.isfinite(found)
        found[given] = places[found[given].astype(int)]
        return Column(name, "text", read_only(found), tuple(names), missing)


def kind_of(cells: Cells) -> ColumnKind:
    """What a column is called: of numbers where most of its values are such."""
    given = cells.numbers + cells.out_of_range + cells.text
    if not given:
        return "empty"
    return "number" if given - cells.text >= NUMBERS_SHARE * given else "text"


def number_column(name: str, cells: Cells) -> Column:
    """The column of cells that are numbers, or are all empty."""
    counts = cells.missing, cells.text, cells.out_of_range
    return Column(name, kind_of(cells), read_only(cells.values()), (), *counts)
