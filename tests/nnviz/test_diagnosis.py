"""The findings about a run are names and numbers."""

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from nnviz import Diverged, Experiment, ExperimentConfig, Snapshot, Unit, diagnose

CONFIG = ExperimentConfig(stream="seeded", samples=200, hidden=((4, "relu"),))


def _past(losses: list[float], epochs: int = 50, test: float = 0.0) -> list[Snapshot]:
    return [
        Snapshot(e * epochs, float(e * epochs), loss, test or loss, np.zeros(1))
        for e, loss in enumerate(losses)
    ]


def _values(config: ExperimentConfig, kind: str, **more: Any) -> dict[str, Any] | None:
    found = {finding.kind: dict(finding.values) for finding in diagnose(Experiment(config), **more)}
    return found.get(kind)


def test_a_fresh_experiment_is_healthy() -> None:
    assert diagnose(Experiment()) == ()


def test_dead_units_are_named() -> None:
    experiment = Experiment(CONFIG)
    experiment.network.biases[0][2] = -100
    (finding,) = diagnose(experiment)
    assert finding.kind == "dead_units"
    assert dict(finding.values) == {"units": (Unit(1, 3),)}
    healthy = Experiment(CONFIG).network.parameters
    assert diagnose(experiment, parameters=healthy) == ()


def test_a_plateau_says_for_how_many_epochs() -> None:
    past = _past([2.0, 1.0, 0.502, 0.501, 0.5, 0.5, 0.5])
    assert _values(CONFIG, "stuck", history=past) == {"epochs": 200, "loss": 0.5}


@pytest.mark.parametrize(
    "losses",
    [
        [2.0, 1.0, 0.7, 0.6, 0.5],  # still learning
        [2.0, 0.5, 0.5],  # too short to say
        [0.01, 0.001, 0.001, 0.001, 0.001],  # arrived
        [0.5, float("nan"), float("nan"), float("nan")],
        [],
    ],
)
def test_what_is_no_plateau(losses: list[float]) -> None:
    assert _values(CONFIG, "stuck", history=_past(losses)) is None


def test_a_loss_far_above_its_start_is_told_before_it_overflows() -> None:
    past = _past([2.0, 50.0, 4e4])
    expected = {"loss": 4e4, "first_loss": 2.0, "rate": 0.01, "suggested_rate": 0.001}
    assert _values(CONFIG, "exploding", history=past) == expected
    assert _values(CONFIG, "exploding", history=past[:2]) is None
    error = Diverged(step=7, loss=1e300, layer=2, rate=1.0)
    assert _values(CONFIG, "exploding", history=past, diverged=error) is None


def test_a_gap_between_test_and_training() -> None:
    past = _past([0.2], test=0.5)
    expected = {"ratio": 2.5, "train_loss": 0.2, "test_loss": 0.5}
    assert _values(CONFIG, "test_gap", history=past) == expected
    assert _values(CONFIG, "test_gap", history=_past([0.001], test=0.003)) is None
    assert _values(CONFIG, "test_gap", history=_past([0.2], test=float("nan"))) is None


def test_as_many_parameters_as_samples() -> None:
    few = replace(CONFIG, samples=30)
    assert _values(few, "many_parameters") == {"parameters": 27, "samples": 21}
    assert _values(CONFIG, "many_parameters") is None


def test_divergence_comes_first() -> None:
    experiment = Experiment(replace(CONFIG, samples=30))
    first, *_ = diagnose(experiment, diverged=Diverged(7, 2.0, 1, 3.0))
    assert first.kind == "diverged"
    assert dict(first.values) == {"step": 7, "layer": 1, "loss": 2.0, "rate": 3.0, "suggested_rate": 0.3}
