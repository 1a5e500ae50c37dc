"""One neuron and two layers side by side, for XOR: the same rows go into both, and one line can be dragged.
A step is one layer for one row, as with the two layers alone."""

from collections.abc import Iterator

import numpy as np

from nnviz.lessons.logic_gates import GATE_NEURONS, right_rows
from pages.parts.neuron.gates import one_neuron, two_layers
from pages.parts.neuron.gates.two_layers import LAYERS, WORDS, so_far
from pages.parts.neuron.settings import NeuronSettings
from pages.shared.protocol.layouts import Array, Field, Layout
from pages.shared.protocol.panels import Panel, ScenePanel
from pages.shared.scenes.truth_table import Column, truth_table
from pages.shared.scenes.xor_network import stack
from pages.shared.text import Text

LINE = ("side", "line", "waiting", "grips", "knobs", "wrong", "sought", "reached")  # of the one neuron
LAYOUT = Layout(
    (
        *two_layers.LAYOUT.fields,
        *(field for field in one_neuron.LAYOUT.fields if field.name in LINE),
        Field("alone", "uint8", two_layers.ROWS),
    )
)


def panels(text: Text) -> Iterator[Panel]:
    """The plane of the one neuron, the two layers, and the rows of both."""
    yield one_neuron.plane_panel(text)
    yield ScenePanel("stack", text("two.title"), text("two.alt"), stack(GATE_NEURONS), presented=True)
    scores = tuple(text("table.score", n=n) for n in range(two_layers.ROWS + 1))
    table = truth_table(columns(text), text("table.right"), scores)
    yield ScenePanel("table", text("both.table"), text("both.alt_table"), table)


def columns(text: Text) -> list[Column]:
    """Return the columns of the table: those of the two layers, and what one neuron says."""
    *layers, wanted = two_layers.columns(text)
    return [*layers[:2], Column(text("both.alone"), "alone", words=WORDS, tone="strong"), *layers[2:], wanted]


def frames(settings: NeuronSettings) -> Array:
    """Return one frame for each row and layer."""
    rows = LAYOUT.empty(two_layers.STEPS)
    layers, alone = two_layers.frames(), one_neuron.frames(settings)
    for name in two_layers.LAYOUT.dtype.names or ():
        rows[name] = layers[name]
    for name in LINE:
        rows[name] = alone[name][0]
    outputs = alone["outputs"][0]
    for step, frame in enumerate(rows):
        frame["alone"] = so_far(outputs, step // LAYERS + 1)
    return rows


def status(settings: NeuronSettings, text: Text) -> str:
    """Say how many rows the one neuron has right."""
    right = np.count_nonzero(right_rows(settings.gate_neuron, settings.gate))
    return text("both.status", n=int(right))
