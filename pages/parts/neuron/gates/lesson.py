"""The lesson "gates": two weights and a bias are searched by hand, row by row and live.
XOR cannot be found; it is stacked from three neurons in two layers, alone or beside the one neuron."""

from collections.abc import Mapping
from dataclasses import replace
from functools import lru_cache

from nnviz.lessons.logic_gates import right_rows
from pages.parts.neuron.gates import both, one_neuron, two_layers
from pages.parts.neuron.gates.help import help_with
from pages.parts.neuron.gates.line_drag import dragged
from pages.parts.neuron.gates.prompts import ending, guess
from pages.parts.neuron.gates.two_layers import LAYERS
from pages.parts.neuron.settings import GOALS, LIMITS, NeuronSettings
from pages.shared.lessons import Lesson
from pages.shared.player.fixed_timeline import touchable
from pages.shared.protocol.answers import Answer, Replace
from pages.shared.protocol.ids import box_of, cell_ids, parse
from pages.shared.protocol.requests import Request, Touches
from pages.shared.protocol.timelines import FixedTimeline
from pages.shared.text import Text
from pages.shared.theme import ThemeName

EXPLAINED = ("logic_gate", "truth_table", "linearly_separable")
STEPS: Mapping[str, int] = {"one": one_neuron.ROWS, "two": two_layers.STEPS, "both": two_layers.STEPS}


def run(settings: NeuronSettings) -> str:
    """Return the name of the timeline."""
    return f"gates-{settings.part}"


# -- the timeline -----------------------------------------------------------------------------------
def spec(settings: NeuronSettings, text: Text, theme: ThemeName) -> FixedTimeline:
    """Return the picture of one neuron, of two layers, or of both, with what is asked of the gate."""
    shown = picture(settings.part, text, theme, settings.step)
    return replace(shown, guess=guess(settings, text), ending=ending(settings, text))


def stops(part: str) -> tuple[float, ...]:
    """Where one who presents stops: behind the last layer of a row; with one neuron at every row."""
    return () if part == "one" else tuple(map(float, range(LAYERS - 1, STEPS[part], LAYERS)))


@lru_cache(maxsize=8)
def picture(part: str, text: Text, theme: ThemeName, step: int) -> FixedTimeline:
    """Return a picture; those that were asked for last are kept, for all visitors."""
    layout, panels = {
        "one": (one_neuron.LAYOUT, one_neuron.panels),
        "two": (two_layers.LAYOUT, two_layers.panels),
        "both": (both.LAYOUT, both.panels),
    }[part]
    question, made = text("question.gates"), tuple(panels(text))
    spec = touchable(layout, made, STEPS[part], text.language, theme, step, question, EXPLAINED)
    return replace(spec, stops=stops(part))


def answer(settings: NeuronSettings, _request: Request, text: Text) -> Answer:
    """Return all frames."""
    if settings.part == "one":
        return one(settings, text)
    words = tuple(two_layers.captions(text))
    if settings.part == "two":
        return Replace(two_layers.frames(), status=text("two.status"), captions=words)
    return Replace(both.frames(settings), status=both.status(settings, text), captions=words)


def one(settings: NeuronSettings, text: Text) -> Answer:
    """Return the rows as one neuron answers them."""
    right = right_rows(settings.gate_neuron, settings.gate).sum()
    return Replace(
        one_neuron.frames(settings),
        notes=[(0.0, list(one_neuron.notes(settings, text)))],
        status=text("status", n=right, gate=text(f"short.{settings.gate}")),
        captions=tuple(one_neuron.captions(settings, text)),
    )


# -- touches --------------------------------------------------------------------------------------
def touched(settings: NeuronSettings, touches: Touches) -> NeuronSettings:
    """Return the settings after some touches of boxes, of the line, or of a goal; a gate that was found by
    that is kept as reached."""
    for name, value in touches:
        if value is None:
            settings = sought(settings, name)
        else:
            settings = changed(settings, box_of(name), max(LIMITS[0], min(LIMITS[1], value)))
    settings = dragged(settings, touches)
    new = settings.gate not in settings.reached and right_rows(settings.gate_neuron, settings.gate).all()
    return replace(settings, reached=(*settings.reached, settings.gate)) if new else settings


def changed(settings: NeuronSettings, name: str, value: float) -> NeuronSettings:
    """Return the settings after one number was changed."""
    if name == "b":
        return replace(settings, gate_bias=value)
    weights = dict(zip(cell_ids("w", len(settings.gate_weights)), settings.gate_weights, strict=True))
    if name not in weights:
        return settings
    return replace(settings, gate_weights=tuple((weights | {name: value}).values()))


def sought(settings: NeuronSettings, name: str) -> NeuronSettings:
    """Return the settings after a goal was pressed."""
    found = parse(name)
    if found is None or found.name != "goal" or len(found.place) != 1 or found.place[0] >= len(GOALS):
        return settings
    return replace(settings, gate=GOALS[found.place[0]])


LESSON = Lesson(run, spec, answer, touched, after=help_with, words="gates")
