"""A picture and what is said to it: a bar for the probability of every class, and in words what is special.
The name of a class is a button: so the visitor says what he expects before he sees it."""

from collections.abc import Sequence
from dataclasses import dataclass

from pages.shared.protocol.bindings import (
    Binding,
    EqualBinding,
    MapBinding,
    SpanBinding,
    TextBinding,
    WordBinding,
)
from pages.shared.protocol.elements import Cell, CellTone, Datum, Element, Label, LabelTone, Token
from pages.shared.protocol.ids import cell_id, cell_ids
from pages.shared.protocol.number_formats import Percent, Significant
from pages.shared.protocol.panels import Scene
from pages.shared.scenes.digit_pictures import chosen, picture

WIDTH, HEIGHT, ROW, TOP = 640.0, 440.0, 60.0, 40.0
LARGE = 210.0  # the side of the picture
NAME, LEFT, LENGTH = 258.0, 290.0, 250.0  # the button of a class, and its bar for a probability of 1
THICK, ABOVE, BELOW = 26.0, -9.0, 16.0  # a bar, and how far from the middle of its row it and its mark are
NUMBER = LEFT + LENGTH + 10
EQUALS = 430.0  # where the formula of the loss ends and its numbers begin


@dataclass(frozen=True)
class Names:
    """The words of the scene. `guess` names the button of a class {name}; `marks` are all that can be said of
    a class, by its number; `head` stands above, and `ask` as long as the answer is hidden. `truth` stands
    above the name of the correct class."""

    guess: str
    marks: tuple[str, ...]
    head: str
    ask: str
    loss: str
    truth: str


def class_bars(classes: Sequence[str], names: Names, side: int) -> Scene:
    """Return the scene of a picture of `side` rows and columns.

    Bound fields: `picture` (side², bytes), `bars` (both ends for each class, within `LEFT` and
    `LEFT + LENGTH`), `p` and `marks` (classes,), `guess` and `truth` (places), `answer` (a place, from 1),
    `hidden` (1 or 0), and `truth_p` and `loss`."""
    elements: list[Element] = [
        *picture("large", 4, TOP + 4, LARGE, side),
        Label("truth.word", 4 + LARGE / 2, TOP + LARGE + 34, names.truth, 18, "soft"),
        Label("truth", 4 + LARGE / 2, TOP + LARGE + 82, "", 60, "strong"),
    ]
    for at, name in enumerate(classes):
        y = TOP + ROW * (at + 0.5)
        press = names.guess.format(name=name)
        elements += [
            Token(cell_id("guess", at), NAME, y, 44, 42, name, 24, press=press),
            _bar(cell_id("rail", at), y, LENGTH, "rail"),
            _bar(cell_id("bar", at), y, 0, "bar"),
            _label(cell_id("p", at), NUMBER, y + ABOVE, 22, "strong", data=("nnviz", f"p{at + 1}")),
            _label(cell_id("mark", at), LEFT + 2, y + BELOW, 15.5),
        ]
    elements.append(_label("ask", NAME - 22, 18, 18, "soft"))
    bottom = TOP + ROW * len(classes) + 22
    elements.append(Label("loss.words", EQUALS, bottom, names.loss, 19, "soft", "end"))
    elements += _formula(bottom)
    return Scene(WIDTH, HEIGHT, tuple(elements), tuple(_bindings(classes, names)))


def _formula(y: float) -> list[Label]:
    return [
        _label("loss.p", EQUALS + 7, y, 20),
        _label("loss.is", EQUALS + 80, y, 20, "soft", "≈"),
        _label("loss", EQUALS + 101, y, 24, "strong", data=("nnviz", "loss")),
    ]


def _bindings(classes: Sequence[str], names: Names) -> list[Binding]:
    count = len(classes)
    bars, shares, guesses, rails = (cell_ids(name, count) for name in ("bar", "p", "guess", "rail"))
    found: list[Binding] = [
        MapBinding("picture", ("large.map",), downward=True),
        WordBinding("truth", ("truth",), tuple(classes)),
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
    return Cell(name, LEFT, y + ABOVE - THICK / 2, width, THICK, tone)


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
