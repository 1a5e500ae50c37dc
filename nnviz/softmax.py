"""Softmax in steps: how scores become probabilities, with the result of every recorded call.
Beside them stands what a plain exp would give, which overflows where the recorded steps do not."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from nnviz.activations import ACTIVATIONS
from nnviz.checks import Array, sample_rows
from nnviz.recording import Recorder


@dataclass(frozen=True, eq=False)
class SoftmaxSteps:
    """What softmax computes on its way, samples as rows.

    The scores `z`, their largest `top`, `shifted` = z - top, `powers` = exp(shifted), their sum `total`, and
    `probabilities` = powers / total. `naive` is exp(z) without the shift: infinite from z = 709.8 on, and
    infinity divided by infinity is no number. All (samples, classes) but top and total, (samples,).
    """

    z: Array
    top: Array
    shifted: Array
    powers: Array
    total: Array
    probabilities: Array
    naive: Array


def softmax_steps(z: ArrayLike) -> SoftmaxSteps:
    """Softmax of scores z (samples, classes), call by call: the calls that every network runs.

    Raises ValueError unless z is two-dimensional and finite.
    """
    z = sample_rows("z", z)
    record, work = Recorder(), np.array(z.T, np.float64, order="C")
    ACTIVATIONS["softmax"].forward(record, work)
    results = []
    for call in record.calls:
        call.function(*call.args)
        results.append(call.result.T.copy())
    top, shifted, powers, total, probabilities = results
    with np.errstate(over="ignore"):
        return SoftmaxSteps(z, top, shifted, powers, total, probabilities, np.exp(z))
