"""One neuron by hand, one sample or many, and a threshold that is a bias."""

from dataclasses import FrozenInstanceError, replace
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from nnviz import ACTIVATIONS, Neuron
from nnviz.networks.activations import HIDDEN_ACTIVATIONS
from nnviz.validation import Array
from tests.every import every

number = st.floats(-1e6, 1e6)
tenth = st.integers(-30, 30).map(lambda n: n / 10)  # sums of tenths often miss a tie by one bit


@st.composite
def neurons_and_samples(draw: st.DrawFn) -> tuple[Array, float, Array]:
    """Weights (inputs,), a threshold, and samples (1..6, inputs), for 1 to 9 inputs."""
    inputs, rows, of = (
        draw(st.integers(1, 9)),
        draw(st.integers(1, 6)),
        draw(st.sampled_from([number, tenth])),
    )
    values = st.lists(of, min_size=inputs, max_size=inputs)
    X = np.array(draw(st.lists(values, min_size=rows, max_size=rows)))
    return np.array(draw(values)), draw(of), X


def test_a_line_by_hand() -> None:
    neuron = Neuron([4], 5, "linear")
    assert neuron([3]) == neuron.before([3]) == 17
    assert (neuron.weighted_sum([3]), neuron.bias, neuron.threshold, neuron.inputs) == (12, 5, -5, 1)
    assert neuron([[0], [1], [3]]).tolist() == [5, 9, 17]  # the bias is the value at 0, the weight the slope
    assert Neuron([-4], 5, "linear")([[0], [1]]).tolist() == [5, 1]


def test_three_inputs_fire_from_a_sum_of_three() -> None:
    neuron = Neuron([1, 1, 1], threshold=3)
    assert neuron([[0, 0, 0], [1, 0, 1], [1, 1, 1], [2, 1, 1]]).tolist() == [0, 0, 1, 1]
    assert neuron.fires([1, 1, 1]) is True
    assert neuron.fires([[1.0, 1.0, 0.999], [3.0, 0.0, 0.0]]).tolist() == [False, True]
    assert (neuron.bias, neuron.threshold) == (-3, 3)


def test_the_step_at_fifty() -> None:
    Y = np.array([26, 47, 68, 89, 110, 131])
    assert Neuron([1], threshold=50)(Y[:, None]).tolist() == [0, 0, 1, 1, 1, 1]
    assert Neuron([1], threshold=50)([50]) == 1  # a tie fires


def test_sigmoid_by_hand() -> None:
    found = Neuron([1], activation="sigmoid")([[-1], [1], [2]])
    np.testing.assert_allclose(found, [0.26894142, 0.73105858, 0.88079708], atol=1e-8)
    assert Neuron([0.1, 0.2], 0.1, "sigmoid")([1, 0.5]) == pytest.approx(0.574442516811659, abs=1e-8)


def test_slopes_by_hand() -> None:
    X = [[-2], [0], [2]]
    assert Neuron([1], activation="step").slope(X).tolist() == [0, 0, 0]
    assert Neuron([3], activation="linear").slope(X).tolist() == [1, 1, 1]  # da/dz, not da/dx
    assert Neuron([1], activation="relu").slope(X).tolist() == [0, 0, 1]
    assert Neuron([1], activation="sigmoid").slope([0]) == 0.25
    assert Neuron([1], activation="tanh").slope([0]) == 1


@every("name", HIDDEN_ACTIVATIONS)
def test_the_activation_is_the_one_of_the_table(name: str) -> None:
    X = np.linspace(-3, 3, 7)[:, None]
    neuron = Neuron([2], 0.5, name)
    np.testing.assert_array_equal(neuron(X), ACTIVATIONS[name](2 * X[:, 0] + 0.5))
    np.testing.assert_array_equal(neuron.slope(X), ACTIVATIONS[name].slope_at(2 * X[:, 0] + 0.5))


