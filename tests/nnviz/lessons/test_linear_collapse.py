"""Layers without curves are one layer, and a curve is refused."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from nnviz import Network, NotLinearError, collapse, without_activations
from nnviz.lessons.examples import three_layers


def test_three_layers_without_their_curves_are_one() -> None:
    example = three_layers()
    linear = without_activations(example.network)
    one = collapse(linear)
    assert linear.sizes == example.network.sizes
    assert linear.activations == ("linear", "linear", "linear")
    assert one.sizes == (2, 2)
    assert one.activations == ("linear",)
    np.testing.assert_allclose(one.weights[0], [[0.12, 0.262], [0.156, 0.34]], rtol=0, atol=1e-8)
    np.testing.assert_allclose(one.biases[0], [0.228, 0.48], rtol=0, atol=1e-8)
    for net in (linear, one):
        np.testing.assert_allclose(net.predict(example.X), [[0.426, 0.912]], rtol=0, atol=1e-8)


@given(
    st.lists(st.integers(1, 5), min_size=2, max_size=5),
    st.integers(0, 2**32 - 1),
    st.sampled_from(["float32", "float64"]),
)
def test_one_layer_does_what_all_did(sizes: list[int], seed: int, dtype: str) -> None:
    net = Network(sizes, "linear", "linear", seed=seed, dtype=dtype)
    rng = np.random.default_rng(seed)
    net.parameters[:] = rng.normal(size=net.parameters.size)
    X, before = rng.normal(size=(4, sizes[0])), net.parameters.copy()
    one = collapse(net)
    assert one.dtype == net.dtype
    tolerance = 1e-10 if dtype == "float64" else 1e-2
    np.testing.assert_allclose(one.predict(X), net.predict(X), rtol=tolerance, atol=tolerance)
    np.testing.assert_array_equal(net.parameters, before)


def test_the_network_keeps_its_curves_and_its_parameters() -> None:
    net = Network([2, 3, 2], "tanh", "softmax", seed=1, dtype="float32")
    twin = without_activations(net)
    np.testing.assert_array_equal(twin.parameters, net.parameters)
    twin.parameters[:] = 0
    assert net.parameters.any()
    assert net.activations == ("tanh", "softmax")
    assert twin.dtype == np.float32
    assert without_activations(Network([2, 1], output="relu")).activations == ("linear",)


@pytest.mark.parametrize(
    ("hidden", "output", "layer", "name"),
    [(["linear", "relu"], "linear", 2, "relu"), (["linear", "linear"], "sigmoid", 3, "sigmoid")],
)
def test_a_curve_cannot_be_collapsed(hidden: list[str], output: str, layer: int, name: str) -> None:
    with pytest.raises(NotLinearError) as caught:
        collapse(Network([2, 2, 2, 2], hidden, output))
    assert (caught.value.layer, caught.value.activation) == (layer, name)
    assert str(caught.value) == (
        f"every activation must be linear to collapse the layers into one, got {name!r} in layer {layer}, "
        "which no matrix product can stand for; set it to 'linear'"
    )


def test_products_that_are_too_large_are_refused() -> None:
    net = Network.from_parameters([[[1e300]], [[1e300]]], [[0], [0]], "linear")
    with pytest.raises(ValueError, match=r"^weights\[0\] must be finite, got inf at \(0, 0\); remove"):
        collapse(net)
