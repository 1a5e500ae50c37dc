"""Many experiments trained together: those of one kind are one computation, with an axis of models.
A sweep can be run piece by piece and looked at between, or at once, on this machine or on others.
"""

from collections.abc import Iterable, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass, replace
from math import inf
from time import perf_counter
from typing import Any

import numpy as np

from nnviz.experiments.loss_log import LossLog
from nnviz.experiments.material import Material, Source
from nnviz.experiments.parts import ExperimentParts
from nnviz.experiments.sweep_result import Config, SweepResult
from nnviz.networks.losses import LOSSES
from nnviz.networks.network_stack import stacked
from nnviz.read_only import read_only
from nnviz.training.stack_trainer import StackTrainer, models_together
from nnviz.validation import Array, not_negative, whole_number

SECONDS_A_SLICE = 0.002  # work between two looks at the clock


def sweep(configs: Iterable[Config], executor: Executor | None = None, epochs: int = 1000) -> SweepResult:
    """Train many experiments together, each exactly as it would be trained alone.

    Those that differ only in seeds, samples, initializer and learning rate are trained as one computation:
    40 small networks take a tenth of the time that they take one after another.

    Parameters
    ----------
    configs : iterable of ExperimentConfig or ExperimentParts
        Of any kinds; often one configuration with many seeds.
    executor : concurrent.futures.Executor, optional
        Where to compute: for example a `ProcessPoolExecutor`, or the `get_executor()` of a Dask client. Every
        result is, bit for bit, the same as without. It is not shut down.
    epochs : int
        For how many epochs each is trained, at least 0.

    Returns
    -------
    SweepResult

    Raises
    ------
    ValueError
        For no configuration, and a number of epochs below 0.

    Examples
    --------
    >>> from nnviz import ExperimentConfig, sweep
    >>> tried = [ExperimentConfig(problem="rows", hidden=((3, "tanh"),), seed=seed) for seed in range(20)]
    >>> found = sweep(tried, epochs=2000)
    >>> found.losses.shape, int(found.solved().sum())
    ((20,), 19)
    """
    many = _several(configs)
    epochs = whole_number("epochs", epochs, 0)
    groups = _groups([_parts(config) for config in many])
    if executor is None:
        return _joined(many, groups, [_trained(group.parts, epochs) for group in groups])
    futures = [executor.submit(_trained, group.parts, epochs) for group in groups]
    return _joined(many, groups, [future.result() for future in futures])


class Sweep:
    """A sweep under way: many experiments that are trained together, a few epochs at a time.

    How the work is cut into `run` and `run_for` changes no number.

    Parameters
    ----------
    configs : iterable of ExperimentConfig or ExperimentParts
        As for `sweep`.

    Raises
    ------
    ValueError
        For no configuration.

    Examples
    --------
    >>> from nnviz import ExperimentConfig, Sweep
    >>> under_way = Sweep(ExperimentConfig(problem="rows", seed=seed) for seed in range(3))
    >>> under_way.run(epochs=10)
    >>> under_way.epoch, under_way.losses.shape, len(under_way.parameters)
    (10, (3,), 3)
    """

    def __init__(self, configs: Iterable[Config]) -> None:
        self.configs = _several(configs)
        self._groups = _groups([_parts(config) for config in self.configs])
        self._runs = [_Run(group.parts) for group in self._groups]
        self._slice = 1

    def __len__(self) -> int:
        return len(self.configs)

    @property
    def epoch(self) -> int:
        """Epochs done by all."""
        return self._runs[0].trainer.epoch

    @property
    def losses(self) -> Array:
        """The mean loss of each model on its training samples, (models,); NaN for what diverged."""
        return self.result().losses

    @property
    def parameters(self) -> tuple[Array, ...]:
        """Those of each model, (parameters,) for each; a copy."""
        return self.result().parameters

    def run(self, epochs: int = 1) -> None:
        """Train all for so many epochs."""
        for run in self._runs:
            run.run(epochs)

    def run_for(self, seconds: float, most_epochs: int | None = None) -> int:
        """Train all for about so many `seconds`, at least one epoch, and return the epochs done.

        `most_epochs` counts from the start of the sweep: exactly there it stops, however much time is left.
        """
        deadline = perf_counter() + not_negative("seconds", seconds)
        last = inf if most_epochs is None else whole_number("most_epochs", most_epochs, 0)
        before = now = self.epoch
        while now < last:
            started, count = perf_counter(), int(min(last - now, self._slice))
            self.run(count)
            now += count
            pace = (perf_counter() - started) / count
            self._slice = max(1, int(SECONDS_A_SLICE / max(pace, 1e-9)))
            if perf_counter() >= deadline:
                break
        return now - before

    def result(self) -> SweepResult:
        """This moment of the sweep."""
        return _joined(self.configs, self._groups, [run.outcome() for run in self._runs])


