"""The picture of the lesson "digits": everything about it that stays the same while the network learns.
A picture and the answer to it, other pictures to choose from, what the hidden units see, and the curves."""

from collections.abc import Iterator

import numpy as np
import plotly.graph_objects as go

from nnviz import LOSSES
from nnviz.lessons.digit_classifier import A_THREE_IN_TEST
from pages.parts.network.cells import CLASSES
from pages.parts.network.digits.frames import (
    ANSWER,
    FULL,
    GUESS,
    LAYOUT,
    SIDE,
    TRUTH,
    UNITS,
    ink,
    truths,
)
from pages.parts.network.digits.training_session import ALL, LAST, ONE
from pages.shared.figures import loss_curves
from pages.shared.figures.learning_curves import learning_curves
from pages.shared.player.fixed_timeline import player_words, touch_words
from pages.shared.protocol.concepts import concepts
from pages.shared.protocol.number_formats import Percent, Whole
from pages.shared.protocol.panels import Curves, FigurePanel, Line, NotesPanel, Panel, ScenePanel
from pages.shared.protocol.prompts import Ending, Guess
from pages.shared.protocol.timelines import GrowingTimeline, TrainingSpeed
from pages.shared.scenes import class_bars
from pages.shared.scenes.digit_pictures import digit_pictures
from pages.shared.scenes.unit_images import unit_images
from pages.shared.text import Text
from pages.shared.theme import ThemeName

# Test pictures, one column for each digit. The first row is learned within a few updates; of the last one the
# network is unsure for a long time, and three of it are read wrong to the end.
EASY = (11, 0, A_THREE_IN_TEST, 13, 1, 6)
MIXED = (24, 23, 20, 18, 15, 30)
HARD = (53, 35, 4, 190, 129, 29)
PICTURES = EASY + MIXED + HARD
DIGITS = tuple("123456")
PERIOD = 25.0  # milliseconds that a picture stays at least
PAUSES = (("normal", 1200.0), ("slow", 500.0), ("fast", 0.0))  # milliseconds an update
TURNS = 6.0  # the update after which the 3 that the lesson opens with is read for the first time
TOPS = {"all": 2.2, "one": 6.0}  # of the axis of losses, by what is learned from

EXPLAINED = ("cross_entropy", "batch", "train_test")


def spec(learn: str, text: Text, theme: ThemeName) -> GrowingTimeline:
    """Return everything that does not change; `learn` says what is learned from."""
    shared = Text("player", text.language)
    own = {word: text(f"word.{word}") for word in ("play", "step")}
    return GrowingTimeline(
        layout=LAYOUT,
        panels=tuple(panels(learn, text, theme)),
        words=player_words(shared) | own,
        question=text("question"),
        guess=guess(learn, text),
        ending=ending(learn, text),
        caption=text("caption.line"),
        spoken=text("caption.spoken"),
        formats={"step": Whole(), "answer": Whole(), "answer_p": Percent(0)},
        clock="step",
        theme=theme,
        speeds=tuple(TrainingSpeed(name, text(f"speed.{name}"), 1, pause) for name, pause in PAUSES),
        period=PERIOD,
        link="step",
        pauses="turned",
        stops="stops",
        touch_words=touch_words(shared),
        concepts=concepts(text.language, *EXPLAINED),
    )


def guess(learn: str, text: Text) -> Guess:
    """Ask when the first picture is read, or what is said to the others after learning from one alone."""
    updates, kinds = ("1", f"{TURNS:g}", "60", str(LAST)), (text("guess.same"), text("guess.each"))
    options, right, since = (updates, updates[1], TURNS) if learn == ALL else (kinds, kinds[0], 1.0)
    yes, no = (text(f"guess.{learn}.{kind}", guess="{guess}") for kind in ("yes", "no"))
    return Guess(f"digits-{learn}", text(f"guess.{learn}.ask"), options, right, since, yes, no)


def ending(learn: str, text: Text) -> Ending:
    """Say what the losses have shown."""
    word, learned = text(f"ending.{learn}.word"), text(f"ending.{learn}.learned")
    return Ending(word, learned, text("ending.next"), f"network?view=softmax&lang={text.language}")


