"""Softmax as a table: one row for each class, one column for each step, sums and the largest score below.
A button adds the same number to all scores."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from pages.shared.protocol.bindings import Binding, EqualBinding, TextBinding, WordBinding
from pages.shared.protocol.elements import Anchor, Cell, Datum, Element, Label, LabelTone, Token
from pages.shared.protocol.ids import cell_id, cell_ids
from pages.shared.protocol.number_formats import Fixed, NumberFormat, Significant
from pages.shared.protocol.panels import Scene

WIDTH, ROW, TOP = 560.0, 36.0, 46.0
FIELDS = ("z", "shifted", "powers", "p", "delta", "naive")
FEET = ("top", "", "total", "whole", "", "naive_total")
EDGES = (122.0, 200.0, 308.0, 374.0, 450.0, 552.0)  # right edges of the columns
NUMBER = Fixed(3)
PLAIN = Significant(4)  # what exp gives alone can be large
FORMATS: Mapping[str, NumberFormat] = {"naive": PLAIN, "naive_total": PLAIN}
TONES: Mapping[str, LabelTone] = {"p": "strong"}


@dataclass(frozen=True)
class Names:
    """The words of the scene: one for the column of classes and each of `FIELDS`, those of the row below, the
    button, and what is said when a plain exp has overflowed."""

    head: tuple[str, ...]
    feet: tuple[str, ...]
    add: str
    add_label: str
    overflow: str


def softmax_table(classes: Sequence[str], names: Names) -> Scene:
    """Return the scene. Bound fields: `FIELDS` (classes,), the names in `FEET`, and `added` (1 or 0)."""
    elements: list[Element] = [_cell("head", 30, 0, names.head[0], "soft", "middle", 17)]
    for edge, field, word in zip(EDGES, FIELDS, names.head[1:], strict=True):
        elements.append(_cell(f"head.{field}", edge, 0, word, "soft", "end", 17))
    for at, name in enumerate(classes):
        elements.append(_cell(cell_id("class", at), 30, at + 1, name, "strong", "middle", 21))
        elements += [
            _cell(cell_id(field, at), edge, at + 1, "", TONES.get(field, ()), "end", 19, f"{field}{at + 1}")
            for edge, field in zip(EDGES, FIELDS, strict=True)
        ]
    foot = len(classes) + 1
    elements += [_rule("rule1", TOP - 2), _rule("rule2", TOP + ROW * len(classes) + 2)]
    for edge, field, word in zip(EDGES, FEET, names.feet, strict=True):
        if field:
            elements.append(_cell(f"{field}.word", edge, foot, word, "soft", "end", 15))
            elements.append(_cell(field, edge, foot + 0.62, "", "soft", "end", 19))
    bottom = TOP + ROW * (foot + 1.1)
    elements.append(Token("add", 70, bottom + 12, 124, 40, names.add, 20, press=names.add_label))
    elements.append(_cell("overflow", 146, foot + 1.92, "", "strong", "start", 18))
    return Scene(WIDTH, bottom + 40, tuple(elements), tuple(_bindings(len(classes), names)))


def _bindings(count: int, names: Names) -> list[Binding]:
    found: list[Binding] = [
        TextBinding(field, cell_ids(field, count), FORMATS.get(field, NUMBER)) for field in FIELDS
    ]
    found += [TextBinding(field, (field,), FORMATS.get(field, NUMBER)) for field in FEET if field]
    found.append(EqualBinding("added", ("add",), "chosen", 1))
    found.append(WordBinding("added", ("overflow",), ("", names.overflow)))
    return found


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


def _rule(name: str, y: float) -> Cell:
    return Cell(name, 4, y, WIDTH - 8, 1.5, "rule")
