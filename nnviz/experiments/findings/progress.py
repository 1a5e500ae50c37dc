"""How the loss goes on: a level that it does not leave, a rate that is too small, a run that has learned."""

from collections.abc import Iterator
from math import isfinite, log

import numpy as np

from nnviz.experiments.experiment import Experiment
from nnviz.experiments.findings.finding import Finding, finding
from nnviz.experiments.findings.situation import LEVEL, SOLVED, Situation
from nnviz.experiments.findings.units import smallest_layer, zero_start
from nnviz.experiments.goals import error_bound
from nnviz.experiments.reference_lines import ReferenceLine
from nnviz.experiments.remembered import remembered
from nnviz.training.history import Snapshot

STUCK_EPOCHS = 100  # a plateau is at least so long and at least half of the run
PLATEAU = 50  # epochs on one level, if that is the level of a known line ...
NEAR = 0.01  # ... which is so close, relatively
SLOW_AFTER = 100  # epochs before a loss is called slow, if it has lost ...
SLOW = 0.1  # ... less than this share of itself in the newer half of them, but would have lost more at ...
BEST = 0.5  # ... this share of the limit of the rate, at the same pace; the rate is ...
SMALL = 0.05  # ... below this share of it
STEADY = 0.5  # times what was lost in the older half: a loss that falls no more needs another cure
FEW = 2  # units of the smallest hidden layer
ERRORS = (0.01, 0.1, 1.0)  # an error below one of these, in original units, is small


def stuck(at: Situation) -> Finding | None:
    """The loss has long been where it is."""
    if not at.past or not isfinite(at.loss) or at.arrived:
        return None
    now, epochs = at.past[-1], at.flat_for
    if epochs < max(STUCK_EPOCHS, now.epoch / 2):
        return None
    output, share = _largest_share(now)
    return finding("stuck", epochs=epochs, loss=now.train_loss, output=output, share=share)


def _largest_share(moment: Snapshot) -> tuple[int | None, float | None]:
    """The output that the largest part of the loss comes from, and this part."""
    losses = moment.target_losses
    if not losses.size or not losses.sum() > 0:
        return None, None
    output = int(losses.argmax())
    return output, float(losses[output] / losses.sum())


def plateau(at: Situation) -> Finding | None:
    """The loss stays as high as a known line."""
    if not at.past or not isfinite(at.loss) or at.arrived:
        return None
    levels = [*((line, None) for line in at.lines), *_xor_levels(at.experiment)]
    line, rows = min(levels, key=lambda one: abs(one[0].value - at.loss), default=(None, None))
    if line is None or abs(line.value - at.loss) > NEAR * line.value:
        return None
    epochs = at.flat_for
    if epochs < PLATEAU:
        return None
    return finding("plateau", level=line.name, value=line.value, loss=at.loss, epochs=epochs, rows=rows)


@remembered
def _xor_levels(experiment: Experiment) -> tuple[tuple[ReferenceLine, int | None], ...]:
    """Where the cross-entropy of XOR's four rows stays when two, three or four of them get one answer.

    Rows that are not told apart get the share of their ones as their probability; the others cost nothing.
    """
    return tuple(_levels()) if not experiment.trainer.loss_function.by_output and _is_xor(experiment) else ()


def _levels() -> Iterator[tuple[ReferenceLine, int | None]]:
    for rows in (2, 3, 4):
        p = rows // 2 / rows
        entropy = -p * log(p) - (1 - p) * log(1 - p)
        yield ReferenceLine("rows_alike", rows / 4 * entropy), rows


def _is_xor(experiment: Experiment) -> bool:
    X, Y = experiment.train.X, experiment.train.Y
    if X.shape != (4, 2) or len(np.unique(X, axis=0)) != 4:
        return False
    corners = [np.unique(column) for column in X.T]
    if any(len(ends) != 2 for ends in corners):
        return False
    unequal = (X[:, 0] == corners[0][1]) != (X[:, 1] == corners[1][1])
    classes = Y.argmax(axis=1) if Y.shape[1] > 1 else Y[:, 0] > Y.mean()
    return bool((classes == unequal).all() or (classes != unequal).all())


def rate_too_small(at: Situation) -> Finding | None:
    """The loss falls steadily, but hardly, and there is much room below the limit of the rate."""
    if not at.past or at.past[-1].epoch < SLOW_AFTER or not isfinite(at.loss) or at.arrived:
        return None
    now = at.past[-1]
    before = next((one for one in reversed(at.past) if one.epoch <= now.epoch / 2), at.past[0])
    fall, earlier = _fall(before, now), _fall(at.past[0], before)
    if not 0 < fall < SLOW or fall < min(LEVEL, STEADY * earlier):
        return None
    rate, limit = at.experiment.trainer.rate, at.rate_limit
    if not (isfinite(limit) and rate < SMALL * limit and fall * BEST * limit > SLOW * rate):
        return None
    return finding("rate_too_small", rate=rate, limit=limit, fall=fall, epochs=now.epoch - before.epoch)


def _fall(before: Snapshot, after: Snapshot) -> float:
    """The share of itself that the loss has lost."""
    return 1 - after.train_loss / before.train_loss if before.train_loss > 0 else 1.0


def too_few_units(at: Situation) -> Finding | None:
    """The loss has long been where it is, and all goes through very few units."""
    layer = smallest_layer(at.experiment.network)
    if layer is None or layer.unit > FEW or stuck(at) is None or zero_start(at) is not None:
        return None
    return finding("too_few_units", layer=layer.layer, units=layer.unit)


def learned(at: Situation) -> Finding | None:
    """The errors on new samples are small, also when they are compared with the spread of the targets."""
    experiment, past = at.experiment, at.past
    if experiment.data.task != "regression" or not past or not past[-1].step:
        return None
    if not past[-1].test_loss < SOLVED * experiment.test_variance:
        return None
    error = error_bound(experiment, past[-1])
    bound = next((limit for limit in ERRORS if error < limit), None)
    return finding("learned", error=bound) if bound else None
