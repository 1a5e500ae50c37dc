"""What is wrong with a run, and that it has learned, as findings of names and numbers.
Sentences are made from them by whoever shows them, in any language.
"""

from collections.abc import Iterable, Iterator

import numpy as np
from numpy.typing import ArrayLike

from nnviz.experiments.experiment import Experiment
from nnviz.experiments.findings import climbs, data, progress, units
from nnviz.experiments.findings.finding import Finding as Finding
from nnviz.experiments.findings.situation import Situation
from nnviz.training.divergence import DivergedError
from nnviz.training.history import Snapshot


def diagnose(
    experiment: Experiment,
    history: Iterable[Snapshot] | None = None,
    diverged: DivergedError | None = None,
    parameters: ArrayLike | None = None,
) -> tuple[Finding, ...]:
    """Say what is wrong with an experiment, the most urgent first, or that it has learned.

    Little is computed over the samples if the newest snapshot of the history is of that moment: the slopes
    of units and the curvature of the loss on some of them, and only while the loss does not fall.

    Parameters
    ----------
    experiment : Experiment
    history : iterable of Snapshot, optional
        That of the trainer if not given; another for a moment of the past.
    diverged : DivergedError, optional
        The error that ended the run.
    parameters : array_like, (parameters,), optional
        Those of this moment if not given.

    Returns
    -------
    tuple of Finding
    """
    past = tuple(experiment.trainer.history if history is None else history)
    wanted = experiment.network.parameters if parameters is None else np.asarray(parameters)
    at = Situation(experiment, past, wanted)
    return tuple(found for found in _looked_for(at, diverged) if found is not None)


def _looked_for(at: Situation, error: DivergedError | None) -> Iterator[Finding | None]:
    """Everything that is looked for, in this order; a loss that climbs does not stay and has not fallen."""
    climbing = climbs.diverged(error) if error else climbs.exploding(at) or climbs.rising(at)
    yield climbing
    yield units.zero_start(at)
    yield data.one_class(at.experiment)
    yield data.out_of_reach(at.experiment)
    yield data.leakage(at.experiment)
    yield data.unscaled_inputs(at)
    yield units.no_curve(at)
    yield units.dead_units(at)
    yield units.saturated_units(at)
    if climbing is None:
        yield climbs.rate_too_large(at)
        yield progress.plateau(at)
        yield progress.stuck(at)
        yield progress.rate_too_small(at)
        yield progress.too_few_units(at)
        yield progress.learned(at)
    yield data.test_gap(at)
    yield data.many_parameters(at.experiment)
