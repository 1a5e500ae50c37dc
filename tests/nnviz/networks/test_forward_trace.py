"""The forward pass, call by call: the recorded numbers, and lines of code that give them again."""

import subprocess
import sys
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from nnviz import ACTIVATIONS, EXAMPLES, Network, forward_steps
from nnviz.networks.activations import HIDDEN_ACTIVATIONS
from nnviz.networks.forward_trace import as_code, textbook_steps
from nnviz.validation import Array
from tests.every import every


@st.composite
def problems(draw: st.DrawFn) -> tuple[Network, Array]:
    """A network of one to four layers with any activations, and one to six samples."""
    depth = draw(st.integers(1, 4))
    sizes = draw(st.lists(st.integers(1, 5), min_size=depth + 1, max_size=depth + 1))
    hidden = draw(
        st.lists(st.sampled_from(sorted(HIDDEN_ACTIVATIONS)), min_size=depth - 1, max_size=depth - 1)
    )
    net = Network(sizes, hidden, draw(st.sampled_from(sorted(ACTIVATIONS))), "zeros")
    rng = np.random.default_rng(draw(st.integers(0, 2**32 - 1)))
    net.parameters[:] = rng.normal(size=net.parameters.size)
    return net, rng.normal(size=(draw(st.integers(1, 6)), sizes[0]))


def _network(*activations: str, dtype: str = "float64") -> Network:
    net = Network([2, *[3] * len(activations)], activations[:-1], activations[-1], "zeros", 0, dtype)
    net.parameters[:] = np.random.default_rng(7).normal(size=net.parameters.size)
    return net


def _lines(*activations: str) -> list[str]:
    return [step.code for step in forward_steps(_network(*activations), [[1, -2]])]


# -- the numbers -----------------------------------------------------------------------------------------


@given(problems())
def test_the_steps_are_the_recorded_calls_and_their_numbers_the_networks(
    problem: tuple[Network, Array],
) -> None:
    net, X = problem
    forward = forward_steps(net, X)
    calls = net.forward(len(X)).calls
    assert len(forward) == len(calls)
    assert [step.number for step in forward] == list(range(len(calls)))
    assert [(step.layer, step.what) for step in forward] == [(call.layer, call.what) for call in calls]
    assert [step.layer for step in forward if step.finished] == list(range(1, len(net.activations) + 1))
    np.testing.assert_array_equal(forward.output, net.predict(X))
    for shown, computed in zip(forward.layers, net.layers(X), strict=True):
        np.testing.assert_array_equal(shown.before, computed.before)
        np.testing.assert_array_equal(shown.after, computed.after)


@given(problems())
def test_every_line_of_code_gives_its_result(problem: tuple[Network, Array]) -> None:
    forward = forward_steps(*problem)
    names: dict[str, Any] = {"np": np, "a0": forward.X}
    for layer, (W, b) in enumerate(zip(forward.weights, forward.biases, strict=True), 1):
        names |= {f"W{layer}": W, f"b{layer}": b}
    for step in forward:
        exec(step.code, names)
        assert names[step.name].shape == step.result.shape
        np.testing.assert_allclose(names[step.name], step.result, rtol=1e-12, atol=1e-12)
        if step.finished:
            np.testing.assert_array_equal(names[f"a{step.layer}"], names[step.name])


@given(problems())
def test_a_textbook_has_one_step_for_the_sum_and_one_for_the_activation(
    problem: tuple[Network, Array],
) -> None:
    forward = forward_steps(*problem)
    shown = textbook_steps(forward)
    assert len({(step.layer, step.what) for step in shown}) == len(shown)
    for step in shown:
        last = forward[step.number]
        assert step.result is last.result
        assert (step.layer, step.what, step.name, step.finished) == (
            last.layer,
            last.what,
            last.name,
            last.finished,
        )
        calls = [one for one in forward if (one.layer, one.what) == (step.layer, step.what)]
        assert calls[-1] is last
        activation = forward.activations[step.layer - 1]
        together = f"a{step.layer} = {activation}(z{step.layer})"
        assert step.code == (last.code if len(calls) == 1 else together)


@given(problems())
def test_the_program_prints_the_output(problem: tuple[Network, Array]) -> None:
    forward = forward_steps(*problem)
    printed: list[Any] = []
    exec(as_code(forward), {"print": printed.append})
    np.testing.assert_allclose(printed[0], forward.output, rtol=1e-12, atol=1e-12)


