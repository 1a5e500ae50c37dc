"""The lesson of the page Train: one run, or many seeds of it. A touch leads from one to the other, so it is
chosen anew for every answer."""

from pages.parts.train import controls, lessons
from pages.parts.train.settings import TrainSettings
from pages.parts.train.sweep import lesson as sweep
from pages.parts.train.sweep.interactions import is_seed
from pages.shared.lessons import Lesson
from pages.shared.protocol.answers import Answer
from pages.shared.protocol.requests import Request, Touches
from pages.shared.protocol.timelines import Spec
from pages.shared.text import Text
from pages.shared.theme import ThemeName


def run(settings: TrainSettings) -> str:
    """Return the name of the timeline."""
    return sweep.run(settings) if settings.sweep else lessons.run(settings)


def spec(settings: TrainSettings, text: Text, theme: ThemeName) -> Spec:
    """Return what stays the same while it is watched."""
    return sweep.spec(settings, text, theme) if settings.sweep else lessons.spec(settings, text, theme)


def answer(settings: TrainSettings, request: Request, text: Text) -> Answer:
    """Answer the player."""
    return (sweep.answer if settings.sweep else lessons.answer)(settings, request, text)


def touched(settings: TrainSettings, touches: Touches) -> TrainSettings:
    """Return the settings after some touches; a seed that is pressed opens at the epoch that all are at."""
    if not settings.sweep:
        return lessons.changed(settings, touches)
    epoch, found = sweep.many_seeds(settings).sweep.epoch, sweep.touched(settings, touches)
    if not found.sweep and any(is_seed(touch) for touch in touches):
        controls.ask_epoch(epoch)
    return found


def after(settings: TrainSettings, text: Text) -> None:
    """Show what one run predicts, and what of it can be taken home."""
    if not settings.sweep:
        lessons.after(settings, text)


LESSON = Lesson(run, spec, answer, touched, below=lessons.below, after=after)
