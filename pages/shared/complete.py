"""Timelines that are known as a whole: the player steps through them without asking for anything.
Their transport has the same words and speeds on every page."""

from pages.shared.figures.theme import ThemeName
from pages.shared.panels import Layout, Panel
from pages.shared.player import Caption, Spec, Speed
from pages.shared.text import Language, Text

WORDS = ("first", "back", "play", "pause", "step", "last", "scrub", "speed", "transport", "save")
SPEEDS = (("normal", 900), ("slow", 1800), ("fast", 400), ("faster", 160))  # milliseconds a step
TWEEN = 600  # milliseconds from one step to the next, at most


def complete(
    layout: Layout,
    panels: tuple[Panel, ...],
    captions: tuple[Caption, ...],
    language: Language,
    theme: ThemeName,
    step: int = 0,
) -> Spec:
    """Return the spec of a timeline with one caption for every step, opened at `step`.

    The layout has a field `step` that counts from 0; where there is only one step, no speed is offered."""
    text = Text("player", language)
    speeds = SPEEDS if len(captions) > 1 else ()
    return Spec(
        layout=layout,
        panels=panels,
        words={word: text(f"word.{word}") for word in WORDS},
        caption="",
        spoken="",
        formats={},
        clock="step",
        theme=theme,
        speeds=tuple(Speed(str(pause), text(f"speed.{name}")) for name, pause in speeds),
        growing=False,
        captions=captions,
        tween=TWEEN,
        start=float(min(step, len(captions) - 1)),
        link="step" if speeds else "",
    )