@pytest.mark.parametrize("dtype", ["float32", "float64"])
def test_the_program_stands_alone(dtype: str) -> None:
    forward = forward_steps(
        _network("leaky_relu", "sigmoid", "softmax", dtype=dtype), [[1.0, -2.0], [0.1, 3.0]]
    )
    assert {step.result.dtype.name for step in forward} == {dtype}
    assert [step.code for step in forward if step.name == "small"] == ["small = z1 * 0.01"]
    ran = subprocess.run([sys.executable, "-c", as_code(forward)], capture_output=True, text=True, check=True)
    tolerance = 1e-12 if dtype == "float64" else 1e-6
    np.testing.assert_allclose(eval(ran.stdout), forward.output, rtol=tolerance, atol=tolerance)


@every("dtype", ["float32", "float64"])
@every("output", ["sigmoid", "tanh", "softmax"])
def test_the_program_is_right_and_silent_far_out(output: str, dtype: str) -> None:
    net = Network.from_parameters([np.eye(2), np.eye(2)], [[0, 0]] * 2, "linear", output, dtype)
    forward = forward_steps(net, [[-40.0, 0.0], [-37.0, 40.0], [-800.0, 800.0], [1e4, -1e4], [-80.0, 90.0]])
    program = [sys.executable, "-W", "error", "-c", as_code(forward)]
    ran = subprocess.run(program, capture_output=True, text=True, check=True)
    tolerance = 1e-15 if dtype == "float64" else 5e-7
    np.testing.assert_allclose(eval(ran.stdout), forward.output, rtol=tolerance, atol=0)
    if output == "sigmoid":
        expected = [4.248354255291589e-18, 8.533047625744066e-17]
        np.testing.assert_allclose(forward.output[:2, 0], expected, rtol=tolerance, atol=0)


# -- the code --------------------------------------------------------------------------------------------


def test_the_program_is_short_enough_to_read() -> None:
    assert as_code(forward_steps(*EXAMPLES["absolute_difference"]())) == "\n".join(
        [
            "import numpy as np",
            "",
            "X = a0 = np.array([",
            "    [0.0, 0.0],",
            "    [0.0, 1.0],",
            "    [1.0, 0.0],",
            "    [1.0, 1.0],",
            "])",
            "W1 = np.array([",
            "    [1.0, -1.0],",
            "    [-1.0, 1.0],",
            "])",
            "b1 = np.array([0.0, 0.0])",
            "W2 = np.array([",
            "    [1.0],",
            "    [1.0],",
            "])",
            "b2 = np.array([0.0])",
            "",
            "# layer 1: relu",
            "z1 = a0 @ W1 + b1",
            "a1 = np.maximum(z1, 0)",
            "",
            "# layer 2: linear",
            "z2 = a2 = a1 @ W2 + b2",
            "",
            "print(a2.tolist())",
            "",
        ]
    )


PRODUCT = "z1 = a0 @ W1 + b1"
CODE = {
    "linear": ["z1 = a1 = a0 @ W1 + b1"],
    "step": [PRODUCT, "a1 = np.heaviside(z1, 1)"],
    "sigmoid": [
        PRODUCT,
        "a1 = np.minimum(z1, 709)",
        "a1 = np.exp(a1)",
        "total = a1 + 1",
        "a1 = a1 / total",
    ],
    "tanh": [PRODUCT, "a1 = np.tanh(z1)"],
    "relu": [PRODUCT, "a1 = np.maximum(z1, 0)"],
    "leaky_relu": [PRODUCT, "small = z1 * 0.01", "a1 = np.maximum(z1, small)"],
    "softplus": [PRODUCT, "a1 = np.logaddexp(z1, 0)"],
    "elu": [
        PRODUCT,
        "below = np.minimum(z1, 0)",
        "below = np.expm1(below)",
        "a1 = np.maximum(z1, below)",
    ],
    "gelu": [
        PRODUCT,
        "a1 = np.maximum(z1, -21)",
        "power = a1**2",
        "power = power * -0.07135481627260025",
        "power = power - 1.5957691216057308",
        "power = power * a1",
        "power = np.exp(power)",
        "total = power + 1",
        "a1 = a1 / total",
    ],
    "swish": [
        PRODUCT,
        "a1 = np.maximum(z1, -709)",
        "power = -a1",
        "power = np.exp(power)",
        "total = power + 1",
        "a1 = a1 / total",
    ],
    "softmax": [
        PRODUCT,
        "top = z1.max(axis=1)",
        "a1 = z1 - top[:, None]",
        "a1 = np.exp(a1)",
        "total = a1.sum(axis=1)",
        "a1 = a1 / total[:, None]",
    ],
}


