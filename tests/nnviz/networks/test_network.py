"""The forward pass by hand, the views of the parameters, and what is refused."""

import copy
import re

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from nnviz import Network
from nnviz.networks.activations import ACTIVATIONS, HIDDEN_ACTIVATIONS
from nnviz.networks.initializers import INITIALIZERS
from tests.every import every

BOOK_WEIGHTS = [
    [[0.1, 0.3, 0.5], [0.2, 0.4, 0.6]],
    [[0.1, 0.4], [0.2, 0.5], [0.3, 0.6]],
    [[0.1, 0.3], [0.2, 0.4]],
]
BOOK_BIASES = [[0.1, 0.2, 0.3], [0.1, 0.2], [0.1, 0.2]]


def test_three_layers_by_hand() -> None:
    net = Network.from_parameters(BOOK_WEIGHTS, BOOK_BIASES, hidden="sigmoid")
    first, second, last = net.layers([[1, 0.5]])
    np.testing.assert_allclose(first.before, [[0.3, 0.7, 1.1]], atol=1e-12)
    np.testing.assert_allclose(
        first.after, [[0.574442516811659, 0.6681877721681662, 0.7502601055951177]], atol=1e-12
    )
    np.testing.assert_allclose(second.before, [[0.5161598377933344, 1.2140269561658172]], atol=1e-12)
    np.testing.assert_allclose(second.after, [[0.6262493703990729, 0.7710106968556123]], atol=1e-12)
    np.testing.assert_allclose(last.after, [[0.3168270764110298, 0.6962790898619668]], atol=1e-12)
    np.testing.assert_array_equal(net.predict([[1, 0.5]]), last.after)


def test_without_activations_the_three_layers_are_one() -> None:
    net = Network.from_parameters(BOOK_WEIGHTS, BOOK_BIASES, hidden="linear")
    one = Network.from_parameters([[[0.12, 0.262], [0.156, 0.34]]], [[0.228, 0.48]])
    np.testing.assert_allclose(net.predict([[1, 0.5]]), [[0.426, 0.912]], atol=1e-12)
    np.testing.assert_allclose(net.predict([[1, 0.5]]), one.predict([[1, 0.5]]), atol=1e-12)


def test_six_neurons_and_a_threshold() -> None:
    W, x = np.outer(np.arange(1, 7), np.ones(6)), [[1, 2, 3, 4, 5, 6]]
    assert Network.from_parameters([W], [[5] * 6]).predict(x).tolist() == [[96] * 6]
    rows = np.tile(np.arange(1.0, 7.0), (6, 1))  # W[i, j] = j + 1
    assert Network.from_parameters([rows], [[5] * 6]).predict(x).tolist() == [[26, 47, 68, 89, 110, 131]]
    fired = Network.from_parameters([rows], [[-45] * 6], output="step").predict(x)  # threshold 50
    assert fired.tolist() == [[0, 0, 1, 1, 1, 1]]


def test_the_absolute_difference_in_four_weights() -> None:
    net = Network.from_parameters([[[1, -1], [-1, 1]], [[1], [1]]], [[0, 0], [0]])
    assert net.predict([[0, 0], [0, 1], [1, 0], [1, 1], [30, 70]]).tolist() == [[0], [1], [1], [0], [40]]


def test_weights_and_biases_are_writable_views_of_one_vector() -> None:
    net = Network([2, 4, 4, 3])
    assert net.parameters.size == 47
    assert [W.shape for W in net.weights] == [(2, 4), (4, 4), (4, 3)]
    assert [b.shape for b in net.biases] == [(4,), (4,), (3,)]
    net.weights[0][1, 2], net.biases[2][0] = 5, 7
    assert net.parameters[net.layer_slices[0]].reshape(4, 3)[2].tolist()[1] == 5
    assert net.matrices[2][0, -1] == 7
    net.parameters[:] = 0
    assert not net.weights[0].any()
    assert sum(cut.stop - cut.start for cut in net.layer_slices) == 47


@pytest.mark.parametrize("duplicate", [Network.copy, copy.deepcopy])
def test_a_copy_is_independent(duplicate: object) -> None:
    net = Network([2, 3, 1], seed=1)
    before = net.predict([[1, 2]])
    twin = duplicate(net)  # type: ignore[operator]
    twin.parameters[:] = 0
    assert twin.predict([[1, 2]]).tolist() == [[0]]
    np.testing.assert_array_equal(net.predict([[1, 2]]), before)


def test_answers_are_copies_and_the_store_of_recordings_is_small() -> None:
    net = Network([2, 3, 1], "tanh", seed=1)
    first = net.predict([[1, 2]])
    kept = first.copy()
    net.predict([[5, -5]])
    np.testing.assert_array_equal(first, kept)
    for samples in range(1, 40):
        net.predict(np.ones((samples, 2)))
    assert len(net._recordings) <= 6


