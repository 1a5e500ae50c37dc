"""The picture of the lesson "softmax": the table of its steps, and beside it the same in NumPy."""

from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache

from nnviz import forward_steps
from nnviz.lessons.digit_classifier import untrained_classifier
from pages.parts.network.cells import CLASSES, SCORE
from pages.parts.network.digits.frames import parts
from pages.parts.network.softmax.frames import ADDED, DELTA, LAYOUT
from pages.shared.player.fixed_timeline import touchable
from pages.shared.protocol.panels import CodePanel, Panel, ScenePanel
from pages.shared.protocol.prompts import Ending, Guess
from pages.shared.protocol.timelines import FixedTimeline
from pages.shared.scenes import softmax_table
from pages.shared.text import Text
from pages.shared.theme import ThemeName

DIGITS = tuple(map(str, range(1, CLASSES + 1)))
EXPLAINED = ("softmax", "logit", "cross_entropy", "nan")


@lru_cache(maxsize=16)
def spec(step: int, text: Text, theme: ThemeName) -> FixedTimeline:
    """Return everything that does not change while scores are moved; it opens at `step`."""
    question = text("softmax.question")
    shown = tuple(panels(text))
    plain = touchable(LAYOUT, shown, DELTA + 1, text.language, theme, step, question, EXPLAINED)
    return replace(plain, guess=guess(text), ending=ending(text))


def panels(text: Text) -> Iterator[Panel]:
    """What is shown, in the order of reading."""
    columns = ("class", "score", "shifted", "exp", "p", "delta", "naive")
    names = softmax_table.Names(
        head=tuple(text(f"softmax.{name}") for name in columns),
        top="max",
        sum=text("softmax.sum"),
        score=text("softmax.box", name="{name}"),
        add=text("softmax.add"),
        add_label=text("softmax.add_label"),
        own=text("softmax.own"),
        own_label=text("softmax.own_label"),
        overflow=text("softmax.overflow"),
    )
    low, high, step = SCORE
    scene = softmax_table.softmax_table(DIGITS, names, (low, high + ADDED, step))
    title, alt, detail = (text(f"softmax.{part}") for part in ("title", "alt", "detail"))
    yield ScenePanel("softmax", title, alt, scene, room="picture", detail=detail)
    steps = forward_steps(untrained_classifier(), parts()[1].X[:1])
    losses = "loss = -np.log(a2[0, truth])", "delta = a2 - np.eye(6)[truth]"
    lines = (*(step.code for step in steps if step.layer == 2), *losses)
    yield CodePanel("code", text("code.title"), lines, "line", detail=text("code.detail"))


def guess(text: Text) -> Guess:
    """Ask for how many classes the gradient is negative."""
    options = tuple(map(str, (0, 1, CLASSES - 1, CLASSES)))
    yes, no = (text(f"softmax.guess.{kind}", guess="{guess}") for kind in ("yes", "no"))
    return Guess("softmax-sign", text("softmax.guess.ask"), options, options[1], float(DELTA), yes, no)


def ending(text: Text) -> Ending:
    """Say what has been seen: softmax."""
    word, learned, following = (text(f"softmax.ending.{part}") for part in ("word", "learned", "next"))
    return Ending(word, learned, following, f"backprop?lang={text.language}")
