"""What is said of the memory of an experiment is compared with what it takes."""

import gc
import tracemalloc
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nnviz import Experiment, ExperimentConfig, Grid, Sweep, diagnose
from nnviz.experiments.budget import experiment_bytes, grid_bytes, sweep_bytes
from tests.every import every

WIDEST = ((32, "leaky_relu"),) * 6
SMALL = 2**19  # bytes that do not matter


def _taken(make: Callable[[], object]) -> int:
    """The bytes that are still taken after `make`, as long as its result lives."""
    gc.collect()
    tracemalloc.start()
    try:
        kept = make()
        gc.collect()
        taken = tracemalloc.get_traced_memory()[0]
    finally:
        tracemalloc.stop()
    assert kept is not None
    return taken


def _used(config: ExperimentConfig) -> Experiment:
    """An experiment that has trained and looked at itself twice: more are not kept with a cap of 1."""
    experiment = Experiment(config, history_bytes=1)
    experiment.record()
    experiment.trainer.run_for(0, most_epochs=1)
    experiment.record()
    diagnose(experiment)
    return experiment


def _check(config: ExperimentConfig) -> int:
    taken, stated = _taken(lambda: _used(config)), experiment_bytes(config, history_bytes=1)
    assert taken <= stated + 2**14
    assert stated <= 3 * taken + SMALL
    return stated


@pytest.mark.parametrize(
    ("change", "most"),
    [
        ({}, 4),
        ({"samples": 20_000, "hidden": WIDEST}, 16),
        ({"samples": 20_000, "hidden": WIDEST, "train_fraction": 0.9, "batch_size": 4096}, 16),
        (
            {
                "samples": 20_000,
                "hidden": WIDEST,
                "train_fraction": 0.9,
                "batch_size": 1,
                "optimizer": "adam",
            },
            16,
        ),
    ],
)
def test_the_default_and_the_largest(change: dict[str, Any], most: float) -> None:
    # a seed of its own, so that no other experiment shares the data; the stream costs the same
    assert _check(ExperimentConfig(stream="seeded", data_seed=987_654, **change)) < most * 2**20


layers = st.tuples(st.integers(1, 32), st.sampled_from(["relu", "leaky_relu", "tanh", "sigmoid", "linear"]))


@settings(max_examples=15, deadline=None)
@given(
    samples=st.integers(10, 20_000),
    train_fraction=st.sampled_from([0.1, 0.5, 0.9]),
    hidden=st.lists(layers, max_size=6).map(tuple),
    optimizer=st.sampled_from(["sgd", "adam"]),
    batch=st.sampled_from([None, 1, 64, 4096]),
    dtype=st.sampled_from(["float64", "float32"]),
)
def test_any_experiment(batch: int | None, **made: Any) -> None:
    config = ExperimentConfig(stream="seeded", data_seed=987_655, **made)
    size = batch if batch is not None and batch < config.train_samples else None
    _check(ExperimentConfig(stream="seeded", data_seed=987_655, batch_size=size, **made))


def test_the_past_takes_what_it_says() -> None:
    experiment = Experiment(ExperimentConfig(samples=20, hidden=((3, "tanh"),)))

    def record() -> object:
        for _ in range(200):
            experiment.trainer.step()
            experiment.record()
        return experiment

    record()
    before = experiment.trainer.history.nbytes
    taken = _taken(record)
    stated = experiment.trainer.history.nbytes - before
    assert taken <= stated + 2**14
    assert stated <= 2 * taken


@pytest.mark.parametrize("hidden", [(), ((4, "relu"), (4, "relu")), WIDEST])
def test_a_grid_is_stated_too(hidden: tuple[tuple[int, str], ...]) -> None:
    config = ExperimentConfig(samples=20, hidden=hidden)
    network = Experiment(config).network

    def look() -> Grid:
        grid = Grid(network, (0, 1), (0, 1), 28)
        grid.surface()
        return grid

    taken = _taken(look)
    assert taken <= grid_bytes(config, 28) + 2**16
    assert grid_bytes(config, 28) <= 2 * taken


# -- many seeds ---------------------------------------------------------------------------------
@every(
    "change, models",
    [
        ({"problem": "rows"}, 100),
        ({"problem": "circle", "batch_size": 10}, 100),
        ({"problem": "digits", "batch_size": 32}, 30),
        ({"problem": "digits"}, 5),
        ({"samples": 20_000, "stream": "seeded", "hidden": WIDEST}, 3),
        ({"samples": 2000, "stream": "seeded", "hidden": WIDEST, "dtype": "float32"}, 3),
    ],
)
def test_a_sweep_takes_no_more_than_is_said(change: dict[str, Any], models: int) -> None:
    config = ExperimentConfig(**change)

    def used() -> Sweep:
        sweep = Sweep(replace(config, seed=seed) for seed in range(models))
        sweep.run(2)
        assert len(sweep.losses) == models
        return sweep

    taken, stated = _taken(used), sweep_bytes(config, models)
    assert taken <= stated
    assert stated <= 3 * taken + SMALL
