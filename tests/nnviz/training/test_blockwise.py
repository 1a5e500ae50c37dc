"""A batch in blocks is the batch at once, but for the last bits."""

import numpy as np
import pytest

from nnviz import LOSSES, SGD, Adam, Network, Trainer, TrainingStep, blocks
from nnviz.training import blockwise
from nnviz.training.blockwise import BlockwiseStep, recorded_step
from nnviz.training.divergence import broken_layer, is_finite
from nnviz.validation import Array
from tests.every import every

RNG = np.random.default_rng(8)
PAIRS = [("half_squared_error", "linear"), ("cross_entropy", "softmax"), ("binary_cross_entropy", "sigmoid")]


def _network(output: str = "linear", dtype: str = "float64") -> Network:
    return Network([2, 5, 4, 3], ["tanh", "leaky_relu"], output, "glorot_uniform", seed=1, dtype=dtype)


def _batch(samples: int) -> Array:
    """Inputs, ones, and targets that are probabilities."""
    targets = RNG.uniform(0, 1, (3, samples))
    return np.vstack([RNG.normal(size=(2, samples)), np.ones((1, samples)), targets / targets.sum(axis=0)])


@every("loss, output", PAIRS)
@every("samples, block", [(6, 3), (7, 3), (3000, 1000), (2999, 1000), (5, 1)])
def test_blocks_give_the_same_update_and_loss(loss: str, output: str, samples: int, block: int) -> None:
    batch, results = _batch(samples), []
    for in_blocks in (True, False):
        net, adam = _network(output), Adam(0.01)
        state, penalties = adam.start(net.parameters), (0.01, 0.02)
        step: blockwise.Step
        if in_blocks:
            step = BlockwiseStep(net, batch, block, LOSSES[loss], adam, state, *penalties)
        else:
            step = TrainingStep(net, samples, LOSSES[loss], adam, state, *penalties)
            step.batch[...] = batch
        losses = []
        for _ in range(3):
            step.run()
            losses.append(step.batch_loss())
        results.append((net.parameters, np.concatenate([G.ravel() for G in step.G]), losses))
    for cut, whole in zip(*results, strict=True):
        np.testing.assert_allclose(cut, whole, rtol=1e-12, atol=1e-14)


def test_the_list_is_the_step() -> None:
    net, sgd = _network(), SGD(0.1)
    state = sgd.start(net.parameters)
    step = BlockwiseStep(net, _batch(7), 3, LOSSES["half_squared_error"], sgd, state, l2=0.1)
    before = net.parameters.copy()
    step.run()
    after = net.parameters.copy()
    net.parameters[:] = before
    for call in step.calls:
        call.function(*call.args)
    np.testing.assert_array_equal(net.parameters, after)
    labels = [call.label for call in step.calls]
    assert (labels.count("all layers · block"), labels.count("all layers · gradient")) == (3, 4)
    assert labels[0] == "all layers · block"
    assert list(dict.fromkeys(labels))[-2:] == ["all layers · penalty", "all layers · update"]


@pytest.mark.parametrize("bad", [0, 4, 6])
def test_a_block_that_is_not_finite_is_found_with_its_layer(bad: int) -> None:
    batch, net, sgd = _batch(7), Network([2, 2, 3], "linear"), SGD()
    step = BlockwiseStep(net, batch, 3, LOSSES["half_squared_error"], sgd, sgd.start(net.parameters))
    assert is_finite(step)
    batch[0, bad] = 1e300
    net.parameters[:] = 1e60
    with np.errstate(all="ignore"):
        assert not is_finite(step)
        assert broken_layer(step) == 1


def test_a_large_batch_is_taken_in_blocks_and_a_small_one_at_once() -> None:
    net, sgd = _network(), SGD()
    state, loss = sgd.start(net.parameters), LOSSES["half_squared_error"]
    small = recorded_step(net, blockwise.MOST, loss, sgd, state)
    large = recorded_step(net, blockwise.MOST + 1, loss, sgd, state)
    assert isinstance(small, TrainingStep)
    assert isinstance(large, BlockwiseStep)
    assert large.batch.shape == (*small.batch.shape[:1], blockwise.MOST + 1)


@pytest.mark.parametrize("batch_size", [None, 2500, 2000])
@pytest.mark.parametrize("dtype", ["float64", "float32"])
def test_a_trainer_does_the_same_in_blocks(
    monkeypatch: pytest.MonkeyPatch, batch_size: int | None, dtype: str
) -> None:
    X, Y = RNG.normal(size=(6000, 2)), RNG.normal(size=(6000, 3))
    trainers = []
    for most in (blockwise.MOST, 10_000):
        monkeypatch.setattr(blockwise, "MOST", most)
        monkeypatch.setattr(blocks, "NEAR", 10_000 * most)
        trainers.append(Trainer(_network(dtype=dtype), X, Y, optimizer=SGD(0.1), batch_size=batch_size))
        trainers[-1].run(5)
    assert isinstance(trainers[0].recording, BlockwiseStep)
    assert isinstance(trainers[1].recording, TrainingStep)
    exact = dtype == "float64"
    np.testing.assert_allclose(
        trainers[0].net.parameters, trainers[1].net.parameters, rtol=1e-12 if exact else 1e-4, atol=1e-14
    )
