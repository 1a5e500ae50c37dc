"""A network as circles and wires: inputs on the left, one column a layer, a wire for every weight.
A wire is as wide as its weight and has the colour of its sign; a circle holds the number of its unit."""

from collections.abc import Sequence
from itertools import pairwise, product

from pages.shared.panels import Binding, Element, Scene

WIDTH, MARGIN = 560.0, 44.0
HEAD, ROW, RADIUS = 44.0, 58.0, 24.0
UNKNOWN, LIVE, DONE = 0.0, 1.0, 2.0  # what a layer is at a step
NUMBER = {"format": {"shortest": 3, "room": 5, "unknown": ""}, "exact": True}

Place = tuple[float, float]


def wiring(sizes: Sequence[int], names: Sequence[str]) -> Scene:
    """Return the scene of a network of `sizes`; `names` stand above the columns.

    Bound fields: `wires` (from -1 to 1, every W in turn), `units` (inputs and all layers), `known`
    (UNKNOWN, LIVE or DONE for the inputs and every layer)."""
    places = columns(sizes)
    elements = [*wires(places), *titles(names, places)]
    for layer, column in enumerate(places):
        elements += [unit(layer, at, place) for at, place in enumerate(column, 1)]
    ids = tuple(element["id"] for element in elements if element["kind"] == "wire")
    bindings = [Binding("wires", ids, "weight", options={"scale": 1.0})]
    bindings += unit_bindings(sizes)
    return Scene(WIDTH, HEAD + ROW * max(sizes) + 12, tuple(elements), tuple(bindings))


def columns(sizes: Sequence[int]) -> list[list[Place]]:
    """Return the centres of all units, every column in the middle."""
    gap = (WIDTH - 2 * MARGIN) / (len(sizes) - 1)
    middle = HEAD + ROW * max(sizes) / 2
    return [
        [(MARGIN + gap * layer, middle + ROW * (at - (size - 1) / 2)) for at in range(size)]
        for layer, size in enumerate(sizes)
    ]


def wires(places: Sequence[Sequence[Place]]) -> list[Element]:
    """Return a wire for every weight, named by its cell: W1[0,2]."""
    return [
        {"id": f"wire.W{layer}[{i},{j}]", "kind": "wire", "x": x, "y": y, "to_x": to_x, "to_y": to_y}
        for layer, (left, right) in enumerate(pairwise(places), 1)
        for (i, (x, y)), (j, (to_x, to_y)) in product(enumerate(left), enumerate(right))
    ]


def titles(names: Sequence[str], places: Sequence[Sequence[Place]]) -> list[Element]:
    """Return the name of every column."""
    return [
        {"id": f"layer{at}", "kind": "label", "x": column[0][0], "y": 16, "text": name, "size": 18}
        for at, (name, column) in enumerate(zip(names, places, strict=True))
    ]


def unit(layer: int, number: int, place: Place) -> Element:
    """Return one unit as a circle with its number."""
    name = f"{layer}.{number}"
    size = {"width": 2 * RADIUS, "height": 2 * RADIUS, "round": RADIUS, "size": 18}
    return {
        "id": f"unit{name}",
        "kind": "token",
        "x": place[0],
        "y": place[1],
        "tone": "unit",
        "attributes": {"data-unit": name},
        **size,
    }


def unit_bindings(sizes: Sequence[int]) -> list[Binding]:
    """Return what changes the units: their numbers, and whether their layer is computed."""
    ids = [tuple(f"unit{layer}.{at}" for at in range(1, size + 1)) for layer, size in enumerate(sizes)]
    found = [Binding("units", tuple(name for column in ids for name in column), "text", options=NUMBER)]
    for layer, column in enumerate(ids):
        for value, name in ((UNKNOWN, "unknown"), (LIVE, "live")):
            found.append(Binding("known", column, "is", layer, 0, {"equal": value, "name": name}))
    return found
