"""The learning rates that a run has had: a link that opens at an epoch trains with each of them as long as it
held. In the link they stand as `500:0.01;800:0.1`: up to epoch 500 the first, up to 800 the second."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import inf
from typing import Any

from pages.shared.numbers.numerals import ascii_signs
from pages.shared.state.codecs import Codec, Reading

MOST = 12  # changes that a link carries; a run that was changed more often is not said to have been

Changes = tuple[tuple[float, float], ...]  # the epoch up to which a rate held, and the rate


@dataclass(frozen=True)
class RateChanges:
    """The rates that held before, in their order, and the `rate` that holds from the last change on."""

    before: Changes
    rate: float

    def at(self, epoch: float) -> float:
        """Return the rate of the updates that follow an epoch."""
        return next((rate for until, rate in self.before if epoch < until), self.rate)

    def next(self, epoch: float) -> float:
        """Return the epoch at which the rate changes next; infinite if it does not."""
        return next((until for until, _ in self.before if epoch < until), inf)

    def turned(self, epoch: float, rate: float) -> "RateChanges":
        """Return the same with another rate from an epoch on; what was to come after it does not come."""
        done = tuple(one for one in self.before if one[0] < epoch)
        held = next((one for until, one in self.before if epoch <= until), self.rate)
        return RateChanges((*done, (epoch, held)) if epoch > 0 and held != rate else done, rate)

    @property
    def linked(self) -> Changes:
        """What a link says of it: nothing, if that would be too much."""
        return self.before if len(self.before) <= MOST else ()


@dataclass(frozen=True)
class ChangesOfRate:
    """Changes in a link: epochs that grow, each with a rate, which have these codecs."""

    epoch: Codec
    rate: Codec

    def read(self, text: str) -> Reading | None:
        parts = [part.split(":") for part in ascii_signs(text).split(";")] if text else []
        if len(parts) > MOST or any(len(part) != 2 for part in parts):
            return None
        found = [(self.epoch.read(until), self.rate.read(rate)) for until, rate in parts]
        values = tuple((until[0], rate[0]) for until, rate in found if until and rate)
        if len(values) < len(found) or not grows([until for until, _ in values]):
            return None
        return values, all(until and until[1] and rate and rate[1] for until, rate in found)

    def write(self, value: Any) -> str:
        return ";".join(f"{self.epoch.write(until)}:{self.rate.write(rate)}" for until, rate in value)


def grows(epochs: Sequence[float]) -> bool:
    """Whether epochs lie behind the start, each behind the one before it."""
    return all(before < after for before, after in zip((0.0, *epochs), epochs, strict=False))
