"""Arrays that are edited in their picture: numbers are typed or dragged in their cells, and small buttons at
the edges add and remove rows and columns. The ids say which array and which axis a touch is about."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from pages.shared.protocol.bindings import TextBinding
from pages.shared.protocol.elements import Token
from pages.shared.protocol.ids import Id
from pages.shared.protocol.number_formats import Shortest
from pages.shared.scenes.touch import Limits, button

NUMBER = Shortest(3, tiny=True)
KNOB, APART = 27.0, 31.0  # across a button, and from one to its neighbour
MORE, FEWER = "more", "fewer"  # how the ids of the buttons begin
Place = tuple[float, float]


@dataclass(frozen=True)
class EditingWords:
    """Names for those who do not see the picture: `cell` holds the name of a number as {cell}, `more` and
    `fewer` the name of an array as {name} and what is added or removed as {part}, one of `parts`."""

    cell: str
    more: str
    fewer: str
    parts: Mapping[int, tuple[str, ...]]  # by the number of axes, one for each axis

    def part(self, axes: int, axis: int) -> str:
        """Return what lies along an axis: a row, a column."""
        return self.parts[axes][axis]


@dataclass(frozen=True)
class Editing:
    """What may be edited: the true shapes of the arrays by name, the limits of a number, and the most numbers
    along an axis."""

    shapes: Mapping[str, tuple[int, ...]]
    limits: Limits
    most: int
    words: EditingWords

    def of_number(self, token: Token) -> Token:
        """Return the cell of a number as one that is edited, by the name of the number."""
        return replace(token, edited=self.limits, press=self.words.cell.format(cell=token.id))


def size_buttons(
    editing: Editing, name: str, axis: int, first: Place, upright: bool = False, size: float = KNOB
) -> tuple[Token, Token]:
    """Return the buttons that remove and add numbers along an axis (of a vector 0), beside or below each
    other, each of them `size` across; at a limit one of them cannot be pressed."""
    shape, words = editing.shapes[name], editing.words
    part, (x, y) = words.part(len(shape), axis), first
    next_one = (x, y + APART) if upright else (x + APART, y)
    count = shape[axis]
    fewer, more = (text.format(name=name, part=part) for text in (words.fewer, words.more))
    return (
        button(size_id(FEWER, name, axis), "−", fewer, first, count > 1, size),
        button(size_id(MORE, name, axis), "+", more, next_one, count < editing.most, size),
    )


def size_id(way: str, name: str, axis: int) -> str:
    """Return the id of a button at an edge: more.A0."""
    return str(Id(f"{way}.{name}", (axis,)))


def numbers(field: str, ids: tuple[str, ...]) -> TextBinding:
    """Return what writes the numbers of an array that is edited into its cells."""
    return TextBinding(field, ids, NUMBER, exact=True)
