"""The samples as rows of a table: inputs in boxes that can be touched, sum, z and output beside them.
The row of the shown step is marked; the results of later rows come when they are fed in."""

from collections.abc import Iterator
from dataclasses import dataclass

from pages.shared.protocol.bindings import Binding, EqualBinding, TextBinding, ValueBinding
from pages.shared.protocol.elements import Cell, Element, Label, Token, TokenTone
from pages.shared.protocol.ids import cell_id, cell_ids, numbered
from pages.shared.protocol.number_formats import Shortest
from pages.shared.protocol.panels import Scene
from pages.shared.scenes.touch import Limits, number_box

WIDTH, HEAD, ROW, MARGIN = 560.0, 34.0, 44.0, 30.0
LETTERS = 19.0  # font size of all words and numbers
RESULT, WIDEST = 76.0, 84.0
RESULTS = ("sum", "z", "output")
NUMBER = Shortest(4, room=7, unknown="")
OUTPUT = Shortest(4, room=7, unknown="", tiny=True)


@dataclass(frozen=True)
class Names:
    """The words of the scene; that of a box holds its input and its sample as {n} and {r}."""

    input: str
    cell: str
    sum: str
    z: str
    output: str
    add: str
    remove: str


def samples(rows: int, inputs: int, names: Names, limits: Limits, most: int) -> Scene:
    """Return the scene. Bound fields: X (rows * inputs,), sums, zs, outputs, live (rows,) each."""
    step = min(WIDEST, (WIDTH - MARGIN - 3 * RESULT) / inputs)
    ends = [MARGIN + step * (i + 0.5) for i in range(inputs)]
    first = WIDTH - 3 * RESULT if inputs > 3 else ends[-1] + step / 2 + 24
    places = [first + RESULT * (i + 0.5) for i in range(3)]
    elements: list[Element] = [*header(ends, places, names)]
    for r in range(rows):
        y = HEAD + ROW * (r + 0.5)
        elements.append(Cell(f"band{r}", 2, y - ROW / 2 + 2, WIDTH - 4, ROW - 4, "band"))
        elements.append(Label(f"row{r}", 16, y, str(r + 1), LETTERS, "soft"))
        for i, x in enumerate(ends):
            words = names.cell.format(n=i + 1, r=r + 1)
            elements.append(number_box(cell_id("X", r, i), words, x, y, limits, step - 8, "a"))
        for name, x in zip(RESULTS, places, strict=True):
            elements.append(
                Label(f"{name}{r}", x, y, "", LETTERS, ("strong", "c") if name == "output" else ())
            )
    y = HEAD + ROW * rows + 24
    elements += buttons(rows, most, y, names)
    return Scene(WIDTH, y + 26, tuple(elements), tuple(bindings(rows, inputs)))


def header(ends: list[float], places: list[float], names: Names) -> Iterator[Label]:
    """The names of the columns."""
    words = {"sum": names.sum, "z": names.z, "output": names.output}
    for i, x in enumerate(ends):
        yield Label(f"name{i}", x, HEAD / 2, names.input.format(n=i + 1), LETTERS, "soft")
    for name, x in zip(RESULTS, places, strict=True):
        yield Label(f"name.{name}", x, HEAD / 2, words[name], LETTERS, "soft")


def buttons(rows: int, most: int, y: float, names: Names) -> Iterator[Token]:
    """One sample more, one less; both stay where they have nothing to do."""
    chips = (("more", "+", names.add, rows >= most), ("fewer", "−", names.remove, rows <= 1))
    for at, (name, sign, words, idle) in enumerate(chips):
        tone: TokenTone = "spent" if idle else "near"
        yield Token(name, MARGIN + 22 + 46 * at, y, 36, 34, sign, tone=tone, press=words, disabled=idle)


def bindings(rows: int, inputs: int) -> Iterator[Binding]:
    """What of the table follows which field."""
    yield ValueBinding("X", cell_ids("X", rows, inputs))
    yield EqualBinding("live", numbered("band", rows), "live", 1)
    for field, name, shown in (("sums", "sum", NUMBER), ("zs", "z", NUMBER), ("outputs", "output", OUTPUT)):
        yield TextBinding(field, numbered(name, rows), shown, exact=True)
