"""The findings about a run are names and numbers."""

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from nnviz import DivergedError, Experiment, ExperimentConfig, Finding, Snapshot, Unit, diagnose
from tests.every import every

CONFIG = ExperimentConfig(stream="seeded", samples=200, hidden=((4, "relu"),))


def _past(losses: list[float], epochs: int = 50, test: float = 0.0, size: int = 1) -> list[Snapshot]:
    return [
        Snapshot(e * epochs, float(e * epochs), loss, test or loss, np.zeros(size))
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
    assert dict(finding.values) == {"units": (Unit(1, 3),), "since": (0.0,)}
    healthy = Experiment(CONFIG).network.parameters
    assert diagnose(experiment, parameters=healthy) == ()


def test_a_plateau_says_for_how_many_epochs() -> None:
    past = _past([2.0, 1.0, 0.502, 0.501, 0.5, 0.5, 0.5])
    unknown = {"output": None, "share": None}
    assert _values(CONFIG, "stuck", history=past) == {"epochs": 200, "loss": 0.5} | unknown


def test_a_plateau_says_which_output_the_loss_comes_from() -> None:
    past = [
        replace(moment, target_losses=np.array([0.01, 0.47, 0.02])) for moment in _past([2.0, *[0.5] * 9])
    ]
    found = _values(CONFIG, "stuck", history=past)
    assert found is not None
    assert (found["output"], found["share"]) == (1, pytest.approx(0.94))
    nothing = [replace(moment, target_losses=np.zeros(3)) for moment in past]
    assert _values(CONFIG, "stuck", history=nothing) == found | {"output": None, "share": None}


def test_without_a_hidden_layer_a_run_is_stuck_at_the_only_output_that_is_not_linear() -> None:
    experiment = Experiment(replace(CONFIG, hidden=(), rate=0.1))
    experiment.record()
    for _ in range(10):
        experiment.trainer.run(100)
        experiment.record()
    (stuck,) = [found for found in diagnose(experiment) if found.kind == "stuck"]
    assert stuck.values["output"] == 2
    assert stuck.values["share"] > 0.99


# -- a run that has learned ------------------------------------------------------------------------
@every(
    "test_loss, bound",
    [(1e-9, 0.01), (1e-7, 0.1), (2e-5, 1.0), (0.1, None), (float("nan"), None), (float("inf"), None)],
)
def test_an_error_is_small_below_one_of_three_bounds(test_loss: float, bound: float | None) -> None:
    found = _values(CONFIG, "learned", history=_past([2.0, 1e-3], test=test_loss))
    assert (found and found["error"]) == bound
    assert _values(CONFIG, "learned", history=_past([1e-3], test=1e-9)) is None, "before any training"


def test_a_run_that_has_learned_has_no_larger_error_on_any_output_of_new_pairs() -> None:
    experiment = Experiment(
        ExperimentConfig(stream="seeded", samples=2000, seed=4, optimizer="adam", batch_size=32)
    )
    experiment.record()
    seen = []
    for _ in range(40):
        experiment.trainer.run(5)
        experiment.record()
        for found in diagnose(experiment):
            if found.kind == "learned":
                assert experiment.test is not None
                X = experiment.test.X
                errors = np.sqrt(np.mean((experiment.predict(X) - experiment.truth(X)) ** 2, axis=0))
                seen.append((found.values["error"], errors.max()))
    assert seen
    assert all(error < bound for bound, error in seen)


@every(
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
    tried = Experiment(CONFIG).trainer.advice_on(0.01).suggested
    assert tried is not None
    assert 0 < tried < 0.01
    expected = {"loss": 4e4, "first_loss": 2.0, "rate": 0.01, "suggested_rate": tried}
    assert _values(CONFIG, "exploding", history=past) == expected
    assert _values(CONFIG, "exploding", history=past[:2]) is None
    error = DivergedError(step=7, loss=1e300, layer=2, rate=1.0)
    assert _values(CONFIG, "exploding", history=past, diverged=error) is None


# -- a loss that rises ---------------------------------------------------------------------------------------
def _risen(losses: list[float], config: ExperimentConfig = CONFIG) -> tuple[float, float, float] | None:
    """Epoch and loss where the rise began, and the loss now, according to the diagnosis."""
    found = _values(config, "rising", history=_past(losses, size=Experiment(config).network.parameters.size))
    return (found["epoch"], found["low_loss"], found["loss"]) if found else None


def test_a_rise_is_told_with_the_epoch_where_it_began() -> None:
    past = _past([2.0, 1.0, 0.5, 0.6, 0.9, 1.1, 1.3], size=27)
    tried = Experiment(CONFIG).trainer.advice_on(0.01).suggested
    assert _values(CONFIG, "rising", history=past) == {
        "step": 100,
        "epoch": 100.0,
        "low_loss": 0.5,
        "loss": 1.3,
        "rate": 0.01,
        "suggested_rate": tried,
    }


@every(
    "losses, expected",
    [
        ([2.0, 3.5, 3.6, 4.0], (0, 2.0, 4.0)),  # from the start
        ([2.0, 900.0, 800.0, 700.0, 600.0], (0, 2.0, 600.0)),  # one jump, and it stays above the start
        ([2.0, 0.1, 0.3, 0.3, 0.31], (50, 0.1, 0.31)),
        ([2.0, 1.0, 0.5, 0.6, 0.9, 1.1], None),  # not yet for three snapshots
        ([2.0, 1.0, 1.3, 1.4, 1.45, 1.49], None),  # not high enough
        ([0.02, 0.001, 0.005, 0.006, 0.007], None),  # waves of a network that has arrived
        ([2.0, 0.5, 0.9, 0.5, 0.95, 0.5, 1.0], None),  # up and down
        ([2.0, 0.5, 1.0, 1.1, 1.05, 0.9, 0.8], None),  # on its way down again
        ([2.0, 1.0, 0.5], None),
        ([2.0, 3.5, 3.6, float("nan")], None),
        ([2.0, 3.5, 3.6, float("inf")], None),
        ([2.0], None),
        ([], None),
    ],
)
def test_what_is_a_rise(losses: list[float], expected: tuple[float, float, float] | None) -> None:
    assert _risen(losses) == expected


def test_weights_that_are_now_penalised_are_no_rise() -> None:
    """The loss rises because the weights shrink: that is what was asked for."""
    past = _past([2.0, 0.5, 0.9, 1.1, 1.3], size=27)
    assert _values(CONFIG, "rising", history=past) is not None
    shrinking = [
        Snapshot(moment.step, moment.epoch, moment.train_loss, moment.test_loss, np.full(27, 5.0 / (1 + at)))
        for at, moment in enumerate(past)
    ]
    assert _values(replace(CONFIG, l2=0.1), "rising", history=shrinking) is None
    assert _values(replace(CONFIG, l2=1e-6), "rising", history=shrinking) is not None


def test_a_rise_is_no_plateau_and_no_explosion() -> None:
    past = _past([2.0, *[5.0] * 6], size=27)
    kinds = [finding.kind for finding in diagnose(Experiment(CONFIG), history=past)]
    assert "rising" in kinds
    assert "stuck" not in kinds
    assert "exploding" not in kinds
    blown = _past([2.0, 4e4, 4e4, 4e4], size=27)
    assert diagnose(Experiment(CONFIG), history=blown)[0].kind == "exploding"


def test_a_run_with_a_rate_above_the_limit_is_told_of_long_before_it_blows_up() -> None:
    config = replace(CONFIG, hidden=((4, "linear"),), seed=1)
    limit = Experiment(config).trainer.advice_on(0.01).limit
    experiment = Experiment(replace(config, rate=2 * limit))
    experiment.record()
    kinds: dict[str, Finding] = {}
    while "rising" not in kinds and experiment.trainer.steps < 20:
        experiment.trainer.run(1)
        experiment.record()
        kinds = {finding.kind: finding for finding in diagnose(experiment)}
    assert kinds["rising"].values["loss"] < 20 * kinds["rising"].values["low_loss"]
    assert kinds["rising"].values["suggested_rate"] < limit


@pytest.mark.parametrize(
    ("losses", "kind"), [((2.0, 9.0, 9.0, 8.0), "rising"), ((2.0, 9e9, 8e9), "exploding")]
)
def test_a_rate_that_has_been_lowered_is_not_blamed_for_the_rise(
    losses: tuple[float, ...], kind: str
) -> None:
    """Who moves the rate and does not start again still sees what the old rate has done, and what helps."""
    experiment = Experiment(replace(CONFIG, rate=0.3))
    experiment.trainer.run(200)
    blamed = {found.kind: found for found in diagnose(experiment, history=_past([*losses], size=27))}[kind]
    assert blamed.values["rate"] == 0.3
    experiment.trainer.rate = 1e-3
    after = {found.kind: found for found in diagnose(experiment, history=_past([*losses], size=27))}[kind]
    assert after == blamed


@every("batch_size", [None, 1, 16])
@every(
    "optimizer, rate, momentum",
    [
        ("sgd", 0.01, 0.0),
        ("sgd", 0.01, 0.9),
        ("adam", 0.01, 0.0),
        ("rmsprop", 0.001, 0.0),
        ("adagrad", 0.1, 0.0),
    ],
)
def test_the_waves_of_batches_and_of_adam_are_no_rise(
    batch_size: int | None, optimizer: str, rate: float, momentum: float
) -> None:
    for seed in range(3):
        config = replace(
            CONFIG, seed=seed, optimizer=optimizer, rate=rate, momentum=momentum, batch_size=batch_size
        )
        experiment = Experiment(config)
        experiment.record()
        for _ in range(60):
            experiment.trainer.run(1)
            experiment.record()
            assert not {finding.kind for finding in diagnose(experiment)} & {"rising", "exploding"}


# -- training and test --------------------------------------------------------------------------------------


def test_a_gap_between_test_and_training() -> None:
    past = _past([2.0, 0.2], test=0.5)
    expected = {"ratio": 2.5, "train_loss": 0.2, "test_loss": 0.5}
    assert _values(CONFIG, "test_gap", history=past) == expected
    assert _values(CONFIG, "test_gap", history=_past([2.0, 0.001], test=0.003)) is None
    assert _values(CONFIG, "test_gap", history=_past([2.0, 0.2], test=float("nan"))) is None


def test_before_anything_is_learned_there_is_no_gap() -> None:
    """A few test samples may be harder than the training samples by chance."""
    assert _values(CONFIG, "test_gap", history=_past([0.2], test=0.5)) is None, "at the start"
    assert _values(CONFIG, "test_gap", history=_past([2.0, 1.0], test=3.0)) is None, "near the mean only"
    small = ExperimentConfig("seeded", samples=20)
    apart = []
    for seed in range(24):
        experiment = Experiment(replace(small, seed=seed, data_seed=seed))
        moment = experiment.record()
        apart.append(moment.test_loss > 1.5 * moment.train_loss)
        assert "test_gap" not in {finding.kind for finding in diagnose(experiment)}
    assert any(apart), "the losses alone would have told of one"


def test_as_many_parameters_as_samples() -> None:
    few = replace(CONFIG, samples=30)
    assert _values(few, "many_parameters") == {"parameters": 27, "samples": 21}
    assert _values(CONFIG, "many_parameters") is None


def test_divergence_comes_first() -> None:
    experiment = Experiment(replace(CONFIG, samples=30))
    first, *_ = diagnose(experiment, diverged=DivergedError(7, 2.0, 1, 3.0, 0.3))
    assert first.kind == "diverged"
    assert dict(first.values) == {"step": 7, "layer": 1, "loss": 2.0, "rate": 3.0, "suggested_rate": 0.3}
    first, *_ = diagnose(experiment, diverged=DivergedError(7, 2.0, 1, 3.0))
    assert first.values["suggested_rate"] is None, "nothing was tried"
