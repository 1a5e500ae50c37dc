"""A bar for the probability of every class, with its number, and in words what is special about it.
The name of a class is a button: so the visitor says what he expects before he sees it."""

from collections.abc import Sequence
from dataclasses import dataclass

from pages.shared.panels import Binding, Element, Scene
from pages.shared.scenes.digit_pictures import chosen
from pages.shared.scenes.touch import pressed

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
        token = {"id": f"guess[{at}]", "kind": "token", "x": 30, "y": y, "width": 44, "height": 38}
        elements += [
            pressed(token | {"text": name, "size": 24}, names.guess.format(name=name)),
            _bar(f"rail[{at}]", y, LENGTH, "rail"),
            _bar(f"bar[{at}]", y, 0, "bar"),
            _label(f"p[{at}]", NUMBER, y, 22, "strong", {"data-nnviz": f"p{at + 1}"}),
            _label(f"mark[{at}]", MARK, y, 17, ""),
        ]
    bottom = TOP + ROW * len(classes) + 24
    elements.append(_label("ask", 8, 16, 19, "soft"))
    words = {"text": names.loss, "anchor": "end"}
    elements.append(_label("loss.words", EQUALS, bottom, 20, "soft") | words)
    elements += _formula(bottom)
    return Scene(WIDTH, bottom + 22, tuple(elements), tuple(_bindings(len(classes), names)))


def _formula(y: float) -> list[Element]:
    return [
        _label("loss.p", EQUALS + 7, y, 20, ""),
        _label("loss.is", EQUALS + 84, y, 20, "soft") | {"text": "≈"},
        _label("loss", EQUALS + 104, y, 24, "strong", {"data-nnviz": "loss"}),
    ]


def _bindings(count: int, names: Names) -> list[Binding]:
    ids = range(count)
    found = [
        Binding("bars", tuple(f"bar[{at}]" for at in ids), "span"),
        Binding("p", tuple(f"p[{at}]" for at in ids), "text", options={"format": {"percent": 0}}),
        Binding("marks", tuple(f"mark[{at}]" for at in ids), "word", options={"words": list(names.marks)}),
        Binding("hidden", ("ask",), "word", options={"words": [names.head, names.ask]}),
        Binding("truth_p", ("loss.p",), "text", options={"format": {"significant": 3}}),
        Binding("loss", ("loss",), "text", options={"format": {"significant": 3}}),
        *chosen("guess", [f"guess[{at}]" for at in ids]),
    ]
    for at in ids:
        largest = {"equal": at + 1, "name": "largest"}
        found.append(Binding("answer", (f"bar[{at}]", f"p[{at}]"), "is", 0, 0, largest))
        found.append(
            Binding("truth", (f"guess[{at}]", f"rail[{at}]"), "is", 0, 0, {"equal": at, "name": "truth"})
        )
    return found


def _bar(name: str, y: float, width: float, tone: str) -> Element:
    box = {"x": LEFT, "y": y - 14, "width": width, "height": 28}
    return {"id": name, "kind": "cell", "tone": tone, **box}


def _label(
    name: str, x: float, y: float, size: float, tone: str, attributes: dict[str, str] | None = None
) -> Element:
    plain: Element = {
        "id": name,
        "kind": "label",
        "x": x,
        "y": y,
        "size": size,
        "tone": tone,
        "anchor": "start",
    }
    return plain | ({"attributes": attributes} if attributes else {})
