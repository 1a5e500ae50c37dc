"""Shapes as pictures: sizes right-aligned above each other with a sign between every two, and the
attributes of arrays as a table of chips."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from pages.shared.protocol.bindings import OpacityBinding
from pages.shared.protocol.elements import Datum, Label, LabelTone, MatrixTone, Token, TokenTone
from pages.shared.protocol.panels import Scene

WIDE, HIGH, BETWEEN = 62.0, 40.0, 26.0
LEFT = 44.0  # room for the names
PALE = 0.45
SIZE = 20
BEFORE = ".before"  # how the ids end of what is seen before the first step


@dataclass(frozen=True)
class Size:
    """One axis of one operand: what is written, `before` if it is something else before the first step, and
    whether it is a ghost or without a partner."""

    words: str
    before: str = ""
    ghost: bool = False
    lonely: bool = False
    live: bool = False


@dataclass(frozen=True)
class Row:
    """The sizes of one array from left to right; None where there is no axis."""

    name: str
    tone: MatrixTone
    sizes: tuple[Size | None, ...]


def shapes(rows: Sequence[Row], signs: Sequence[str], hidden: str) -> Scene:
    """Return the scene: `signs` stand between the first two rows; the row `hidden` appears with step 1.

    Bound fields: `begun` and `waits`, one of which is 1."""
    elements = [element for at, row in enumerate(rows) for element in _row(row, at)]
    top = HIGH + BETWEEN / 2 + 4
    for column, words in enumerate(signs):
        tone: LabelTone = "dead" if words == "≠" else "soft"
        elements.append(Label(f"meet{column}", LEFT + (column + 0.5) * WIDE, top, words, 18, tone))
    width = LEFT + max(len(row.sizes) for row in rows) * WIDE + 8
    early = tuple(element.id for element in elements if element.id.endswith(BEFORE))
    late = tuple(
        element.id
        for element in elements
        if element.id.startswith(f"shape{hidden}") or f"{element.id}{BEFORE}" in early
    )
    both = (("begun", late), ("waits", early))
    bindings = tuple(OpacityBinding(name, ids, stride=0) for name, ids in both if ids)
    return Scene(max(width, 400.0), len(rows) * (HIGH + BETWEEN) - BETWEEN + 8, tuple(elements), bindings)


def _row(row: Row, at: int) -> Iterator[Label | Token]:
    y = 4 + at * (HIGH + BETWEEN) + HIGH / 2
    yield Label(f"shape{row.name}", LEFT / 2, y, row.name, 19, "strong")
    for column, size in enumerate(row.sizes):
        if size is None:
            continue
        x, opacity = LEFT + (column + 0.5) * WIDE, PALE if size.ghost else 1
        name, tone = f"shape{row.name}{column}", _tone(row, size)
        yield Token(name, x, y, WIDE - 8, HIGH - 4, size.words, SIZE, tone, opacity=opacity)
        if size.before:
            plain = f"{name}{BEFORE}"
            yield Token(plain, x, y, WIDE - 8, HIGH - 4, size.before, SIZE, row.tone, opacity=opacity)


def _tone(row: Row, size: Size) -> tuple[TokenTone, ...]:
    if size.lonely:
        return ("lonely",)
    return (row.tone, "live") if size.live else (row.tone,)


CHIP, ROW, NAME = 100.0, 36.0, 96.0


def chips(
    columns: Mapping[str, tuple[MatrixTone, Sequence[str]]], labels: Mapping[str, str], hidden: str
) -> Scene:
    """Return a table: for each array its tone and which attributes it has, one row for each of `labels`, the
    names of the attributes with their words. What stands in a chip comes with the answers.

    Bound field: `begun` (one value), for the array called `hidden`."""
    names = enumerate(labels.values())
    elements: list[Label | Token] = [_label(f"chip-{at}", words, at) for at, words in names]
    for column, (name, (tone, attributes)) in enumerate(columns.items()):
        x = NAME + (column + 0.5) * CHIP
        elements.append(Label(f"chip{name}", x, 14.0, name, 19, "strong"))
        elements += [
            _chip(name, label, x, at, tone) for at, label in enumerate(labels) if label in attributes
        ]
    late = tuple(element.id for element in elements if element.id.startswith(f"chip{hidden}"))
    bindings = (OpacityBinding("begun", late, stride=0),) if hidden and late else ()
    width = NAME + len(columns) * CHIP + 6
    return Scene(max(width, 372.0), 30 + len(labels) * ROW, tuple(elements), bindings)


def chip_id(name: str, label: str) -> str:
    """Return the id of the chip with an attribute of an array."""
    return f"chip{name}-{label}"


def _label(name: str, words: str, at: int) -> Label:
    return Label(name, 2.0, 30 + (at + 0.5) * ROW, words, 17, "soft", "start")


def _chip(name: str, label: str, x: float, at: int, tone: MatrixTone) -> Token:
    data: Datum = ("chip", f"{name}.{label}")
    y = 30 + (at + 0.5) * ROW
    return Token(chip_id(name, label), x, y, CHIP - 6, ROW - 6, "", 17, tone, data=data)
