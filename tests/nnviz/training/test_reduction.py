"""The sum over the samples in place of their mean: larger steps, the same losses."""

import numpy as np
import pytest

from nnviz import SGD, Adam, DivergedError, Network, Trainer, gradient_check, largest_curvature
from nnviz.experiments.experiment import Experiment
from nnviz.experiments.parts import Architecture, ExperimentParts, Learning, Problem
from nnviz.networks.losses import LOSSES, REDUCTIONS
from nnviz.training.blockwise import BlockwiseStep
from nnviz.training.inspection import analytic_gradient
from nnviz.training.training_step import TrainingStep
from nnviz.validation import Array
from tests.every import every
from tests.nnviz.training.small_networks import BIAS, HIDDEN, PAIRS, network, problem

XOR = np.array([[0.0, 0], [0, 1], [1, 0], [1, 1]]), np.array([[0.0], [1], [1], [0]])


def _path(rate: float, reduction: str, epochs: int = 200, **more: float) -> tuple[Array, list[float]]:
    trainer = Trainer(
        Network([2, 2, 1], "sigmoid", "sigmoid", "glorot_uniform", 1),
        *XOR,
        "binary_cross_entropy",
        SGD(rate),
        reduction=reduction,
        **more,  # type: ignore[arg-type]
    )
    moments, losses = [], []
    for _ in range(epochs):
        trainer.step()
        moments.append(trainer.net.parameters.copy())
        losses.append(trainer.loss())
    return np.array(moments), losses


def test_the_sum_at_a_tenth_is_the_mean_at_four_tenths_on_four_rows() -> None:
    summed, losses = _path(0.1, "sum")
    mean, same_losses = _path(0.4, "mean")
    np.testing.assert_allclose(summed, mean, rtol=1e-12, atol=1e-13)
    np.testing.assert_allclose(losses, same_losses, rtol=1e-12)
    assert not np.allclose(summed, _path(0.1, "mean")[0])


def test_penalties_are_not_multiplied() -> None:
    summed = _path(0.1, "sum", l2=0.4)[0]
    np.testing.assert_allclose(summed, _path(0.4, "mean", l2=0.1)[0], rtol=1e-11, atol=1e-12)


@every("loss, output", PAIRS)
@every("hidden", HIDDEN)
@every("bias", [True, *BIAS])
def test_gradients_of_the_sum_are_the_central_differences(
    hidden: str, loss: str, output: str, bias: bool | tuple[bool, ...]
) -> None:
    net, (X, Y) = network(hidden, output, bias), problem(loss)
    assert gradient_check(net, X, Y, loss, "sum") < 1e-7
    summed, mean = (analytic_gradient(net, X, Y, loss, reduction) for reduction in ("sum", "mean"))
    np.testing.assert_allclose(summed, 6 * mean, rtol=1e-13, atol=1e-15)


@every("reduction", list(REDUCTIONS))
@every("samples", [1, 300, 700])
def test_a_batch_in_blocks_has_the_same_gradient(reduction: str, samples: int) -> None:
    net, (X, Y) = network("tanh", "linear"), problem("half_squared_error", samples)
    table, multiple = Trainer(net, X, Y).table, REDUCTIONS[reduction](samples)
    loss, optimizer = LOSSES["half_squared_error"], SGD(0.0)
    states = [optimizer.start(net.parameters) for _ in range(2)]
    whole = TrainingStep(net, samples, loss, optimizer, states[0], multiple=multiple)
    blocks = BlockwiseStep(net, table.T, 256, loss, optimizer, states[1], multiple=multiple)
    whole.batch[...] = table.T
    for step in (whole, blocks):
        step.run()
        assert step.batch_loss() == pytest.approx(Trainer(net, X, Y).loss(), rel=1e-12), "a mean in any case"
    np.testing.assert_allclose(states[0].gradient, states[1].gradient, rtol=1e-12, atol=1e-14)


def test_a_short_last_batch_counts_by_its_own_samples() -> None:
    X, Y = problem("half_squared_error", 5)
    net = network("tanh", "linear")
    trainer = Trainer(net, X, Y, optimizer=SGD(0.0), batch_size=4, reduction="sum")
    trainer.step()
    four = trainer.state.gradient.copy()
    trainer.step()
    np.testing.assert_allclose(four + trainer.state.gradient, 5 * analytic_gradient(net, X, Y), rtol=1e-12)


def test_nothing_is_recorded_that_a_sum_does_not_need() -> None:
    counts = {}
    for reduction in REDUCTIONS:
        net = network("tanh", "linear")
        counts[reduction] = len(
            Trainer(net, *problem("half_squared_error"), reduction=reduction).recording.calls
        )
    assert counts["sum"] == counts["mean"] - 1


def test_adam_hardly_sees_the_difference() -> None:
    nets = [network("tanh", "linear") for _ in REDUCTIONS]
    for net, reduction in zip(nets, REDUCTIONS, strict=True):
        Trainer(net, *problem("half_squared_error"), optimizer=Adam(0.01), reduction=reduction).run(20)
    np.testing.assert_allclose(nets[0].parameters, nets[1].parameters, rtol=1e-4)


@every("samples", [20, 5000])
def test_the_limit_of_the_rate_is_so_many_times_smaller(samples: int) -> None:
    rng = np.random.default_rng(1)
    X = rng.normal(size=(samples, 1))
    Y = 3 * X + 1
    nets = [Network([1, 1], init="zeros") for _ in REDUCTIONS]
    mean, summed = (
        Trainer(net, X, Y, optimizer=SGD(1e-6), reduction=name).advice_on(50.0)
        for net, name in zip(nets, ("mean", "sum"), strict=True)
    )
    assert summed.limit == pytest.approx(mean.limit / samples, rel=1e-9)
    assert mean.limit == pytest.approx(2 / largest_curvature(nets[0], X, Y), rel=0.1)
    assert summed.suggested is not None
    assert 0 < summed.suggested <= mean.limit / samples


def test_advice_on_a_sum_that_diverged_is_good() -> None:
    rng = np.random.default_rng(1)
    X = rng.normal(size=(3000, 2))
    Y = X @ [[1.0], [2.0]]
    net = Network([2, 4, 1], "tanh", seed=1)
    trainer = Trainer(net, X, Y, optimizer=SGD(0.1), reduction="sum")
    with pytest.raises(DivergedError) as caught:
        trainer.run(5000)
    rate = caught.value.suggested_rate
    assert rate is not None
    again = Trainer(Network([2, 4, 1], "tanh", seed=1), X, Y, optimizer=SGD(rate), reduction="sum")
    before = again.loss()
    again.run(200)
    assert again.loss() < before


def test_other_names_are_refused() -> None:
    with pytest.raises(ValueError, match=r"^reduction must be one of mean, sum, got 'none'$"):
        Trainer(network("tanh", "linear"), *problem("half_squared_error"), reduction="none")
    with pytest.raises(ValueError, match=r"^reduction must be one of mean, sum, got 'total'$"):
        Learning(reduction="total")


def test_an_experiment_learns_by_the_sum() -> None:
    problem = Problem("arithmetic", (("samples", 60),))
    found = []
    for rate, reduction in ((0.042, "mean"), (0.001, "sum")):
        learning = Learning(optimizer=SGD(rate), reduction=reduction)
        experiment = Experiment(ExperimentParts(problem, Architecture(), learning))
        experiment.trainer.run(100)
        found.append(experiment.trainer.loss())
    assert found[0] == pytest.approx(found[1], rel=1e-9)
