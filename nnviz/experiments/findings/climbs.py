"""A loss that climbs: a run that diverges, explodes or rises, and a rate above its limit."""

from collections.abc import Iterable, Sequence
from itertools import islice, takewhile
from math import isfinite

from nnviz.experiments.experiment import Experiment
from nnviz.experiments.findings.finding import Finding, finding
from nnviz.experiments.findings.situation import Situation
from nnviz.training.divergence import DivergedError
from nnviz.training.history import Snapshot
from nnviz.training.rate_advice import penalties

EXPLODED = 1000.0  # times the first loss, or the variance if that is larger
RISING_FOR = 3  # the newest snapshots, all of which ...
RISEN = 1.5  # ... lie above so many times the loss where the rise began ...
RISEN_BY = 0.1  # ... and above it by this part of the variance: more than the waves of batches and of Adam
LATELY = 4  # the newest snapshots, among which ...
BOUNCE = 0.01  # ... a loss that bounces rises again by this share
AT_START = 2.0  # times the limit: before the first update, only a rate that is so large is told of


def diverged(error: DivergedError) -> Finding:
    """What a run that diverged says of itself."""
    return finding(
        "diverged",
        step=error.step,
        layer=error.layer,
        loss=error.loss,
        rate=error.rate,
        suggested_rate=error.suggested_rate,
    )


def exploding(at: Situation) -> Finding | None:
    """Still finite, but far above where it began."""
    past, experiment = at.past, at.experiment
    if not past or not past[-1].train_loss > EXPLODED * max(past[0].train_loss, experiment.variance):
        return None
    return finding(
        "exploding",
        loss=past[-1].train_loss,
        first_loss=past[0].train_loss,
        **_blame(past, experiment),
    )


def rising(at: Situation) -> Finding | None:
    """The last few snapshots all lie clearly above the lowest since the loss was last so high."""
    past, experiment = at.past, at.experiment
    low = _lowest_before_the_rise(past, experiment.variance)
    if low is None or not _objective(past[-1], experiment) > _objective(low, experiment):
        return None
    return finding(
        "rising",
        step=low.step,
        epoch=low.epoch,
        low_loss=low.train_loss,
        loss=past[-1].train_loss,
        **_blame([moment for moment in past if moment.step > low.step], experiment),
    )


def _blame(past: Sequence[Snapshot], experiment: Experiment) -> dict[str, float | None]:
    """The rate at the height of the rise, which may have been changed since, and a smaller one."""
    trainer = experiment.trainer
    height = max(past, key=lambda moment: moment.train_loss)
    rate = trainer.rates.at(height.step)
    return {"rate": rate, "suggested_rate": trainer.advice_on(rate).suggested}


def _lowest_before_the_rise(past: Sequence[Snapshot], variance: float) -> Snapshot | None:
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


def rate_too_large(at: Situation) -> Finding | None:
    """The rate is above the limit of this moment, and the loss does not simply fall.

    Near the limit a loss often falls all the same, so the limit alone would be no fault.
    """
    past, rate = at.past, at.experiment.trainer.rate
    if not past or not isfinite(at.loss) or at.arrived or (past[-1].step and not _bounces(past[-LATELY:])):
        return None
    limit, begins = at.rate_limit, not past[-1].step
    too_large = rate > (AT_START * limit if begins else limit)
    if not too_large or (begins and not at.overshoots):
        return None
    return finding("rate_too_large", rate=rate, limit=limit)


def _bounces(past: Sequence[Snapshot]) -> bool:
    losses = [moment.train_loss for moment in past]
    return losses[-1] > (1 + BOUNCE) * min(losses)
