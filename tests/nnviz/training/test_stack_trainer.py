"""A stack of networks is trained as each of them is alone: every activation, loss, optimizer and way."""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import pytest

from nnviz import LOSSES, OPTIMIZERS, SGD, Adam, Network, Trainer
from nnviz.blocks import table
from nnviz.networks.network_stack import stacked
from nnviz.training.optimizer import Optimizer
from nnviz.training.stack_trainer import MOST_MODELS, StackTrainer, models_together
from nnviz.validation import Array
from tests.every import every
from tests.nnviz.training.small_networks import BIAS, HIDDEN, PAIRS, network, problem

MODELS = 5
CLASSES = "cross_entropy", "binary_cross_entropy"
WAYS: list[Mapping[str, Any]] = [
    {},
    {"batch_size": 1},
    {"batch_size": 4},  # the last batch of an epoch is shorter
    {"batch_size": 6},
    {"l1": 0.01, "l2": 0.02},
    {"reduction": "sum", "batch_size": 4},
    {"clip": 0.3},  # cuts the gradients of some networks
]


def _networks(hidden: str = "tanh", output: str = "linear", bias: Any = True) -> list[Network]:
    nets = []
    for seed in range(MODELS):
        net = network(hidden, output, bias)
        net.parameters += np.random.default_rng(seed).normal(0, 0.2, net.parameters.size)
        nets.append(net)
    return nets


def _beside(
    nets: Sequence[Network], loss: str, optimizer: Optimizer, samples: int = 6, **way: Any
) -> tuple[StackTrainer, list[Trainer]]:
    """A stack and single trainers of the same networks, each with a seed of its own for its order."""
    X, Y = problem(loss, samples)
    alone = [Trainer(net.copy(), X, Y, loss, optimizer, seed=at, **way) for at, net in enumerate(nets)]
    seeds, rates = range(len(nets)), [optimizer.rate] * len(nets)
    tables = [alone[0].table] * len(nets)
    return StackTrainer(stacked(nets), tables, LOSSES[loss], optimizer, rates, seeds, **way), alone


def _agree(stack: StackTrainer, alone: Sequence[Trainer], epochs: int, rtol: float = 1e-9) -> None:
    stack.run(epochs)
    for trainer in alone:
        trainer.run(epochs)
    expected = np.array([trainer.net.parameters for trainer in alone])
    np.testing.assert_allclose(stack.net.parameters, expected, rtol=rtol, atol=rtol)
    np.testing.assert_allclose(stack.losses(), [trainer.loss() for trainer in alone], rtol=rtol, atol=rtol)


@every("loss, output", [("half_squared_error", "linear"), *(pair for pair in PAIRS if pair[0] in CLASSES)])
@every("hidden", HIDDEN)
@every("optimizer", OPTIMIZERS)
def test_every_network_is_trained_as_alone(hidden: str, loss: str, output: str, optimizer: str) -> None:
    stack, alone = _beside(_networks(hidden, output)[:2], loss, OPTIMIZERS[optimizer](0.01))
    start = stack.net.parameters.copy()
    _agree(stack, alone, 100)
    assert not np.allclose(stack.net.parameters, start, atol=1e-3)


@every("loss, output", PAIRS)
def test_every_activation_of_the_output_is_trained_as_alone(loss: str, output: str) -> None:
    _agree(*_beside(_networks("tanh", output), loss, Adam(0.01)), epochs=100)


@every("way", WAYS)
@every("bias", [True, *BIAS])
def test_batches_penalties_and_layers_without_bias_are_as_alone(way: Mapping[str, Any], bias: Any) -> None:
    _agree(*_beside(_networks(bias=bias), "half_squared_error", SGD(0.02, momentum=0.5), **way), epochs=30)


@pytest.mark.parametrize("batch_size", [None, 100])
def test_one_network_with_many_samples_goes_over_them_in_blocks(batch_size: int | None) -> None:
    nets = _networks()[:1]
    _agree(*_beside(nets, "half_squared_error", SGD(0.02), 5000, batch_size=batch_size), epochs=3)


def test_float32_is_as_alone() -> None:
    nets = [net.copy("float32") for net in _networks()]
    stack, alone = _beside(nets, "half_squared_error", Adam(0.01))
    assert stack.net.parameters.dtype == np.float32
    _agree(stack, alone, 50, rtol=1e-4)


