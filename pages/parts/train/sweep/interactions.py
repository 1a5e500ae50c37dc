"""What is touched in a field of many seeds: one of them opens as a run of its own."""

from dataclasses import replace

from pages.parts.train.settings import TrainSettings
from pages.shared.protocol.ids import parse
from pages.shared.protocol.requests import Touch, Touches

CLOSE = "sweep.close"


def touched(settings: TrainSettings, touches: Touches) -> TrainSettings:
    """Return the settings after some touches; one of something that is not there changes nothing."""
    for touch in touches:
        found = parse(touch.id)
        if found is None or not settings.sweep:
            continue
        if found.name == CLOSE:
            settings = replace(settings, sweep=0)
        elif is_seed(touch) and found.numbers[0] < settings.sweep:
            settings = replace(settings.from_seeds, seed=found.numbers[0], sweep=0)
    return settings


def is_seed(touch: Touch) -> bool:
    """Return whether a seed was pressed."""
    found = parse(touch.id)
    return found is not None and found.name == "seed" and len(found.numbers) == 1