@dataclass(frozen=True)
class _Group:
    """Experiments that are trained as one computation, and their places in the list of all."""

    places: tuple[int, ...]
    parts: tuple[ExperimentParts, ...]


@dataclass(frozen=True, eq=False)
class _Outcome:
    """What became of a group: `parameters` (models, parameters), its other arrays as in `SweepResult`."""

    parameters: Array
    diverged: Array
    epochs: Array
    losses: Array


class _Run:
    """The training of a group."""

    def __init__(self, group: Sequence[ExperimentParts]) -> None:
        learning = group[0].learning
        self.trainer = StackTrainer(
            stacked([one.architecture.network(one.problem) for one in group]),
            [_material(one).train_table for one in group],
            LOSSES[learning.loss],
            learning.optimizer,
            [one.learning.optimizer.rate for one in group],
            [one.learning.seed for one in group],
            learning.batch_size,
            learning.l1,
            learning.l2,
            learning.reduction,
            learning.clip,
        )
        self._log = LossLog(self.trainer.losses())

    def run(self, epochs: int) -> None:
        """Train, and note the losses where it is time to."""
        last = self.trainer.epoch + epochs
        while self.trainer.epoch < last:
            self.trainer.run(min(last, self._log.next_epoch) - self.trainer.epoch)
            if self.trainer.epoch == self._log.next_epoch:
                self._log.note(self.trainer.losses())

    def outcome(self) -> _Outcome:
        """What has become of it so far."""
        now = self._log.up_to(self.trainer.epoch, self.trainer.losses)
        return _Outcome(self.trainer.net.parameters.copy(), self.trainer.diverged, *now)


def _trained(group: Sequence[ExperimentParts], epochs: int) -> _Outcome:
    """What an executor is asked for: all of it goes through a pipe or a network."""
    run = _Run(group)
    run.run(epochs)
    return run.outcome()


def _several(configs: Iterable[Config]) -> tuple[Config, ...]:
    many = tuple(configs)
    if not many:
        raise ValueError("configs must hold at least one experiment, got none")
    return many


def _parts(config: Config) -> ExperimentParts:
    return config if isinstance(config, ExperimentParts) else config.parts


def _material(parts: ExperimentParts) -> Material:
    return Material.of(Source(parts.problem, parts.architecture.dtype))


def _groups(many: Sequence[ExperimentParts]) -> list[_Group]:
    """Who is trained with whom: it depends on the experiments alone, so that no executor changes a sum."""
    alive = [_material(parts) for parts in many]  # kept until all are seen, so that equal ones are one
    kinds: dict[tuple[object, ...], list[int]] = {}
    for place, (parts, material) in enumerate(zip(many, alive, strict=True)):
        kinds.setdefault(_kind(parts, material.train_table.shape), []).append(place)
    groups = []
    for places in kinds.values():
        first, samples = many[places[0]], len(alive[places[0]].train_table)
        sizes = (
            first.problem.inputs,
            *(units for units, _ in first.architecture.hidden),
            first.problem.outputs,
        )
        itemsize = np.dtype(first.architecture.dtype).itemsize
        most = models_together(sizes, itemsize, samples, first.learning.batch_size)
        for cut in np.array_split(places, -(-len(places) // most)):
            own = tuple(int(place) for place in cut)
            groups.append(_Group(own, tuple(many[place] for place in own)))
    return groups


def _kind(parts: ExperimentParts, shape: tuple[int, ...]) -> tuple[object, ...]:
    """What two experiments have in common that can be trained together; `shape` is that of their table."""
    optimizer: Any = parts.learning.optimizer
    learning = replace(parts.learning, seed=0, optimizer=replace(optimizer, rate=0.0))
    return replace(parts.architecture, seed=0, init=""), learning, shape, parts.problem.outputs


def _joined(
    configs: tuple[Config, ...], groups: Sequence[_Group], outcomes: Sequence[_Outcome]
) -> SweepResult:
    """The outcomes of all groups, model by model in the order of the configurations."""
    order = np.argsort([place for group in groups for place in group.places])
    rows = [row for outcome in outcomes for row in outcome.parameters]
    history = np.concatenate([outcome.losses for outcome in outcomes], axis=1)[:, order]
    diverged = np.concatenate([outcome.diverged for outcome in outcomes])[order]
    epochs = outcomes[0].epochs
    return SweepResult(
        configs,
        int(epochs[-1]),
        read_only(history[-1].copy()),
        tuple(read_only(rows[at]) for at in order),
        *(read_only(array) for array in (diverged, epochs, history)),
    )
