"""Small pictures of one neuron, its gates and its activation functions, with numbers of the core."""

from collections.abc import Callable, Mapping
from functools import partial

import numpy as np

from nnviz import GATE_INPUTS, GATE_NEURONS, GATES, Neuron
from nnviz.lessons.decision_boundary import border
from nnviz.networks.activations import HIDDEN_ACTIVATIONS
from pages.parts.words.array_pictures import still
from pages.shared.numbers.equations import written
from pages.shared.player.static_scene import Still
from pages.shared.protocol.bindings import WeightBinding
from pages.shared.protocol.layouts import Array
from pages.shared.scenes.network_graph import wire_id
from pages.shared.scenes.page_cards import fired
from pages.shared.scenes.small_pictures import Boxes, Dot, Trace, Window, Words, graph, rows_of_boxes

EXAMPLE, INPUTS = Neuron((2.0, -1.0, 1.0), threshold=3), (1.0, 1.0, 2.0)
BOUNDED, OPEN = Window(-5.4, 5.4, -1.35, 1.35), Window(-4.4, 4.4, -1.6, 4.4)
STEEP = 1e-9  # just before a jump


def example() -> Still:
    """Three inputs, their weights, and the sum at the threshold."""
    answer, weights = EXAMPLE(INPUTS), EXAMPLE.weights.tolist()
    scene = fired(INPUTS, weights, EXAMPLE.weighted_sum(INPUTS), EXAMPLE.threshold, answer)
    assert all(isinstance(one, WeightBinding) for one in scene.bindings)
    assert wire_id(1, 1, 1) in scene.bindings[0].ids
    return Still(scene, {"w": weights, "axon": [answer]})


def line(neuron: Neuron, x: Array) -> Array:
    """The points (x, z) of a neuron with one input."""
    return np.column_stack([x, np.asarray(neuron.before(x[:, None]))])


def bias() -> Still:
    """Two lines of the same weight: the bias moves one up."""
    x = np.array([-3.0, 3.0])
    without, moved = Neuron((1.0,), 0.0), Neuron((1.0,), 2.0)
    window = Window(-3.4, 3.4, -3.4, 5.6)
    words = [Words(-0.25, 2.9, f"b = {written(moved.bias)}", anchor="end")]
    dots = [Dot(0, float(np.asarray(moved.before([0.0]))), "live")]
    return still(graph(window, [Trace(line(without, x), "before"), Trace(line(moved, x))], dots, words))


def curve(name: str) -> Still:
    """An activation function, drawn from its own numbers."""
    function = HIDDEN_ACTIVATIONS[name]
    z = np.linspace(-5 if function.bounded else -4, 5 if function.bounded else 4, 81)
    if function.jumps:
        z = np.sort([*z, -STEEP])
    window = BOUNDED if function.bounded else OPEN
    a = function(z)
    ends = [Words(z[-1], a[-1] + (window.top - window.bottom) / 9, written(a[-1].round()), anchor="end")]
    return still(graph(window, [Trace(np.column_stack([z, a]))], (), ends if function.bounded else ()))


def saturation() -> Still:
    """The sigmoid with its slope at 0 and far away from it."""
    function = HIDDEN_ACTIVATIONS["sigmoid"]
    z = np.linspace(-8, 8, 81)
    traces = [Trace(np.column_stack([z, function(z)]))]
    dots, words = [], []
    for at in (0.0, 6.0):
        a, slope = float(function(at)), float(function.slope_at(at))
        dots.append(Dot(at, a))
        words.append(Words(at + 0.5, a - 0.24, f"{slope:.2g}", anchor="start" if not at else "middle"))
        ends = np.array([at - 1.6, at + 1.6])
        traces.append(Trace(np.column_stack([ends, a + slope * (ends - at)]), "wrong"))
    return still(graph(Window(-8.4, 8.4, -0.3, 1.3), traces, dots, words))


def separable() -> Still:
    """The rows of AND, and the line of a neuron that separates them."""
    ends = border(GATE_NEURONS["AND"], -0.5, 1.5)
    dots = [
        Dot(2.2 * float(x), float(y), ("row", "wanted") if wanted else "row", 8)
        for (x, y), wanted in zip(GATE_INPUTS, GATES["AND"], strict=True)
    ]
    ends = ends * [2.2, 1]
    return still(graph(Window(-1.1, 3.3, -0.45, 1.45), [Trace(ends, "border")], dots))


def truth_table() -> Still:
    """Four rows of inputs, and what two gates answer."""
    inputs = [[written(one) for one in column] for column in GATE_INPUTS.T]
    rows = [Boxes(name, texts, "a") for name, texts in zip(("x1", "x2"), inputs, strict=True)]
    rows += [Boxes(name, [str(one) for one in GATES[name]], "c") for name in ("AND", "XOR")]
    return still(rows_of_boxes(rows, 52))


NEURON: Mapping[str, Callable[[], Still]] = {
    "neuron": example,
    "bias": bias,
    "truth_table": truth_table,
    "linearly_separable": separable,
    "step_function": partial(curve, "step"),
    "sigmoid": partial(curve, "sigmoid"),
    "tanh": partial(curve, "tanh"),
    "relu": partial(curve, "relu"),
    "leaky_relu": partial(curve, "leaky_relu"),
    "softplus": partial(curve, "softplus"),
    "saturation": saturation,
}
