"""Softmax as a table: one row for each class, one column for each step, sums and the largest score below.
The scores stand in boxes that can be touched, and every probability has its bar; buttons add the same number
to all scores, and give the scores back that were there first."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from pages.shared.protocol.bindings import (
    Binding,
    EqualBinding,
    SpanBinding,
    TextBinding,
    ValueBinding,
    WordBinding,
)
from pages.shared.protocol.elements import Anchor, Cell, Datum, Element, Label, LabelTone, Token
from pages.shared.protocol.ids import cell_id, cell_ids
from pages.shared.protocol.number_formats import Shortest
from pages.shared.protocol.panels import Scene
from pages.shared.scenes.touch import Limits, number_box

WIDTH, HEIGHT, ROW, TOP = 640.0, 440.0, 46.0, 42.0
NAME, BOX, BROAD = 22.0, 92.0, 90.0  # the columns of the classes and of the boxes, and how broad a box is
FIELDS = ("shifted", "powers", "p", "delta", "naive")
FEET = ("", "total", "whole", "", "naive_total")
EDGES = (218.0, 306.0, 462.0, 540.0, 634.0)  # right edges of the columns
LEFT, LENGTH = 316.0, 86.0  # of a bar for a probability of 1
SIZE = 20.0
NUMBER = Shortest(3, room=7, unknown="")
TONES: Mapping[str, LabelTone] = {"p": "strong"}


@dataclass(frozen=True)
class Names:
    """The words of the scene: one for the column of classes, for the scores, and for each of `FIELDS`, those
    of the row below, what names the box of a class {name}, the buttons with their labels, and what is said
    when a plain exp has overflowed."""

    head: tuple[str, ...]
    top: str
    sum: str
    score: str
    add: str
    add_label: str
    own: str
    own_label: str
    overflow: str


def softmax_table(classes: Sequence[str], names: Names, limits: Limits) -> Scene:
    """Return the scene; scores lie within `limits`.

    Bound fields: `z` and `FIELDS` (classes,), `bars` (both ends for each class, within `LEFT` and
    `LEFT + LENGTH`), `top`, the names in `FEET`, `truth` (a place), `added` and `moved` (1 or 0)."""
    elements = (*_heads(names), *_rows(classes, names, limits), *_feet(len(classes), names))
    return Scene(WIDTH, HEIGHT, elements, tuple(_bindings(len(classes), names)))


def _heads(names: Names) -> Iterator[Label | Cell]:
    yield _cell("head", NAME, 0, names.head[0], "soft", "middle", 16)
    yield _cell("head.z", BOX, 0, names.head[1], "soft", "middle", 16)
    for edge, field, word in zip(EDGES, FIELDS, names.head[2:], strict=True):
        yield _cell(f"head.{field}", edge, 0, word, "soft", "end", 16)
    yield Cell("rule1", 4, TOP - 3, WIDTH - 8, 1.5, "rule")


def _rows(classes: Sequence[str], names: Names, limits: Limits) -> Iterator[Element]:
    for at, name in enumerate(classes):
        y = TOP + ROW * (at + 0.5)
        yield Token(cell_id("class", at), NAME, y, 34, 34, name, 21)
        yield number_box(cell_id("z", at), names.score.format(name=name), BOX, y, limits, BROAD)
        yield Cell(cell_id("rail", at), LEFT, y - 11, LENGTH, 22, "rail")
        yield Cell(cell_id("bar", at), LEFT, y - 11, 0, 22, "bar")
        for edge, field in zip(EDGES, FIELDS, strict=True):
            found_as = f"{field}{at + 1}"
            tone = TONES.get(field, ())
            yield _cell(cell_id(field, at), edge, at + 1, "", tone, "end", SIZE, found_as)


def _feet(count: int, names: Names) -> Iterator[Element]:
    yield Cell("rule2", 4, TOP + ROW * count + 3, WIDTH - 8, 1.5, "rule")
    foot = count + 0.85
    yield _cell("top.word", NAME - 18, foot, names.top, "soft", "start", 15)
    yield _cell("top", BOX + BROAD / 2, foot, "", "strong", "end", SIZE)
    for edge, field in zip(EDGES, FEET, strict=True):
        if field:
            yield _cell(field, edge, foot, "", "strong", "end", SIZE)
    yield _cell("total.word", EDGES[0], foot, names.sum, "soft", "end", 15)
    y = HEIGHT - 26
    yield Token("add", 76, y, 136, 40, names.add, 18, press=names.add_label)
    yield Token("own", 272, y, 236, 40, names.own, 17, press=names.own_label)
    yield Label("overflow", 404, y, "", 16, "strong", "start")


def _bindings(count: int, names: Names) -> Iterator[Binding]:
    yield ValueBinding("z", cell_ids("z", count))
    for field in FIELDS:
        yield TextBinding(field, cell_ids(field, count), NUMBER)
    for field in ("top", *filter(None, FEET)):
        yield TextBinding(field, (field,), NUMBER)
    yield SpanBinding("bars", cell_ids("bar", count))
    for at in range(count):
        yield EqualBinding("truth", (cell_id("class", at), cell_id("rail", at)), "truth", at, stride=0)
    yield EqualBinding("added", ("add",), "chosen", 1)
    yield EqualBinding("moved", ("own",), "away", 0)
    yield WordBinding("added", ("overflow",), ("", names.overflow))


def _cell(
    name: str,
    x: float,
    row: float,
    text: str,
    tone: LabelTone | tuple[()],
    anchor: Anchor,
    size: float,
    found_as: str = "",
) -> Label:
    y = 20 if row == 0 else TOP + ROW * (row - 0.5)
    data: Datum | None = ("nnviz", found_as) if found_as else None
    return Label(name, x, y, text, size, tone, anchor, data)