@given(neurons_and_samples(), st.sampled_from(sorted(HIDDEN_ACTIVATIONS)))
def test_a_batch_is_its_samples_stacked(case: tuple[Array, float, Array], name: str) -> None:
    w, threshold, X = case
    neuron = Neuron(w, threshold=threshold, activation=name)
    for method in (neuron.products, neuron.weighted_sum, neuron.before, neuron.fires):
        assert method(X).tolist() == [np.asarray(method(x)).tolist() for x in X]  # bit for bit
        assert method(np.asfortranarray(X)).tolist() == method(X).tolist()
    for smooth in (neuron, neuron.slope):
        np.testing.assert_allclose(smooth(X), [smooth(x) for x in X], rtol=1e-12, atol=1e-15)
    size = np.abs(X) @ np.abs(w)
    assert (np.abs(neuron.weighted_sum(X) - X @ w) <= 1e-14 * size).all()


@given(neurons_and_samples())
def test_a_threshold_is_a_negative_bias(case: tuple[Array, float, Array]) -> None:
    w, threshold, X = case
    one, other = Neuron(w, threshold=threshold), Neuron(w, -threshold)
    assert str(one.bias) == str(other.bias)
    assert str(one.threshold) == str(other.threshold) == str(threshold + 0.0)
    assert one.before(X).tobytes() == other.before(X).tobytes()
    assert one(X).tolist() == (one.weighted_sum(X) >= one.threshold).tolist()
    assert one(X).tolist() == one.fires(X).tolist()


@given(neurons_and_samples())
def test_a_threshold_at_the_sum_itself_is_a_tie_and_fires(case: tuple[Array, float, Array]) -> None:
    w, _, X = case
    for x in X:
        assert Neuron(w, threshold=Neuron(w).weighted_sum(x))(x) == 1


def test_products_have_the_shape_of_the_inputs() -> None:
    neuron = Neuron([2, -1])
    assert neuron.products([3, 4]).tolist() == [6, -4]
    assert neuron.products([[3, 4], [0, 1]]).tolist() == [[6, -4], [0, -1]]


def test_no_zero_has_a_sign() -> None:
    neuron = Neuron([-0.5, -0.0], -0.0, "linear")
    values = [neuron.products([0, 1]), neuron.weights[1:], neuron.bias, neuron.threshold, neuron([0, 1])]
    assert not any(np.signbit(value).any() for value in values)
    assert str(Neuron([1], threshold=-0.0).threshold) == "0.0"


def test_one_sample_gives_plain_floats() -> None:
    neuron = Neuron([1, 2], 1, "sigmoid")
    for method in (neuron, neuron.before, neuron.weighted_sum, neuron.slope):
        assert type(method([1, 2])) is float
        assert method([[1, 2]]).shape == (1,)
    assert type(neuron.change([1, 2], 0, 0.1)) is float


def test_a_nudged_weight_moves_the_output_by_that_input() -> None:
    neuron = Neuron([1, 2], 3, "linear")
    nudged = neuron.nudged(1, 0.5)
    assert (nudged.weights.tolist(), nudged.bias, nudged.activation) == ([1, 2.5], 3, "linear")
    assert neuron.weights.tolist() == [1, 2]
    assert neuron.change([[1, 0], [1, 4], [1, -2]], 1, 0.5).tolist() == [0, 2, -1]
    assert Neuron([1, 1], threshold=2).change([[1, 1], [0, 1]], 0, -0.25).tolist() == [-1, 0]


def test_a_small_nudge_moves_the_output_by_slope_times_input() -> None:
    neuron, X = Neuron([0.4, -0.3], 0.2, "tanh"), np.array([[1.0, 2.0], [-3.0, 0.5]])
    expected = neuron.slope(X) * X[:, 0]
    np.testing.assert_allclose(neuron.change(X, 0, 1e-6) / 1e-6, expected, rtol=1e-5)


def test_a_neuron_is_frozen_and_owns_its_weights() -> None:
    w = np.array([1.0, 2.0])
    neuron = Neuron(w)
    w[0] = 9
    assert neuron.weights.tolist() == [1, 2]
    with pytest.raises(ValueError, match="read-only"):
        neuron.weights[0] = 5
    with pytest.raises(FrozenInstanceError):
        neuron.bias = 1.0  # type: ignore[misc]
    assert replace(neuron, bias=7, activation="relu")([1, 1]) == 10
    assert repr(neuron) == "Neuron(weights=array([1., 2.]), bias=0.0, activation='step')"


