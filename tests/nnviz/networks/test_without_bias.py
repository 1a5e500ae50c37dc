"""Layers without a bias: they have no parameters for it, and all that a network does works with them."""

import subprocess
import sys
from ast import literal_eval
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from nnviz import Network, collapse, forward_steps, without_activations
from nnviz.networks.activations import ACTIVATIONS, HIDDEN_ACTIVATIONS
from nnviz.networks.forward_trace import as_code
from tests.every import every

SIZES = [2, 4, 4, 3]


def _inputs(samples: int = 5) -> np.typing.NDArray[np.float64]:
    return np.random.default_rng(4).normal(size=(samples, 2))


def test_there_are_no_parameters_for_what_is_not_there() -> None:
    net = Network(SIZES, bias=False)
    assert net.parameters.size == sum(below * units for below, units in pairwise(SIZES)) == 36
    assert [b.shape for b in net.biases] == [(0,)] * 3
    assert [W.shape for W in net.matrices] == [(4, 2), (4, 4), (3, 4)]
    assert net.has_bias == (False, False, False)
    assert "36 parameters" in repr(net)
    assert Network(SIZES).parameters.size == 47


def test_each_layer_may_have_a_bias_or_none() -> None:
    net = Network(SIZES, "tanh", bias=[True, False, True], seed=2)
    assert net.parameters.size == 43
    assert [b.shape for b in net.biases] == [(4,), (0,), (3,)]
    net.biases[0][:], net.biases[2][1] = 7, 9
    assert net.matrices[0][:, -1].tolist() == [7] * 4
    assert net.parameters[net.layer_slices[2]].reshape(3, 5)[1, -1] == 9


@every("hidden", list(HIDDEN_ACTIVATIONS))
@every("output", list(ACTIVATIONS))
@every("bias", [False, (False, True, False)])
def test_it_computes_what_a_bias_of_zero_does(
    hidden: str, output: str, bias: bool | tuple[bool, ...]
) -> None:
    net = Network(SIZES, hidden, output, seed=1, bias=bias)
    zeros = [np.zeros(units) for units in SIZES[1:]]
    same = Network.from_parameters(net.weights, zeros, hidden, output)
    np.testing.assert_allclose(net.predict(_inputs()), same.predict(_inputs()), rtol=1e-14, atol=1e-15)
    for ours, theirs in zip(net.layers(_inputs()), same.layers(_inputs()), strict=True):
        np.testing.assert_allclose(ours.before, theirs.before, rtol=1e-14, atol=1e-15)


def test_the_absolute_difference_needs_no_bias() -> None:
    net = Network.from_parameters([[[1, -1], [-1, 1]], [[1], [1]]], None)
    assert net.parameters.size == 6
    assert net.predict([[0, 0], [0, 1], [1, 0], [1, 1], [30, 70]]).tolist() == [[0], [1], [1], [0], [40]]


def test_the_answer_to_zeros_is_that_of_z_equal_to_zero() -> None:
    net = Network([2, 3, 1], "tanh", "sigmoid", seed=3, bias=False)
    assert net.predict([[0, 0]]).tolist() == [[0.5]]


def test_it_is_made_of_what_it_is_made_of() -> None:
    net = Network(SIZES, "tanh", seed=1, bias=[True, False, True])
    net.biases[0][:] = 1
    for biases in (net.biases, [net.biases[0], None, net.biases[2]]):
        again = Network.from_parameters(net.weights, biases, "tanh")
        assert again.has_bias == net.has_bias
        np.testing.assert_array_equal(again.parameters, net.parameters)
    twin = net.copy("float32")
    assert twin.has_bias == net.has_bias
    assert twin.dtype == np.float32


@every(
    "bias, text",
    [
        ([True], "bias must be True, False, or hold one of them for each of the 3 layers, got [True]"),
        ((), "bias must be True, False, or hold one of them for each of the 3 layers, got []"),
    ],
)
def test_what_is_refused(bias: list[bool], text: str) -> None:
    with pytest.raises(ValueError) as caught:  # noqa: PT011 - the text is compared whole
        Network(SIZES, bias=bias)
    assert str(caught.value) == text


@every("hidden", list(HIDDEN_ACTIVATIONS))
@every("output", list(ACTIVATIONS))
def test_its_forward_pass_is_told_call_by_call(hidden: str, output: str) -> None:
    net = Network([2, 3, 2], hidden, output, seed=1, bias=[False, True])
    steps = forward_steps(net, _inputs())
    code = [step.code for step in steps if step.what == "before activation"]
    assert [line.split(" = ")[-1] for line in code] == ["a0 @ W1", "a1 @ W2 + b2"]
    np.testing.assert_array_equal(steps.output, net.predict(_inputs()))
    found: dict[str, object] = {"np": np, "a0": steps.X, "W1": steps.weights[0], "W2": steps.weights[1]}
    found["b2"] = steps.biases[1]
    for step in steps:
        exec(step.code, found)
    np.testing.assert_allclose(np.asarray(found["a2"], float), steps.output, rtol=1e-12)


def test_the_code_of_a_network_without_biases_is_a_program() -> None:
    net = Network([2, 3, 2], "tanh", "softmax", seed=1, bias=False)
    program = as_code(forward_steps(net, _inputs()))
    assert "b1" not in program
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    np.testing.assert_allclose(literal_eval(done.stdout), net.predict(_inputs()), rtol=1e-14)


@every("bias", [False, (True, False, False), (False, True, False)])
def test_linear_layers_collapse_into_one(bias: bool | tuple[bool, ...]) -> None:
    net = Network(SIZES, "tanh", seed=1, bias=bias)
    for b in net.biases:
        b[:] = 0.5
    one = collapse(without_activations(net))
    assert one.has_bias == (any(net.has_bias),)
    np.testing.assert_allclose(
        one.predict(_inputs()), without_activations(net).predict(_inputs()), rtol=1e-12
    )


@given(st.lists(st.integers(1, 5), min_size=2, max_size=6), st.data())
def test_the_layers_lie_one_after_the_other(sizes: list[int], data: st.DataObject) -> None:
    count = len(sizes) - 1
    bias = data.draw(st.lists(st.booleans(), min_size=count, max_size=count))
    net = Network(sizes, bias=bias)
    net.parameters[:] = np.arange(net.parameters.size)
    together = [
        np.hstack([W.T, b[:, None]] if b.size else [W.T])
        for W, b in zip(net.weights, net.biases, strict=True)
    ]
    np.testing.assert_array_equal(np.concatenate([one.ravel() for one in together]), net.parameters)
