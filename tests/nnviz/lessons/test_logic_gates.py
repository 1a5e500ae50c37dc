"""Sixteen gates, three neurons that are gates, and the gate that no neuron is."""

from collections.abc import Callable

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from nnviz import GATE_INPUTS, GATE_NEURONS, GATES, Neuron, stacked_xor
from nnviz.lessons.logic_gates import right_rows, score, solution

MEANINGS: dict[str, Callable[[bool, bool], bool]] = {
    "AND": lambda a, b: a and b,
    "OR": lambda a, b: a or b,
    "NAND": lambda a, b: not (a and b),
    "NOR": lambda a, b: not (a or b),
    "XOR": lambda a, b: a != b,
    "XNOR": lambda a, b: a == b,
    "A": lambda a, b: a,  # noqa: ARG005
    "B": lambda a, b: b,  # noqa: ARG005
    "NOT A": lambda a, b: not a,  # noqa: ARG005
    "NOT B": lambda a, b: not b,  # noqa: ARG005
    "A AND NOT B": lambda a, b: a and not b,
    "B AND NOT A": lambda a, b: b and not a,
    "A IMPLIES B": lambda a, b: b or not a,
    "B IMPLIES A": lambda a, b: a or not b,
    "FALSE": lambda a, b: False,  # noqa: ARG005
    "TRUE": lambda a, b: True,  # noqa: ARG005
}
number = st.floats(allow_nan=False, allow_infinity=False)


def test_there_are_sixteen_gates_and_each_means_what_it_says() -> None:
    assert GATE_INPUTS.tolist() == [[0, 0], [1, 0], [0, 1], [1, 1]]
    assert not GATE_INPUTS.flags.writeable
    assert len(set(GATES.values())) == 16
    for name, meaning in MEANINGS.items():
        assert GATES[name] == tuple(int(meaning(a, b)) for a, b in GATE_INPUTS.astype(bool).tolist()), name


@pytest.mark.parametrize(
    ("name", "weights", "bias"),
    [("AND", [0.5, 0.5], -0.7), ("OR", [0.5, 0.5], -0.2), ("NAND", [-0.5, -0.5], 0.7)],
)
def test_three_neurons_are_gates(name: str, weights: list[float], bias: float) -> None:
    neuron = GATE_NEURONS[name]
    assert (neuron.weights.tolist(), neuron.bias) == (weights, bias)
    assert tuple(neuron(GATE_INPUTS)) == GATES[name]
    assert score(neuron, name) == 4


def test_the_right_rows_one_by_one() -> None:
    assert right_rows(GATE_NEURONS["OR"], "XOR").tolist() == [True, True, True, False]
    assert right_rows(GATE_NEURONS["AND"], "NAND").tolist() == [False] * 4
    assert (score(GATE_NEURONS["OR"], "XOR"), score(GATE_NEURONS["AND"], "NAND")) == (3, 0)
    assert score(Neuron([1, 1], threshold=2), "AND") == 4  # a tie fires


def test_the_score_looks_at_z_whatever_the_activation() -> None:
    for activation in ("linear", "sigmoid", "tanh", "relu"):
        assert score(Neuron([0.5, 0.5], -0.7, activation), "AND") == 4


@given(number, number, number)
def test_no_neuron_is_xor(first: float, second: float, bias: float) -> None:
    # Not even with rounding: b < 0, w1 >= -b and w2 >= -b make w1 + w2 >= -b, and rounding keeps the order.
    neuron = Neuron([first, second], bias)
    assert score(neuron, "XOR") <= 3
    assert score(neuron, "XNOR") <= 3


@given(st.integers(-9, 9), st.integers(-9, 9), st.integers(-9, 9))
def test_why_no_neuron_is_xor(first: int, second: int, bias: int) -> None:
    z = Neuron([first, second], bias).before(GATE_INPUTS)
    assert z[0] + z[3] == z[1] + z[2]


def test_two_layers_are_xor() -> None:
    net = stacked_xor()
    hidden, output = net.layers(GATE_INPUTS)
    assert output.after.tolist() == [[0], [1], [1], [0]]
    assert tuple(map(tuple, hidden.after.T)) == (GATES["NAND"], GATES["OR"])
    for unit, name in enumerate(("NAND", "OR")):
        np.testing.assert_array_equal(net.weights[0][:, unit], GATE_NEURONS[name].weights)
        assert net.biases[0][unit] == GATE_NEURONS[name].bias
    np.testing.assert_array_equal(net.weights[1][:, 0], GATE_NEURONS["AND"].weights)
    assert net.biases[1].tolist() == [GATE_NEURONS["AND"].bias]
    assert net.activations == ("step", "step")


@pytest.mark.parametrize(
    ("neuron", "gate", "text"),
    [
        (Neuron([1, 1]), "MAYBE", f"gate must be one of {', '.join(GATES)}, got 'MAYBE'"),
        (Neuron([1]), "AND", "a gate needs a neuron of 2 inputs, got 1; give it 2 weights"),
    ],
)
def test_what_is_no_gate(neuron: Neuron, gate: str, text: str) -> None:
    for function in (right_rows, score):
        with pytest.raises(ValueError) as caught:  # noqa: PT011 - the text is compared whole
            function(neuron, gate)
        assert str(caught.value) == text


def test_fourteen_gates_have_a_neuron_and_two_have_none() -> None:
    found = {name: solution(name) for name in GATES}
    assert [name for name, neuron in found.items() if neuron is None] == ["XOR", "XNOR"]
    assert all(score(neuron, name) == 4 for name, neuron in found.items() if neuron)
    assert found["AND"] is GATE_NEURONS["AND"]
    with pytest.raises(ValueError, match=r"^gate must be one of AND, OR"):
        solution("and")
