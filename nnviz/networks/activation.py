"""What an activation function is: how z becomes a, the slope da/dz, and all that is to be known of it.
Its NumPy calls are written on a tape, so showing it and training with it are the same code.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from math import inf, isfinite
from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from nnviz.tape import Tape
from nnviz.validation import Array


def constant(value: float, like: Array) -> Array:
    """A constant as a 0-d array of the same dtype: a Python float costs every call 0.3 µs more."""
    return np.array(value, like.dtype)


class Values(NamedTuple):
    """The arrays that an activation works on, all of one shape (units, samples).

    `z` before and `a` after it. They may be one array, whose z is then overwritten: that is how a network is
    run and trained. `d` is for the slope da/dz; until that is computed, it keeps what the activation has
    found on its way and the slope needs.
    """

    z: Array
    a: Array
    d: Array


class Reading(NamedTuple):
    """How one call of an activation is read: what it does in one word, and its NumPy over {0} and {1}.

    The two are its operands, with samples as rows. What `chooses` has one of its operands for a result, or 0
    or 1, so that nothing is rounded.
    """

    kind: str
    code: str
    chooses: bool = False


@dataclass(frozen=True)
class Activation:
    """One activation function, and all that is to be known of it.

    `forward(tape, values)` writes a for z. After it `slope(tape, values)` writes da/dz into d, which is
    still as `forward` left it; None means that the slope is one everywhere. `even_slope` marks a slope that
    is the same at z and -z, `kink` one that jumps at 0, `bends` one whose own slope jumps there. `refusal`
    says why a network with this activation cannot be trained by gradient ("" if it can). `whole_layer` marks
    a function that mixes the units of a layer (softmax): it is allowed at the output only and has no slope of
    its own.

    `code` is the function in one line of NumPy over z, `slope_code` da/dz over a, as it may stand as a factor
    ("" if it is one everywhere); with `slope_of_z` it is over z as well, since several z have the same a.
    `readings` say what each call of `forward` does, by the name of its NumPy function. Outputs lie between
    `low` and `high`. A unit `can_die`: if its z is below 0 for every sample, its slope is 0 and it learns no
    more. `jumps` marks a function that is not
    continuous at 0. A `transcendental` function of a fraction is never a fraction, but for `at_zero`, its
    output at z = 0, if that is one, and with `keeps_positive` for z > 0, where a = z: all other outputs are
    rounded.
    """

    name: str
    forward: Callable[[Tape, Values], None]
    slope: Callable[[Tape, Values], None] | None
    refusal: str = ""
    whole_layer: bool = False
    even_slope: bool = False
    kink: bool = False
    bends: bool = False
    code: str = ""
    slope_code: str = ""
    slope_of_z: bool = False
    readings: Mapping[str, Reading] = field(default_factory=dict, hash=False)
    low: float = -inf
    high: float = inf
    can_die: bool = False
    jumps: bool = False
    transcendental: bool = False
    at_zero: Fraction | None = Fraction(0)
    keeps_positive: bool = False

    def exact_at(self, z: float) -> bool:
        """Whether the output for a fraction z is known as a fraction too."""
        at_middle = z == 0 and self.at_zero is not None
        return not self.transcendental or at_middle or (self.keeps_positive and z > 0)

    @property
    def has_sides(self) -> bool:
        """Whether it has another formula below 0 than above, so that differences across 0 are off."""
        return self.kink or self.jumps or self.bends

    @property
    def bounded(self) -> bool:
        """Whether no output is beyond two limits, `low` and `high`."""
        return isfinite(self.low) and isfinite(self.high)

    def __call__(self, z: ArrayLike) -> Array:
        """a for any z; samples are rows, so softmax works along the last axis. z is left alone.

        Right to a relative 1e-15 for every z, and below 2.2e-308, where float64 has fewer digits, to the last
        of them. Softmax is that of the rounded z - max z: half a unit in its last place more or less is a
        relative |z - max z|·1.1e-16 in a. In the same way GELU is off by 1.1e-16 times its inner cubic.
        Swish and GELU are cut off where they are below 1e-298.
        """
        a = np.array(z, dtype=np.float64)
        rows = np.ascontiguousarray(np.atleast_2d(a).T) if self.whole_layer else a
        with np.errstate(all="ignore"):
            self.forward(Tape(eager=True), Values(rows, rows, np.empty_like(rows)))
        if not self.whole_layer:
            a[np.isnan(z)] = np.nan  # what is no number stays none; the recorded fmax and fmin would drop it
        return rows.T.reshape(a.shape) if self.whole_layer else a

    def slope_at(self, z: ArrayLike) -> Array:
        """da/dz for any z, same shape and as exact as a; where that of swish and GELU is near 0, to 1e-15.

        At the jump of "step" and at the kinks of the rectifiers, z = 0, it is that of the negative side.
        ValueError for softmax, whose outputs depend on every unit.
        """
        if self.whole_layer:
            raise ValueError(f"{self.name} has no slope for one unit alone: each output depends on all units")
        z = np.array(z, dtype=np.float64)
        if self.even_slope:  # the side on which nothing has to be cut off
            z = np.asarray(-np.abs(z))
        values, tape = Values(z, np.empty_like(z), np.ones_like(z)), Tape(eager=True)
        if self.slope is not None:
            with np.errstate(all="ignore"):
                self.forward(tape, values)
                self.slope(tape, values)
            values.d[np.isnan(z)] = np.nan
        return values.d
