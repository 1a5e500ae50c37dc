"""Samples in numbers: the inputs of each, its target, and what follows a frame, prediction and error."""

from collections.abc import Sequence

from pages.shared.numbers.numerals import rounded
from pages.shared.protocol.bindings import TextBinding
from pages.shared.protocol.elements import Cell, Element, Label, LabelTone
from pages.shared.protocol.ids import cell_id
from pages.shared.protocol.layouts import Array
from pages.shared.protocol.number_formats import Shortest
from pages.shared.protocol.panels import Scene

ROW, LETTERS, HEAD = 28.0, 17.0, 16.0
NUMBERED, COLUMN = 40.0, 96.0  # width of the numbers of samples, and of every other column
NUMBER = Shortest(4, room=8)
DIGITS = 5  # of an input or a target
LONGEST = 10  # letters of a head


def sample_table(heads: Sequence[str], X: Array, Y: Array, output: int) -> Scene:
    """Return the table of samples X (samples, inputs) and one `output` of Y (samples, outputs); `heads` are
    names of the inputs, then the words for target, prediction and error.

    Bound fields: `predicted` and `missed`, each (samples, outputs)."""
    elements: list[Element] = [
        _number(f"head{at}", at + 1, 0, head if len(head) <= LONGEST else f"{head[: LONGEST - 1]}…", "soft")
        for at, head in enumerate(heads)
    ]
    width = NUMBERED + COLUMN * len(heads) + 8
    elements.append(Cell("rule", 4, ROW - 1, width - 8, 1.5, "rule"))
    for row, (inputs, targets) in enumerate(zip(X.tolist(), Y.tolist(), strict=True)):
        elements.append(_number(cell_id("sample", row), 0, row + 1, str(row + 1), "soft"))
        known = [*inputs, targets[output]]
        for at, value in enumerate(known):
            elements.append(_number(cell_id("given", row, at), at + 1, row + 1, rounded(value, DIGITS)))
        elements.append(_number(cell_id("predicted", row), len(known) + 1, row + 1, "", "strong"))
        elements.append(_number(cell_id("missed", row), len(known) + 2, row + 1, "", "soft"))
    bindings = tuple(
        TextBinding(
            name,
            tuple(cell_id(name, row) for row in range(len(X))),
            NUMBER,
            exact=True,
            start=output,
            stride=Y.shape[1],
        )
        for name in ("predicted", "missed")
    )
    return Scene(width, ROW * (len(X) + 1) + 6, tuple(elements), bindings)


def _number(id_: str, column: int, row: int, words: str, tone: LabelTone | tuple[()] = ()) -> Label:
    """An entry, flush right; column 0 has the numbers of the samples."""
    size = HEAD if row == 0 else LETTERS
    return Label(id_, NUMBERED + COLUMN * column - 6, ROW * (row + 0.5), words, size, tone, "end")
