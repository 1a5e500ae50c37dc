"""A table of predictions for one target: the pair, what the network says, the truth, the error.
The numbers are bound to the frame, so the table follows the player."""

from collections.abc import Sequence

from pages.shared.protocol.bindings import TextBinding
from pages.shared.protocol.elements import Anchor, Cell, Element, Label, LabelTone
from pages.shared.protocol.number_formats import Fixed
from pages.shared.protocol.panels import Scene

WIDTH, ROW = 360.0, 30.0
COLUMNS = (8.0, 190.0, 272.0, 352.0)  # the left edge of the pair, then three right edges
FORMAT, LOSS = Fixed(1), Fixed(4)


def prediction_table(
    pairs: Sequence[str], truths: Sequence[str], head: Sequence[str], loss: str, target: int, targets: int
) -> Scene:
    """Return the table for output `target` of `targets`; `head` names its columns, `loss` its last line.

    Bound fields: `predictions` and `errors`, each (pairs, targets) in original units, and `losses`."""
    elements: list[Element] = [text(f"head{c}", c, 0, word, "soft") for c, word in enumerate(head)]
    elements.append(line("rule1", 1))
    for row, (pair, truth) in enumerate(zip(pairs, truths, strict=True), start=1):
        elements += [
            text(f"pair{row}", 0, row, pair),
            text(f"prediction{row}", 1, row, "", "strong"),
            text(f"truth{row}", 2, row, truth),
            text(f"error{row}", 3, row, "", "soft"),
        ]
    foot = len(pairs) + 1
    elements += [
        line("rule2", foot),
        text("loss.name", 0, foot, loss, "soft"),
        text("loss", 3, foot, "", "strong"),
    ]
    rows = range(1, foot)
    bindings = (
        TextBinding(
            "predictions", tuple(f"prediction{row}" for row in rows), FORMAT, start=target, stride=targets
        ),
        TextBinding("errors", tuple(f"error{row}" for row in rows), FORMAT, start=target, stride=targets),
        TextBinding("losses", ("loss",), LOSS, start=target),
    )
    return Scene(WIDTH, ROW * (len(pairs) + 2), tuple(elements), bindings)


def text(id_: str, column: int, row: int, words: str, tone: LabelTone | tuple[()] = ()) -> Label:
    """Return one entry; the first column is flush left, numbers are flush right."""
    size: float = 15 if row == 0 else 18
    anchor: Anchor = "start" if column == 0 else "end"
    return Label(id_, COLUMNS[column], ROW * (row + 0.5), words, size, tone, anchor)


def line(id_: str, row: int) -> Cell:
    """Return a rule above a row."""
    return Cell(id_, 4, ROW * row - 1, WIDTH - 8, 1.5, "rule")
