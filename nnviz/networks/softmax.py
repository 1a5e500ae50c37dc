"""Softmax in steps: how scores become probabilities, with the result of every recorded call.
Beside them stands what a plain exp would give, which overflows where the recorded steps do not.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from nnviz.networks.activation import Values
from nnviz.networks.activations import ACTIVATIONS
from nnviz.networks.losses import LOSSES
from nnviz.tape import Tape
from nnviz.validation import Array, same_length, sample_rows


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

    @property
    def naive_total(self) -> Array:
        """The sum of exp(z) without the shift, (samples,)."""
        return np.asarray(self.naive.sum(axis=1))

    def losses(self, Y: ArrayLike) -> Array:
        """The cross entropy of every sample, -ln of the probability of its class: (samples,).

        Taken from the scores, so that a probability too small for a float has its price too. Y as for the
        loss: class indices (samples,), or one row of probabilities for each sample.
        """
        return LOSSES["cross_entropy"].each(self.z.T, self.probabilities.T, self._targets(Y).T)

    def delta(self, Y: ArrayLike) -> Array:
        """The error p - t that flows back, dL/dz of the loss of every sample: (samples, classes)."""
        return np.asarray(self.probabilities - self._targets(Y))

    def _targets(self, Y: ArrayLike) -> Array:
        T = LOSSES["cross_entropy"].encode(Y, self.z.shape[1])
        same_length(self.z, T)
        return T


def softmax_steps(z: ArrayLike) -> SoftmaxSteps:
    """Compute softmax call by call, with the calls that every network runs.

    Parameters
    ----------
    z : array_like, (samples, classes)
        The scores.

    Returns
    -------
    SoftmaxSteps
        The result of every call, and what a plain exp would give.

    Raises
    ------
    ValueError
        Unless z is two-dimensional and finite.

    Examples
    --------
    >>> softmax_steps([[0.3, 2.9, 4.0]]).probabilities.round(3)
    array([[0.018, 0.245, 0.737]])
    """
    z = sample_rows("z", z)
    tape, work = Tape(), np.array(z.T, np.float64, order="C")
    ACTIVATIONS["softmax"].forward(tape, Values(work, work, work))
    results = []
    with np.errstate(all="ignore"):
        for call in tape.calls:
            call.function(*call.args)
            results.append(call.result.T.copy())
        top, shifted, powers, total, probabilities = results
        return SoftmaxSteps(z, top, shifted, powers, total, probabilities, np.exp(z))
