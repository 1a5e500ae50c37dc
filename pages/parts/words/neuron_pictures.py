"""Small pictures of one neuron, its gates and its activation functions, with numbers of the core."""

from collections.abc import Callable, Mapping
from functools import partial

import numpy as np

from nnviz import GATE_INPUTS, GATE_NEURONS, GATES, Neuron, perceptron
from nnviz.lessons.decision_boundary import border, decision_region
from nnviz.networks.activations import HIDDEN_ACTIVATIONS
from pages.parts.words.array_pictures import still
from pages.shared.numbers.equations import written
from pages.shared.player.static_scene import Still
from pages.shared.protocol.bindings import WeightBinding
from pages.shared.protocol.elements import CurveTone, Element, Token, Wire
from pages.shared.protocol.layouts import Array
from pages.shared.protocol.panels import Scene
from pages.shared.scenes.network_graph import wire_id
from pages.shared.scenes.page_cards import disc, fired, sign
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


def cell() -> Still:
    """Three equal synapses that carry a signal each: together they reach the threshold 3."""
    neuron, signals = Neuron((1.0, 1.0, 1.0), threshold=3), (1.0, 1.0, 1.0)
    answer, weights = neuron(signals), neuron.weights.tolist()
    scene = fired(signals, weights, neuron.weighted_sum(signals), neuron.threshold, answer)
    return Still(scene, {"w": weights, "axon": [answer]})


def before_and_after() -> Still:
    """One input on its way: x, the sum z, and the output a."""
    neuron = Neuron((2.0,), -3.0, "sigmoid")
    x = 2.0
    numbers = {"x": x, "z": float(np.asarray(neuron.before([x]))), "a": float(neuron([x]))}
    elements: list[Element] = []
    for at, (name, number) in enumerate(numbers.items()):
        place = 30 + at * 100.0
        elements += disc(name, place, 34, 25, f"{number:.2g}", 20, ("live",) if name == "a" else ())
        elements.append(sign(name, place, 76, 20))
    elements += [sign("·2 − 3", 80, 34, 17, "strong"), sign("σ", 180, 34, 20, "strong")]
    return still(Scene(260, 92, tuple(elements), ()))


def weights() -> Still:
    """z = w·x for a large weight, a small one and a negative one."""
    x = np.array([-3.0, 3.0])
    tones: Mapping[float, CurveTone] = {2.0: "loss", 0.5: "before", -1.0: "border"}
    traces, words = [], []
    for w, tone in tones.items():
        traces.append(Trace(line(Neuron((w,), 0.0), x), tone))
        words.append(Words(3.1, 3 * w - 0.1 if w < 2 else 5.2, f"w = {written(w)}", anchor="start"))
    return still(graph(Window(-3.2, 5.2, -6.2, 6.4), traces, [], words))


def threshold() -> Still:
    """What a neuron with the threshold 3 answers to sums from 0 to 6."""
    neuron = Neuron((1.0,), threshold=3)
    sums = np.array([0, 3 - STEEP, 3, 6])
    points = np.column_stack([sums, [float(neuron([one])) for one in sums]])
    dots = [
        Dot(one, float(neuron([one])), ("row", "wanted") if neuron([one]) else "row")
        for one in (1.0, 2.0, 3.0, 4.0)
    ]
    words = [
        Words(3, -0.24, written(neuron.threshold)),
        Words(-0.25, 1, "1", "soft"),
        Words(6.2, -0.24, "Σ", "soft"),
    ]
    return still(graph(Window(-0.6, 6.5, -0.4, 1.3), [Trace(points)], dots, words))


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


def activations() -> Still:
    """Five sums, and what three activation functions make of them."""
    z = np.array([-2.0, -1.0, 0.0, 1.0, 2.0])
    rows = [Boxes("z", [written(one) for one in z], "a")]
    for name, word in {"step": "step", "relu": "ReLU", "tanh": "tanh"}.items():
        rows.append(Boxes(word, [f"{one:.2g}" for one in HIDDEN_ACTIVATIONS[name](z)], "c"))
    return still(rows_of_boxes(rows, 50, 52))


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
    ends = ends * [2.2, 1]
    return still(graph(Window(-1.1, 3.3, -0.45, 1.45), [Trace(ends, "border")], rows_of("AND")))


