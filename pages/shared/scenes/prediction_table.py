"""A table of predictions for one target: the pair, what the network says, the truth, the error.
The numbers are bound to the frame, so the table follows the player."""

from collections.abc import Iterator, Sequence

from pages.shared.protocol.bindings import Binding, TextBinding
from pages.shared.protocol.elements import Cell, Element, Label, LabelTone
from pages.shared.protocol.number_formats import Fixed, Shortest
from pages.shared.protocol.panels import Scene

WIDTH, ROW = 360.0, 30.0
COLUMNS = (58.0, 112.0, 206.0, 282.0, 352.0)  # the right edges of a pair, prediction, truth and error
FORMAT, LOSS, GIVEN = Fixed(1), Fixed(4), Shortest(3, room=7)


def prediction_table(pairs: int, head: Sequence[str], loss: str, target: int, targets: int) -> Scene:
    """Return the table for output `target` of `targets`; `head` names its columns, `loss` its last line.

    Bound fields: `pairs` (pairs, 2); `predictions`, `truths` and `errors`, each (pairs, targets) in original
    units; and `losses`."""
    elements: list[Element] = [text(f"head{c}", c, 0, word, "soft") for c, word in enumerate(head)]
    elements.append(line("rule1", 1))
    for row in range(1, pairs + 1):
        elements += [
            text(f"{name}{row}", column, row, tone=tone) for column, (name, tone) in enumerate(CELLS)
        ]
    foot = pairs + 1
    elements += [
        line("rule2", foot),
        Label("loss.name", 8, ROW * (foot + 0.5), loss, 18, "soft", "start"),
        text("loss", 4, foot, tone="strong"),
    ]
    return Scene(WIDTH, ROW * (pairs + 2), tuple(elements), tuple(bindings(range(1, foot), target, targets)))


CELLS: tuple[tuple[str, LabelTone | tuple[()]], ...] = (
    ("a", ()),
    ("b", ()),
    ("prediction", "strong"),
    ("truth", ()),
    ("error", "soft"),
)


def bindings(rows: range, target: int, targets: int) -> Iterator[Binding]:
    """What the fields of a frame change."""
    for place, name in enumerate(("a", "b")):
        yield TextBinding("pairs", tuple(f"{name}{row}" for row in rows), GIVEN, start=place, stride=2)
    for name in ("prediction", "truth", "error"):
        ids = tuple(f"{name}{row}" for row in rows)
        yield TextBinding(f"{name}s", ids, FORMAT, start=target, stride=targets)
    yield TextBinding("losses", ("loss",), LOSS, start=target)


def text(id_: str, column: int, row: int, words: str = "", tone: LabelTone | tuple[()] = ()) -> Label:
    """Return one entry, flush right."""
    return Label(id_, COLUMNS[column], ROW * (row + 0.5), words, 17 if row == 0 else 18, tone, "end")


def line(id_: str, row: int) -> Cell:
    """Return a rule above a row."""
    return Cell(id_, 4, ROW * row - 1, WIDTH - 8, 1.5, "rule")