def test_what_overflows_is_infinite_and_does_not_warn() -> None:
    assert Neuron([1e308, 1e308], activation="relu")([10, 10]) == np.inf
    assert Neuron([-1e308], -1e308, "step")([[10], [1]]).tolist() == [0, 0]


@every(
    "arguments, text",
    [
        (
            {"weights": [1], "bias": 0.0, "threshold": 3},
            "a neuron takes a bias or a threshold, since bias = -threshold, got bias=0.0 and threshold=3; "
            "leave one out",
        ),
        ({"weights": 4}, "weights must have 1 dimension, got shape (); use np.ravel(weights)"),
        ({"weights": []}, "weights must not be empty, got shape (0,); give at least one number"),
        ({"weights": [1, np.nan]}, "weights must be finite, got nan at (1,); give a number"),
        ({"weights": ["a"]}, "weights must hold real numbers, got dtype <U1; convert it first"),
        ({"weights": [1], "bias": np.inf}, "bias must be one finite number, got inf"),
        ({"weights": [1], "threshold": np.nan}, "threshold must be one finite number, got nan"),
        ({"weights": [1], "bias": [1, 2]}, "bias must be one finite number, got [1, 2]"),
        (
            {"weights": [1], "activation": "softmax"},
            f"activation must be one of {', '.join(HIDDEN_ACTIVATIONS)}, got 'softmax'",
        ),
    ],
)
def test_what_a_neuron_refuses(arguments: dict[str, Any], text: str) -> None:
    with pytest.raises(ValueError) as caught:  # noqa: PT011 - the text is compared whole
        Neuron(**arguments)
    assert str(caught.value) == text


@every(
    "X, text",
    [
        (
            [1, 2, 3],
            "X must have the shape (2,) or (samples, 2), got (3,); give 2 numbers for each sample",
        ),
        (5, "X must have the shape (2,) or (samples, 2), got (); give 2 numbers for each sample"),
        ([[1, np.nan]], "X must be finite, got nan at (0, 1); remove or replace such rows first"),
        ([[1, 2], [1]], "X must be a rectangular array, got rows of different lengths"),
        ([1j, 0], "X must hold real numbers, got dtype complex128; convert it first"),
    ],
)
def test_what_samples_are_refused(X: Any, text: str) -> None:
    neuron = Neuron([1, 2])
    for method in (neuron, neuron.products, neuron.weighted_sum, neuron.before, neuron.fires, neuron.slope):
        with pytest.raises(ValueError) as caught:  # noqa: PT011 - the text is compared whole
            method(X)
        assert str(caught.value) == text


@pytest.mark.parametrize(
    ("arguments", "text"),
    [
        ((2, 0.1), "input must be 0..1 (the last input), got 2"),
        ((-1, 0.1), "input must be 0..1 (the last input), got -1"),
        ((0, np.nan), "by must be one finite number, got nan"),
    ],
)
def test_what_nudges_are_refused(arguments: tuple[int, float], text: str) -> None:
    with pytest.raises(ValueError) as caught:  # noqa: PT011 - the text is compared whole
        Neuron([1, 2]).nudged(*arguments)
    assert str(caught.value) == text


def test_a_tangent_by_hand() -> None:
    sigmoid = Neuron([2], 0, "sigmoid")
    assert sigmoid.tangent([0], [[-1], [0], [1]]).tolist() == [0, 0.5, 1]  # slope 1/4 in z, so 1/2 in x
    assert Neuron([4], 5, "linear").tangent([3], [0]) == 5
    assert Neuron([1], 0, "step").tangent([3], [[-9], [9]]).tolist() == [1, 1]


@every("activation", HIDDEN_ACTIVATIONS)
def test_a_tangent_is_what_the_output_does_near_by(activation: str) -> None:
    neuron, x = Neuron([0.7, -1.3], 0.4, activation), np.array([0.9, 0.2])
    near = x + np.array([[1e-4, 0], [0, -1e-4], [0, 0]])
    np.testing.assert_allclose(neuron.tangent(x, near), neuron(near), atol=1e-8)
