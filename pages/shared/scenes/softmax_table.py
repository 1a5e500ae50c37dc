"""Softmax as a table: one row for each class, one column for each step, sums and the largest score below.
A button adds the same number to all scores."""

from collections.abc import Sequence
from dataclasses import dataclass

from pages.shared.panels import Binding, Element, Scene
from pages.shared.scenes.touch import pressed

WIDTH, ROW, TOP = 560.0, 36.0, 46.0
FIELDS = ("z", "shifted", "powers", "p", "delta", "naive")
FEET = ("top", "", "total", "whole", "", "naive_total")
EDGES = (122.0, 200.0, 308.0, 374.0, 450.0, 552.0)  # right edges of the columns
NUMBER = {"format": {"digits": 3}}
PLAIN = {"format": {"significant": 4}}  # what exp gives alone can be large


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
        elements.append(_cell(f"class[{at}]", 30, at + 1, name, "strong", "middle", 21))
        elements += [
            _cell(f"{field}[{at}]", edge, at + 1, "", "strong" if field == "p" else "", "end", 19)
            | {"attributes": {"data-nnviz": f"{field}{at + 1}"}}
            for edge, field in zip(EDGES, FIELDS, strict=True)
        ]
    foot = len(classes) + 1
    elements += [_rule("rule1", TOP - 2), _rule("rule2", TOP + ROW * len(classes) + 2)]
    for edge, field, word in zip(EDGES, FEET, names.feet, strict=True):
        if field:
            elements.append(_cell(f"{field}.word", edge, foot, word, "soft", "end", 15))
            elements.append(_cell(field, edge, foot + 0.62, "", "soft", "end", 19))
    bottom = TOP + ROW * (foot + 1.1)
    button = {"id": "add", "kind": "token", "x": 70, "y": bottom + 12, "width": 124, "height": 40}
    elements.append(pressed(button | {"text": names.add, "size": 20}, names.add_label))
    elements.append(_cell("overflow", 146, foot + 1.92, "", "strong", "start", 18))
    return Scene(WIDTH, bottom + 40, tuple(elements), tuple(_bindings(len(classes), names)))


def _bindings(count: int, names: Names) -> list[Binding]:
    found = [
        Binding(field, tuple(f"{field}[{at}]" for at in range(count)), "text", options=_format(field))
        for field in FIELDS
    ]
    found += [Binding(field, (field,), "text", options=_format(field)) for field in FEET if field]
    found.append(Binding("added", ("add",), "is", options={"equal": 1, "name": "chosen"}))
    found.append(Binding("added", ("overflow",), "word", options={"words": ["", names.overflow]}))
    return found


def _format(field: str) -> dict[str, dict[str, int]]:
    return PLAIN if field.startswith("naive") else NUMBER


def _cell(name: str, x: float, row: float, text: str, tone: str, anchor: str, size: float) -> Element:
    y = 20 if row == 0 else TOP + ROW * (row - 0.5)
    words = {"text": text, "tone": tone, "anchor": anchor, "size": size}
    return {"id": name, "kind": "label", "x": x, "y": y, **words}


def _rule(name: str, y: float) -> Element:
    return {"id": name, "kind": "cell", "x": 4, "y": y, "width": WIDTH - 8, "height": 1.5, "tone": "rule"}
