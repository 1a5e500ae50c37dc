"""A sweep computed elsewhere: processes, threads and workers of Dask give the same bits as this process."""

from collections.abc import Callable, Iterator
from concurrent.futures import Executor, ProcessPoolExecutor, ThreadPoolExecutor
from contextlib import AbstractContextManager, contextmanager
from multiprocessing import get_context
from unittest.mock import patch

import numpy as np
import pytest
from distributed import Client, LocalCluster

from nnviz import ExperimentConfig, sweep
from nnviz.datasets import Dataset

DATA = np.random.default_rng(0).normal(size=(30, 3))
OWN = Dataset(DATA[:, :2], DATA[:, 2:], ("a", "b"), ("c",), "regression")
MANY = [
    *(ExperimentConfig(problem="rows", hidden=((2, "relu"),), seed=seed) for seed in range(150)),
    *(ExperimentConfig(problem="circle", samples=50, batch_size=7, seed=seed) for seed in range(3)),
    ExperimentConfig(problem="csv", own=OWN),
]


Where = Callable[[], AbstractContextManager[Executor]]


@contextmanager
def _processes() -> Iterator[Executor]:
    with ProcessPoolExecutor(2, get_context("spawn")) as pool:
        yield pool


@contextmanager
def _dask() -> Iterator[Executor]:
    with (
        LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None) as cluster,  # type: ignore[no-untyped-call]
        Client(cluster) as client,  # type: ignore[no-untyped-call]
    ):
        yield client.get_executor()


@contextmanager
def _threads() -> Iterator[Executor]:
    with ThreadPoolExecutor(2) as pool:
        yield pool


@pytest.mark.parametrize("where", [_processes, _dask, _threads])
def test_the_bits_are_the_same_wherever_they_are_computed(where: Where) -> None:
    here = sweep(MANY, epochs=60)
    with where() as executor:
        found = sweep(MANY, executor, epochs=60)
    assert found.configs == here.configs
    assert found.epochs == here.epochs == 60
    for name in ("losses", "diverged", "history_epochs", "history"):
        np.testing.assert_array_equal(getattr(found, name), getattr(here, name))
    for one, other in zip(found.parameters, here.parameters, strict=True):
        np.testing.assert_array_equal(one, other)
        assert not one.flags.writeable


def test_many_of_one_kind_are_several_pieces_of_work() -> None:
    with ThreadPoolExecutor(1) as pool, patch.object(pool, "submit", wraps=pool.submit) as submit:
        sweep(MANY, pool, epochs=1)
    assert submit.call_count == 5


def test_an_error_of_a_worker_is_told() -> None:
    wrong = ExperimentConfig(problem="rows", hidden=((2, "step"),))
    with ThreadPoolExecutor(1) as pool, pytest.raises(ValueError, match="cannot be trained by gradient"):
        sweep([wrong], pool, epochs=1)
