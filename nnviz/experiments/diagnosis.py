"""What is wrong with a run, and that it has learned, as findings of names and numbers.
Sentences are made from them by whoever shows them, in any language.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import islice, takewhile
from math import isfinite
from types import MappingProxyType
from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from nnviz.experiments.experiment import Experiment
from nnviz.experiments.goals import error_bound
from nnviz.training.divergence import DivergedError
from nnviz.training.history import Snapshot
from nnviz.training.inspection import by_layer, silent_units
from nnviz.training.rate_advice import penalties
from nnviz.validation import Array

STUCK_EPOCHS = 100  # a plateau is at least so long and at least half of the run ...
STUCK_CHANGE = 0.01  # ... within which the loss stays this close, relatively, to its value now ...
SOLVED = 0.01  # ... unless it is below this part of the variance: then the run has arrived
EXPLODED = 1000.0  # times the first loss, or the variance if that is larger
RISING_FOR = 3  # the newest snapshots, all of which ...
RISEN = 1.5  # ... lie above so many times the loss where the rise began ...
RISEN_BY = 0.1  # ... and above it by this part of the variance: more than the waves of batches and of Adam
GAP_RATIO = 1.5  # test loss to training loss ...
LEARNED = 0.5  # ... once the training loss is below this part of the variance: before, nothing is learned
ERRORS = (0.01, 0.1, 1.0)  # an error below one of these, in original units, is small


@dataclass(frozen=True)
class Finding:
    """One finding: its `kind`, and the `values` that belong to it.

    - "diverged": step, layer, loss, rate, suggested_rate
    - "exploding": loss, first_loss, rate, suggested_rate
    - "rising": step and epoch where it began, low_loss there, loss now, rate, suggested_rate
    - "dead_units": units (a tuple of `Unit`)
    - "stuck": epochs, loss, output (from 0) with the largest share of the loss, and this share; both are None
      where the loss does not go output by output
    - "learned": error, a bound for the root mean square error of every output on the test samples, in
      original units
    - "test_gap": ratio, train_loss, test_loss
    - "many_parameters": parameters, samples

    `rate` is the one that was too large, `suggested_rate` a smaller one that was tried, or None; see
    `Trainer.advice_on`.
    """

    kind: str
    values: Mapping[str, Any]


def diagnose(
    experiment: Experiment,
    history: Iterable[Snapshot] | None = None,
    diverged: DivergedError | None = None,
    parameters: ArrayLike | None = None,
) -> tuple[Finding, ...]:
    """Say what is wrong with an experiment, the most urgent first, or that it has learned.

    Nothing is computed over the samples if the newest snapshot of the history is of that moment.

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
    past = list(experiment.trainer.history if history is None else history)
    climbs = _diverged(diverged) or _exploding(past, experiment) or _rising(past, experiment)
    found = (
        climbs,
        _dead_units(experiment, _activity(past, experiment, parameters)),
        None if climbs else _stuck(past, experiment.variance),
        None if climbs else _learned(past, experiment),
        _test_gap(past, experiment.variance),
        _many_parameters(experiment),
    )
    return tuple(finding for finding in found if finding is not None)


def _finding(kind: str, **values: Any) -> Finding:
    return Finding(kind, MappingProxyType(values))


def _diverged(error: DivergedError | None) -> Finding | None:
    if error is None:
        return None
    return _finding(
        "diverged",
        step=error.step,
        layer=error.layer,
        loss=error.loss,
        rate=error.rate,
        suggested_rate=error.suggested_rate,
    )


def _exploding(past: list[Snapshot], experiment: Experiment) -> Finding | None:
    """Still finite, but far above where it began."""
    if not past or not past[-1].train_loss > EXPLODED * max(past[0].train_loss, experiment.variance):
        return None
    return _finding(
        "exploding",
        loss=past[-1].train_loss,
        first_loss=past[0].train_loss,
        **_blame(past, experiment),
    )


def _rising(past: list[Snapshot], experiment: Experiment) -> Finding | None:
    """The last few snapshots all lie clearly above the lowest since the loss was last so high."""
    low = _lowest_before_the_rise(past, experiment.variance)
    if low is None or not _objective(past[-1], experiment) > _objective(low, experiment):
        return None
    return _finding(
        "rising",
        step=low.step,
        epoch=low.epoch,
        low_loss=low.train_loss,
        loss=past[-1].train_loss,
        **_blame([moment for moment in past if moment.step > low.step], experiment),
    )


