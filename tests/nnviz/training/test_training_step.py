"""The recorded training step: hand-worked numbers, correct gradients, readable labels."""

from collections.abc import Callable, Iterator
from itertools import islice, product

import numpy as np
import pytest

from nnviz import SGD, Adam, Network, Trainer, TrainingStep, activations, gradient_check
from nnviz.networks.activation import Activation
from nnviz.networks.activations import TRAINABLE_ACTIVATIONS
from nnviz.networks.losses import LOSSES
from nnviz.tape import Tape
from nnviz.training.inspection import analytic_gradient
from nnviz.validation import Array
from tests.every import every

HIDDEN = list(TRAINABLE_ACTIVATIONS)
PAIRS = [("half_squared_error", output) for output in HIDDEN]
PAIRS += [("cross_entropy", "softmax"), ("binary_cross_entropy", "sigmoid")]


def _problem(loss: str, samples: int = 6, outputs: int = 3) -> tuple[Array, Array]:
    rng = np.random.default_rng(3)
    X = rng.normal(size=(samples, 2))
    if loss == "cross_entropy":
        return X, rng.integers(0, outputs, samples)
    return X, rng.uniform(0, 1, (samples, outputs))


def _network(hidden: str | list[str], output: str, depth: int) -> Network:
    net = Network([2, *[4] * depth, 3], hidden, output, "glorot_uniform", seed=depth + 1)
    net.parameters += np.random.default_rng(5).uniform(0.05, 0.3, net.parameters.size)
    return net


# -- by hand ---------------------------------------------------------------------------------------------


def test_one_linear_unit() -> None:
    net = Network.from_parameters([[[0.5], [-0.5]]], [[0.1]])
    X, Y = [[2.0, 3.0]], [[1.0]]
    assert net.predict(X)[0, 0] == pytest.approx(-0.4)
    trainer = Trainer(net, X, Y, optimizer=SGD(0.02))  # the squared error has twice our gradient
    assert 2 * trainer.loss() == pytest.approx(1.96)
    trainer.step()
    np.testing.assert_allclose(2 * trainer.state.gradient, [-5.6, -8.4, -2.8], atol=1e-12)
    assert 2 * trainer.loss() == pytest.approx(1.016064)


def test_two_layers_of_sigmoids_with_frozen_biases() -> None:
    W1, W2 = [[0.15, 0.25], [0.20, 0.30]], [[0.40, 0.50], [0.45, 0.55]]
    net = Network.from_parameters([W1, W2], [[0.35] * 2, [0.60] * 2], "sigmoid", "sigmoid")
    trainer = Trainer(net, [[0.05, 0.10]], [[0.01, 0.99]], optimizer=SGD(0.5))
    assert trainer.loss() == pytest.approx(0.298371109, abs=1e-9)
    trainer.step()
    new_W2 = [[0.35891648, 0.51130127], [0.40866619, 0.56137012]]
    new_W1 = [[0.14978072, 0.24975114], [0.19956143, 0.29950229]]
    np.testing.assert_allclose(net.weights[1], new_W2, atol=5e-9)
    np.testing.assert_allclose(net.weights[0], new_W1, atol=5e-9)


# -- gradients -------------------------------------------------------------------------------------------


@every("loss, output", PAIRS)
@every("hidden", HIDDEN)
@every("depth", [0, 1, 3])
def test_gradients_are_the_central_differences(hidden: str, loss: str, output: str, depth: int) -> None:
    X, Y = _problem(loss)
    assert gradient_check(_network(hidden, output, depth), X, Y, loss) < 1e-5


@every("samples", [1, 300, 600, 2100])
@every("loss, output", PAIRS)
def test_gradients_are_right_for_every_size_of_batch(samples: int, loss: str, output: str) -> None:
    X, Y = _problem(loss, samples)
    assert gradient_check(_network(["tanh", "sigmoid"], output, 2), X, Y, loss) < 1e-5


def test_mixed_activations_and_wide_layers_in_large_batches() -> None:
    X, Y = _problem("half_squared_error", 2100)
    for hidden in (["tanh", "linear", "tanh"], ["linear", "sigmoid", "sigmoid"]):
        assert gradient_check(_network(hidden, "tanh", 3), X, Y) < 1e-5
    assert gradient_check(Network([2, 20, 3], "tanh"), X, Y) < 1e-5


