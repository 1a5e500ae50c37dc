"""Pictures that explain one word, as small as a thumb: matrices in a row with signs between them, and graphs.
They stand still; what is special about an element is its tone."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from pages.shared.protocol.elements import (
    Anchor,
    Cell,
    Curve,
    CurveTone,
    Disc,
    DiscTone,
    Element,
    Label,
    LabelTone,
    MatrixTone,
    Token,
    TokenTone,
)
from pages.shared.protocol.layouts import Array
from pages.shared.protocol.panels import Scene
from pages.shared.scenes.page_cards import HIGH, WIDE, Block, Index, block, sign

WIDTH, HEIGHT = 240.0, 124.0
MARGIN = 8.0
GAP = 26.0  # of a sign between two matrices
BOX, BETWEEN = 26.0, 30.0  # a box of a row, and from one to the next


# -- matrices in a row --------------------------------------------------------------------------------
@dataclass(frozen=True, eq=False)
class Shown:
    """A matrix in its colour: what is `live` in it, `near` it, and what stretching has made (`ghosts`)."""

    tone: MatrixTone
    values: Array
    live: Collection[Index] = ()
    near: Collection[Index] = ()
    ghosts: Collection[Index] = ()


def equation(*parts: Shown | str) -> Scene:
    """Return matrices and signs from left to right, each at half the height."""
    matrices = [part for part in parts if isinstance(part, Shown)]
    height = max(len(one.values) for one in matrices) * HIGH + 2 * MARGIN
    elements: list[Element] = []
    x = MARGIN
    for at, part in enumerate(parts):
        if isinstance(part, str):
            room = GAP + 11 * (len(part) - 1)
            elements.append(sign(part, x + room / 2, height / 2))
            x += room
        else:
            corner = (x, (height - len(part.values) * HIGH) / 2)
            matrix = Block(f"M{at}", part.tone, part.values, corner, part.live, part.near, part.ghosts)
            elements += block(matrix)
            x += part.values.shape[1] * WIDE
    return Scene(x + MARGIN, height, tuple(elements), ())


def below(scene: Scene, words: str) -> Scene:
    """Return the scene with a line of words below it, which may make it wider."""
    width = max(scene.width, 9.5 * len(words) + 2 * MARGIN)
    line = sign(words, width / 2, scene.height + 12, 17, "strong")
    shifted = tuple(_moved(one, (width - scene.width) / 2) for one in scene.elements)
    return Scene(width, scene.height + 28, (*shifted, line), scene.bindings)


def _moved(element: Element, right: float) -> Element:
    """Return an element of an equation, further to the right."""
    if isinstance(element, Token):
        place = (element.x + right, element.y)
        opacity = element.opacity
        size = (element.width, element.height)
        return Token(element.id, *place, *size, element.text, element.size, element.tone, opacity=opacity)
    assert isinstance(element, Label)
    return sign(element.text, element.x + right, element.y, element.size)


# -- graphs -----------------------------------------------------------------------------------------
@dataclass(frozen=True)
class Window:
    """What of the plane is seen: from left to right and from bottom to top."""

    left: float
    right: float
    bottom: float
    top: float

    def x(self, value: float) -> float:
        """Where a value stands in the picture."""
        return MARGIN + (WIDTH - 2 * MARGIN) * (value - self.left) / (self.right - self.left)

    def y(self, value: float) -> float:
        """Where a value stands in the picture; larger ones stand higher."""
        return HEIGHT - MARGIN - (HEIGHT - 2 * MARGIN) * (value - self.bottom) / (self.top - self.bottom)


@dataclass(frozen=True, eq=False)
class Trace:
    """A curve through points (n, 2)."""

    points: Array
    tone: CurveTone = "loss"


@dataclass(frozen=True)
class Dot:
    """A point of the plane."""

    x: float
    y: float
    tone: DiscTone | tuple[DiscTone, ...] = "row"
    radius: float = 5


@dataclass(frozen=True)
class Words:
    """A few letters in the plane."""

    x: float
    y: float
    text: str
    tone: LabelTone = "strong"
    anchor: Anchor = "middle"


def graph(
    window: Window, traces: Sequence[Trace], dots: Sequence[Dot] = (), words: Sequence[Words] = ()
) -> Scene:
    """Return curves, points and words in a window, with the axes where they cross it."""
    elements: list[Element] = list(_axes(window))
    for at, trace in enumerate(traces):
        places = [(window.x(float(x)), window.y(float(y))) for x, y in trace.points]
        elements.append(
            Curve(f"curve{at}", tuple(round(value, 1) for place in places for value in place), trace.tone)
        )
    elements += [
        Disc(f"dot{at}", window.x(one.x), window.y(one.y), one.radius, one.tone)
        for at, one in enumerate(dots)
    ]
    elements += [
        Label(f"words{at}", window.x(one.x), window.y(one.y), one.text, 16, one.tone, one.anchor)
        for at, one in enumerate(words)
    ]
    return Scene(WIDTH, HEIGHT, tuple(elements), ())


def _axes(window: Window) -> Iterator[Element]:
    if window.bottom <= 0 <= window.top:
        yield Cell("axis-x", MARGIN, window.y(0) - 0.75, WIDTH - 2 * MARGIN, 1.5, "rule")
    if window.left <= 0 <= window.right:
        yield Cell("axis-y", window.x(0) - 0.75, MARGIN, 1.5, HEIGHT - 2 * MARGIN, "rule")


# -- rows of boxes -----------------------------------------------------------------------------------
@dataclass(frozen=True)
class Boxes:
    """A row of boxes with a word in front of it, all of one tone or each of its own; `gaps` are the places
    behind which there is some air."""

    word: str
    texts: Sequence[str]
    tone: TokenTone | tuple[TokenTone, ...]
    gaps: Collection[int] = ()


def rows_of_boxes(rows: Sequence[Boxes], indent: float = 0, each: float = BETWEEN) -> Scene:
    """Return rows of boxes below each other, `each` so wide, with their words in the `indent`."""
    elements: list[Element] = []
    width = 0.0
    for number, row in enumerate(rows):
        x, y = MARGIN + indent, MARGIN + BOX / 2 + number * (BOX + 12)
        if row.word:
            elements.append(sign(row.word, MARGIN, y, 16, "soft", "start"))
        tones = row.tone if isinstance(row.tone, tuple) else (row.tone,) * len(row.texts)
        for at, (text, tone) in enumerate(zip(row.texts, tones, strict=True)):
            middle = x + each / 2
            elements.append(Token(f"box{number}.{at}", middle, y, each - 4, BOX, text, 15, tone))
            x += each + (8 if at in row.gaps else 0)
        width = max(width, x)
    return Scene(width + MARGIN, len(rows) * (BOX + 12) - 12 + 2 * MARGIN, tuple(elements), ())
