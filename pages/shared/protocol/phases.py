"""The phases of a timeline: stretches of neighbouring steps that have a name and a colour of their own.
They stand along the slider of the dock, each where its steps are."""

from dataclasses import dataclass
from typing import Literal

# Every tone is a class of player.css; none is the orange or the blue of a sign.
PhaseTone = Literal["forward", "loss", "backward", "update"]


@dataclass(frozen=True)
class Phase:
    """A phase that begins at clock value `since` and ends where the next begins; a press leads to it."""

    tone: PhaseTone
    label: str
    since: float