def _small_nets(hidden: str, output: str, bias: bool = True) -> Iterator[tuple[Network, Array, Array]]:
    for seed in range(20):
        rng = np.random.default_rng(seed)
        X, Y = rng.normal(size=(5, 3)), rng.uniform(size=(5, 2))
        yield Network([3, 4, 4, 2], hidden, output, "glorot_uniform", seed, bias=bias), X, Y


def test_the_check_is_as_exact_as_it_says() -> None:
    errors = [gradient_check(*problem) for problem in _small_nets("sigmoid", "sigmoid")]
    assert max(errors) < 1e-8
    assert 0 < np.median(errors) < 1e-9


@every("loss, output", PAIRS)
@every("hidden", HIDDEN)
@every("bias, reduction", [(True, "mean"), (False, "sum")])
def test_the_check_is_as_exact_for_every_activation_and_loss(
    hidden: str, loss: str, output: str, bias: bool, reduction: str
) -> None:
    for net, X, Y in islice(_small_nets(hidden, output, bias), 3):
        targets = Y.argmax(axis=1) if loss == "cross_entropy" else Y
        error = gradient_check(net, X, targets, loss, reduction)
        assert error < (4e-8 if output == "leaky_relu" else 1e-8)


@every("hidden, output", [("relu", "linear"), ("leaky_relu", "linear"), ("relu", "relu")])
def test_a_sample_on_a_kink_has_the_slope_of_the_negative_side(hidden: str, output: str) -> None:
    net = Network([2, 3, 2], hidden, output, seed=1)
    X, Y = [[0, 0], [1, 2]], [[1, 2], [3, 4]]
    assert (net.layers(X)[0].before[0] == 0).all()
    assert gradient_check(net, X, Y) < 1e-8


@pytest.mark.parametrize("hidden", ["sigmoid", "tanh", "leaky_relu"])
def test_large_inputs_and_parameters_do_not_spoil_the_check(hidden: str) -> None:
    for net, X, Y in _small_nets(hidden, "linear"):
        assert gradient_check(net, 100 * X, Y) < 1e-6
        net.matrices[-1][:] *= 1000
        assert gradient_check(net, X, Y) < 1e-7


def test_kinks_between_the_points_do_not_spoil_the_check() -> None:
    X, Y = _problem("half_squared_error", 3000)
    net = _network("relu", "linear", 3)
    nearest = min(float(np.abs(layer.before).min()) for layer in net.layers(X)[:-1])
    assert 1e-8 < nearest < 1e-3
    assert gradient_check(net, X, Y) < 1e-7


@pytest.mark.parametrize("hidden", ["sigmoid", "tanh", "relu"])
def test_the_check_catches_a_gradient_that_is_a_thousandth_of_a_percent_too_large(
    monkeypatch: pytest.MonkeyPatch, hidden: str
) -> None:
    right: Callable[[TrainingStep, Tape, int], None] = TrainingStep._record_delta

    def wrong(step: TrainingStep, record: Tape, at: int) -> None:
        right(step, record, at)
        record(np.multiply, step.D[at], np.array(1.00001), step.D[at])

    monkeypatch.setattr(TrainingStep, "_record_delta", wrong)
    X, Y = _problem("half_squared_error")
    assert 5e-6 < gradient_check(_network(hidden, "linear", 1), X, Y) < 2e-5


@pytest.mark.parametrize("layer", [1, 2])
def test_the_check_catches_a_wrong_gradient(monkeypatch: pytest.MonkeyPatch, layer: int) -> None:
    right: Callable[[TrainingStep, Tape, int], None] = TrainingStep._record_delta

    def wrong(step: TrainingStep, record: Tape, at: int) -> None:
        right(step, record, at)
        if at == layer:
            record(np.multiply, step.D[at], np.array(1.01), step.D[at])

    monkeypatch.setattr(TrainingStep, "_record_delta", wrong)
    X, Y = _problem("half_squared_error")
    assert gradient_check(_network("tanh", "linear", 2), X, Y) > 5e-3


