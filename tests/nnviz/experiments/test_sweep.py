"""Many experiments trained together: beside each one alone, in any order and any pieces."""

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from nnviz import (
    SGD,
    Architecture,
    Experiment,
    ExperimentConfig,
    ExperimentParts,
    Learning,
    Problem,
    Sweep,
    sweep,
)
from nnviz.experiments.loss_log import MOST, LossLog
from nnviz.experiments.sweep_result import levels
from tests.every import every

XOR = ExperimentConfig(problem="rows", hidden=((2, "relu"),))
CIRCLE = ExperimentConfig(problem="circle", samples=60, noise=0.1)
DIFFERENT = [
    XOR,
    replace(CIRCLE, seed=1),
    replace(XOR, seed=3, rate=0.1),
    replace(CIRCLE, data_seed=5, batch_size=8),
    replace(XOR, hidden=((3, "relu"),), optimizer="adam"),
    replace(CIRCLE, seed=2),
    replace(XOR, init="glorot_uniform", seed=9),
    ExperimentConfig(problem="three", samples=40, l2=0.01),
    replace(CIRCLE, seed=4, clip=0.05, init_size=0.5),
    ExperimentConfig(problem="curve", curve="sin", samples=30, dtype="float32"),
    ExperimentConfig(problem="curve", curve="abs", samples=30, reduction="sum", rate=0.001),
    ExperimentConfig(problem="article", samples=50, stream="seeded", hidden=((4, "relu"),), bias=False),
    ExperimentConfig(problem="article", samples=50),
]


def _xor(units: int, seeds: int = 40) -> list[ExperimentConfig]:
    return [replace(XOR, hidden=((units, "relu"),), seed=seed) for seed in range(seeds)]


def test_experiments_of_every_kind_are_trained_as_alone() -> None:
    found = sweep(DIFFERENT, epochs=100)
    assert len(found) == len(DIFFERENT)
    assert found.epochs == 100
    for model, config in enumerate(DIFFERENT):
        alone = Experiment(config)
        alone.trainer.run(100)
        near = 1e-4 if config.dtype == "float32" else 1e-9
        np.testing.assert_allclose(found.parameters[model], alone.network.parameters, rtol=near, atol=near)
        assert found.losses[model] == pytest.approx(alone.trainer.loss(), rel=near)
        np.testing.assert_array_equal(found.network(model).parameters, found.parameters[model])
        assert found.network(model).activations == alone.network.activations


def test_the_order_of_the_configurations_is_that_of_the_results() -> None:
    there, back = sweep(DIFFERENT, epochs=20), sweep(DIFFERENT[::-1], epochs=20)
    np.testing.assert_array_equal(there.losses, back.losses[::-1])
    np.testing.assert_array_equal(there.history, back.history[:, ::-1])
    for one, other in zip(there.parameters, back.parameters[::-1], strict=True):
        np.testing.assert_array_equal(one, other)


def test_parts_may_be_given_too() -> None:
    parts = ExperimentParts(
        Problem("moons", (("samples", 40),)),
        Architecture(((3, "tanh"),), "sigmoid"),
        Learning("binary_cross_entropy", SGD(0.5)),
    )
    found, alone = sweep([parts, XOR], epochs=30), Experiment(parts)
    alone.trainer.run(30)
    np.testing.assert_allclose(found.parameters[0], alone.network.parameters, rtol=1e-9)
    assert found.network(0).predict([[0.0, 0.0]]).shape == (1, 1)


# Counted with nnviz's own "he_normal" and the seeds 0 to 39; a unit more and fewer stay behind.
@every("units, solved", [(2, 9), (3, 19), (4, 32), (5, 31), (8, 40)])
def test_a_few_relu_units_solve_xor_from_some_seeds_and_stay_at_three_losses_from_others(
    units: int, solved: int
) -> None:
    found = sweep(_xor(units), epochs=4000)
    assert int(found.solved().sum()) == solved
    assert not found.diverged.any()
    stays = found.levels()
    assert sum(len(level.models) for level in stays) == 40 - solved
    for level in stays:
        assert min(abs(level.loss - known) for known in (np.log(2) / 2, 0.4774, np.log(2))) < 1e-3


def test_the_same_seeds_solve_it_alone() -> None:
    found = sweep(_xor(2, 12), epochs=4000)
    alone = []
    for config in _xor(2, 12):
        experiment = Experiment(config)
        experiment.trainer.run(4000)
        alone.append(experiment.trainer.loss())
    assert found.solved().tolist() == [loss < 0.1 for loss in alone]
    np.testing.assert_allclose(found.losses, alone, rtol=1e-6)


