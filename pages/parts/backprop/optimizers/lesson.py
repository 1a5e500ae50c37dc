"""The lesson "optimizers": six ways downhill from one start, over a loss of two parameters, step by step.
A touch changes numbers only; the picture depends on the number of steps, and on what parameters there are."""

from dataclasses import replace
from functools import lru_cache

from nnviz import OPTIMIZERS, Descent
from nnviz.training.descent import as_code
from pages.parts.backprop.fitting import parameters
from pages.parts.backprop.optimizers import rows
from pages.parts.backprop.optimizers.captions import captions
from pages.parts.backprop.optimizers.exports import below
from pages.parts.backprop.optimizers.frames import frames, layout, shared
from pages.parts.backprop.optimizers.interactions import focus, touched
from pages.parts.backprop.optimizers.panels import panels
from pages.parts.backprop.optimizers.prompts import ending, guess, notes
from pages.parts.backprop.optimizers.walks import walks
from pages.parts.backprop.settings import BackpropSettings
from pages.shared.lessons import Lesson
from pages.shared.player.fixed_timeline import touchable
from pages.shared.protocol.answers import Answer, Replace
from pages.shared.protocol.panels import Caption
from pages.shared.protocol.requests import Request
from pages.shared.protocol.timelines import FixedTimeline
from pages.shared.scenes.optimizer_state import HEAD, PARAMETERS, heights
from pages.shared.text import Text
from pages.shared.theme import ThemeName

EXPLAINED = ("optimizer", "learning_rate")


def run(_settings: BackpropSettings) -> str:
    """Return the name of the timeline."""
    return "optimizers"


def spec(settings: BackpropSettings, text: Text, theme: ThemeName) -> FixedTimeline:
    """Return the picture of walks of so many steps, opened at the step of the settings."""
    height = table_height(settings.method)
    return replace(
        picture(settings.walk, parameters(settings), height, text, theme),
        start=float(min(settings.step, settings.walk)),
    )


@lru_cache(maxsize=16)
def picture(steps: int, names: tuple[str, ...], height: float, text: Text, theme: ThemeName) -> FixedTimeline:
    """Return the picture for a network with parameters of these names, with a table so high; it is made once
    for all visitors."""
    made, question = tuple(panels(steps, names, height, text)), text("question.optimizers")
    shown = touchable(layout(steps), made, steps + 1, text.language, theme, 0, question, EXPLAINED)
    return replace(shown, ending=ending(text))


def table_height(method: str) -> float:
    """Return the height of the table of an optimizer, in units of its scene."""
    optimizer = OPTIMIZERS[method](0.0)
    return HEAD + sum(heights(rows.shown(optimizer), rows.doubled(optimizer)))


def answer(settings: BackpropSettings, request: Request, text: Text) -> Answer:
    """Return all frames, and the words that go with them."""
    found = walks(settings)
    return Replace(
        frames(found),
        notes=notes(found, text),
        captions=tuple(captions(found, text)),
        lines={"code": as_code(found.chosen)},
        once=shared(found),
        texts=rows.letters(found.chosen.optimizer) | {"method": text(f"method.{settings.method}")},
        hints=hints(found.chosen),
        guess=guess(found, text),
        focus=focus(request.touched),
    )


def hints(walk: Descent) -> dict[str, Caption]:
    """Return the line of NumPy that made a number, by the ids of the numbers."""
    lines = rows.lines_of(walk.optimizer)
    return {
        f"{name}[{at}]": (("", line.code),) for name, line in lines.items() for at in range(len(PARAMETERS))
    }


LESSON = Lesson(run, spec, answer, touched, below=below, words="backprop_optimizers")
