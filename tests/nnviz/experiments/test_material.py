"""Data that are the same are there once, and go with the last experiment that uses them."""

import gc
from dataclasses import replace

import numpy as np
import pytest

from nnviz import Dataset, Experiment, ExperimentConfig, datasets, material
from tests.every import every

CONFIG = ExperimentConfig(samples=60)


def test_experiments_with_the_same_data_share_them() -> None:
    other = replace(CONFIG, hidden=((2, "tanh"),), rate=0.5, data_seed=3)  # the article's stream has no seed
    first, second = Experiment(CONFIG), Experiment(other)
    assert first.material is second.material
    assert np.shares_memory(first.trainer.table, second.X_train)
    first.trainer.run(3)
    assert (first.network.parameters != Experiment(CONFIG).network.parameters).any()


@every(
    "change",
    [
        {"samples": 61},
        {"train_fraction": 0.5},
        {"standardise": False},
        {"dtype": "float32"},
        {"stream": "seeded"},
    ],
)
def test_other_data_are_not_shared(change: dict[str, object]) -> None:
    other = replace(CONFIG, **change)  # type: ignore[arg-type]
    assert Experiment(CONFIG).material is not Experiment(other).material
    assert other.source != CONFIG.source
    assert replace(CONFIG, stream="seeded").source != replace(CONFIG, stream="seeded", data_seed=3).source


def test_they_are_forgotten_with_the_last_experiment() -> None:
    config = replace(CONFIG, samples=63)
    experiment = Experiment(config)
    assert config.source in material._ALIVE
    del experiment
    gc.collect()
    assert config.source not in material._ALIVE


def test_nobody_can_write_to_what_is_shared() -> None:
    experiment = Experiment(CONFIG)
    for array in (experiment.X_train, experiment.Y_test, experiment.train.X, experiment.trainer.table):
        with pytest.raises(ValueError, match="read-only"):
            array[0] = 1


def test_parts_of_a_dataset_are_views_and_what_can_be_written_to_is_copied() -> None:
    data = datasets.arithmetic(10)
    train, test = data.split(0.7)
    assert np.shares_memory(train.X, data.X)
    assert np.shares_memory(test.Y, data.Y)
    source = np.ones((2, 1))
    view = source[:]
    view.flags.writeable = False
    copied = Dataset(view, view, ("x",), ("y",), "regression")
    source[:] = 5
    assert copied.X.tolist() == [[1], [1]]
