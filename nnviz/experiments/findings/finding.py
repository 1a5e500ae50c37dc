"""What a finding is: a kind and its numbers. Sentences are made from them by whoever shows them, in any
language.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, TypeVar

T = TypeVar("T")


@dataclass(frozen=True)
class Finding:
    """One finding: its `kind`, and the `values` that belong to it.

    What climbs:

    - "diverged": step, layer, loss, rate, suggested_rate
    - "exploding": loss, first_loss, rate, suggested_rate
    - "rising": step and epoch where it began, low_loss there, loss now, rate, suggested_rate
    - "rate_too_large": rate, and the limit, two divided by the largest curvature of this moment

    What is wrong with units and layers:

    - "zero_start": layers (a tuple of numbers, from 1) whose units are all alike and stay so
    - "dead_units": units (a tuple of `Unit`), and since (the epoch since when each of them is)
    - "saturated_units": units, and slope, the largest share of its steepest slope that one of them has
      on nine samples out of ten
    - "no_curve": loss of the best straight line; right, the share of training samples that it classifies
      rightly, or None

    How the loss goes on:

    - "plateau": level (the name of the line at which the loss stays), value of that line, loss, epochs; rows,
      how many of XOR's four rows get one answer, or None
    - "stuck": epochs, loss, output (from 0) with the largest share of the loss, and this share; both are None
      where the loss does not go output by output
    - "rate_too_small": rate, limit, and fall, the share of itself that the loss has lost in epochs
    - "too_few_units": units of the smallest hidden layer, and its number, layer
    - "learned": error, a bound for the root mean square error of every output on the test samples, in
      original units

    What is wrong with the data:

    - "one_class": class (its number), samples
    - "out_of_reach": output (its activation) that goes from low to high, targets from least to most, and
      floor, the loss below which it cannot come
    - "leakage": input and target (from 0) that are the same numbers, samples
    - "unscaled_inputs": input (from 0), the largest one, from least to most
    - "test_gap": ratio, train_loss, test_loss
    - "many_parameters": parameters, samples

    `rate` is the one that was too large, `suggested_rate` a smaller one that was tried, or None; see
    `Trainer.advice_on`.
    """

    kind: str
    values: Mapping[str, Any]


def finding(kind: str, **values: Any) -> Finding:
    """A finding of this kind with these values."""
    return Finding(kind, MappingProxyType(values))
