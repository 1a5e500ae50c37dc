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
SAMPLES = 4  # of the training data that the step is shown with


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
    X, Y = (array[:SAMPLES] for array in (experiment.X_train, experiment.Y_train))
    learning = {"optimizer": settings.optimizer, "rate": f"{settings.rate:g}"}
    query = training_step_query(network, X, Y, "half_squared_error", learning)
    href = f"{PAGE}?{urlencode({**query, 'lang': text.language})}"
    words = text("training_step.note", epoch=f"{snapshot.epoch:,.10g}", count=len(X))
    return Note("info", words, (Action("", text("training_step.open"), href),))


def with_note(notes: Notes, since: float, one: Note) -> Notes:
    """Return notes with one more before those of a moment."""
    known = sorted(notes, key=lambda noted: noted[0])
    said = [lines for moment, lines in known if moment <= since]
    before = [noted for noted in known if noted[0] < since]
    later = [noted for noted in known if noted[0] > since]
    return [*before, (since, (one, *(said[-1] if said else ()))), *later]
