"""Samples in numbers: the inputs of each, its target, and what follows a frame, prediction and error."""

from collections.abc import Sequence

from pages.shared.numbers.numerals import rounded
from pages.shared.protocol.bindings import TextBinding
from pages.shared.protocol.elements import Cell, Element, Label, LabelTone
from pages.shared.protocol.ids import cell_id
from pages.shared.protocol.layouts import Array
from pages.shared.protocol.number_formats import Shortest
from pages.shared.protocol.panels import Scene
from pages.shared.scenes.axes import short

ROW, LETTERS, HEAD = 29.0, 18.0, 17.0
NUMBERED, GIVEN, ANSWERED = 30.0, 58.0, 84.0  # width of the numbers of samples, of inputs, and of the others
NUMBER = Shortest(3, room=7)
DIGITS = 4  # of an input or a target
LONGEST = 6  # letters of the name of an input


def sample_table(heads: Sequence[str], X: Array, Y: Array, output: int) -> Scene:
    """Return the table of samples X (samples, inputs) and one `output` of Y (samples, outputs); `heads` are
    names of the inputs, then the words for target, prediction and error.

    Bound fields: `predicted` and `missed`, each (samples, outputs)."""
    count = len(heads) - 3
    ends = [NUMBERED + GIVEN * at for at in range(count + 1)]
    ends += [ends[-1] + ANSWERED * at for at in (1, 2, 3)]
    names = [*(short(name, LONGEST) for name in heads[:count]), *heads[count:]]
    elements: list[Element] = [
        _number(f"head{at}", ends[at + 1], 0, name, "soft") for at, name in enumerate(names)
    ]
    width = ends[-1] + 2
    elements.append(Cell("rule", 4, ROW - 1, width - 8, 1.5, "rule"))
    for row, (inputs, targets) in enumerate(zip(X.tolist(), Y.tolist(), strict=True)):
        elements.append(_number(cell_id("sample", row), ends[0], row + 1, str(row + 1), "soft"))
        known = [*inputs, targets[output]]
        for at, value in enumerate(known):
            elements.append(_number(cell_id("given", row, at), ends[at + 1], row + 1, rounded(value, DIGITS)))
        elements.append(_number(cell_id("predicted", row), ends[-2], row + 1, "", "strong"))
        elements.append(_number(cell_id("missed", row), ends[-1], row + 1, "", "soft"))
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


def _number(id_: str, right: float, row: int, words: str, tone: LabelTone | tuple[()] = ()) -> Label:
    """An entry, flush right."""
    size = HEAD if row == 0 else LETTERS
    return Label(id_, right - 4, ROW * (row + 0.5), words, size, tone, "end")