@every("name", ACTIVATIONS)
def test_the_code_of_every_activation(name: str) -> None:
    assert _lines(name) == CODE[name]


def test_layers_are_told_apart() -> None:
    assert _lines("tanh", "linear", "relu") == [
        "z1 = a0 @ W1 + b1",
        "a1 = np.tanh(z1)",
        "z2 = a2 = a1 @ W2 + b2",
        "z3 = a2 @ W3 + b3",
        "a3 = np.maximum(z3, 0)",
    ]


def test_every_kind_of_operation_is_met() -> None:
    kinds = {step.kind for name in ACTIVATIONS for step in forward_steps(_network(name), [[1, -2]])}
    readings = {reading for entry in ACTIVATIONS.values() for reading in entry.readings.values()}
    assert kinds == {"product", *(reading.kind for reading in readings)}
    assert len(kinds) == len(readings) + 1


# -- the timeline ----------------------------------------------------------------------------------------


def test_what_is_known_grows_step_by_step() -> None:
    forward = forward_steps(_network("linear", "softmax"), [[1, -2], [3, 4]])
    product, score, top, shifted, exponent, total, output = forward
    results = [step.result for step in forward]
    assert [step.result.shape for step in (top, total)] == [(2,), (2,)]
    assert [step.name for step in forward] == ["z1", "z2", "top", "a2", "a2", "total", "a2"]
    assert forward.at(-1) == ((None, None, False),) * 2
    assert [state.finished for state in forward.at(0)] == [True, False]
    assert all(array is product.result for array in forward.at(0)[0][:2])
    expected = [None, None, shifted, exponent, exponent, output]
    for number, after in enumerate(expected, 1):
        first, second = forward.at(number)
        assert first == forward.at(0)[0]
        assert second.before is score.result
        assert second.after is (None if after is None else after.result)
        assert second.finished is (number == 6)
    assert results[-1] is forward.output


def test_it_is_a_sequence() -> None:
    forward = forward_steps(*EXAMPLES["three_layers"]())
    assert len(forward) == 11
    assert forward[-1] is forward.steps[10]
    assert forward[:2] == forward.steps[:2]
    assert tuple(forward) == forward.steps
    with pytest.raises(IndexError, match=r"^step must be 0\.\.10, got 11$"):
        forward[11]
    with pytest.raises(ValueError, match=r"^step must be -1\.\.10 \(the last step\), got 11$"):
        forward.at(11)


def test_it_does_not_change_with_the_network_and_cannot_be_written_to() -> None:
    net, X = _network("sigmoid", "softmax"), np.array([[1.0, -2.0], [3.0, 4.0]])
    forward, expected = forward_steps(net, X), net.predict(X)
    W = net.weights[0].copy()
    net.parameters[:] = 0
    X[:] = 0
    net.predict(X)
    np.testing.assert_array_equal(forward.output, expected)
    np.testing.assert_array_equal(forward.weights[0], W)
    assert forward.X.tolist() == [[1, -2], [3, 4]]
    kept = [forward.X, *forward.weights, *forward.biases, *(step.result for step in forward)]
    assert not any(array.flags.writeable for array in kept)


def test_large_scores_do_not_overflow() -> None:
    net = Network.from_parameters([np.eye(3)], [[0, 0, 0]], output="softmax")
    assert np.isfinite(forward_steps(net, [[1010, 1000, 990]]).output).all()
    golden = [[0.01821127329554753, 0.24519181293507392, 0.7365969137693786]]
    np.testing.assert_allclose(forward_steps(net, [[0.3, 2.9, 4.0]]).output, golden, atol=1e-12)


def test_what_is_refused() -> None:
    net = Network([2, 3])
    with pytest.raises(
        ValueError, match=r"^X must have 2 columns, got shape \(1, 3\); give 2 numbers for each sample$"
    ):
        forward_steps(net, [[1, 2, 3]])
    net.biases[0][0] = np.nan
    text = r"^parameters must be finite, got nan at \(2,\); remove or replace such rows first$"
    with pytest.raises(ValueError, match=text):
        forward_steps(net, [[1, 2]])
