"""What an experiment learns from: samples in two parts, their scaling, and the tables that a network takes.
Experiments that are alive at the same time and have the same data share them; nobody can write to them.
"""

from dataclasses import dataclass
from functools import cached_property
from math import nan
from threading import Lock
from typing import NamedTuple
from weakref import WeakValueDictionary

import numpy as np

from nnviz.blocks import table
from nnviz.datasets import Dataset
from nnviz.datasets.features import FeatureMap, StandardizedFeatures
from nnviz.datasets.scaling import Standardizer, Translation
from nnviz.experiments.parts import Problem
from nnviz.validation import Array


class Source(NamedTuple):
    """What makes two materials the same: where the samples come from, and what is done to them."""

    problem: Problem
    dtype: str


@dataclass(frozen=True, eq=False)
class Material:
    """`data` and its parts `train` and `test` in original units, and what translates them.

    `inputs` and `targets` are fitted on the training part only, or change nothing. `train_table` and
    `test_table` (samples, inputs + 1 + targets) hold the parts as a network takes them, in its dtype. Without
    a test part `test` is None and `test_table` empty.
    """

    data: Dataset
    train: Dataset
    test: Dataset | None
    inputs: Translation
    targets: Standardizer
    train_table: Array
    test_table: Array

    @classmethod
    def of(cls, source: Source) -> "Material":
        """The material of `source`, made anew unless an experiment that is still alive has it."""
        with _LOCK:
            found = _ALIVE.get(source)
            if found is None:
                found = _ALIVE[source] = cls._made(source)
            return found

    @classmethod
    def _made(cls, source: Source) -> "Material":
        problem = source.problem
        data = problem.make()
        train, test = _parts(data, problem)
        inputs, targets = _translation(train, problem), Standardizer.identity(data.Y.shape[1])
        if problem.standardise and data.task == "regression":
            targets = Standardizer.fit(train.Y)
        first, second = (
            table(inputs.transform(part.X), targets.transform(part.Y), np.dtype(source.dtype))
            for part in (train, test or train)
        )
        return cls(data, train, test, inputs, targets, first, second if test else second[:0])

    @cached_property
    def variance(self) -> float:
        """Half the summed variance of the training targets, in the network's units."""
        return _half_variance(self.targets.transform(self.train.Y))

    @cached_property
    def test_variance(self) -> float:
        """The same for the test targets; NaN without a test part."""
        return _half_variance(self.targets.transform(self.test.Y)) if self.test else nan


def _parts(data: Dataset, problem: Problem) -> tuple[Dataset, Dataset | None]:
    """The samples to train on and those for the test; None where all are to be trained on."""
    if problem.train_fraction == 1:
        return data, None
    return data.split(problem.train_fraction, problem.shuffle)


def _translation(train: Dataset, problem: Problem) -> Translation:
    """What makes the inputs of the network from samples in original units."""
    if problem.features:
        features = FeatureMap(problem.features)
        return StandardizedFeatures.fit(features, train.X) if problem.standardise else features
    return Standardizer.fit(train.X) if problem.standardise else Standardizer.identity(train.X.shape[1])


def _half_variance(Y: Array) -> float:
    return float(Y.var(axis=0).sum()) / 2


_ALIVE: WeakValueDictionary[Source, Material] = WeakValueDictionary()
_LOCK = Lock()
