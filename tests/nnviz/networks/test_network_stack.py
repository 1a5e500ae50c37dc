"""Several networks of one structure as one: a view for each, and no network knows of another."""

import numpy as np
import pytest

from nnviz import Network
from nnviz.networks.network import Forward
from nnviz.networks.network_stack import stacked

BIAS = True, False, (True, False)


@pytest.mark.parametrize("bias", BIAS)
def test_a_stack_has_an_axis_of_models_in_front(bias: bool | tuple[bool, ...]) -> None:
    nets = [Network([2, 4, 3], "tanh", seed=seed, bias=bias) for seed in range(5)]
    stack = stacked(nets)
    assert stack.models == (5,)
    assert nets[0].models == ()
    for model, net in enumerate(nets):
        np.testing.assert_array_equal(stack.parameters[model], net.parameters)
        for name in ("weights", "biases", "matrices"):
            for both, own in zip(getattr(stack, name), getattr(net, name), strict=True):
                np.testing.assert_array_equal(both[model], own)


def test_a_stack_is_a_copy_and_its_views_are_writable() -> None:
    nets = [Network([2, 3, 1], seed=seed) for seed in range(2)]
    before = [net.parameters.copy() for net in nets]
    stack = stacked(nets)
    stack.weights[1][1, 0, 0] = 7
    stack.biases[0][0, 2] = 5
    assert stack.parameters[1, 9] == 7  # behind the three units with two inputs and a bias each
    assert stack.parameters[0, 8] == 5
    for net, parameters in zip(nets, before, strict=True):
        np.testing.assert_array_equal(net.parameters, parameters)


@pytest.mark.parametrize("output", ["linear", "sigmoid", "softmax"])
@pytest.mark.parametrize("dtype", ["float64", "float32"])
def test_one_forward_pass_computes_every_model(output: str, dtype: str) -> None:
    nets = [Network([2, 4, 3], "relu", output, seed=seed, dtype=dtype) for seed in range(4)]
    X = np.random.default_rng(1).normal(size=(7, 2)).astype(dtype)
    forward = Forward(stacked(nets), len(X))
    found = forward.outputs(np.tile(X, (4, 1))).reshape(3, 4, 7)
    for model, net in enumerate(nets):
        np.testing.assert_allclose(
            found[:, model].T, net.predict(X), rtol=1e-6 if dtype == "float32" else 1e-14
        )


def test_networks_of_different_structure_are_refused() -> None:
    for other in (Network([2, 3, 1]), Network([2, 4, 1], "tanh"), Network([2, 4, 1], dtype="float32")):
        with pytest.raises(
            ValueError, match=r"^networks must be one or more of one structure, got \[Network"
        ):
            stacked([Network([2, 4, 1]), other])
    with pytest.raises(ValueError, match=r"^networks must be one or more of one structure, got \[\]$"):
        stacked([])