def _blame(past: list[Snapshot], experiment: Experiment) -> dict[str, float | None]:
    """The rate at the height of the rise, which may have been changed since, and a smaller one."""
    trainer = experiment.trainer
    height = max(past, key=lambda moment: moment.train_loss)
    rate = trainer.rates.at(height.step)
    return {"rate": rate, "suggested_rate": trainer.advice_on(rate).suggested}


def _lowest_before_the_rise(past: list[Snapshot], variance: float) -> Snapshot | None:
    """Where the rise began, if there is one: of a loss that falls, only one snapshot is looked at."""

    def clearly_above(moment: Snapshot) -> float:
        return max(RISEN * moment.train_loss, moment.train_loss + RISEN_BY * variance)

    if len(past) <= RISING_FOR or not isfinite(past[-1].train_loss):
        return None
    now = past[-1].train_loss
    before: Iterable[Snapshot] = islice(reversed(past), 1, None)
    if now <= clearly_above(past[0]):
        before = takewhile(lambda moment: moment.train_loss < now, before)
    low = min(before, key=lambda moment: moment.train_loss, default=None)
    if low is None or any(not moment.train_loss > clearly_above(low) for moment in past[-RISING_FOR:]):
        return None
    return low


def _objective(moment: Snapshot, experiment: Experiment) -> float:
    """The loss with the penalties of now: where these were made stronger, the rate is not to blame."""
    trainer, net = experiment.trainer, experiment.network_at(moment.parameters)
    return moment.train_loss + penalties(net, trainer.l1, trainer.l2)


def _activity(past: list[Snapshot], experiment: Experiment, parameters: ArrayLike | None) -> Array:
    """That of the newest snapshot, if it is of this moment; else it is found now."""
    network = experiment.network
    wanted = network.parameters if parameters is None else parameters
    known = past and past[-1].activity.size == sum(network.sizes[1:-1])
    if known and np.array_equal(past[-1].parameters, wanted):
        return past[-1].activity
    return experiment.evaluate(parameters).activity


def _dead_units(experiment: Experiment, activity: Array) -> Finding | None:
    units = silent_units(experiment.network, by_layer(experiment.network, activity))
    return _finding("dead_units", units=units) if units else None


def _stuck(past: list[Snapshot], variance: float) -> Finding | None:
    if not past or not isfinite(past[-1].train_loss) or past[-1].train_loss < SOLVED * variance:
        return None
    now = past[-1]
    near = STUCK_CHANGE * now.train_loss
    level = list(takewhile(lambda moment: abs(moment.train_loss - now.train_loss) <= near, reversed(past)))
    epochs = now.epoch - level[-1].epoch
    if epochs < max(STUCK_EPOCHS, now.epoch / 2):
        return None
    output, share = _largest_share(now)
    return _finding("stuck", epochs=epochs, loss=now.train_loss, output=output, share=share)


def _largest_share(moment: Snapshot) -> tuple[int | None, float | None]:
    """The output that the largest part of the loss comes from, and this part."""
    losses = moment.target_losses
    if not losses.size or not losses.sum() > 0:
        return None, None
    output = int(losses.argmax())
    return output, float(losses[output] / losses.sum())


def _learned(past: list[Snapshot], experiment: Experiment) -> Finding | None:
    if experiment.data.task != "regression" or not past or not past[-1].step:
        return None
    error = error_bound(experiment, past[-1])
    bound = next((limit for limit in ERRORS if error < limit), None)
    return _finding("learned", error=bound) if bound else None


def _test_gap(past: list[Snapshot], variance: float) -> Finding | None:
    if not past or not past[-1].step or not past[-1].train_loss < LEARNED * variance:
        return None
    train_loss, test_loss = past[-1].train_loss, past[-1].test_loss
    if not (test_loss > GAP_RATIO * train_loss and test_loss - train_loss > SOLVED * variance):
        return None
    ratio = test_loss / train_loss if train_loss else float("inf")
    return _finding("test_gap", ratio=ratio, train_loss=train_loss, test_loss=test_loss)


def _many_parameters(experiment: Experiment) -> Finding | None:
    parameters, samples = experiment.network.parameters.size, len(experiment.train)
    return (
        _finding("many_parameters", parameters=parameters, samples=samples) if parameters >= samples else None
    )
