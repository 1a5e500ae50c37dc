"""The worked examples give the course's numbers, layer by layer."""

import numpy as np

from nnviz import EXAMPLES, Example, forward_steps
from nnviz.lessons.examples import absolute_difference, one_layer, six_by_six, three_layers
from nnviz.validation import Array

THREE_LAYERS = {
    "z1": [0.3, 0.7, 1.1],
    "a1": [0.574442516811659, 0.6681877721681662, 0.7502601055951177],
    "z2": [0.5161598377933344, 1.2140269561658172],
    "a2": [0.6262493703990729, 0.7710106968556123],
    "z3": [0.3168270764110298, 0.6962790898619668],
    "a3": [0.3168270764110298, 0.6962790898619668],
}


def _assert_near(got: Array, expected: list[list[float]]) -> None:
    np.testing.assert_allclose(got, expected, rtol=0, atol=1e-8)


def test_three_layers() -> None:
    example = three_layers()
    assert example.network.sizes == (2, 3, 2, 2)
    assert example.network.activations == ("sigmoid", "sigmoid", "linear")
    for number, layer in enumerate(forward_steps(*example).layers, 1):
        _assert_near(layer.before, [THREE_LAYERS[f"z{number}"]])
        _assert_near(layer.after, [THREE_LAYERS[f"a{number}"]])


def test_six_by_six() -> None:
    _assert_near(forward_steps(*six_by_six()).output, [[26, 47, 68, 89, 110, 131]])


def test_one_layer() -> None:
    _assert_near(forward_steps(*one_layer()).output, [[5, 11, 17]])


def test_the_absolute_difference_is_exact_and_xor_on_bits() -> None:
    example = absolute_difference()
    assert example.network.predict(example.X).tolist() == [[0], [1], [1], [0]]
    far = [[30, 70], [70, 30], [3, 5], [888, 122]]
    assert example.network.predict(far).tolist() == [[40], [40], [2], [766]]


def test_every_example_is_made_anew_and_fits() -> None:
    for name, factory in EXAMPLES.items():
        first, second = factory(), factory()
        assert isinstance(first, Example), name
        assert first.X.shape[1] == first.network.sizes[0]
        assert first.network is not second.network
        assert first.X is not second.X
        assert factory.__name__ == name
