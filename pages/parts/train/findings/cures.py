"""The cures of a finding as settings to try: what the core has tried for this run, each behind a button.
What only the network and its learning have of it stands beside the run; what changes the data begins anew."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from nnviz.experiments import cures as core
from nnviz.experiments.cure_trials import TriedCure
from pages.parts.train.settings import MOST_UNITS, PENALTIES, RATES, SAMPLES, SEEDS, SETTINGS, TrainSettings
from pages.parts.train.values.second_settings import CHANGEABLE
from pages.shared.numbers.numerals import rounded
from pages.shared.protocol.ids import Id
from pages.shared.protocol.panels import Action
from pages.shared.text import Text

CURE = "cure."
BESIDE = ("rate", "adam", "leaky", "units", "seed")  # what one may compare any run with
MOST = 3  # buttons of one finding


@dataclass(frozen=True)
class Cure:
    """Settings to try; the `name` is that of a text, and of the button."""

    name: str
    settings: TrainSettings


def cured(settings: TrainSettings, name: str, number: int = 1) -> TrainSettings:
    """Return the settings after the button of a cure; as they are if there is none of this name, or if it
    asks for what the page has not."""
    if name not in core.CHANGES or settings.waits_for_file:
        return settings
    changes = core.changed(settings.experiment, name, number)
    return replace(settings, **changes) if can_be_set(changes) else settings


def cures(settings: TrainSettings) -> tuple[Cure, ...]:
    """Return what can be tried beside any run: only what changes its settings."""
    found = (Cure(name, cured(settings, name)) for name in BESIDE)
    return tuple(cure for cure in found if cure.settings != settings)


def can_be_set(changes: Mapping[str, Any]) -> bool:
    """Return whether the controls of the page have such values."""
    hidden = all(units <= MOST_UNITS for units, _ in changes.get("hidden", ()))
    samples = SAMPLES[0] <= changes.get("samples", SAMPLES[0]) <= SAMPLES[1]
    seeds = all(changes.get(name, SEEDS[0]) <= SEEDS[1] for name in ("seed", "split_seed"))
    rates = changes.get("rate", RATES[0]) in RATES and changes.get("l2", PENALTIES[0]) in PENALTIES
    known = changes.keys() <= SETTINGS.keys()
    return known and hidden and samples and seeds and rates


def stands_beside(settings: TrainSettings, other: TrainSettings) -> bool:
    """Return whether a run with other settings learns from the same data, so that both can be compared."""
    return replace(settings, **{name: getattr(other, name) for name in CHANGEABLE}) == other


def buttons(tried: tuple[TriedCure, ...], text: Text) -> tuple[Action, ...]:
    """Return a button for each cure that helped, those that helped most first."""
    offered = [cure for cure in tried if can_be_set(cure.changes)]
    offered.sort(key=lambda cure: cure.after)
    return tuple(_button(cure, text) for cure in offered[:MOST])


def _button(cure: TriedCure, text: Text) -> Action:
    number = () if cure.number == 1 else (cure.number,)
    values = {name: rounded(cure.changes[name]) for name in ("rate", "l2") if name in cure.changes}
    values |= {name: f"{cure.changes[name]:,}" for name in ("samples",) if name in cure.changes}
    return Action(str(Id(f"{CURE}{cure.name}", number)), text(f"cure.{cure.name}", **values))
