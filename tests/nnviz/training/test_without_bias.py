"""Training layers without a bias: right gradients, and everything that looks at a run."""

import numpy as np
import pytest

from nnviz import (
    OPTIMIZERS,
    SGD,
    Network,
    Trainer,
    gradient_check,
    largest_curvature,
    loss_along,
    weight_index,
)
from nnviz.experiments.experiment import Experiment
from nnviz.experiments.parts import Architecture, ExperimentParts, Learning, Problem
from nnviz.networks.losses import LOSSES
from nnviz.training.blockwise import BlockwiseStep
from nnviz.training.evaluation import Evaluator
from nnviz.training.inspection import Grid, analytic_gradient, gradient_sizes, update_sizes
from nnviz.training.training_step import TrainingStep
from tests.every import every
from tests.nnviz.training.small_networks import BIAS, HIDDEN, PAIRS, network, problem


@every("loss, output", PAIRS)
@every("hidden", HIDDEN)
@every("bias", BIAS)
@every("samples", [1, 600])
def test_gradients_are_the_central_differences(
    hidden: str, loss: str, output: str, bias: bool | tuple[bool, ...], samples: int
) -> None:
    net = network(hidden, output, bias)
    assert gradient_check(net, *problem(loss, samples), loss) < 1e-7
    assert analytic_gradient(net, *problem(loss, samples), loss).shape == net.parameters.shape


@every("loss, output", PAIRS)
@every("hidden", HIDDEN)
def test_it_learns_as_if_the_biases_were_held_at_zero(hidden: str, loss: str, output: str) -> None:
    bare = network(hidden, output)
    zeros = [np.zeros(units) for units in bare.sizes[1:]]
    held = Network.from_parameters(bare.weights, zeros, hidden, output)
    runs = [Trainer(net, *problem(loss), loss, SGD(0.1, momentum=0.5), l2=0.01) for net in (bare, held)]
    for _ in range(5):
        for trainer in runs:
            trainer.step()
        for b in held.biases:
            b[:] = 0
    for ours, theirs in zip(bare.weights, held.weights, strict=True):
        np.testing.assert_allclose(ours, theirs, rtol=1e-12)
    assert runs[0].loss() == pytest.approx(runs[1].loss(), rel=1e-12)


@every("name", list(OPTIMIZERS))
@every("bias", BIAS)
def test_every_optimizer_makes_the_loss_smaller(name: str, bias: bool | tuple[bool, ...]) -> None:
    trainer = Trainer(
        network("tanh", "linear", bias), *problem("half_squared_error"), optimizer=OPTIMIZERS[name](0.01)
    )
    before = trainer.loss()
    trainer.run(50)
    assert trainer.loss() < before


def test_one_sigmoid_without_a_bias_answers_one_half_to_zeros_for_ever() -> None:
    X, Y = [[0, 1], [1, 0], [1, 1], [0, 0]], [[0], [1], [1], [0]]
    bare, full = (Network([2, 1], output="sigmoid", init="zeros", bias=bias) for bias in (False, True))
    for net in (bare, full):
        Trainer(net, X, Y, "binary_cross_entropy", SGD(1)).run(1000)
    assert bare.predict([[0, 0]]).tolist() == [[0.5]]
    assert full.predict([[0, 0]])[0, 0] < 0.05


@every("bias", BIAS)
def test_a_batch_in_blocks_is_that_batch(bias: bool | tuple[bool, ...]) -> None:
    X, Y = problem("half_squared_error", 700)
    net = network("tanh", "linear", bias)
    table = Trainer(net, X, Y).table
    found = []
    for make in (
        lambda *a: TrainingStep(net, 700, *a),
        lambda *a: BlockwiseStep(net, table.T.copy(), 256, *a),
    ):
        optimizer = SGD(0.0)
        state = optimizer.start(net.parameters)
        step = make(LOSSES["half_squared_error"], optimizer, state)
        step.batch[...] = table.T
        step.run()
        found.append((state.gradient, step.batch_loss()))
    np.testing.assert_allclose(found[0][0], found[1][0], rtol=1e-12, atol=1e-15)
    assert found[0][1] == pytest.approx(found[1][1], rel=1e-12)


def test_penalties_are_on_every_weight_and_on_no_bias() -> None:
    net = network("tanh", "linear", (True, False, True))
    X, Y = problem("half_squared_error")
    trainer = Trainer(net, X, Y, optimizer=SGD(0.0), l1=0.1, l2=0.2)
    plain = analytic_gradient(net, X, Y)
    trainer.step()
    extra = Network(net.sizes, "tanh", bias=net.has_bias)
    extra.load(trainer.state.gradient - plain)
    for added, W, b in zip(extra.weights, net.weights, extra.biases, strict=True):
        np.testing.assert_allclose(added, 0.1 * np.sign(W) + 0.2 * W, atol=1e-12)
        np.testing.assert_allclose(b, 0, atol=1e-15)


@every("bias", BIAS)
def test_what_looks_at_a_run_looks_at_this_one(bias: bool | tuple[bool, ...]) -> None:
    X, Y = problem("half_squared_error")
    net = network("relu", "linear", bias)
    trainer = Trainer(net, X, Y, batch_size=4)
    trainer.run(3)
    trainer.record()
    assert len(gradient_sizes(trainer)) == len(update_sizes(trainer)) == 3
    assert trainer.history[-1].parameters.size == net.parameters.size
    assert Evaluator(net, trainer.loss_function).evaluate(trainer.table).loss == pytest.approx(trainer.loss())
    assert largest_curvature(net, X, Y) > 0
    assert Grid(net, (0, 1), (0, 1), 3).surface().shape == (3, 3, 3)
    assert trainer.advice_on(100.0).limit > 0
    for layer, W in enumerate(net.weights):
        for (row, column), value in np.ndenumerate(W):
            index = weight_index(net, layer, row, column)
            assert net.parameters[index] == value
            assert loss_along(net, X, Y, "half_squared_error", index, [value])[0] == trainer.loss()


@every("architecture", [Architecture(bias=False), Architecture(init="article", bias=False)])
def test_an_experiment_without_biases_runs(architecture: Architecture) -> None:
    name = "article" if architecture.init == "article" else "arithmetic"
    problem = Problem(name, (("samples", 60),))
    experiment = Experiment(ExperimentParts(problem, architecture, Learning(optimizer=SGD(0.05))))
    assert experiment.network.has_bias == (False,) * 3
    before = experiment.trainer.loss()
    experiment.trainer.run(100)
    assert experiment.trainer.loss() < before
    assert experiment.predict([[30, 70]]).shape == (1, 3)
