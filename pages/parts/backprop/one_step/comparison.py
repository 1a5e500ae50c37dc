"""What training with the mistake does: the loss of some thousand steps with it, beside as many without."""

from dataclasses import replace
from functools import lru_cache

import numpy as np

from nnviz import TrainingComparison, compare_training
from pages.parts.backprop.one_step.arithmetic import six
from pages.parts.backprop.settings import BackpropSettings
from pages.parts.backprop.training import mistake_of, numbers_of, optimizer_of
from pages.shared.protocol.answers import Look
from pages.shared.protocol.layouts import Array
from pages.shared.protocol.panels import Action, ScenePanel
from pages.shared.protocol.spelling import spelled
from pages.shared.scenes.compared_curves import LETTERS, WORDS, compared_curves, places
from pages.shared.text import Text

PANEL = "compared"
THOUSAND = 1000
LARGE = 10.0  # times the loss at the start: so far up, training has run away


def panel(text: Text) -> ScenePanel:
    """The two curves, and the button that trains on."""
    actions = (Action("compare", text("mistake.compare")),)
    title, alt = text("mistake.curves.title"), text("mistake.curves.alt")
    return ScenePanel(PANEL, title, alt, compared_curves(), actions=actions, firm=True)


def look(settings: BackpropSettings, text: Text, later: bool) -> Look:
    """Return both curves and their words; before anything is trained, what to do. To train takes as long as
    some answers, so that what is to be told `later` is asked for when the hand rests."""
    if settings.compared and later:
        return Look(None, {}, (PANEL,), whole=False)
    made = compared(settings)
    if made is None:
        said = text("mistake.curves.none" if mistake_of(settings) else "mistake.curves.refused")
        return Look(None, {"compared": (0,), "comparedwords": spelled((said,), WORDS, LETTERS)}, (PANEL,))
    right, wrong = places(made.right, made.wrong)
    curves = {"rightcurve": right.tolist(), "wrongcurve": wrong.tolist()}
    words = spelled(courses(made, text), WORDS, LETTERS)
    return Look(None, {**curves, "compared": (1,), "comparedwords": words}, (PANEL,))


def courses(made: TrainingComparison, text: Text) -> tuple[str, str]:
    """Say how the loss went without the mistake, and with it."""
    right = text("mistake.curves.right", losses=course(made.right, text))
    if made.failure is not None:
        return right, text("mistake.curves.failed")
    return right, text("mistake.curves.wrong", losses=course(made.wrong, text))


def compared(settings: BackpropSettings) -> TrainingComparison | None:
    """Return both trainings from the first step on; None if none was asked for, or there is no mistake."""
    if not settings.compared or mistake_of(settings) is None:
        return None
    return _compared(replace(numbers_of(settings), at=0), settings.compared * THOUSAND)


@lru_cache(maxsize=8)
def _compared(settings: BackpropSettings, steps: int) -> TrainingComparison:
    """The last ones are kept, for all visitors."""
    return compare_training(
        settings.network,
        settings.X,
        settings.targets,
        settings.mistake,
        steps,
        settings.loss,
        optimizer_of(settings),
        settings.reduction,
    )


def course(losses: Array, text: Text) -> str:
    """Say from where to where the loss went, or when it was no number any more."""
    lost = np.flatnonzero(~np.isfinite(losses))
    if len(lost):
        return text("mistake.curves.lost", first=six(losses[0]), n=int(lost[0]))
    said = text("mistake.curves.course", first=six(losses[0]), last=six(losses[-1]), n=len(losses) - 1)
    if losses[-1] > LARGE * max(float(losses[0]), 1e-12):
        return text("mistake.curves.away", course=said)
    return said
