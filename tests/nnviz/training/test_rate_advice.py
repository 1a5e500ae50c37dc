"""Advice on the learning rate: who follows it once has a run that does not diverge."""

from collections.abc import Callable
from dataclasses import replace
from itertools import islice, takewhile
from math import inf, isfinite
from typing import Literal

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from nnviz import (
    OPTIMIZERS,
    SGD,
    Adam,
    DivergedError,
    Experiment,
    ExperimentConfig,
    Network,
    RateAdvice,
    Trainer,
    inspection,
)
from nnviz.datasets import HOUSE_ROWS, rows_dataset
from nnviz.training.rate_advice import MOST_CHANGES, MOST_TRIES, RateLog, penalties, round_rates
from tests.every import every

LINE = np.random.default_rng(0).random((500, 1)) * 100
HOUSES = rows_dataset(HOUSE_ROWS)
Make = Callable[[float], Trainer]


def _line(X: np.ndarray, Y: np.ndarray, momentum: float = 0.0, batch_size: int | None = None) -> Make:
    def make(rate: float) -> Trainer:
        return Trainer(Network([1, 1], seed=1), X, Y, optimizer=SGD(rate, momentum), batch_size=batch_size)

    return make


def _advice(trainer: Trainer) -> RateAdvice:
    return trainer.advice_on(trainer.rate)


def _diverge(trainer: Trainer, epochs: int = 3000) -> DivergedError:
    with pytest.raises(DivergedError) as caught:
        trainer.run(epochs)
    return caught.value


def _follow(make: Make, rate: float | None, epochs: int = 2000) -> tuple[float, float]:
    """The loss at the start and at the end of a run with the suggested rate; DivergedError fails the test."""
    assert rate is not None
    trainer = make(rate)
    first = trainer.loss()
    trainer.run(epochs)
    return first, trainer.loss()


# -- the cases that are known ------------------------------------------------------------------------------
@every(
    "X, Y, too_large, limit",
    [(LINE, 5 * LINE + 3, 0.02, 0.000548), (HOUSES.X, HOUSES.Y, 0.01, 4.328e-7)],
)
@every("batch_size", [None, 1, 7])
@every("momentum", [0.0, 0.9])
def test_who_follows_the_advice_once_has_a_run_that_learns(
    X: np.ndarray, Y: np.ndarray, too_large: float, limit: float, batch_size: int | None, momentum: float
) -> None:
    make = _line(X, Y, momentum, batch_size)
    error = _diverge(make(too_large))
    assert error.limit == pytest.approx(limit * (1 + momentum), rel=1e-3)
    assert error.suggested_rate is not None
    assert error.suggested_rate <= error.limit / 2
    first, last = _follow(make, error.suggested_rate, 300)
    assert last < 0.5 * first


def test_the_mean_square_has_half_the_limit() -> None:
    """Its gradient is twice as large: the same run with the inputs and the target scaled by the root of 2."""
    root = np.sqrt(2)

    def make(rate: float) -> Trainer:
        net = Network([2, 1], init="zeros")
        X = np.hstack([root * LINE, np.full_like(LINE, root)])  # an own column for the bias
        return Trainer(net, X, root * (5 * LINE + 3), optimizer=SGD(rate))

    error = _diverge(make(0.02))
    assert error.limit == pytest.approx(0.000274, rel=2e-3)
    first, last = _follow(make, error.suggested_rate)
    assert last < 1e-3 * first


@every("rate", [0.01, 0.05, 5.0])
@every("stream", ["article", "seeded"])
def test_raw_data_are_learned_from_after_one_advice(
    stream: Literal["article", "seeded"], rate: float
) -> None:
    config = replace(ExperimentConfig(), stream=stream, standardise=False, samples=2000, rate=rate)
    experiment = Experiment(config)
    try:
        experiment.trainer.run(50)
    except DivergedError as error:
        suggested = error.suggested_rate
    else:
        suggested = _advice(experiment.trainer).suggested
    dead = inspection.dead_units(experiment.network, experiment.X_train)
    assert len(dead) >= 7, "the rate is too large indeed"
    assert suggested is not None
    again = Experiment(replace(config, rate=suggested))
    first = again.trainer.loss()
    for _ in range(10):
        again.trainer.run(50)
        assert again.trainer.loss() < first
    assert again.trainer.loss() < experiment.variance, "better than always the mean"
    alive = inspection.activity(again.network, again.X_train)
    assert all(np.count_nonzero(layer) > 0 for layer in alive)


