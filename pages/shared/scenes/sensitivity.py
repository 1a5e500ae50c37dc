"""One weight a little larger: what a step makes of it, and what a curve makes of it.
A weight is pressed to be nudged, and pressed again to be let go."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pages.shared.protocol.bindings import Binding, EqualBinding, TextBinding
from pages.shared.protocol.elements import Label, Token
from pages.shared.protocol.ids import cell_id, cell_ids, numbered
from pages.shared.protocol.number_formats import Shortest
from pages.shared.protocol.panels import Scene

WIDTH, ROW = 560.0, 46.0
LETTERS = 19.0  # font size of all words and numbers
ACROSS, WIDE, CHIP = 3, 180.0, 50.0  # the weights that are pressed
COLUMNS = (225.0, 365.0, 490.0)
FORMATS = (Shortest(5, room=9), Shortest(5, room=9), Shortest(7, room=11))
FIELDS = ("before", "after", "change")


@dataclass(frozen=True)
class Names:
    """The words of the scene; `weight` and `press` hold the number of a weight as {n}."""

    weight: str
    press: str
    before: str
    after: str
    change: str
    activations: Sequence[str]


def nudging(inputs: int, names: Names) -> Scene:
    """Return the scene. Bound fields: nudged (inputs,), before, after, change (one an activation)."""
    top = CHIP * -(-inputs // ACROSS) + 26
    elements: tuple[Token | Label, ...] = (*chips(inputs, names), *comparison(top, names))
    return Scene(WIDTH, top + ROW * 2 + 22, elements, tuple(bindings(inputs, len(names.activations))))


def chips(inputs: int, names: Names) -> Iterator[Token]:
    """A weight each, to be pressed."""
    for i in range(inputs):
        x, y = 6 + WIDE * (i % ACROSS + 0.5), CHIP * (i // ACROSS + 0.5)
        words, press = names.weight.format(n=i + 1), names.press.format(n=i + 1)
        yield Token(cell_id("nudge", i), x, y, WIDE - 10, CHIP - 8, words, 19, "b", press)


def comparison(top: float, names: Names) -> Iterator[Label]:
    """A row for each activation."""
    words = {"before": names.before, "after": names.after, "change": names.change}
    for x, name in zip(COLUMNS, FIELDS, strict=True):
        yield Label(f"head.{name}", x, top, words[name], LETTERS, "soft")
    for row, name in enumerate(names.activations):
        y = top + ROW * (row + 0.85)
        yield Label(f"name{row}", 8, y, name, LETTERS, "strong", "start")
        for x, field in zip(COLUMNS, FIELDS, strict=True):
            yield Label(f"{field}{row}", x, y, "", LETTERS, ("strong", "c") if field == "change" else ())


def bindings(inputs: int, rows: int) -> Iterator[Binding]:
    """What of the comparison follows which field."""
    yield EqualBinding("nudged", cell_ids("nudge", inputs), "live", 1)
    for field, format_ in zip(FIELDS, FORMATS, strict=True):
        yield TextBinding(field, numbered(field, rows), format_, exact=True)