def panels(learn: str, text: Text, theme: ThemeName) -> Iterator[Panel]:
    """What is shown, in the order of reading."""
    yield answer_panel(text)
    yield NotesPanel("notes", text("notes.title"))
    yield pictures_panel(learn, text)
    yield units_panel(text)
    yield loss_panel(learn, text, theme)
    yield right_panel(learn, text, theme)


def pictures_panel(learn: str, text: Text) -> ScenePanel:
    """The pictures to choose from."""
    labels = [text("pictures.one", digit=truths()[digit] + 1, n=digit) for digit in PICTURES]
    scene = digit_pictures([ink(digit).tolist() for digit in PICTURES], labels, SIDE, CLASSES)
    title, alt, detail = text("pictures.title"), text("pictures.alt"), text(f"pictures.from.{learn}")
    return ScenePanel("pictures", title, alt, scene, detail=detail)


def answer_panel(text: Text) -> ScenePanel:
    """The shown picture, the six probabilities, and the loss."""
    says = {ANSWER: text("answer.says"), TRUTH: text("answer.truth"), GUESS: text("answer.guess")}
    marks = [
        text("answer.and").join(word for mark, word in says.items() if mark & marked)
        for marked in range(ANSWER + TRUTH + GUESS + 1)
    ]
    names = class_bars.Names(
        text("answer.press", name="{name}"),
        tuple(marks),
        text("answer.head"),
        text("answer.ask"),
        text("answer.loss"),
        text("pictures.truth"),
    )
    scene = class_bars.class_bars(DIGITS, names, SIDE)
    title, alt, detail = (text(f"answer.{part}") for part in ("title", "alt", "detail"))
    return ScenePanel("answer", title, alt, scene, room="picture", detail=detail)


def units_panel(text: Text) -> ScenePanel:
    """The weights of every hidden unit as a picture."""
    scene = unit_images([text("units.unit", n=n + 1) for n in range(UNITS)], SIDE, FULL)
    title, alt, detail = (text(f"units.{part}") for part in ("title", "alt", "detail"))
    return ScenePanel(
        "units",
        title,
        alt,
        scene,
        room="more",
        detail=detail,
    )


def loss_panel(learn: str, text: Text, theme: ThemeName) -> FigurePanel:
    """The loss against the updates; whoever guesses evenly pays ln 6."""
    even = LOSSES["cross_entropy"](np.full((1, CLASSES), 1 / CLASSES), np.zeros(1, int))
    names = curve_names(learn, text("curves.loss"), text)
    rule = loss_curves.Rule(float(even), text("curves.even", value=f"{even:.3f}"))
    figure = learning_curves(rule, LAST, TOPS[learn], False, names, theme)
    lines = (Line(loss_curves.TRAIN, "train"), Line(loss_curves.TEST, "test"))
    return curves_panel("loss", text("curves.loss"), text("curves.loss_alt"), figure, lines)


def right_panel(learn: str, text: Text, theme: ThemeName) -> FigurePanel:
    """The share of right answers against the updates."""
    names = curve_names(learn, text("curves.right"), text)
    rule = loss_curves.Rule(1 / CLASSES, text("curves.chance"))
    figure = learning_curves(rule, LAST, 1.02, True, names, theme)
    lines = (Line(loss_curves.TRAIN, "train_right"), Line(loss_curves.TEST, "test_right"))
    return curves_panel("right", text("curves.right"), text("curves.right_alt"), figure, lines)


def curve_names(learn: str, what: str, text: Text) -> loss_curves.Names:
    """The words of a figure."""
    train = text("curves.taught" if learn == ONE else "curves.train")
    return loss_curves.Names(text("curves.updates"), what, train, text("curves.test"))


def curves_panel(name: str, title: str, alt: str, figure: go.Figure, lines: tuple[Line, ...]) -> FigurePanel:
    """A figure whose curves grow with every update."""
    return FigurePanel(
        name, title, alt, figure, height=264, room="more", curves=Curves("step", lines), cursor="step"
    )
