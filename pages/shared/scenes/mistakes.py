"""The mistakes of each epoch as blocks on top of each other: a column is an epoch, and grows while it lasts.
The epoch that is under way is marked, so that its end can be seen."""

from collections.abc import Iterator, Sequence

from pages.shared.protocol.bindings import EqualBinding, OpacityBinding, WordBinding
from pages.shared.protocol.elements import Cell, Element, Label, LabelTone, Token, TokenTone
from pages.shared.protocol.ids import numbered, parse
from pages.shared.protocol.panels import Scene

WIDTH, LEFT, WIDEST = 470.0, 8.0, 76.0
LETTERS = 18.0  # font size of all words and numbers
TALL, MOST, TOP = 26.0, 4, 32.0  # height of a block, blocks in a column, room above
FLOOR = TOP + TALL * MOST
SLIM = 16.0  # width below which a block has no edge, and only some epochs their count
FEWEST = 8  # columns that there is room for, so that their width does not tell how few will come
ROOMY = 42.0  # width from which on a block carries its row, and every epoch its number
COUNTS = (*(str(count) for count in range(MOST + 1)), "")


def mistakes(rows: Sequence[Sequence[str]], epoch: str) -> Scene:
    """Return the scene; `rows[e]` names the rows that were wrong in epoch e, `epoch` is the word below.

    Bound fields: `blocks` (epochs, 4), 1 for what has happened; `counts` (epochs,), 5 for an epoch that has
    not begun; and `under_way` (epochs,), 1 for the epoch that is."""
    wide = column_width(len(rows))
    epochs = len(rows)
    elements = (*columns(len(rows), wide), *blocks(rows, wide), axis(epoch))
    bindings = (
        OpacityBinding("blocks", tuple(block_id(e, place) for e in range(epochs) for place in range(MOST))),
        WordBinding("counts", numbered("count", epochs), COUNTS),
        EqualBinding("under_way", numbered("epoch", epochs), "live", 1),
    )
    return Scene(WIDTH, FLOOR + 50, elements, (*bindings, *coming(elements)))


def column_width(epochs: int) -> float:
    """Return how wide a column is."""
    return min(WIDEST, (WIDTH - 2 * LEFT) / max(epochs, FEWEST))


def block_id(epoch: int, place: int) -> str:
    """Return the id of a block, both numbers from 0."""
    return f"block{epoch}.{place}"


def columns(epochs: int, wide: float) -> Iterator[Cell | Label]:
    """The columns, their counts above and their numbers below."""
    every = 1 if wide >= 26 else 5
    for e in range(epochs):
        x = LEFT + wide * e
        yield Cell(f"epoch{e}", x + 1, 4, wide - 2, FLOOR + 22, "lane")
        labelled = (e + 1) % every == 0 or e == 0
        tone: LabelTone = "strong" if labelled or wide >= SLIM else "left-out"
        yield Label(f"count{e}", x + wide / 2, TOP - 14, "", LETTERS, tone, data=("epoch", str(e + 1)))
        if labelled:
            yield Label(f"number{e}", x + wide / 2, FLOOR + 13, "", LETTERS, "soft")


def coming(elements: Sequence[Element]) -> Iterator[WordBinding]:
    """Give what writes the number of an epoch when it has begun: before, nobody knows how many there are."""
    for element in elements:
        found = parse(element.id)
        if found and found.name == "number":
            (at,) = found.numbers
            words = (*[str(at + 1)] * (MOST + 1), "")
            yield WordBinding("counts", (element.id,), words, at)


def blocks(rows: Sequence[Sequence[str]], wide: float) -> Iterator[Token]:
    """The blocks of all columns, from below."""
    gap = 4.0 if wide >= 24 else 2.0 if wide >= SLIM else 1.0
    tone: tuple[TokenTone, ...] = ("mistake",) if wide >= SLIM else ("mistake", "slim")
    for e, wrong in enumerate(rows):
        for place in range(MOST):
            name = wrong[place] if place < len(wrong) and wide >= ROOMY else ""
            middle = LEFT + wide * (e + 0.5), FLOOR - TALL * (place + 0.5)
            yield Token(block_id(e, place), *middle, wide - 2 * gap, TALL - 3, name, 16, tone)


def axis(epoch: str) -> Label:
    """What the columns are."""
    return Label("axis", LEFT, FLOOR + 37, epoch, LETTERS, "soft", "start")