@every("optimizer", OPTIMIZERS)
def test_each_network_may_have_its_own_rate(optimizer: str) -> None:
    rates, make = [0.0, 0.001, 0.003, 0.01, 0.02], OPTIMIZERS[optimizer]
    X, Y = problem("half_squared_error")
    nets = _networks()
    alone = [Trainer(net.copy(), X, Y, optimizer=make(rate)) for net, rate in zip(nets, rates, strict=True)]
    tables = [alone[0].table] * MODELS
    loss = LOSSES["half_squared_error"]
    stack = StackTrainer(stacked(nets), tables, loss, make(0.5), rates, range(MODELS))
    _agree(stack, alone, 100)
    np.testing.assert_array_equal(stack.net.parameters[0], nets[0].parameters)


@pytest.mark.parametrize("batch_size", [None, 4])
def test_each_network_may_have_its_own_samples(batch_size: int | None) -> None:
    nets, alone, tables = _networks(), [], []
    own = [_samples(seed) for seed in (1, 2, 1, 3, 2)]
    for seed, (net, (X, Y)) in enumerate(zip(nets, own, strict=True)):
        alone.append(Trainer(net.copy(), X, Y, optimizer=SGD(0.05), batch_size=batch_size, seed=seed))
        tables.append(table(X, Y, net.dtype))
    tables[2] = tables[0]  # two networks that share theirs
    loss = LOSSES["half_squared_error"]
    stack = StackTrainer(
        stacked(nets), tables, loss, SGD(), [0.05] * MODELS, range(MODELS), batch_size=batch_size
    )
    _agree(stack, alone, 40)


def _samples(seed: int) -> tuple[Array, Array]:
    rng = np.random.default_rng(seed)
    return rng.normal(size=(7, 2)), rng.normal(size=(7, 3))


def test_the_pieces_of_a_run_make_no_difference() -> None:
    (once, _), (pieces, _) = (
        _beside(_networks(), "half_squared_error", Adam(0.01), batch_size=4) for _ in range(2)
    )
    once.run(12)
    for epochs in (1, 0, 5, 6):
        pieces.run(epochs)
        pieces.losses()
    assert once.epoch == pieces.epoch == 12
    np.testing.assert_array_equal(once.net.parameters, pieces.net.parameters)
    np.testing.assert_array_equal(once.losses(), pieces.losses())


@every("optimizer", OPTIMIZERS)
@every("hidden", HIDDEN)
def test_a_network_that_diverges_disturbs_no_other(optimizer: str, hidden: str) -> None:
    (stack, _), (sane, _) = (
        _beside(_networks(hidden), "half_squared_error", OPTIMIZERS[optimizer](0.01)) for _ in range(2)
    )
    stack.net.parameters[2] *= 1e200
    stack.run(40)
    sane.run(40)
    others = [0, 1, 3, 4]
    assert stack.diverged.tolist() == [False, False, True, False, False]
    assert np.isnan(stack.losses()[2])
    np.testing.assert_array_equal(stack.net.parameters[others], sane.net.parameters[others])
    np.testing.assert_array_equal(stack.losses()[others], sane.losses()[others])
    assert not sane.diverged.any()


def test_a_rate_that_is_too_large_for_one_makes_that_one_diverge_and_stay_so() -> None:
    X, Y = problem("half_squared_error")
    tables = [table(X, Y, np.dtype(float))] * MODELS
    rates = [0.01, 0.01, 1e6, 0.01, 0.01]
    nets, loss = _networks("linear"), LOSSES["half_squared_error"]
    stack = StackTrainer(stacked(nets), tables, loss, SGD(), rates, range(MODELS))
    for _ in range(2):
        stack.run(100)
        assert stack.diverged.tolist() == [False, False, True, False, False]
        assert np.isnan(stack.losses()).tolist() == stack.diverged.tolist()


def test_as_many_are_trained_together_as_a_core_keeps_near() -> None:
    small, large = ([2, 2, 1], 8), ([64, 128, 128, 10], 8)
    assert models_together(*small, 4) == MOST_MODELS
    assert 1 < models_together(*small, 900) < models_together(*small, 900, 10) == MOST_MODELS
    assert models_together(*small, 900) < models_together([2, 2, 1], 4, 900)  # in float32
    assert models_together(*large, 1000) == models_together(*small, 5000) == 1
    assert models_together(*large, 1000, 10) == 2


def test_what_does_not_fit_is_refused() -> None:
    with pytest.raises(ValueError, match=r"^batch_size must be 1..6 \(the number of samples\), got 7$"):
        StackTrainer(
            stacked(_networks()),
            [table(*problem("half_squared_error"), np.dtype(float))] * MODELS,
            LOSSES["half_squared_error"],
            SGD(),
            [0.1] * MODELS,
            range(MODELS),
            batch_size=7,
        )
