"""The way from a moment of a run into one training step: a link with the numbers of that moment in it."""

from urllib.parse import urlencode

import nnviz
from pages.parts.train.settings import TrainSettings
from pages.shared.protocol.answers import Note, Notes
from pages.shared.protocol.panels import Action
from pages.shared.protocol.requests import Request
from pages.shared.state.training_step_link import MOST_LAYERS, MOST_UNITS, PAGE, fits, training_step_query
from pages.shared.text import Text

BUTTON = "trainingstep"
SAMPLES = 4  # of the training data that the step is shown with, where not all of them are a batch
WHOLE = 32  # samples that are shown as one batch at most
FORGETS = ("sgd",)  # optimizers that remember nothing from step to step


def asked(request: Request) -> bool:
    """Whether somebody wants to look into the shown step."""
    return any(touch.id == BUTTON for touch in request.touched)


def note(experiment: nnviz.Experiment, settings: TrainSettings, shown: float, text: Text) -> Note:
    """Return the link into the step at the moment that is shown, or why there is none."""
    snapshot = min(experiment.trainer.history, key=lambda one: abs(one.step - shown))
    network = experiment.network.copy()
    if not fits(network):
        return Note("info", text("training_step.large", layers=MOST_LAYERS, units=MOST_UNITS))
    network.load(snapshot.parameters)
    whole = experiment.trainer.steps_per_epoch == 1 and len(experiment.X_train) <= WHOLE
    X, Y = (array[: None if whole else SAMPLES] for array in (experiment.X_train, experiment.Y_train))
    query = training_step_query(network, X, Y.reshape(len(X), -1), settings.loss, learning(settings))
    href = f"{PAGE}?{urlencode({**query, 'lang': text.language})}"
    words = [text("training_step.note", epoch=f"{snapshot.epoch:,.10g}", count=len(X))]
    words.append(text("training_step.batch" if whole else "training_step.first"))
    if snapshot.step and settings.optimizer not in FORGETS:
        words.append(text("training_step.anew"))
    if settings.l1 or settings.l2:
        words.append(text("training_step.penalty"))
    said = (" " if text.language == "en" else "").join(words)
    return Note("info", said, (Action("", text("training_step.open"), href),))


def learning(settings: TrainSettings) -> dict[str, str]:
    """Return how the run learns, by the names that the link has for it."""
    found = {"optimizer": settings.optimizer, "rate": f"{settings.rate:g}", "reduction": settings.reduction}
    return found if settings.bias else {**found, "bias": "0"}


def opened(way: Note) -> str:
    """Return the page that the press of the button opens; "" where there is none."""
    return way.actions[0].href if way.actions else ""


def with_note(notes: Notes, since: float, one: Note) -> Notes:
    """Return notes with one more before those of a moment."""
    known = sorted(notes, key=lambda noted: noted[0])
    said = [lines for moment, lines in known if moment <= since]
    before = [noted for noted in known if noted[0] < since]
    later = [noted for noted in known if noted[0] > since]
    return [*before, (since, (one, *(said[-1] if said else ()))), *later]