@given(
    st.integers(1, 9), st.integers(0, 2**32 - 1), st.sampled_from(["tanh", "relu", "sigmoid", "leaky_relu"])
)
def test_a_batch_is_its_samples_stacked(samples: int, seed: int, hidden: str) -> None:
    X = np.random.default_rng(seed).normal(size=(samples, 3))
    net = Network([3, 5, 4, 2], hidden, "softmax", seed=seed)
    singles = np.vstack([net.predict(row[None]) for row in X])
    np.testing.assert_allclose(net.predict(X), singles, rtol=1e-12, atol=1e-14)


@given(st.permutations(range(6)), st.integers(0, 1000))
def test_the_order_of_hidden_units_is_of_no_consequence(order: list[int], seed: int) -> None:
    net = Network([2, 6, 3], "tanh", seed=seed)
    (W1, W2), (b1, b2) = net.weights, net.biases
    mixed = Network.from_parameters([W1[:, order], W2[order]], [b1[order], b2], "tanh")
    X = np.random.default_rng(seed).normal(size=(5, 2))
    np.testing.assert_allclose(mixed.predict(X), net.predict(X), rtol=1e-12, atol=1e-14)


def test_float32_stays_float32_and_is_near() -> None:
    X = np.random.default_rng(0).normal(size=(20, 2))
    small, large = (Network([2, 8, 3], dtype=dtype) for dtype in ("float32", "float64"))
    assert small.predict(X).dtype == np.float32
    np.testing.assert_allclose(small.predict(X), large.predict(X), rtol=1e-4, atol=1e-5)


@every(
    "arguments, text",
    [
        (([2],), "sizes must name at least inputs and outputs, e.g. [2, 4, 3], got [2]"),
        (([2, 0, 1],), "sizes[1] must be a whole number of at least 1, got 0"),
        (
            ([2, 3, 1], "softmax"),
            f"hidden must be one of {', '.join(HIDDEN_ACTIVATIONS)}, got 'softmax'",
        ),
        (
            ([2, 3, 1], ["relu", "tanh"]),
            "hidden must hold one activation for each of the 1 hidden layers, got ['relu', 'tanh']",
        ),
        (
            ([2, 3, 1], "relu", "none"),
            f"output must be one of {', '.join(ACTIVATIONS)}, got 'none'",
        ),
        (
            ([2, 1], "relu", "linear", "he"),
            f"init must be one of {', '.join(INITIALIZERS)}, got 'he'",
        ),
        (([2, 1], "relu", "linear", "zeros", -1), "seed must be a whole number of at least 0, got -1"),
        (([2, 1], "relu", "linear", "zeros", 0, "int8"), "dtype must be one of float64, float32, got 'int8'"),
    ],
)
def test_what_a_network_refuses(arguments: tuple[list[int], str], text: str) -> None:
    with pytest.raises(ValueError) as caught:  # noqa: PT011 - the text is compared whole
        Network(*arguments)
    assert str(caught.value) == text


def test_parameters_that_do_not_fit_are_refused() -> None:
    with pytest.raises(ValueError, match=r"^weights\[1\] must have the shape \(3, 2\), got \(4, 2\)$"):
        Network.from_parameters([np.ones((2, 3)), np.ones((4, 2))], [np.ones(3), np.ones(2)])
    text = (
        "weights[0] must have the shape (inputs, units), a column for each of its 3 biases, got (3, 2); "
        "it looks turned, so give weights[0].T"
    )
    with pytest.raises(ValueError, match=f"^{re.escape(text)}$"):
        Network.from_parameters([np.ones((3, 2)), np.ones((1, 3))], [np.ones(3), np.ones(1)])
    with pytest.raises(ValueError, match=f"^{re.escape(text.replace('[0]', '[1]'))}$"):
        Network.from_parameters([np.ones((2, 2)), np.ones((3, 2))], [np.ones(2), np.ones(3)])
    with pytest.raises(ValueError, match=r"^biases\[0\] must have the shape \(3,\), got \(1, 3\)$"):
        Network.from_parameters([np.ones((2, 3))], [np.ones((1, 3))])
    with pytest.raises(
        ValueError, match=r"^weights and biases must hold one array for each layer, got 1 and 0$"
    ):
        Network.from_parameters([np.ones((2, 3))], [])
    with pytest.raises(ValueError, match=r"^parameters must have the shape \(9,\), got \(3,\)$"):
        Network([2, 3]).load([1, 2, 3])
    with pytest.raises(
        ValueError, match=r"^X must have 2 columns, got shape \(1, 3\); give 2 numbers for each sample$"
    ):
        Network([2, 3]).predict([[1, 2, 3]])


def test_another_activation_of_a_layer_is_used_at_once() -> None:
    net = Network([2, 3, 3, 1], "tanh", seed=4)
    X = [[0.5, -1.0], [2.0, 0.25]]
    net.predict(X)
    net.change_activation(2, "relu")
    assert net.activations == ("tanh", "relu", "linear")
    twin = Network([2, 3, 3, 1], ["tanh", "relu"], seed=4)
    np.testing.assert_array_equal(net.predict(X), twin.predict(X))
    with pytest.raises(ValueError, match=r"^layer must be 1\.\.2 \(the last hidden layer\), got 3$"):
        net.change_activation(3, "relu")
    with pytest.raises(ValueError, match=r"^activation must be one of linear, .*, got 'softmax'$"):
        net.change_activation(1, "softmax")