@example(1_000_000, ((5, "tanh"), (3, "relu")), "adam", 0.0, None, False, "float64")
@settings(max_examples=25)
@given(
    seed=st.integers(0, 10**6),
    hidden=st.sampled_from([(), ((4, "relu"),), ((5, "tanh"), (3, "relu")), ((6, "leaky_relu"),)]),
    optimizer=st.sampled_from(sorted(OPTIMIZERS)),
    momentum=st.sampled_from([0.0, 0.9]),
    batch_size=st.sampled_from([None, 1, 16]),
    standardise=st.booleans(),
    dtype=st.sampled_from(["float64", "float32"]),
)
def test_no_advice_leads_to_another_divergence(
    seed: int,
    hidden: tuple[tuple[int, str], ...],
    optimizer: str,
    momentum: float,
    batch_size: int | None,
    standardise: bool,
    dtype: str,
) -> None:
    config = ExperimentConfig(
        "seeded", 100, 7, 0.7, standardise, hidden, "he_normal", seed, optimizer, 5.0, momentum, batch_size
    )
    config = replace(config, dtype=dtype)
    experiment = Experiment(config)
    advice = _advice(experiment.trainer)
    if advice.suggested is None:  # a layer lives by one unit, and that dies at every rate that moves anything
        active = inspection.activity(experiment.network, experiment.X_train)
        relu = [layer for layer, (_, name) in zip(active, hidden, strict=True) if name == "relu"]
        assert 1 in [np.count_nonzero(layer) for layer in relu]
        return
    assert advice.suggested < 5.0
    assert advice.suggested <= advice.limit / 2
    trainer = Experiment(replace(config, rate=advice.suggested)).trainer
    first = trainer.loss()
    trainer.run(100)
    assert isfinite(trainer.loss())
    assert trainer.loss() < 3 * first


# -- how it is found ---------------------------------------------------------------------------------------
def test_the_run_is_left_as_it_is_and_the_advice_is_remembered() -> None:
    def make() -> Trainer:
        net = Network([2, 4, 1], seed=1)
        X = np.random.default_rng(0).normal(size=(60, 2))
        return Trainer(net, X, X[:, :1], optimizer=Adam(0.01), batch_size=8)

    asked, other = make(), make()
    asked.run(3)
    other.run(3)
    advice = _advice(asked)
    assert _advice(asked) is advice
    asked.run(3)
    other.run(3)
    np.testing.assert_array_equal(asked.net.parameters, other.net.parameters)
    assert _advice(make()) == advice, "from the start of the run, whenever it is asked for"
    asked.rate = 1.0
    assert _advice(asked) is not advice


def test_a_rate_whose_trial_descends_gets_at_most_a_tenth() -> None:
    """What came later cannot be seen in a trial that is too short for it."""
    make = _line(LINE / 100, LINE / 100)
    advice = _advice(make(0.1))
    assert advice.limit > 1
    assert advice.suggested == 0.01


def test_the_curvature_where_the_loss_was_lowest_counts_too() -> None:
    """w·v·x learns 4·x: the Hessian has the eigenvalue 4 at w = v = 0, and 4 + 4 at w = v = 2."""
    X, net = np.array([[-1.0], [1.0]]), Network([1, 1, 1], "linear", init="zeros")
    trainer = Trainer(net, X, 4 * X, optimizer=SGD(5.0))
    assert _advice(trainer).limit == pytest.approx(2 / 4, rel=1e-4)
    net.weights[0][:] = net.weights[1][:] = 2.0
    trainer.record()
    net.parameters[:] = 0
    trainer.rate = 4.0  # asked anew
    assert _advice(trainer).limit == pytest.approx(2 / 8, rel=1e-4)


def test_a_start_that_is_not_finite_has_no_remedy() -> None:
    trainer = Trainer(Network([1, 1], seed=1), LINE * 1e100, LINE * 1e100, optimizer=SGD(1e-120))
    trainer.net.parameters[:] = 1e60
    assert _advice(trainer).suggested is None


def test_weights_that_decay_too_fast_are_noticed() -> None:
    """The loss itself is at its lowest; what a large rate blows up are the penalised weights."""
    net = Network.from_parameters([[[2.0]]], [[0.0]])
    trainer = Trainer(net, LINE / 100, LINE / 50, optimizer=SGD(3.0), l2=10.0)
    advice = _advice(trainer)
    assert advice.limit == pytest.approx(2 / 10.4, rel=0.05)
    assert advice.suggested is not None
    assert advice.suggested <= 0.1
    assert penalties(net, 0.5, 10.0) == 0.5 * 2 + 5 * 4


def test_round_rates_go_down_and_stay_below() -> None:
    assert list(islice(round_rates(0.02), 6)) == [0.02, 0.01, 0.005, 0.003, 0.002, 0.001]
    assert next(round_rates(0.000274)) == 0.0002
    assert next(round_rates(4.99e-7)) == 3e-7
    assert next(round_rates(9.9)) == 5.0
    assert not list(round_rates(0.0)) + list(round_rates(inf)) + list(round_rates(-1.0))
    assert len(list(takewhile(lambda rate: rate > 1e-6, round_rates(1.0)))) == MOST_TRIES


def test_the_rate_of_an_update_is_the_one_set_before_it() -> None:
    trainer = Trainer(Network([1, 1]), LINE / 100, LINE / 100, optimizer=SGD(0.1))
    trainer.rate = 0.5
    trainer.run(3)
    trainer.rate, trainer.rate = 0.3, 0.2
    trainer.run(2)
    assert [trainer.rates.at(step) for step in range(6)] == [0.5, 0.5, 0.5, 0.5, 0.2, 0.2]
    log = RateLog(1.0)
    for step in range(3 * MOST_CHANGES):
        log.change(step, 2.0 + step)
    assert log.at(3 * MOST_CHANGES) == 1.0 + 3 * MOST_CHANGES
    assert log.at(3 * MOST_CHANGES - 1) == 3 * MOST_CHANGES
