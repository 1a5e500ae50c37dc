"""The lesson "softmax": scores become probabilities step by step, and every score can be moved.
At first they are the scores of the network that reads digits."""

from dataclasses import replace
from functools import lru_cache

from pages.parts.network.cells import CLASSES, Row, held_score
from pages.parts.network.digits.frames import looked_into, parts, truths
from pages.parts.network.digits.training_session import DigitsLive
from pages.parts.network.settings import NetworkSettings
from pages.parts.network.softmax import losses
from pages.parts.network.softmax import panels as softmax_panels
from pages.parts.network.softmax.captions import captions
from pages.parts.network.softmax.frames import ADDED, Table, frames
from pages.shared.lessons import Lesson
from pages.shared.protocol.answers import Answer, Replace
from pages.shared.protocol.ids import Id, parse
from pages.shared.protocol.requests import Request, Touches
from pages.shared.protocol.timelines import FixedTimeline
from pages.shared.text import Text
from pages.shared.theme import ThemeName


def run(settings: NetworkSettings) -> str:
    """Return the name of the timeline."""
    return settings.view


def spec(settings: NetworkSettings, text: Text, theme: ThemeName) -> FixedTimeline:
    """Return the picture, which is the same whatever the scores are."""
    return softmax_panels.spec(settings.step, text, theme)


def answer(settings: NetworkSettings, _request: Request, text: Text) -> Answer:
    """Return all frames and their captions."""
    shown = table(settings)
    return Replace(frames(shown), captions=tuple(captions(shown, settings.update, text)))


def touched(settings: NetworkSettings, touches: Touches) -> NetworkSettings:
    """Return the settings after some touches: a score, the number added to all, the network's own scores."""
    for name, value in touches:
        found = parse(name) or Id("")
        if found.name == "add":
            settings = replace(settings, shift=not settings.shift)
        elif found.name == "own":
            settings = replace(settings, scores=())
        elif found.name == "z" and value is not None and found.place in {(at,) for at in range(CLASSES)}:
            scores = list(table(settings).scores)
            scores[found.place[0]] = held_score(value - ADDED * settings.shift)
            settings = replace(settings, scores=tuple(scores))
    return settings


# -- the scores ---------------------------------------------------------------------------------------
def table(settings: NetworkSettings) -> Table:
    """Return the scores that are shown: those that somebody moved, or the network's own."""
    scores = settings.scores or own_scores(settings.digit, settings.update)
    return Table(scores, truths()[settings.digit], settings.shift, bool(settings.scores))


@lru_cache(maxsize=64)
def own_scores(digit: int, update: int) -> Row:
    """Return what the network gives for a test picture after so many updates, for all visitors."""
    moment = DigitsLive("all", digit).reach(update).moments[-1]
    scores, _, _ = looked_into([moment.snapshot], parts()[1].X[digit])
    return tuple(scores[0].tolist())


LESSON = Lesson(run, spec, answer, touched, after=losses.show, words="digits")
