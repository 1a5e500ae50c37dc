"""Timelines that are known as a whole: the player steps through them without asking for anything.
Their transport has the same words and speeds on every page."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from pages.shared.player.unseen_words import unseen_words
from pages.shared.protocol.answers import Answer, Append
from pages.shared.protocol.concepts import concepts
from pages.shared.protocol.layouts import Layout
from pages.shared.protocol.panels import Caption, Panel
from pages.shared.protocol.requests import Request
from pages.shared.protocol.timelines import FixedTimeline, StepSpeed
from pages.shared.state import session
from pages.shared.text import Language, Text
from pages.shared.theme import ThemeName

SAVING = ("save", "save_of", "save_caption", "save_transparent")
PAGE = ("save_page", "save_page_hint", "save_large", "save_failed", "saved_link", "saved_dark", "saved_light")
EMBEDDING = ("embed", "embed_hint")
COPY = ("copy", "copied", "selected")
MOVES = ("first", "back", "play", "pause", "step", "last", "scrub", "speed", "transport")
EXPLAINING = ("concepts", "unexplained")
WORDS = (*MOVES, "space", *SAVING, *PAGE, *EMBEDDING, "anew", "more", "close", *COPY, *EXPLAINING)
# Milliseconds a step: the usual pace is one to talk over.
SPEEDS = (("normal", 1400), ("slow", 2800), ("fast", 400), ("faster", 160))
TWEEN = 600  # milliseconds from one step to the next, at most


def complete(
    layout: Layout,
    panels: tuple[Panel, ...],
    captions: tuple[Caption, ...],
    language: Language,
    theme: ThemeName,
    step: int = 0,
    question: str = "",
    explained: Sequence[str] = (),
) -> FixedTimeline:
    """Return the spec of a timeline with one caption for every step, opened at `step`, under a question;
    `explained` names the concepts that are explained where they stand.

    The layout has a field `step` that counts from 0; where there is only one step, no speed is offered."""
    known = touchable(layout, panels, len(captions), language, theme, step, question, explained)
    return replace(known, captions=captions)


def touchable(
    layout: Layout,
    panels: tuple[Panel, ...],
    steps: int,
    language: Language,
    theme: ThemeName,
    step: int = 0,
    question: str = "",
    explained: Sequence[str] = (),
) -> FixedTimeline:
    """Return the spec of a timeline of `steps` steps, whose captions come with its frames in every answer.

    So numbers that are touched change frames and captions only, and the picture stays what it is."""
    text = Text("player", language)
    speeds = SPEEDS if steps > 1 else ()
    return FixedTimeline(
        layout=layout,
        panels=panels,
        words=player_words(text),
        clock="step",
        theme=theme,
        speeds=tuple(StepSpeed(str(pause), text(f"speed.{name}"), pause) for name, pause in speeds),
        tween=TWEEN,
        start=float(min(step, steps - 1)),
        link="step" if speeds else "",
        touch_words=touch_words(text),
        question=question,
        concepts=concepts(language, *explained),
    )


def player_words(text: Text) -> dict[str, str]:
    """Return what the buttons of every player say, from the sentences of the player."""
    return {word: text(f"word.{word}") for word in WORDS} | unseen_words(text)


def slower(spec: FixedTimeline, times: float) -> FixedTimeline:
    """Return a timeline whose steps stay so many times longer, because each of them does much at once."""
    speeds = tuple(replace(speed, ms_per_step=times * speed.ms_per_step) for speed in spec.speeds)
    return replace(spec, speeds=speeds)


def unless_told(
    page: str, settings: object, request: Request, layout: Layout, answer: Callable[[], Answer]
) -> Answer:
    """Return the answer to a request; nothing new to a browser that has that of these settings already."""
    key = f"{page}:told"
    if request.want not in ("all", "touch") and session.get(key, None) == settings:
        return Append(layout.empty(0), fresh=True, ended=True)
    session.put({key: settings})
    return answer()


def touch_words(text: Text) -> dict[str, str]:
    """Return what a box says to a text that is no number, or a number outside its limits."""
    fields = {name: f"{{{name}}}" for name in ("value", "low", "high")}
    return {kind: text(f"touch.{kind}", **fields) for kind in ("number", "range")}
