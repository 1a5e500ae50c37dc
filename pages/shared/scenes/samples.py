"""The samples as rows of a table: inputs in boxes that can be touched, sum, z and output beside them.
The row of the shown step is marked; the results of later rows come when they are fed in."""

from collections.abc import Iterator
from dataclasses import dataclass

from pages.shared.panels import Binding, Element, Scene
from pages.shared.scenes.touch import number_box, pressed, toned

Limits = tuple[float, float, float]
WIDTH, HEAD, ROW, MARGIN = 560.0, 34.0, 44.0, 30.0
RESULT, WIDEST = 76.0, 84.0
RESULTS = ("sum", "z", "output")
NUMBER = {"shortest": 4, "room": 7, "unknown": ""}
OUTPUT = NUMBER | {"tiny": True}


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
        band = {"x": 2, "y": y - ROW / 2 + 2, "width": WIDTH - 4, "height": ROW - 4}
        elements.append({"id": f"band{r}", "kind": "cell", "tone": "band", **band})
        elements.append(label(f"row{r}", 16, y, str(r + 1), "soft"))
        for i, x in enumerate(ends):
            words = names.cell.format(n=i + 1, r=r + 1)
            elements.append(toned(number_box(f"X[{r},{i}]", words, x, y, limits, step - 8), "a"))
        for name, x in zip(RESULTS, places, strict=True):
            elements.append(label(f"{name}{r}", x, y, "", "strong c" if name == "output" else ""))
    y = HEAD + ROW * rows + 24
    elements += buttons(rows, most, y, names)
    return Scene(WIDTH, y + 26, tuple(elements), tuple(bindings(rows, inputs)))


def header(ends: list[float], places: list[float], names: Names) -> Iterator[Element]:
    """The names of the columns."""
    for i, x in enumerate(ends):
        yield label(f"name{i}", x, HEAD / 2, names.input.format(n=i + 1), "soft")
    for name, x in zip(RESULTS, places, strict=True):
        yield label(f"name.{name}", x, HEAD / 2, getattr(names, name), "soft")


def buttons(rows: int, most: int, y: float, names: Names) -> Iterator[Element]:
    """One sample more, one less; both stay where they have nothing to do."""
    chips = (("more", "+", names.add, rows >= most), ("fewer", "−", names.remove, rows <= 1))
    for at, (name, sign, words, idle) in enumerate(chips):
        chip = {"id": name, "kind": "token", "text": sign, "x": MARGIN + 22 + 46 * at, "y": y}
        spent = {"attributes": {"aria-disabled": "true"}, "tone": "spent"} if idle else {"tone": "near"}
        yield pressed(chip | spent | {"width": 36, "height": 34}, words)


def label(name: str, x: float, y: float, text: str, tone: str = "") -> Element:
    """Return some words."""
    return {"id": name, "kind": "label", "x": x, "y": y, "text": text, "size": 19, "tone": tone}


def bindings(rows: int, inputs: int) -> Iterator[Binding]:
    """What of the table follows which field."""
    yield Binding("X", tuple(f"X[{r},{i}]" for r in range(rows) for i in range(inputs)), "value")
    yield Binding("live", tuple(f"band{r}" for r in range(rows)), "is", options={"equal": 1, "name": "live"})
    for field, name, shown in (("sums", "sum", NUMBER), ("zs", "z", NUMBER), ("outputs", "output", OUTPUT)):
        ids = tuple(f"{name}{r}" for r in range(rows))
        yield Binding(field, ids, "text", options={"format": shown, "exact": True})