def gates() -> Still:
    """The same two inputs, and what AND and OR answer."""
    x = (1.0, 0.0)
    elements: list[Element] = []
    for left, name in ((0.0, "AND"), (142.0, "OR")):
        answer = float(GATE_NEURONS[name](x))
        for at, (value, y) in enumerate(zip(x, (26.0, 78.0), strict=True)):
            elements.append(Wire(f"{name}{at}", left + 16, y, left + 62, 52))
            elements += disc(f"{name}x{at}", left + 16, y, 14, written(value), 18)
        elements.append(Wire(f"{name}out", left + 62, 52, left + 116, 52))
        elements.append(Token(f"{name}gate", left + 62, 52, 52, 34, name, 18, "unit"))
        elements += disc(f"{name}y", left + 116, 52, 14, written(answer), 18, ("live",) if answer else ())
    return still(Scene(274, 104, tuple(elements), ()))


def boundary() -> Still:
    """A neuron's line in the plane of its two inputs, and the side on which it fires."""
    neuron = Neuron((1.0, 1.0), -1.5)
    region, ends = decision_region(neuron, -0.5, 1.5), border(neuron, -0.5, 1.5)
    wide = np.array([2.2, 1])
    dots = [
        Dot(2.2 * float(x), float(y), ("row", "wanted") if neuron([x, y]) else "row") for x, y in GATE_INPUTS
    ]
    words = [Words(1.75, 1.3, "z > 0"), Words(0.45, 0.42, "z < 0")]
    traces = [Trace(region * wide, "fires"), Trace(ends * wide, "border")]
    return still(graph(Window(-1.1, 3.3, -0.5, 1.5), traces, dots, words))


POINTS = np.array([[0.1, 0.1], [0.7, 0.0], [0.1, 0.8], [1.3, 0.8], [0.7, 1.3], [1.3, 1.3]])
KINDS = np.array([0, 0, 0, 1, 1, 1])


def learned() -> Still:
    """Two kinds of points, and the line of a perceptron that learns them: dashed the one before the last."""
    run, wide = perceptron(POINTS, KINDS), np.array([2.2, 1])
    lines = [border(Neuron(*state), -0.5, 1.5) * wide for state in run.states if np.any(state.weights)]
    traces = [*(Trace(one, "before") for one in lines[:-1]), Trace(lines[-1], "border")]
    dots = [
        Dot(2.2 * float(x), float(y), ("row", "wanted") if kind else "row", 7)
        for (x, y), kind in zip(POINTS, KINDS, strict=True)
    ]
    return still(graph(Window(-1.1, 3.3, -0.5, 1.5), traces, dots))


def rule() -> Still:
    """One mistake of a perceptron: its weights and its bias before, what is added, and after."""
    run = perceptron(GATE_INPUTS, np.array(GATES["AND"]))
    made = run.updates[1]
    before, after = (
        [*one, b]
        for one, b in ((made.weights_before, made.bias_before), (made.weights_after, made.bias_after))
    )
    added = np.subtract(after, before)
    rows = [
        Boxes("", ["w1", "w2", "b"], "chip"),
        Boxes("", [written(one) for one in before], "b"),
        Boxes("+", [written(one) for one in added], "a"),
        Boxes("=", [written(one) for one in after], "c"),
    ]
    return still(rows_of_boxes(rows, 24, 56))


def rows_of(gate: str) -> list[Dot]:
    """The four rows of a gate in the plane; those for which it gives 1 are marked."""
    return [
        Dot(2.2 * float(x), float(y), ("row", "wanted") if wanted else "row", 8)
        for (x, y), wanted in zip(GATE_INPUTS, GATES[gate], strict=True)
    ]


def truth_table() -> Still:
    """Four rows of inputs, and what two gates answer."""
    inputs = [[written(one) for one in column] for column in GATE_INPUTS.T]
    rows = [Boxes(name, texts, "a") for name, texts in zip(("x1", "x2"), inputs, strict=True)]
    rows += [Boxes(name, [str(one) for one in GATES[name]], "c") for name in ("AND", "XOR")]
    return still(rows_of_boxes(rows, 52))


NEURON: Mapping[str, Callable[[], Still]] = {
    "neuron": example,
    "nerve_cell": cell,
    "weight": weights,
    "threshold": threshold,
    "z_and_a": before_and_after,
    "logic_gate": gates,
    "decision_boundary": boundary,
    "perceptron": learned,
    "perceptron_rule": rule,
    "activation_function": activations,
    "bias": bias,
    "truth_table": truth_table,
    "linearly_separable": separable,
    "step_function": partial(curve, "step"),
    "sigmoid": partial(curve, "sigmoid"),
    "tanh": partial(curve, "tanh"),
    "relu": partial(curve, "relu"),
    "leaky_relu": partial(curve, "leaky_relu"),
    "softplus": partial(curve, "softplus"),
    "elu": partial(curve, "elu"),
    "gelu": partial(curve, "gelu"),
    "swish": partial(curve, "swish"),
    "saturation": saturation,
}
