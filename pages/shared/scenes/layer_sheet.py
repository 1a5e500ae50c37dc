"""The sheet of a layer: every gradient beside its matrix, in the same shape and the same place. W, dW and the
new W stand side by side, b, db and the new b below them, and below those z, a and delta, a row a sample."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pages.shared.protocol.bindings import Binding, EqualBinding, State, TextBinding, WordBinding
from pages.shared.protocol.elements import Element, Label, MatrixTone, Token
from pages.shared.protocol.ids import cell_ids
from pages.shared.protocol.number_formats import Shortest
from pages.shared.protocol.panels import Scene
from pages.shared.scenes.touch import Limits

WIDE, HIGH, HEAD, GAP, EDGE = 72.0, 34.0, 27.0, 14.0, 4.0
SIZE, NAME = 19.0, 17.0  # of numbers and of names
TITLE = 118.0  # room for a name with its shape
NUMBER = Shortest(4, room=7, unknown="", tiny=True)
VERDICTS: tuple[tuple[float, State], ...] = ((1.0, "right"), (2.0, "wrong"), (3.0, "follows"))
MARKS: tuple[tuple[float, State], ...] = ((1.0, "near"), (2.0, "live"))


@dataclass(frozen=True)
class Block:
    """A matrix of a sheet: its name, which is that of its field as well, its shape as it is drawn and as it
    is, its colour, and whether its numbers are typed, with each text finished before it counts where it is
    `patient`; a `title` stands in place of the name. The shape of a `late` one is told when it is computed.
    Of one that is `compared` with another, the numbers that differ are marked."""

    name: str
    shape: tuple[int, ...]
    whole: tuple[int, ...]
    tone: MatrixTone
    edited: bool = False
    title: str = ""
    patient: bool = False
    late: bool = False
    compared: bool = False

    @property
    def drawn(self) -> tuple[int, int]:
        """Rows and columns; a vector is a row."""
        *before, columns = self.shape
        return (before[0] if before else 1, columns)

    @property
    def ids(self) -> tuple[str, ...]:
        """The ids of its numbers, row by row."""
        return cell_ids(self.name, *self.shape)


@dataclass(frozen=True)
class Words:
    """The labels of numbers for those who do not see them, with the name as {cell}."""

    edit: str
    choose: str


Rows = Sequence[Sequence[Block]]


def sheet(rows: Rows, words: Words, limits: Limits, columns: int = 0, judged: bool = False) -> Scene:
    """Return the scene of some rows of blocks, with room for so many columns at least.

    Bound fields: the numbers of each block by its name, NaN while they are not known, and `mark` + name (1
    and 2: what goes into the number that is shown, and that number); of a compared block `wrong` + name as
    well (1: it differs)."""
    widths = [
        max(TITLE, *(row[at].drawn[1] * WIDE for row in rows if at < len(row)))
        for at in range(max(map(len, rows)))
    ]
    lefts = [EDGE + sum(widths[:at]) + at * GAP for at in range(len(widths))]
    elements: list[Element] = []
    top = HEAD
    for row in rows:
        for block, left in zip(row, lefts, strict=False):
            elements += drawn(block, left, top, words, limits)
        top += max(block.drawn[0] for block in row) * HIGH + HEAD + 4
    width = max(lefts[-1] + widths[-1], columns * WIDE + 2 * GAP + EDGE) + EDGE
    blocks = [block for row in rows for block in row]
    return Scene(width, top - HEAD, tuple(elements), tuple(bindings(blocks, judged)))


def drawn(block: Block, left: float, top: float, words: Words, limits: Limits) -> Iterator[Element]:
    """The name of a block with its shape, and its cells."""
    title = (block.title or block.name) if block.late else titled(block)
    yield Label(f"title.{block.name}", left + 3, top - 12, title, NAME, (block.tone, "strong"), "start")
    columns = block.drawn[1]
    for at, name in enumerate(block.ids):
        x, y = left + (at % columns + 0.5) * WIDE, top + (at // columns + 0.5) * HIGH
        label = (words.edit if block.edited else words.choose).replace("{cell}", name)
        edited = limits if block.edited else None
        yield Token(
            name, x, y, WIDE - 5, HIGH - 5, "", SIZE, block.tone, label, block.name, edited=edited,
            patient=block.patient, data=("cell", name), lights=(name,) if block.compared else (),
        )  # fmt: skip
        if block.compared:
            yield Label(f"differs.{name}", x + WIDE / 2 - 9, y - HIGH / 2 + 2, "≠", 16, "differs")


def titled(block: Block) -> str:
    """Return the name of a block with its shape."""
    shape = ", ".join(map(str, block.whole)) + ("," if len(block.whole) == 1 else "")
    return f"{block.title or block.name} ({shape})"


def bindings(blocks: Sequence[Block], judged: bool) -> Iterator[Binding]:
    """Numbers with all their digits, and marks; of numbers that are typed whether they are right."""
    for block in blocks:
        yield TextBinding(block.name, block.ids, NUMBER, exact=True)
        for value, name in MARKS:
            yield EqualBinding(f"mark{block.name}", block.ids, name, value)
        if block.late:
            yield WordBinding(f"told{block.name}", (f"title.{block.name}",), (block.name, titled(block)))
        if judged and block.edited:
            for value, name in VERDICTS:
                yield EqualBinding(f"verdict{block.name}", block.ids, name, value)
        if block.compared:
            signs = tuple(f"differs.{name}" for name in block.ids)
            yield EqualBinding(f"wrong{block.name}", block.ids, "wrong", 1.0)
            yield EqualBinding(f"wrong{block.name}", signs, "away", 0.0)