def test_the_check_catches_a_wrong_slope(monkeypatch: pytest.MonkeyPatch) -> None:
    tanh, sigmoid = activations.ACTIVATIONS["tanh"], activations.ACTIVATIONS["sigmoid"]
    wrong = Activation("tanh", tanh.forward, sigmoid.slope)
    monkeypatch.setitem(activations.ACTIVATIONS, "tanh", wrong)
    X, Y = _problem("half_squared_error")
    assert gradient_check(_network("tanh", "linear", 1), X, Y) > 0.1


@pytest.mark.parametrize(("loss", "output"), PAIRS)
@pytest.mark.parametrize("samples", [7, 2100])
def test_pytorch_finds_the_same_gradient(loss: str, output: str, samples: int) -> None:
    torch = pytest.importorskip("torch")
    X, Y = _problem(loss, samples)
    net = _network(["relu", "tanh"], output, 2)
    W = [torch.tensor(np.array(array), requires_grad=True) for array in net.weights]
    b = [torch.tensor(np.array(array), requires_grad=True) for array in net.biases]
    functions = {
        "linear": lambda z: z,
        "sigmoid": torch.sigmoid,
        "tanh": torch.tanh,
        "relu": torch.relu,
        "leaky_relu": torch.nn.functional.leaky_relu,
        "softmax": lambda z: torch.softmax(z, 1),
    }
    a = torch.tensor(X)
    for weights, bias, name in zip(W, b, net.activations, strict=True):
        a = functions[name](a @ weights + bias)
    t = torch.tensor(LOSSES[loss].encode(Y, 3))
    value = {
        "half_squared_error": lambda: ((a - t) ** 2).sum() / 2,
        "cross_entropy": lambda: -(t * torch.log(a)).sum(),
        "binary_cross_entropy": lambda: -(t * torch.log(a) + (1 - t) * torch.log(1 - a)).sum(),
    }[loss]()
    (value / samples).backward()
    ours = net.split(analytic_gradient(net, X, Y, loss))
    for G, weights, bias in zip(ours, W, b, strict=True):
        np.testing.assert_allclose(G[:, :-1].T, weights.grad.numpy(), rtol=1e-9, atol=1e-12)
        np.testing.assert_allclose(G[:, -1], bias.grad.numpy(), rtol=1e-9, atol=1e-12)


# -- the list as something to read -----------------------------------------------------------------------


def _step(net: Network, l1: float = 0.0, l2: float = 0.0) -> TrainingStep:
    optimizer = Adam()
    return TrainingStep(
        net, 5, LOSSES["half_squared_error"], optimizer, optimizer.start(net.parameters), l1, l2
    )


def test_the_calls_are_labelled_in_their_order() -> None:
    step = _step(Network([2, 3, 1], "tanh", "linear"))
    labels = list(dict.fromkeys(call.label for call in step.calls))
    assert labels == [
        "layer 1 · before activation",
        "layer 1 · after activation",
        "layer 2 · before activation",
        "layer 1 · slope",
        "layer 2 · delta",
        "layer 2 · gradient",
        "layer 1 · delta",
        "layer 1 · gradient",
        "all layers · update",
    ]
    assert step.calls == step.forward + step.backward + step.update


def test_penalties_are_written_down_only_when_they_are_wanted() -> None:
    net = Network([2, 3, 1])
    counts = [len(_step(net, l1, l2).calls) for l1, l2 in product((0.0, 0.1), repeat=2)]
    assert counts == [counts[0], counts[0] + 2, counts[0] + 3, counts[0] + 5]


def test_every_call_keeps_the_dtype_of_the_network() -> None:
    step = _step(Network([2, 3, 2], ["leaky_relu"], "sigmoid", dtype="float32"), 0.1, 0.1)
    step.load(np.ones((5, 2)), np.zeros((5, 2)))
    step.run()
    arrays = [
        array for call in step.calls for array in (*call.args, call.result) if isinstance(array, np.ndarray)
    ]
    assert {array.dtype.name for array in arrays} <= {"float32", "bool"}


def test_a_network_of_steps_cannot_be_trained() -> None:
    with pytest.raises(ValueError) as caught:  # noqa: PT011 - the text is compared whole
        _step(Network([2, 3, 1], "step"))
    assert str(caught.value) == (
        "layer 1 with the activation 'step' cannot be trained by gradient: its slope is 0 everywhere, so no "
        "error flows back; use sigmoid or tanh instead"
    )
