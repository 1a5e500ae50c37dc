"""The lesson "build": the samples are fed into the neuron one by one, and every number can be touched.
A step is one sample; touching a number makes all steps anew, and the pictures stay what they are."""

from dataclasses import replace
from functools import lru_cache

from pages.parts.neuron.build.captions import captions, code, transcript, verdict
from pages.parts.neuron.build.frames import frames, layout
from pages.parts.neuron.build.interactions import touched as touched_once
from pages.parts.neuron.build.panels import panels
from pages.parts.neuron.build.prompts import ending, guess, notes
from pages.parts.neuron.settings import NeuronSettings
from pages.shared.lessons import Lesson
from pages.shared.player.fixed_timeline import touchable
from pages.shared.protocol.answers import Answer, Replace
from pages.shared.protocol.requests import Request, Touches
from pages.shared.protocol.timelines import FixedTimeline
from pages.shared.text import Text
from pages.shared.theme import ThemeName

EXPLAINED = ("weight", "bias", "activation_function", "threshold", "z_and_a", "derivative")
SHAPES = {"step": "step_function", "linear": ""}  # the others are called as their activation is


def run(settings: NeuronSettings) -> str:
    """Return the name of the timeline."""
    return settings.view


def spec(settings: NeuronSettings, text: Text, theme: ThemeName) -> FixedTimeline:
    """Return the pictures of a neuron with so many inputs and samples."""
    return pictures(settings.structure, text, theme)


@lru_cache(maxsize=8)
def pictures(structure: NeuronSettings, text: Text, theme: ThemeName) -> FixedTimeline:
    """Return the pictures of a structure; those that were asked for last are kept, for all visitors."""
    made, samples = tuple(panels(structure, text, theme)), len(structure.X)
    question, words = text("question.build"), explained(structure)
    shown = touchable(layout(structure), made, samples, text.language, theme, structure.step, question, words)
    return replace(shown, ending=ending(structure, text))


def explained(structure: NeuronSettings) -> tuple[str, ...]:
    """Return the concepts of a neuron: those of its curve, and of the plane if it has two inputs."""
    curve = SHAPES.get(structure.activation, structure.activation)
    plane = ("decision_boundary",) if len(structure.weights) == 2 else ()
    return (*EXPLAINED, *plane, *([curve] if curve else []))


def answer(settings: NeuronSettings, _request: Request, text: Text) -> Answer:
    """Return all frames, one for every sample, and the words that go with them."""
    return Replace(
        frames(settings),
        notes=[(0.0, list(notes(settings, text)))],
        status=verdict(settings, text),
        guess=guess(settings, text),
        captions=tuple(captions(settings, text)),
        lines={"code": code(settings), "transcript": transcript(settings, text)},
    )


def touched(settings: NeuronSettings, touches: Touches) -> NeuronSettings:
    """Return the settings after some touches."""
    for name, value in touches:
        settings = touched_once(settings, name, value)
    return settings


LESSON = Lesson(run, spec, answer, touched)
