"""Shapes as pictures: sizes right-aligned above each other with what happens where two meet, and the
attributes of arrays as a table of chips."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from pages.shared.panels import Binding, Element, Scene

WIDE, HIGH, BETWEEN = 62.0, 40.0, 26.0
LEFT = 44.0  # room for the names
PALE = "0.45"


@dataclass(frozen=True)
class Size:
    """One axis of one operand: what is written, and whether it is a ghost or without a partner."""

    words: str
    ghost: bool = False
    lonely: bool = False
    live: bool = False


@dataclass(frozen=True)
class Row:
    """The sizes of one array from left to right; None where there is no axis."""

    name: str
    tone: str
    sizes: tuple[Size | None, ...]


def shapes(rows: Sequence[Row], signs: Sequence[str], hidden: str) -> Scene:
    """Return the scene: `signs` stand between the first two rows; the row `hidden` appears with step 1.

    Bound field: `begun` (one value)."""
    elements = [element for at, row in enumerate(rows) for element in _row(row, at)]
    top = HIGH + BETWEEN / 2 + 4
    for column, words in enumerate(signs):
        place = {"x": LEFT + (column + 0.5) * WIDE, "y": top, "text": words, "size": 18}
        tone = {"tone": "dead" if words == "≠" else "soft"}
        elements.append({"id": f"meet{column}", "kind": "label", **place, **tone})
    width = LEFT + max(len(row.sizes) for row in rows) * WIDE + 8
    late = tuple(element["id"] for element in elements if element["id"].startswith(f"shape{hidden}"))
    bindings = (Binding("begun", late, "opacity", stride=0),) if late else ()
    return Scene(max(width, 300.0), len(rows) * (HIGH + BETWEEN) - BETWEEN + 8, tuple(elements), bindings)


def _row(row: Row, at: int) -> Iterator[Element]:
    y = 4 + at * (HIGH + BETWEEN) + HIGH / 2
    name = {"text": row.name, "size": 19, "tone": "strong"}
    yield {"id": f"shape{row.name}", "kind": "label", "x": LEFT / 2, "y": y, **name}
    for column, size in enumerate(row.sizes):
        if size is None:
            continue
        tone = "lonely" if size.lonely else f"{row.tone} live" if size.live else row.tone
        yield {
            "id": f"shape{row.name}{column}",
            "kind": "token",
            "x": LEFT + (column + 0.5) * WIDE,
            "y": y,
            "width": WIDE - 8,
            "height": HIGH - 4,
            "size": 18,
            "text": size.words,
            "tone": f"{tone} ghost" if size.ghost else tone,
            "attributes": {"opacity": PALE} if size.ghost else {},
        }


CHIP, ROW, NAME = 92.0, 36.0, 90.0


def chips(columns: Mapping[str, tuple[str, Mapping[str, str]]], labels: Sequence[str], hidden: str) -> Scene:
    """Return a table: for each array its tone and its attributes, one row for each of `labels`.

    Bound field: `begun` (one value), for the array called `hidden`."""
    elements = [_label(f"chip-{label}", label, at) for at, label in enumerate(labels)]
    for column, (name, (tone, attributes)) in enumerate(columns.items()):
        x = NAME + (column + 0.5) * CHIP
        head = {"text": name, "size": 17, "tone": "strong"}
        elements.append({"id": f"chip{name}", "kind": "label", "x": x, "y": 14.0, **head})
        elements += [
            _chip(name, label, attributes[label], x, at, tone)
            for at, label in enumerate(labels)
            if label in attributes
        ]
    late = tuple(element["id"] for element in elements if element["id"].startswith(f"chip{hidden}"))
    bindings = (Binding("begun", late, "opacity", stride=0),) if hidden and late else ()
    width = NAME + len(columns) * CHIP + 6
    return Scene(max(width, 372.0), 30 + len(labels) * ROW, tuple(elements), bindings)


def _label(name: str, words: str, at: int) -> Element:
    place = {"x": 2.0, "y": 30 + (at + 0.5) * ROW, "anchor": "start", "size": 14}
    return {"id": name, "kind": "label", **place, "text": words, "tone": "soft"}


def _chip(name: str, label: str, words: str, x: float, at: int, tone: str) -> Element:
    return {
        "id": f"chip{name}-{label}",
        "kind": "token",
        "x": x,
        "y": 30 + (at + 0.5) * ROW,
        "width": CHIP - 6,
        "height": ROW - 6,
        "size": min(15, 155 // max(1, len(words))),
        "text": words,
        "tone": tone,
        "attributes": {"data-chip": f"{name}.{label}"},
    }
