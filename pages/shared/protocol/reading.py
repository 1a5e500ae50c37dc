"""How a scene is read by somebody who does not see it: its arrays row by row, the units of a network layer by
layer, its weights, and all other words and numbers in the lines that they stand in.
It is made of the elements themselves: of their ids, of what is written to them, and of where they stand."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Literal, NamedTuple

from pages.shared.protocol.bindings import Binding
from pages.shared.protocol.elements import (
    Cell,
    ChoiceBox,
    Element,
    Label,
    NumberBox,
    Slider,
    Token,
    Wire,
)
from pages.shared.protocol.ids import Id, parse

ReadingKind = Literal["network", "units", "weights", "array", "lines"]
Numbers = tuple[int, ...]

WRITTEN = ("text", "word", "spelled", "value")  # bindings that say something
UNIT, BESIDE = ("unit", "u"), ("back", "activity")  # names of units, and of what stands beside one of them
HEADS = ("layer", "activation", "below")  # names of what says how a layer computes
WIRE, WEIGHT = "wire.W", "w"  # names of the wires from one layer to the next: wire.W1[0,2], w1.1.3
SCALAR = "[()]"  # behind the name of an array without axes
SAME_LINE = 10.0  # units of the scene: what is no further below stands in one line


@dataclass(frozen=True)
class ReadingGroup:
    """Elements of one kind by their places in the scene, in rows; `down` and `across` number rows, columns.

    `name` is that of an array, or the layer of weights. `beside` says of what (a place), by which name, which
    other element (a place) says more. `heads` are words about the layers of a network, `sizes` what these
    have: inputs, then the units of each layer."""

    kind: ReadingKind
    name: str
    rows: tuple[Numbers, ...] = ()
    down: Numbers = ()
    across: Numbers = ()
    beside: tuple[tuple[int, str, int], ...] = ()
    heads: Numbers = ()
    sizes: Numbers = ()


def told(groups: Sequence[ReadingGroup]) -> tuple[ReadingGroup, ...]:
    """Return groups as they travel: in all rows together each place as its distance from the one before.

    That is mostly 1, and takes next to nothing when it is packed."""
    last, found = 0, []
    for group in groups:
        rows = []
        for row in group.rows:
            rows.append(tuple(at - before for before, at in pairwise((last, *row))))
            last = row[-1] if row else last
        found.append(replace(group, rows=tuple(rows)))
    return tuple(found)


class Part(NamedTuple):
    """An element with its place in the scene and what its id says; `written` if a frame writes into it."""

    at: int
    element: Element
    id: Id | None
    written: bool


def reading(elements: Sequence[Element], bindings: Sequence[Binding]) -> tuple[ReadingGroup, ...]:
    """Return everything of a scene that says something, each element once, in the order of reading."""
    written = {name for one in bindings if one.attribute in WRITTEN for name in one.ids}
    weights = [one for one in bindings if one.attribute == "weight" and one.field.startswith("W")]
    weighed = {name for one in weights for name in one.ids}
    parts = [Part(at, one, parse(one.id), one.id in written) for at, one in enumerate(elements)]
    network = tuple(_network(parts, weighed))
    arrays = tuple(_arrays(parts))
    known = {at for group in (*network, *arrays) for row in group.rows for at in row}
    known |= {other for group in network for _, _, other in group.beside}
    return (*network, *arrays, *_lines([one for one in parts if one.at not in known]))


# -- a network ------------------------------------------------------------------------------------------
def _network(parts: Sequence[Part], weighed: set[str]) -> Iterator[ReadingGroup]:
    wires = _wires(parts)
    if not wires:
        return
    yield _sizes(parts, wires)
    units = _units(parts)
    if units.rows:
        yield units
    for layer, places in wires.items():
        if any(parts[at].element.id in weighed for at in places.values()):
            yield _table("weights", str(layer), places)


def _sizes(parts: Sequence[Part], wires: Mapping[int, Mapping[tuple[int, int], int]]) -> ReadingGroup:
    last = [max(places) for _, places in sorted(wires.items())]
    sizes = (last[0][0], *(units for _, units in last))
    heads = {one.id.numbers: one.at for one in parts if one.id and one.id.name in HEADS and not one.id.place}
    found = (heads.get((layer,)) for layer in range(1, len(sizes)))
    return ReadingGroup("network", "", heads=tuple(at for at in found if at is not None), sizes=sizes)


def _wires(parts: Sequence[Part]) -> dict[int, dict[tuple[int, int], int]]:
    """Return the places of all wires between units by their layer, then by both ends, which count from 1."""
    found: dict[int, dict[tuple[int, int], int]] = defaultdict(dict)
    for at, element, name, _ in parts:
        if not isinstance(element, Wire) or name is None:
            continue
        if name.name == WIRE and len(name.numbers) == 1 and len(name.place) == 2:
            found[name.numbers[0]][name.place[0] + 1, name.place[1] + 1] = at
        elif name.name == WEIGHT and len(name.numbers) == 3:
            found[name.numbers[0]][name.numbers[1:]] = at
    return found


def _units(parts: Sequence[Part]) -> ReadingGroup:
    """Return the units, a row for each layer, with what stands beside them."""
    two = [one for one in parts if one.id and len(one.id.numbers) == 2 and not one.id.place]
    named = {one.id.numbers: one.at for one in two if one.id and one.id.name in UNIT}
    layers: dict[int, dict[int, int]] = defaultdict(dict)
    for (layer, number), at in named.items():
        layers[layer][number] = at
    down = tuple(sorted(layers))
    beside = tuple(
        (named[one.id.numbers], one.id.name, one.at)
        for one in two
        if one.id and one.id.name in BESIDE and one.id.numbers in named
    )
    rows = tuple(tuple(at for _, at in sorted(layers[layer].items())) for layer in down)
    across = tuple(range(1, 1 + max(map(len, rows), default=0)))
    return ReadingGroup("units", "", rows, down, across, beside)


# -- arrays ---------------------------------------------------------------------------------------------
def _arrays(parts: Sequence[Part]) -> Iterator[ReadingGroup]:
    """Arrays by name; of three axes every sheet is one."""
    found: dict[str, dict[tuple[int, int], int]] = {}
    for at, element, name, _ in parts:
        if not isinstance(element, Token) or element.data is None or element.data[0] != "cell":
            continue
        if element.id.endswith(SCALAR):
            found[element.id.removesuffix(SCALAR)] = {(-1, -1): at}
        elif name is not None and name.place and name.step is None:
            called = " ".join((f"{name.name}{'.'.join(map(str, name.numbers))}", *map(str, name.place[:-2])))
            row = name.place[-2] if len(name.place) > 1 else -1
            found.setdefault(called, {})[row, name.place[-1]] = at
    for called, places in found.items():
        yield _table("array", called, places)


def _table(kind: ReadingKind, name: str, places: Mapping[tuple[int, int], int]) -> ReadingGroup:
    """Return a group of what stands at rows and columns; an axis that is none has no numbers."""
    rows, columns = ({place[axis] for place in places} for axis in (0, 1))
    down, across = sorted(rows), sorted(columns)
    found = tuple(tuple(places[row, one] for one in across if (row, one) in places) for row in down)
    return ReadingGroup(kind, name, found, _axis(down), _axis(across))


def _axis(numbers: Sequence[int]) -> Numbers:
    return tuple(one for one in numbers if one >= 0)


# -- all else -------------------------------------------------------------------------------------------
def _lines(parts: Sequence[Part]) -> Iterator[ReadingGroup]:
    """What else says something, from top to bottom, each line from left to right."""
    placed = sorted(
        (y, x, one.at) for one in parts for x, y in _middle(one.element) if one.written or _says(one.element)
    )
    lines: list[list[tuple[float, int]]] = []
    top = 0.0
    for y, x, at in placed:
        if not lines or y - top > SAME_LINE:
            lines.append([])
            top = y
        lines[-1].append((x, at))
    if lines:
        yield ReadingGroup("lines", "", tuple(tuple(at for _, at in sorted(line)) for line in lines))


def _says(element: Element) -> bool:
    """Whether an element may say something by itself: words may come later, but none to what stands for
    another one."""
    if isinstance(element, Label | Token):
        return element.data is None or element.data[0] != "ghost"
    return isinstance(element, NumberBox | Slider | ChoiceBox) or bool(
        isinstance(element, Cell) and element.press
    )


def _middle(element: Element) -> Iterator[tuple[float, float]]:
    """The middle of an element that has words, or a name."""
    if isinstance(element, Label | Token):
        yield element.x, element.y
    elif isinstance(element, Cell | NumberBox | Slider | ChoiceBox):
        yield element.x + element.width / 2, element.y + element.height / 2
