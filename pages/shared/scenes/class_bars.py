"""A bar for the probability of every class, with its number, and in words what is special about it.
The name of a class is a button: so the visitor says what he expects before he sees it."""

from collections.abc import Sequence
from dataclasses import dataclass

from pages.shared.protocol.bindings import Binding, EqualBinding, SpanBinding, TextBinding, WordBinding
from pages.shared.protocol.elements import Cell, CellTone, Datum, Element, Label, LabelTone, Token
from pages.shared.protocol.ids import cell_id, cell_ids
from pages.shared.protocol.number_formats import Percent, Significant
from pages.shared.protocol.panels import Scene
from pages.shared.scenes.digit_pictures import chosen

WIDTH, ROW, TOP = 504.0, 46.0, 34.0
LEFT, LENGTH = 62.0, 204.0  # of a bar for a probability of 1
NUMBER, MARK = 276.0, 352.0
EQUALS = 248.0  # where the formula of the loss ends and its numbers begin


@dataclass(frozen=True)
class Names:
    """The words of the scene. `guess` names the button of a class {name}; `marks` are all that can be said of
    a class, by its number; `head` stands above, and `ask` as long as the answer is hidden."""

    guess: str
    marks: tuple[str, ...]
    head: str
    ask: str
    loss: str


def class_bars(classes: Sequence[str], names: Names) -> Scene:
    """Return the scene.

    Bound fields: `bars` (both ends for each class, within `LEFT` and `LEFT + LENGTH`), `p` and `marks`
    (classes,), `guess` and `truth` (places), `answer` (a place, from 1), `hidden` (1 or 0), and `truth_p`
    and `loss`."""
    elements: list[Element] = []
    for at, name in enumerate(classes):
        y = TOP + ROW * (at + 0.5)
        press = names.guess.format(name=name)
        elements += [
            Token(cell_id("guess", at), 30, y, 44, 38, name, 24, press=press),
            _bar(cell_id("rail", at), y, LENGTH, "rail"),
            _bar(cell_id("bar", at), y, 0, "bar"),
            _label(cell_id("p", at), NUMBER, y, 22, "strong", data=("nnviz", f"p{at + 1}")),
            _label(cell_id("mark", at), MARK, y, 17),
        ]
    bottom = TOP + ROW * len(classes) + 24
    elements.append(_label("ask", 8, 16, 19, "soft"))
    elements.append(Label("loss.words", EQUALS, bottom, names.loss, 20, "soft", "end"))
    elements += _formula(bottom)
    return Scene(WIDTH, bottom + 22, tuple(elements), tuple(_bindings(len(classes), names)))


def _formula(y: float) -> list[Label]:
    return [
        _label("loss.p", EQUALS + 7, y, 20),
        _label("loss.is", EQUALS + 84, y, 20, "soft", "≈"),
        _label("loss", EQUALS + 104, y, 24, "strong", data=("nnviz", "loss")),
    ]


def _bindings(count: int, names: Names) -> list[Binding]:
    bars, shares, guesses, rails = (cell_ids(name, count) for name in ("bar", "p", "guess", "rail"))
    found: list[Binding] = [
        SpanBinding("bars", bars),
        TextBinding("p", shares, Percent(0)),
        WordBinding("marks", cell_ids("mark", count), names.marks),
        WordBinding("hidden", ("ask",), (names.head, names.ask)),
        TextBinding("truth_p", ("loss.p",), Significant(3)),
        TextBinding("loss", ("loss",), Significant(3)),
        *chosen("guess", guesses),
    ]
    for at in range(count):
        found.append(EqualBinding("answer", (bars[at], shares[at]), "largest", at + 1, stride=0))
        found.append(EqualBinding("truth", (guesses[at], rails[at]), "truth", at, stride=0))
    return found


def _bar(name: str, y: float, width: float, tone: CellTone) -> Cell:
    return Cell(name, LEFT, y - 14, width, 28, tone)


def _label(
    name: str,
    x: float,
    y: float,
    size: float,
    tone: LabelTone | tuple[()] = (),
    text: str = "",
    data: Datum | None = None,
) -> Label:
    return Label(name, x, y, text, size, tone, "start", data)
