"""The gradients of a training step are those of its loss: central differences and PyTorch say the same."""

from functools import partial
from typing import Any

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from nnviz import Network, Trainer, TrainingTrace, training_trace
from nnviz.networks.activations import ACTIVATIONS, TRAINABLE_ACTIVATIONS
from nnviz.networks.losses import LOSSES
from nnviz.validation import Array
from tests.every import every

HIDDEN = list(TRAINABLE_ACTIVATIONS)
ENDS = [("half_squared_error", output) for output in HIDDEN]
ENDS += [("cross_entropy", "softmax"), ("binary_cross_entropy", "sigmoid")]
H, KINK = 1e-5, 1e-3  # half the distance of two points, and how near to a kink no z may be


@st.composite
def problems(draw: st.DrawFn) -> tuple[Network, Array, Array, str, str]:
    """A network of 1 to 4 layers with and without biases, 1 to 5 samples, a loss and a reduction."""
    layers, (loss, output) = draw(st.integers(1, 4)), draw(st.sampled_from(ENDS))
    sizes = [draw(st.integers(1, 4)) for _ in range(layers + 1)]
    hidden = [draw(st.sampled_from(HIDDEN)) for _ in range(layers - 1)]
    bias = [draw(st.booleans()) for _ in range(layers)]
    net = Network(sizes, hidden, output, "zeros", bias=bias)
    rng = np.random.default_rng(draw(st.integers(0, 2**32)))
    net.parameters[:] = rng.uniform(-1, 1, net.parameters.size)
    samples = draw(st.integers(1, 5))
    X, numbers = rng.uniform(-1, 1, (samples, sizes[0])), rng.uniform(0, 1, (samples, sizes[-1]))
    Y: Array = rng.integers(0, sizes[-1], samples) if loss == "cross_entropy" else numbers
    return net, X, Y, loss, draw(st.sampled_from(["mean", "sum"]))


@settings(max_examples=150, deadline=None)
@given(problems())
def test_every_gradient_is_the_central_difference(problem: tuple[Network, Array, Array, str, str]) -> None:
    net, X, Y, loss, reduction = problem
    trace = training_trace(net, X, Y, loss, reduction=reduction)
    for layer, name in enumerate(net.activations, 1):
        assume(not ACTIVATIONS[name].has_sides or np.abs(trace.array(f"z{layer}")).min() > KINK)
    central = differences(net, X, Y, loss) * (len(X) if reduction == "sum" else 1)
    gradient = flat_gradient(net, trace)
    np.testing.assert_allclose(gradient, central, rtol=1e-6, atol=1e-6)


def differences(net: Network, X: Array, Y: Array, loss: str) -> Array:
    """dL/dθ of the mean loss, parameter by parameter."""
    twin = net.copy()
    trainer, found = Trainer(twin, X, Y, loss), np.empty(net.parameters.size)
    for place, value in enumerate(net.parameters.tolist()):
        losses = []
        for moved in (value - H, value + H):
            twin.parameters[place] = moved
            losses.append(trainer.loss())
        twin.parameters[place] = value
        found[place] = (losses[1] - losses[0]) / (2 * H)
    return found


def flat_gradient(net: Network, trace: TrainingTrace) -> Array:
    """All gradients of a trace in the order of `net.parameters`."""
    flat = np.zeros_like(net.parameters)
    for layer, (matrix, W) in enumerate(zip(net.split(flat), net.weights, strict=True), 1):
        matrix[:, : len(W)] = trace.gradients[f"W{layer}"].T
        if matrix.shape[1] > len(W):
            matrix[:, -1] = trace.gradients[f"b{layer}"]
    return flat


@every("loss, output", ENDS)
@every("hidden", HIDDEN)
@every("bias", [True, False])
def test_pytorch_finds_the_same_gradients(loss: str, output: str, hidden: str, bias: bool) -> None:
    torch = pytest.importorskip("torch")
    rng = np.random.default_rng(6)
    net = Network([2, 4, 3, 3], hidden, output, "zeros", bias=bias)
    net.parameters[:] = rng.uniform(-1, 1, net.parameters.size)
    X, Y = rng.uniform(-1, 1, (5, 2)), rng.uniform(0, 1, (5, 3))
    T = LOSSES["cross_entropy"].encode(rng.integers(0, 3, 5), 3) if loss == "cross_entropy" else Y
    trace = training_trace(net, X, T, loss)
    for name, gradient in pytorch_gradients(torch, net, X, T, loss).items():
        np.testing.assert_allclose(trace.array(name), gradient, rtol=1e-10, atol=1e-12, err_msg=name)


def pytorch_gradients(torch: Any, net: Network, X: Array, T: Array, loss: str) -> dict[str, Array]:
    """The gradient of the mean loss for every z, W and b, by the names of a trace."""
    functions = {
        "linear": lambda z: z + 0,
        "sigmoid": torch.sigmoid,
        "tanh": torch.tanh,
        "relu": torch.relu,
        "leaky_relu": torch.nn.functional.leaky_relu,
        "softplus": torch.nn.functional.softplus,
        "elu": torch.nn.functional.elu,
        "gelu": partial(torch.nn.functional.gelu, approximate="tanh"),
        "swish": torch.nn.functional.silu,
        "softmax": lambda z: torch.softmax(z, 1),
    }
    leaves, a, t = {}, torch.tensor(X), torch.tensor(T)
    for layer, (W, b, name) in enumerate(zip(net.weights, net.biases, net.activations, strict=True), 1):
        leaves[f"dW{layer}"] = torch.tensor(np.array(W), requires_grad=True)
        z = a @ leaves[f"dW{layer}"]
        if b.size:
            leaves[f"db{layer}"] = torch.tensor(np.array(b), requires_grad=True)
            z = z + leaves[f"db{layer}"]
        z.retain_grad()
        leaves[f"delta{layer}"], a = z, functions[name](z)
    losses = {
        "half_squared_error": lambda: ((a - t) ** 2).sum() / 2,
        "cross_entropy": lambda: -(t * torch.log(a)).sum(),
        "binary_cross_entropy": lambda: -(t * torch.log(a) + (1 - t) * torch.log(1 - a)).sum(),
    }
    (losses[loss]() / len(X)).backward()
    return {name: leaf.grad.numpy() for name, leaf in leaves.items()}
