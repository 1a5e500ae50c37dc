"""XOR in two layers, fed with the four rows one after another: NAND and OR first, then AND of both.
A step is one layer for one row; the second plane shows where the first layer puts the rows."""

from collections.abc import Iterator
from dataclasses import replace

import numpy as np

from nnviz.lessons.decision_boundary import border, decision_region
from nnviz.lessons.logic_gates import GATE_INPUTS, GATE_NEURONS, GATES, stacked_xor
from pages.parts.neuron.decision_boundaries import signs
from pages.shared.numbers.equations import written
from pages.shared.protocol.layouts import Array, Field, Layout
from pages.shared.protocol.panels import Caption, Panel, ScenePanel
from pages.shared.scenes import plane
from pages.shared.scenes.plane_pair import AFTER, BEFORE, plane_pair
from pages.shared.scenes.truth_table import Column, truth_table
from pages.shared.scenes.xor_network import ORDER, stack
from pages.shared.text import Text

ROWS, LAYERS = len(GATE_INPUTS), 2
STEPS = ROWS * LAYERS
UNKNOWN = 2  # the word for a value that has not been computed yet
WORDS = ("0", "1", "")
APARTS = [(0, 0), (-6, 0), (6, 0), (0, 0)]  # units: the first layer puts two rows at the same place
LAYOUT = Layout(
    (
        Field("x", "float64", 2),
        Field("products", "float64", 6),
        *(Field(name, "float64", 3) for name in ("z", "a")),
        Field("out", "float64"),
        Field("step", "float32"),
        Field("layer", "float32", 3),
        Field("places", "float32", 2 * ROWS),
        *(Field(name, "float32", ROWS) for name in ("live", "seen")),
        *(Field(name, "uint8", ROWS) for name in ("nand", "or", "outputs", "wanted", "marks")),
        Field("score", "uint8"),
    )
)


# -- what stays the same ------------------------------------------------------------------------
def panels(text: Text) -> Iterator[Panel]:
    """The two layers, the table, and the planes before and after the first layer."""
    title, alt, detail = text("two.title"), text("two.alt"), text("two.detail")
    drawn = stack(GATE_NEURONS)
    yield ScenePanel("stack", title, alt, drawn, room="picture", detail=detail)
    names = signs(text)
    lines = [cut("NAND", 0.88), cut("OR")], [cut("AND")]
    titles = text("two.before"), text("two.after")
    pair = plane_pair(*lines, GATE_INPUTS, (names, replace(names, x="NAND", y="OR")), titles)
    yield ScenePanel("planes", text("two.planes"), text("two.alt_planes"), pair)
    scores = tuple(text("table.score", n=n) for n in range(ROWS + 1))
    table = truth_table(columns(text), text("table.right"), scores)
    yield ScenePanel("table", text("two.table"), text("two.alt_table"), table)


def cut(name: str, near: float = 0.12) -> plane.Still:
    """Return a neuron on the plane of its inputs."""
    neuron = GATE_NEURONS[name]
    return plane.Still(name, decision_region(neuron, *plane.SPAN), border(neuron, *plane.SPAN), near)


def columns(text: Text) -> list[Column]:
    """Return the columns of the table before the marks."""
    inputs = [Column(f"x{i + 1}", texts=tuple(written(x) for x in GATE_INPUTS[:, i])) for i in range(2)]
    return [
        *inputs,
        Column("NAND", "nand", words=WORDS),
        Column("OR", "or", words=WORDS),
        Column("AND", "outputs", words=WORDS, tone="strong"),
        Column(text("table.wanted"), "wanted", words=WORDS),
    ]


# -- the steps --------------------------------------------------------------------------------------
def frames() -> Array:
    """Return one frame for each row and layer."""
    rows = LAYOUT.empty(STEPS)
    for step, frame in enumerate(rows):
        fill(frame, step)
    return rows


def fill(frame: Array, step: int) -> None:
    """Write what is known at a step: the rows before, and the layers of this row so far."""
    row, layer = divmod(step, LAYERS)
    first, second = stacked_xor().layers(GATE_INPUTS)
    hidden, output = row + 1, row + layer  # so many rows have passed the first and the second layer
    frame["step"], frame["x"] = step, GATE_INPUTS[row]
    frame["z"], frame["a"] = np.nan, np.nan
    frame["z"][:2], frame["a"][:2] = first.before[row], first.after[row]
    if layer:
        frame["z"][2:], frame["a"][2:], frame["out"] = (
            second.before[row],
            second.after[row],
            second.after[row],
        )
    frame["products"] = products(row, first.after[row], layer)
    frame["layer"] = np.arange(3) // 2 == layer
    frame["live"], frame["wanted"] = np.arange(ROWS) == row, GATES["XOR"]
    frame["nand"], frame["or"] = (so_far(values, hidden) for values in first.after.T)
    frame["outputs"] = so_far(second.after[:, 0], output)
    right = second.after[:, 0] == GATES["XOR"]
    frame["marks"], frame["score"] = so_far(right, output), np.count_nonzero(right[:output])
    moved = np.arange(ROWS)[:, None] < hidden  # a row goes from the one plane to the other
    frame["places"] = np.where(moved, AFTER.placed(first.after) + APARTS, BEFORE.placed(GATE_INPUTS)).ravel()
    frame["seen"] = np.arange(ROWS) < hidden


def products(row: int, hidden: Array, layer: int) -> Array:
    """Return what runs along the wires; nothing yet along those of a layer to come."""
    inputs = (GATE_INPUTS[row], GATE_INPUTS[row], hidden)
    made = [GATE_NEURONS[name].products(values) for name, values in zip(ORDER, inputs, strict=True)]
    return np.concatenate([*made[:2], made[2] * layer])


def so_far(values: Array, count: int) -> Array:
    """Return the first `count` values; those to come are not known."""
    return np.where(np.arange(ROWS) < count, values, UNKNOWN)


def captions(text: Text) -> Iterator[Caption]:
    """What happens at every step."""
    first, second = stacked_xor().layers(GATE_INPUTS)
    for row, values in enumerate(GATE_INPUTS):
        (z1, z2), (nand, or_) = first.before[row], first.after[row]
        at = f"({', '.join(written(x) for x in values)})"
        yield (
            ("", text("two.first", n=row + 1, row=at, z1=written(z1))),
            ("c", text("two.out", value=written(nand))),
            ("", text("two.second", z2=written(z2))),
            ("c", text("two.out", value=written(or_))),
        )
        z, out = second.before[row, 0], second.after[row, 0]
        words = {"nand": written(nand), "or_": written(or_), "z": written(z)}
        yield (
            ("", text("two.last", n=row + 1, **words)),
            ("c", text("two.out", value=written(out))),
            ("", text("two.wanted", wanted=GATES["XOR"][row])),
        )
