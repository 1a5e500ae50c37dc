"""One neuron: inputs times weights, added up, plus a bias, through an activation function.
With the activation "step" it fires, 1 or 0, and a threshold is the same thing as a negative bias.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from nnviz.networks.activations import HIDDEN_ACTIVATIONS
from nnviz.read_only import read_only
from nnviz.validation import Array, choice, finite_number, sample_or_rows, vector, whole_number

PerSample = Any  # a float for one sample (inputs,), an array (samples,) for several (samples, inputs)


@dataclass(frozen=True, eq=False, init=False)
class Neuron:
    """One neuron: a = activation(x·w + b).

    All methods take one sample x (inputs,) and give a float, or several X (samples, inputs) and give an array
    (samples,); a sum too large for float64 becomes inf. `dataclasses.replace` works.

    Parameters
    ----------
    weights : array_like, (inputs,)
        Kept as read-only float64.
    bias : float, optional
        Added to the sum; 0 if neither `bias` nor `threshold` is given.
    activation : str
        A key of `HIDDEN_ACTIVATIONS`.
    threshold : float, optional
        In place of the bias: the neuron fires where sum >= threshold, which is sum + bias >= 0 with
        bias = -threshold. Ties fire.

    Raises
    ------
    ValueError
        For both bias and threshold, other shapes, and what is not a finite real number.

    References
    ----------
    McCulloch and Pitts, 1943; with weights that are learned: Rosenblatt, 1958.

    Examples
    --------
    >>> both = Neuron([1, 1], threshold=2)
    >>> both([[0, 1], [1, 1]])
    array([0., 1.])
    """

    weights: Array
    bias: float
    activation: str

    def __init__(
        self,
        weights: ArrayLike,
        bias: float | None = None,
        activation: str = "step",
        *,
        threshold: float | None = None,
    ) -> None:
        if bias is not None and threshold is not None:
            raise ValueError(
                "a neuron takes a bias or a threshold, since bias = -threshold, "
                f"got bias={bias!r} and threshold={threshold!r}; leave one out"
            )
        own = read_only(vector("weights", weights) + 0.0)  # a copy, without -0.0
        if threshold is not None:
            bias = 0.0 - finite_number("threshold", threshold)
        object.__setattr__(self, "weights", own)
        object.__setattr__(self, "bias", finite_number("bias", 0.0 if bias is None else bias))
        object.__setattr__(self, "activation", choice("activation", activation, HIDDEN_ACTIVATIONS))

    @property
    def inputs(self) -> int:
        """How many inputs there are."""
        return len(self.weights)

    @property
    def threshold(self) -> float:
        """The sum from which on the neuron fires: -bias, where 0 has no sign."""
        return 0.0 - self.bias

    def products(self, X: ArrayLike) -> Array:
        """Every input times its weight, in the shape of X."""
        return products(sample_or_rows("X", X, self.inputs), self.weights)

    def weighted_sum(self, X: ArrayLike) -> PerSample:
        """X @ w, added up from the first input to the last."""
        return _plain(added_up(self.products(X)))

    def before(self, X: ArrayLike) -> PerSample:
        """z = X @ w + b, before the activation: the bias comes last, so that z >= 0 is sum >= threshold."""
        with np.errstate(all="ignore"):
            return _plain(added_up(self.products(X)) + self.bias)

    def fires(self, X: ArrayLike) -> PerSample:
        """Whether the sum of a sample X reaches the threshold, as bool: z >= 0, whatever the activation."""
        fired = np.asarray(self.before(X)) >= 0
        return fired if fired.ndim else bool(fired)

    def __call__(self, X: ArrayLike) -> PerSample:
        """The output a = activation(z) for X."""
        return _plain(HIDDEN_ACTIVATIONS[self.activation](self.before(X)))

    def slope(self, X: ArrayLike) -> PerSample:
        """da/dz at the z of X: how much the output moves with z. 0 everywhere for "step"."""
        return _plain(HIDDEN_ACTIVATIONS[self.activation].slope_at(self.before(X)))

    def tangent(self, x: ArrayLike, X: ArrayLike) -> PerSample:
        """The straight line that touches the output at one sample x (inputs,), over X: a + da/dz·(Z - z).

        Within a small step it is what the output does; z and Z are the sums before the activation.
        """
        with np.errstate(all="ignore"):
            return _plain(self(x) + self.slope(x) * (np.asarray(self.before(X)) - self.before(x)))

    def nudged(self, input: int, by: float) -> "Neuron":
        """A neuron whose weight number `input`, from 0, is larger by `by`; ValueError for another number."""
        weights = self.weights.copy()
        place = whole_number("input", input, 0, self.inputs - 1, "the last input")
        weights[place] += finite_number("by", by)
        return Neuron(weights, self.bias, self.activation)

    def change(self, X: ArrayLike, input: int, by: float) -> PerSample:
        """How much the output for X changes, new minus old, when the weight `input` is larger by `by`."""
        return self.nudged(input, by)(X) - self(X)


def products(X: Array, w: Array) -> Array:
    """x_i·w_i in the shape of X (inputs,) or (samples, inputs), with 0 for -0."""
    with np.errstate(all="ignore"):
        return np.asarray(X * w + 0.0)


def added_up(terms: Array) -> Array:
    """The sums along the last axis, added from left to right.

    `X @ w` adds in another order for one sample than for many, and the last bit decides whether a tie fires.
    """
    with np.errstate(all="ignore"):
        return np.asarray(np.add.accumulate(terms, axis=-1)[..., -1])


def _plain(values: ArrayLike) -> PerSample:
    array = np.asarray(values)
    return array if array.ndim else float(array)
