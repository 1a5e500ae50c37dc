"""Each finding is told where it is so, with its numbers, and not where it is not."""

from dataclasses import replace
from math import log
from typing import Any

import numpy as np
import pytest

from nnviz import Experiment, ExperimentConfig, Unit, diagnose
from nnviz.experiments.findings.situation import Situation
from nnviz.training.curvature import largest_curvature

Rows = tuple[tuple[tuple[float, ...], tuple[float, ...]], ...]
XOR = ExperimentConfig(problem="rows", hidden=((2, "relu"),))
CIRCLE = ExperimentConfig(problem="circle", samples=100)


def one_column(x: Any, y: Any) -> Rows:
    return tuple(((float(a),), (float(b),)) for a, b in zip(x, y, strict=True))


def trained(config: ExperimentConfig, epochs: int, moments: int = 20) -> Experiment:
    """A run with snapshots on its way."""
    experiment = Experiment(config)
    experiment.record()
    for _ in range(moments if epochs else 0):
        experiment.trainer.run(epochs // moments)
        experiment.record()
    return experiment


def found(experiment: Experiment, kind: str) -> dict[str, Any] | None:
    return next((dict(one.values) for one in diagnose(experiment) if one.kind == kind), None)


# -- units ---------------------------------------------------------------------------------------
def test_a_start_at_zero_keeps_the_units_of_a_layer_alike() -> None:
    experiment = trained(replace(CIRCLE, init="zeros"), 40)
    assert found(experiment, "zero_start") == {"layers": (1, 2)}
    assert found(trained(CIRCLE, 0), "zero_start") is None
    experiment.network.weights[0][0, 0] += 0.1
    assert found(experiment, "zero_start") == {"layers": (2,)}
    assert found(Experiment(replace(CIRCLE, hidden=((1, "tanh"),), init="zeros")), "zero_start") is None


def test_dead_units_are_told_with_the_epoch_since_when_they_are() -> None:
    experiment = trained(XOR, 40)
    assert found(experiment, "dead_units") is None
    experiment.network.biases[0][1] = -100
    experiment.record()
    experiment.trainer.run(10)
    experiment.record()
    values = found(experiment, "dead_units")
    assert values is not None
    assert dict(zip(values["units"], values["since"], strict=True))[Unit(1, 2)] == 40


def test_units_are_saturated_where_their_slope_is_nearly_gone() -> None:
    config = ExperimentConfig(problem="curve", hidden=((3, "tanh"),), standardise=False)
    experiment = Experiment(config)
    experiment.network.weights[0][:] = [[1.0, 50.0, -200.0]]
    experiment.network.biases[0][:] = 0
    experiment.record()
    values = found(experiment, "saturated_units")
    assert values is not None
    assert values["units"] == (Unit(1, 2), Unit(1, 3))
    z = experiment.X_train[:, 0] * 50.0
    assert values["slope"] == pytest.approx(np.quantile(1 - np.tanh(z) ** 2, 0.9))
    assert found(trained(config, 0), "saturated_units") is None
    assert found(trained(replace(config, hidden=((3, "relu"),)), 0), "saturated_units") is None


def test_without_a_curve_a_network_is_a_straight_line() -> None:
    softmax = ExperimentConfig(problem="rows", hidden=((3, "linear"),), output="softmax")
    assert found(trained(softmax, 0), "no_curve") == {"loss": pytest.approx(0.25), "right": 0.5}
    numbers = ExperimentConfig(problem="curve", curve="square", hidden=())
    assert found(trained(numbers, 0), "no_curve") is not None
    assert found(trained(replace(numbers, hidden=((3, "tanh"),)), 0), "no_curve") is None
    assert found(trained(replace(numbers, curve="line"), 0), "no_curve") is None, "a line is enough"
    assert found(trained(ExperimentConfig(problem="gauss", hidden=()), 0), "no_curve") is None


# -- rates ---------------------------------------------------------------------------------------
def test_a_rate_above_the_limit_is_told_with_the_limit_of_this_moment() -> None:
    config = ExperimentConfig(problem="curve", samples=500, hidden=(), rate=5.0)
    experiment = trained(config, 0)
    values = found(experiment, "rate_too_large")
    assert values is not None
    curvature = largest_curvature(experiment.network, experiment.X_train, experiment.Y_train)
    assert values == {"rate": 5.0, "limit": pytest.approx(2 / curvature, rel=0.02)}
    assert found(trained(replace(config, rate=0.5 * values["limit"]), 100), "rate_too_large") is None
    assert found(trained(replace(config, optimizer="adam"), 0), "rate_too_large") is None


def test_a_rate_near_the_limit_is_no_fault_while_the_loss_falls() -> None:
    config = ExperimentConfig(problem="curve", samples=500, hidden=(), rate=1.0)
    assert found(trained(config, 0), "rate_too_large") is None


def test_a_loss_that_bounces_above_the_limit_is_told_of() -> None:
    base = ExperimentConfig(problem="curve", curve="square", samples=60, seed=3)
    told = []
    for rate in (0.1, 0.2, 0.3, 0.5):
        experiment = Experiment(replace(base, rate=rate))
        for _ in range(30):
            experiment.record()
            at = Situation(experiment, experiment.trainer.history, experiment.network.parameters)
            values = found(experiment, "rate_too_large")
            if values and experiment.trainer.steps:
                told.append(values["rate"] > values["limit"])
                assert values["limit"] == at.rate_limit
            experiment.trainer.run(1)
    assert told
    assert all(told)


def test_a_rate_far_below_its_limit_is_too_small_while_the_loss_hardly_falls() -> None:
    slow = trained(ExperimentConfig(problem="curve", curve="sin", rate=1e-4), 400)
    values = found(slow, "rate_too_small")
    assert values is not None
    assert values["rate"] < 0.05 * values["limit"]
    assert 0 < values["fall"] < 0.1
    assert found(trained(ExperimentConfig(problem="curve", curve="sin"), 400), "rate_too_small") is None
    assert found(trained(replace(CIRCLE, init="zeros"), 400), "rate_too_small") is None, "no slope at all"


# -- levels -------------------------------------------------------------------------------------------
def test_the_levels_of_xor_are_rows_that_are_not_told_apart() -> None:
    levels = {}
    for seed in range(12):
        experiment = trained(replace(XOR, seed=seed, rate=0.3), 4000, 40)
        values = found(experiment, "plateau")
        if values:
            levels[values["rows"]] = f"{values['value']:.3f}"
            assert values["loss"] == pytest.approx(values["value"], rel=0.01)
        else:
            assert experiment.trainer.loss() < 0.1, "the others have solved it"
    assert levels.keys() >= {2, 3}
    assert levels.items() <= {2: "0.347", 3: "0.477", None: "0.693", 4: "0.693"}.items()


def test_a_network_that_answers_the_mean_has_learned_nothing() -> None:
    experiment = trained(ExperimentConfig(problem="rows", hidden=(), output="softmax", rate=0.5), 300)
    values = found(experiment, "plateau")
    assert values is not None
    assert (values["level"], values["value"], values["rows"]) == ("nothing", log(2), None)
    falling = trained(CIRCLE, 200)
    assert found(falling, "plateau") is None


def test_a_narrow_layer_may_have_too_few_units_where_a_run_is_stuck() -> None:
    narrow = trained(replace(XOR, rate=0.3, seed=0), 4000, 40)
    assert found(narrow, "too_few_units") == {"layer": 1, "units": 2}
    assert found(trained(replace(XOR, rate=0.3, seed=1), 4000, 40), "too_few_units") is None, "it is solved"


def test_an_error_is_not_small_where_the_targets_are_smaller() -> None:
    assert found(trained(ExperimentConfig(problem="curve", curve="sin", rate=1e-4), 20), "learned") is None


# -- data --------------------------------------------------------------------------------------------
def test_targets_beyond_the_output_are_told_with_the_loss_that_stays() -> None:
    rows = one_column([3, 1], [2, 0.5])
    config = ExperimentConfig(
        problem="rows", rows=rows, hidden=(), output="sigmoid", loss="half_squared_error"
    )
    assert found(trained(config, 0), "out_of_reach") == {
        "output": "sigmoid",
        "low": 0,
        "high": 1,
        "least": 0.5,
        "most": 2.0,
        "floor": 0.25,
    }
    assert found(trained(replace(config, output="linear"), 0), "out_of_reach") is None
    assert found(trained(ExperimentConfig(problem="circle"), 0), "out_of_reach") is None


def test_a_part_with_one_class_only_is_told_of() -> None:
    rows = one_column(range(20), [0] * 10 + [1] * 10)
    config = ExperimentConfig(problem="rows", rows=rows, train_fraction=0.5)
    assert found(trained(config, 0), "one_class") == {"class": 0, "samples": 10}
    assert found(trained(replace(config, split_seed=0), 0), "one_class") is None


def test_a_target_among_the_inputs_is_told_of_in_data_of_ones_own() -> None:
    rows = tuple(((float(i), float(i % 2)), (float(i % 2),)) for i in range(12))
    config = ExperimentConfig(problem="rows", rows=rows)
    assert found(trained(config, 0), "leakage") == {"input": 1, "target": 0, "samples": 12}
    assert found(trained(replace(config, rows=rows[:8]), 0), "leakage") is None, "maybe an accident"
    apart = (*rows[:-1], ((11.0, 0.0), (1.0,)))
    assert found(trained(replace(config, rows=apart), 0), "leakage") is None


def test_inputs_of_the_thousands_are_told_until_they_are_scaled() -> None:
    config = ExperimentConfig(samples=200, standardise=False)
    values = found(trained(config, 0), "unscaled_inputs")
    assert values is not None
    assert values["most"] > 90
    assert found(trained(replace(config, standardise=True), 0), "unscaled_inputs") is None


def test_where_nothing_is_tested_many_parameters_are_no_fault() -> None:
    assert found(trained(XOR, 0), "many_parameters") is None
