"""What somebody looks at of the shown moment alone: the slope of a chosen weight, and histograms."""

from pages.parts.train.hands import weight_slope
from pages.parts.train.histograms.histogram_panels import layers, panel_id
from pages.parts.train.histograms.histogram_values import Values, histogram_values
from pages.parts.train.run.training_session import Live
from pages.parts.train.settings import TrainSettings
from pages.shared.protocol.answers import Look
from pages.shared.protocol.requests import Request
from pages.shared.state import session
from pages.shared.text import Text

LOOKS = frozenset({"all", "look", "touch", "nothing"})


def seen(live: Live, settings: TrainSettings, request: Request, text: Text) -> Look | None:
    """Return what is to be seen of the moment that the player shows, after what was pressed; None while
    pictures are all that is asked for."""
    if request.want not in LOOKS:
        return None
    history, at = live.experiment.trainer.history, request.shown
    moment = history.at(int(at)) if at >= 0 else history[-1]
    slope = weight_slope.seen(live, settings, moment, request)
    if not settings.histograms:
        return slope
    identity = live.run, moment.step, live.edits, moment.activations, text.language

    def values() -> Values:
        return histogram_values(live, moment, text)

    found = session.kept("train:histograms", identity, values)
    opened = tuple(panel_id(layer) for layer in layers(live))
    return Look(at, {**slope.values, **found}, (*slope.open, *opened), slope.whole)
