"""A network that reads pictures: the picture that it is shown at its inputs, the weights of each unit of the
first layer as a picture, a bar for each output, and pictures that it takes for something else."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pages.shared.protocol.bindings import (
    BelowBinding,
    Binding,
    DataBinding,
    EqualBinding,
    MapBinding,
    SpanBinding,
    TextBinding,
    WordBinding,
)
from pages.shared.protocol.elements import Cell, Element, Label, PixelMap, Token
from pages.shared.protocol.ids import cell_id, cell_ids, unit_id
from pages.shared.protocol.number_formats import Percent, Whole
from pages.shared.scenes.digit_pictures import picture
from pages.shared.scenes.problem_network import ANSWER, PICTURE, places_of

LENGTH, THICK = 76.0, 22.0  # a bar for a probability of 1
NUMBER, WORD = 23.5, 17.5
MOST_WRONG, COLUMNS = 8, 2  # pictures that are shown of those read wrong
COLUMN = 178.0  # width of the column in which these stand
SMALL, STEP, HEAD = 58.0, 85.0, 28.0
BUTTON = 36.0


@dataclass(frozen=True)
class Words:
    """What stands in the picture: the part that the picture is from, what the two buttons do, the head of
    those read wrong, what stands below each, by its number, and what a press of one does."""

    part: str
    back: str
    next: str
    wrong: str
    pairs: Sequence[str]
    choose: str


def bar_left() -> float:
    """Return where all bars begin."""
    return ANSWER[0] - 12


def read_pictures(
    sizes: Sequence[int], side: int, words: Words, box: tuple[float, float, float, float]
) -> tuple[list[Element], list[Element], list[Binding]]:
    """Return what is drawn of pictures with so many pixels at a `side` in and at a network of `sizes`, those
    that are read wrong, and the bindings of both.

    Bound fields: `picture` (bytes), `sample` (its number), `images` (bytes, units of layer 1), `bars` (both
    ends for each output), `p`, `said` and `truth` (places of outputs), `wrong` (a count), `wrong_pictures`
    (bytes), `wrong_words` (numbers of words), `wrong_samples` (their places in their part, from 0; -1 where
    there is none) and `wrong_chosen` (1 for the one that is shown)."""
    elements = [*shown(sizes, side, words), *bars(sizes)]
    bindings = [*bindings_of(sizes), *mistaken_bindings(words)]
    if len(sizes) > 2:
        elements += images(sizes, side)
        ids = tuple(unit_id(1, unit + 1, "image") for unit in range(sizes[1]))
        bindings.append(MapBinding("images", ids, downward=True))
    return elements, list(mistaken(side, words, box)), bindings


def shown(sizes: Sequence[int], side: int, words: Words) -> Iterator[Element]:
    """The picture at the inputs, its number above it, and buttons for another one below it."""
    ((x, y),) = places_of(sizes, False, True).units[0]
    top = y - PICTURE / 2
    yield from picture("shown", x - PICTURE / 2, top, PICTURE, side)
    yield Label("shown.part", x, top - 34, words.part, WORD, "soft")
    yield Label("shown.number", x, top - 13, "", NUMBER, "strong")
    below = top + PICTURE + 8 + BUTTON / 2
    for name, sign, press, at in (("back", "◀", words.back, -1), ("next", "▶", words.next, 1)):
        middle = x + at * (BUTTON / 2 + 4)
        yield Token(f"sample.{name}", middle, below, BUTTON + 4, BUTTON, sign, NUMBER, press=press)


def images(sizes: Sequence[int], side: int) -> Iterator[PixelMap]:
    """The weights of every unit of the first layer, in its square."""
    places = places_of(sizes, False, True)
    inner = places.sides[1] - 4
    for unit, (x, y) in enumerate(places.units[1]):
        corner = x - inner / 2, y - inner / 2
        yield PixelMap(unit_id(1, unit + 1, "image"), *corner, inner, inner, side, side, crisp=True)


def bars(sizes: Sequence[int]) -> Iterator[Element]:
    """A bar for the answer of each output, at its height."""
    for at, (_, y) in enumerate(places_of(sizes, False, True).units[-1]):
        corner = bar_left(), y - THICK / 2
        yield Cell(cell_id("rail", at), *corner, LENGTH, THICK, "rail")
        yield Cell(cell_id("bar", at), *corner, 0, THICK, "bar")
        right = bar_left() + LENGTH + 6
        yield Label(cell_id("p", at), right, y, "", NUMBER, "strong", "start", ("nnviz", f"p{at + 1}"))


def bindings_of(sizes: Sequence[int]) -> Iterator[Binding]:
    """What of the shown picture follows a frame."""
    rails, ids = cell_ids("rail", sizes[-1]), cell_ids("bar", sizes[-1])
    yield MapBinding("picture", ("shown.map",), downward=True)
    yield TextBinding("sample", ("shown.number",), Whole())
    yield SpanBinding("bars", ids)
    yield TextBinding("p", cell_ids("p", sizes[-1]), Percent(0))
    for at, (rail, bar) in enumerate(zip(rails, ids, strict=True)):
        yield EqualBinding("truth", (rail,), "truth", at)
        yield EqualBinding("said", (bar,), "largest", at)


def mistaken(side: int, words: Words, box: tuple[float, float, float, float]) -> Iterator[Element]:
    """Pictures that are read wrong with what they are taken for, and how many there are; a press of one tells
    its place."""
    right = box[0] + box[2]
    yield Label("wrong.head", right - COLUMN, box[1] + HEAD / 2 - 4, words.wrong, WORD, "soft", "start")
    yield Label("wrong.count", right, box[1] + HEAD / 2 - 4, "", NUMBER, "strong", "end", ("nnviz", "wrong"))
    for at in range(MOST_WRONG):
        x = right - COLUMN + COLUMN / COLUMNS * (at % COLUMNS + 0.5)
        y = box[1] + HEAD + STEP * (at // COLUMNS)
        yield from picture(cell_id("wrong", at), x - SMALL / 2, y, SMALL, side)
        yield Label(cell_id("taken", at), x, y + SMALL + 13, "", WORD, "strong")
        corner = x - SMALL / 2, y
        yield Cell(cell_id("mistake", at), *corner, SMALL, SMALL, "pick", words.choose, "mistakes", "sample")


def mistaken_bindings(words: Words) -> Iterator[Binding]:
    """What of these follows a frame."""
    yield TextBinding("wrong", ("wrong.count",), Whole(), exact=True)
    ids = tuple(f"{one}.map" for one in cell_ids("wrong", MOST_WRONG))
    yield MapBinding("wrong_pictures", ids, downward=True)
    yield WordBinding("wrong_words", cell_ids("taken", MOST_WRONG), tuple(words.pairs))
    buttons = cell_ids("mistake", MOST_WRONG)
    yield DataBinding("wrong_samples", buttons, "sample")
    yield BelowBinding("wrong_samples", buttons, "away", 0)
    yield EqualBinding("wrong_chosen", buttons, "chosen", 1)
