"""Trials of cures: a cure is offered only after a short training beside has really come further with it.
A trial begins where a run began, on some of its samples; the run itself is left alone.
"""

from collections.abc import Generator, Iterator, Mapping
from dataclasses import dataclass
from math import inf, isfinite
from typing import Any

import numpy as np

from nnviz.experiments.config import ExperimentConfig
from nnviz.experiments.cures import CURES, changed, cured, places_down
from nnviz.experiments.diagnosis import diagnose
from nnviz.experiments.experiment import Experiment
from nnviz.experiments.findings.finding import Finding
from nnviz.experiments.findings.situation import SOLVED
from nnviz.training.divergence import DivergedError
from nnviz.training.rate_advice import most_samples
from nnviz.training.trainer import Trainer

BETTER = 0.8  # times the loss that it has to beat
SEEDS = 5  # other seeds that are tried, until one is better
SHARE = 0.5  # of the limit of the rate: there the steepest direction is level after a single update
EFFORT = 60_000_000  # samples times parameters of all the updates of one trial, where ...
OVERHEAD = 5000  # ... an update counts so much more, however small it is ...
UPDATES = 4000  # ... but at most so many updates
SLICE = 100  # updates from one look to the next


@dataclass(frozen=True)
class TriedCure:
    """A cure that was tried and helps: its `name` and `number` as `cured` takes them.

    `changes` are the fields of the configuration that it changes. `before` and `after` are losses without and
    with it, relative to that of the best constant answer, after as many updates.
    """

    name: str
    number: int
    changes: Mapping[str, Any]
    before: float
    after: float


class CureTrials:
    """The trials of the cures for one run; what was tried once is remembered.

    Parameters
    ----------
    config : ExperimentConfig
        Of the run.
    """

    def __init__(self, config: ExperimentConfig) -> None:
        self._config = config
        self._known: dict[tuple[ExperimentConfig, bool], float] = {}

    def tried(self, finding: Finding, now: float = inf) -> Iterator[TriedCure | None]:
        """The cures for a finding that help, each as soon as it is known; None after each slice of work.

        Parameters
        ----------
        finding : Finding
            Of the run.
        now : float
            The training loss of the run at this moment, relative to that of the best constant answer; a cure
            has to beat this as well, and the run itself after as many updates, and the constant answer. For
            a gap between test and training it is the test loss after as many updates that counts.
        """
        before: float | None = None
        for name in CURES.get(finding.kind, ()):
            for number in self._numbers(name, finding):
                other = cured(self._config, name, number)
                if other is None:
                    continue
                if finding.kind == "one_class":
                    helps, after = _is_gone(finding, other), 0.0
                else:
                    if before is None:
                        reached = yield from self._reached(self._config, finding)
                        before = min(now if finding.kind != "test_gap" else inf, 1.0, reached)
                    after = yield from self._reached(other, finding)
                    helps = after < BETTER * before
                if helps:
                    known = changed(self._config, name, number)
                    yield TriedCure(name, number, known, before or 0.0, after)
                    break

    def _numbers(self, name: str, finding: Finding) -> tuple[int, ...]:
        if name == "seed":
            return tuple(range(1, SEEDS + 1))
        if name != "slower":
            return (1,)
        rate, values = self._config.rate, finding.values
        if values.get("suggested_rate"):
            return (places_down(rate, values["suggested_rate"]),)
        if values.get("limit"):
            return (places_down(rate, SHARE * values["limit"]),)
        return tuple(places_down(rate, rate / over) for over in (3, 10, 100))

    def _reached(self, config: ExperimentConfig, finding: Finding) -> Generator[None, None, float]:
        """The relative loss that a configuration reaches, training it slice by slice."""
        tests = finding.kind == "test_gap"
        key = config, tests
        if key not in self._known:
            trial = _Trial(config, tests)
            while trial.goes_on():
                yield
            self._known[key] = trial.loss
        return self._known[key]


def tried_cures(config: ExperimentConfig, finding: Finding, now: float = inf) -> tuple[TriedCure, ...]:
    """All cures for a finding that help, at once; see `CureTrials.tried`."""
    return tuple(found for found in CureTrials(config).tried(finding, now) if found is not None)


def relative_loss(experiment: Experiment, loss: float) -> float:
    """A training loss as a multiple of that of the best constant answer; as it is if that costs nothing."""
    return loss / (experiment.variance or 1.0)


def _is_gone(finding: Finding, config: ExperimentConfig) -> bool:
    return all(found.kind != finding.kind for found in diagnose(Experiment(config)))


class _Trial:
    """A short training of a configuration on some of its samples; `loss` is the relative one so far."""

    def __init__(self, config: ExperimentConfig, tests: bool) -> None:
        experiment = self._experiment = Experiment(config, 1)
        self._tests, self.loss = tests, inf
        net, table = experiment.network, experiment.material.train_table
        few = len(table) if tests else most_samples(net)
        rows = table[:: -(-len(table) // few)]
        inputs = net.sizes[0]
        learning = experiment.parts.learning
        size = None if learning.batch_size is None else min(learning.batch_size, len(rows))
        self._trainer = Trainer(
            net,
            *(rows[:, :inputs], rows[:, inputs + 1 :]),
            loss=learning.loss,
            optimizer=learning.optimizer,
            batch_size=size,
            l1=learning.l1,
            l2=learning.l2,
            seed=learning.seed,
            history_bytes=1,
            reduction=learning.reduction,
        )
        effort = EFFORT // (OVERHEAD + self._trainer.batch_size * net.parameters.size)
        self._updates = max(SLICE, min(UPDATES, effort))

    def goes_on(self) -> bool:
        """Train for one slice; return whether there is more to do."""
        trainer = self._trainer
        try:
            trainer.run(max(1, SLICE // trainer.steps_per_epoch))
        except DivergedError:
            self.loss = inf
            return False
        self.loss = self._relative_loss()
        return isfinite(self.loss) and self.loss > SOLVED and trainer.steps < self._updates

    def _relative_loss(self) -> float:
        experiment, trainer = self._experiment, self._trainer
        with np.errstate(all="ignore"):
            if self._tests:
                loss = trainer.evaluator.loss(experiment.material.test_table)
                return loss / experiment.test_variance
            return relative_loss(experiment, trainer.loss())
