"""The trials of cures beside a run that is watched: a slice of work with each answer, until all are tried."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from time import perf_counter

import nnviz
from nnviz.experiments.cure_trials import CureTrials, TriedCure, relative_loss
from nnviz.experiments.cures import CURES

SECONDS = 0.03  # of trials with an answer of a run that goes on ...
AT_END = 0.4  # ... and with the last one before it rests

Tried = Mapping[str, tuple[TriedCure, ...]]  # by the kinds of findings the cures that helped


def as_now(config: nnviz.ExperimentConfig, trainer: nnviz.Trainer) -> nnviz.ExperimentConfig:
    """Return a configuration with what its run trains with at present."""
    size = None if trainer.batch_size == trainer.samples else trainer.batch_size
    hidden = tuple(
        (units, activation)
        for (units, _), activation in zip(config.hidden, trainer.net.activations, strict=False)
    )
    values = {name: getattr(trainer, name) for name in ("rate", "l1", "l2", "clip")}
    return replace(config, **values, batch_size=size, hidden=hidden)


class CureTrying:
    """What was tried for a run with this configuration; with other live values all is tried anew."""

    def __init__(self, config: nnviz.ExperimentConfig) -> None:
        self._start(config)

    def _start(self, config: nnviz.ExperimentConfig) -> None:
        self._config, self._trials = config, CureTrials(config)
        self._open: dict[str, Iterator[TriedCure | None]] = {}
        self._helped: dict[str, tuple[TriedCure, ...]] = {}

    def go_on(
        self, experiment: nnviz.Experiment, findings: tuple[nnviz.Finding, ...], seconds: float
    ) -> Tried:
        """Try what helps against the findings of this moment for so long; return what has helped so far."""
        trainer, end = experiment.trainer, perf_counter() + seconds
        config = as_now(self._config, trainer)
        if config != self._config:
            self._start(config)
        for found in findings:
            if found.kind in CURES and found.kind not in self._helped:
                loss = relative_loss(experiment, trainer.history[-1].train_loss)
                self._open[found.kind] = self._trials.tried(found, loss)
                self._helped[found.kind] = ()
            self._try(found.kind, end)
        return {one.kind: self._helped[one.kind] for one in findings if self._helped.get(one.kind)}

    def _try(self, kind: str, end: float) -> None:
        while kind in self._open and perf_counter() < end:
            try:
                cure = next(self._open[kind])
            except StopIteration:
                del self._open[kind]
                return
            if cure is not None:
                self._helped[kind] = (*self._helped[kind], cure)
