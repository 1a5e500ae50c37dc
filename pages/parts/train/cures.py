"""What may help a run that is stuck: other settings to try, each the same experiment with one thing changed.
None of them is promised to help; every one is a button, and an undo away."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from pages.parts.train.settings import MOST_UNITS, RATES, SEEDS, TrainSettings

LARGER = 4  # places on the scale of learning rates: ten times as large
MORE = 2  # times the units

Change = Callable[[TrainSettings], TrainSettings]


@dataclass(frozen=True)
class Cure:
    """Settings to try; the `name` is that of a text, and of the button."""

    name: str
    settings: TrainSettings


def cures(settings: TrainSettings, dead: bool = False) -> tuple[Cure, ...]:
    """Return what can be tried from some settings: only what changes them, and no larger rate where units are
    `dead`, which it cannot revive."""
    found = (
        Cure(name, change(settings)) for name, change in CHANGES.items() if not (dead and name == "rate")
    )
    return tuple(cure for cure in found if cure.settings != settings)


def cured(settings: TrainSettings, name: str) -> TrainSettings:
    """Return the settings after the button of a cure; as they are if there is none of this name."""
    return CHANGES[name](settings) if name in CHANGES else settings


def _larger_rate(settings: TrainSettings) -> TrainSettings:
    place = next(at for at, rate in enumerate(RATES) if rate >= settings.rate)
    return replace(settings, rate=RATES[min(place + LARGER, len(RATES) - 1)])


def _adam(settings: TrainSettings) -> TrainSettings:
    return replace(settings, optimizer="adam")


def _leaky(settings: TrainSettings) -> TrainSettings:
    hidden = tuple((units, "leaky_relu" if name == "relu" else name) for units, name in settings.hidden)
    return replace(settings, hidden=hidden)


def _more_units(settings: TrainSettings) -> TrainSettings:
    return replace(
        settings, hidden=tuple((min(MOST_UNITS, MORE * units), name) for units, name in settings.hidden)
    )


def _other_seed(settings: TrainSettings) -> TrainSettings:
    return replace(settings, stream="seeded", seed=(settings.seed + 1) % (SEEDS[1] + 1))


CHANGES: Mapping[str, Change] = {
    "rate": _larger_rate,
    "adam": _adam,
    "leaky": _leaky,
    "units": _more_units,
    "seed": _other_seed,
}
