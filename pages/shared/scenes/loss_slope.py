"""The loss against one weight as a small curve: where the weight is, the tangent there, and where steps
downhill would lead. All numbers come with a look, so the picture stands for every weight."""

from collections.abc import Sequence
from dataclasses import dataclass

from pages.shared.protocol.bindings import (
    Binding,
    EqualBinding,
    PlaceBinding,
    PointsBinding,
    TextBinding,
    ValueBinding,
    WordBinding,
)
from pages.shared.protocol.elements import Cell, Curve, Disc, Element, Label, NumberBox, Token
from pages.shared.protocol.number_formats import NumberFormat, Shortest, Significant
from pages.shared.protocol.panels import Scene

WIDTH, HEIGHT = 460.0, 236.0
LEFT, RIGHT, TOP, BOTTOM = 44.0, 232.0, 10.0, 166.0  # the box of the curve
TICKS, LEVELS = 6, 3  # numbers below it and beside it
NAMES, COLUMNS = 246.0, (382.0, 458.0)  # where the table begins, and the right edges of its numbers
ROWS = (39.0, 65.0, 91.0, 114.0)  # its lines: the head, then weight, loss and slope
BUTTONS = ((352.0, 147.0, 212.0), (298.0, 182.0, 104.0), (406.0, 182.0, 104.0))  # middle and width
BOX = (296.0, 51.0, 90.0, 28.0)  # of the number of the weight: left, top, width, height
LARGEST, STEP = 1e6, 0.05  # of that number, and how far a drag moves it
HANDS = ((115.0, 216.0, 222.0), (345.0, 216.0, 222.0))  # the buttons of what hands change
FORMATS: tuple[NumberFormat, ...] = (Significant(4), Significant(5), Significant(3))


@dataclass(frozen=True)
class Words:
    """The words of the scene; `weights` names all of them, `steps` says how many were taken, from none on.

    `number` names the box of the weight, `freeze` what its button does while the weight learns and while it
    does not, and `units` what that of a unit does: for each unit while it is on and while it is off."""

    weights: Sequence[str]
    rows: tuple[str, str, str]
    here: str
    steps: Sequence[str]
    one: str
    many: str
    back: str
    number: str
    freeze: tuple[str, str]
    units: Sequence[str]


def loss_slope(words: Words) -> Scene:
    """Return the scene.

    Bound fields, in units of the scene where they are points: `curve`, `tangent` and `trail` (x, y of each
    point), `here` and `after` (x, y), `ticks` (TICKS) and `levels` (LEVELS) for the axes, `weight` (its
    number among the names), `numbers` (weight, loss and slope here, then after the steps), `steps` (how
    many), `held` (1 if it is frozen), `unit` (its number among the words of `units`, -1 without one)."""
    elements: list[Element] = [
        Label("weight", NAMES, 13, "", 19, "strong", "start"),
        Cell("box", LEFT, TOP, RIGHT - LEFT, BOTTOM - TOP, "plane"),
        *axes(),
        Curve("curve", tone="loss"),
        Curve("tangent", tone="before"),
        Curve("trail", tone="border"),
        Disc("here", 0, 0, 8, "value"),
        Disc("after", 0, 0, 8, "live"),
        *table(words),
        *buttons(words),
        *hands(words),
    ]
    return Scene(WIDTH, HEIGHT, tuple(elements), bindings(words))


def axes() -> list[Element]:
    """The numbers of both axes."""
    across, up = (RIGHT - LEFT) / (TICKS - 1), (BOTTOM - TOP) / (LEVELS - 1)
    ticks = [Label(f"tick{at}", LEFT + at * across, BOTTOM + 15, "", 16, "soft") for at in range(TICKS)]
    levels = [Label(f"level{at}", LEFT - 5, BOTTOM - at * up, "", 16, "soft", "end") for at in range(LEVELS)]
    return [*ticks, *levels]


def table(words: Words) -> list[Element]:
    """Weight, loss and slope here, and beside them after the steps."""
    heads = [
        Label("head.here", COLUMNS[0], ROWS[0], words.here, 16, "soft", "end"),
        Label("steps", COLUMNS[1], ROWS[0], "", 16, "soft", "end"),
    ]
    names = [
        Label(f"name{at}", NAMES, ROWS[1 + at], word, 16, "soft", "start")
        for at, word in enumerate(words.rows)
    ]
    here = [Label(f"here{at}", COLUMNS[0], ROWS[1 + at], "", 17, (), "end") for at in (1, 2)]
    after = [Label(f"after{at}", COLUMNS[1], ROWS[1 + at], "", 17, "strong", "end") for at in range(3)]
    return [*heads, *names, *here, *after]


def buttons(words: Words) -> list[Element]:
    """What is pressed: one step, many, and back to where the weight is."""
    named = (("downhill", words.one), ("downhill.more", words.many), ("downhill.back", words.back))
    return [
        Token(id_, x, y, width, 31, text, 17, (), text, group="downhill", round=8)
        for (id_, text), (x, y, width) in zip(named, BUTTONS, strict=True)
    ]


def hands(words: Words) -> list[Element]:
    """The box with the number of the weight, and what is pressed to freeze it or to switch a unit off."""
    (x, y, width), (to_x, to_y, to_width) = HANDS
    return [
        NumberBox("weight.number", words.number, -LARGEST, LARGEST, STEP, *BOX, "b"),
        Token("weight.freeze", x, y, width, 31, "", 17, (), words.freeze[0], group="hands", round=8),
        Token("unit.off", to_x, to_y, to_width, 31, "", 17, (), words.units[0], group="hands", round=8)
        if words.units
        else Label("unit.none", to_x, to_y, "", 16),
    ]


def bindings(
    words: Words,
) -> tuple[Binding, ...]:
    """What a look changes."""
    entries = ("weight.number", "here1", "here2", *(f"after{at}" for at in range(3)))
    hidden = ("after", "trail", *entries[3:])
    units = (
        WordBinding("unit", ("unit.off",), tuple(words.units)),
        EqualBinding("unit", ("unit.off",), "away", -1),
    )
    return (
        WordBinding("weight", ("weight",), tuple(words.weights)),
        *(PointsBinding(name, (name,)) for name in ("curve", "tangent", "trail")),
        PlaceBinding("here", ("here",)),
        PlaceBinding("after", ("after",)),
        TextBinding("ticks", tuple(f"tick{at}" for at in range(TICKS)), Shortest(1)),
        TextBinding("levels", tuple(f"level{at}" for at in range(LEVELS)), Significant(2)),
        *(
            TextBinding("numbers", (one,), form, exact=True, start=at)
            for at, (one, form) in enumerate(zip(entries, FORMATS * 2, strict=True))
            if at
        ),
        ValueBinding("numbers", entries[:1]),
        WordBinding("held", ("weight.freeze",), words.freeze),
        *(units if words.units else ()),
        WordBinding("steps", ("steps",), tuple(words.steps)),
        *(EqualBinding("steps", (one,), "away", 0) for one in hidden),
    )