def test_the_pieces_of_a_sweep_make_no_difference() -> None:
    once, pieces = sweep(DIFFERENT, epochs=300), Sweep(DIFFERENT)
    assert pieces.epoch == 0
    pieces.run()
    pieces.run(40)
    assert pieces.result().history_epochs.tolist() == list(range(42))
    assert 1 <= pieces.run_for(0) <= 40
    while pieces.run_for(0.01, most_epochs=300):
        assert pieces.epoch <= 300
    assert pieces.epoch == 300
    assert pieces.run_for(1, most_epochs=300) == 0
    found = pieces.result()
    np.testing.assert_array_equal(found.losses, once.losses)
    np.testing.assert_array_equal(pieces.losses, once.losses)
    np.testing.assert_array_equal(found.history, once.history)
    np.testing.assert_array_equal(found.history_epochs, once.history_epochs)
    for one, other in zip(pieces.parameters, once.parameters, strict=True):
        np.testing.assert_array_equal(one, other)


def test_the_history_begins_at_the_start_and_ends_at_the_end() -> None:
    found = sweep(_xor(2, 3), epochs=777)
    assert found.history_epochs[0] == 0
    assert found.history_epochs[-1] == 777
    assert np.all(np.diff(found.history_epochs) > 0)
    assert found.history.shape == (len(found.history_epochs), 3)
    assert found.history[0].tolist() == pytest.approx([Experiment(one).trainer.loss() for one in _xor(2, 3)])
    np.testing.assert_array_equal(found.history[-1], found.losses)


def test_a_long_history_keeps_every_second_epoch_then_every_fourth() -> None:
    log = LossLog(np.zeros(1))
    while log.next_epoch <= 3000:
        log.note(np.array([float(log.next_epoch)]))
    epochs, losses = log.up_to(3001, lambda: np.array([3001.0]))
    assert len(epochs) <= MOST + 1
    assert set(np.diff(epochs[:-1])) == {32}
    np.testing.assert_array_equal(losses[:, 0], epochs)


def test_an_experiment_that_diverges_is_said_and_disturbs_no_other() -> None:
    tried = [
        replace(CIRCLE, output="linear", loss="half_squared_error", rate=rate) for rate in (0.01, 1e9, 0.02)
    ]
    found = sweep(tried, epochs=50)
    assert found.diverged.tolist() == [False, True, False]
    assert np.isnan(found.losses).tolist() == [False, True, False]
    assert not found.solved(1e9)[1]
    assert [level.models for level in found.levels(0)] == [(2,), (0,)]
    np.testing.assert_array_equal(found.parameters[0], sweep(tried[:1], epochs=50).parameters[0])


def test_losses_that_are_close_are_one_level() -> None:
    found = levels(np.array([0.6931, 0.02, 0.4774, 0.3466, np.nan, 0.4776, 0.3467, 0.3465, np.inf]), 0.1)
    assert [(round(level.loss, 5), level.models) for level in found] == [
        (0.3466, (3, 6, 7)),
        (0.4775, (2, 5)),
        (0.6931, (0,)),
    ]
    assert levels(np.array([0.01, np.nan]), 0.1) == ()


def test_nothing_is_computed_for_no_epochs() -> None:
    found = sweep([XOR], epochs=0)
    np.testing.assert_array_equal(found.parameters[0], Experiment(XOR).network.parameters)
    assert found.history.shape == (1, 1)


def test_the_arrays_of_a_result_are_read_only() -> None:
    found = sweep([XOR], epochs=1)
    for array in (found.losses, found.parameters[0], found.diverged, found.history_epochs, found.history):
        with pytest.raises(ValueError, match="read-only"):
            array[...] = 0


@pytest.mark.parametrize("make", [sweep, Sweep])
def test_no_configuration_is_refused(make: Any) -> None:
    with pytest.raises(ValueError, match=r"^configs must hold at least one experiment, got none$"):
        make([])


def test_less_than_no_epochs_are_refused() -> None:
    with pytest.raises(ValueError, match=r"^epochs must be a whole number of at least 0, got -1$"):
        sweep([XOR], epochs=-1)
    with pytest.raises(ValueError, match=r"^seconds must be a finite number of at least 0, got -1$"):
        Sweep([XOR]).run_for(-1)
