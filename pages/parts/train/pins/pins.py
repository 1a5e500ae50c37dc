"""Runs that are over, pinned beside the one that goes on: their curves and what they answered. A button pins
them, and so does another structure that begins anew. They are kept in the visitor's session."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import plotly.graph_objects as go

from nnviz import Experiment, ExperimentConfig
from pages.parts.train.frames import Film
from pages.parts.train.panels.second_panels import worded
from pages.parts.train.run.thinning import thinned
from pages.parts.train.run.training_session import Live
from pages.parts.train.values.differing import differing
from pages.parts.train.values.second_settings import CHANGEABLE
from pages.parts.train.views.pinned import PinnedAnswer, answer_at, question_of
from pages.shared.protocol.panels import Action, FigurePanel, Panel, ScenePanel
from pages.shared.protocol.timelines import GrowingTimeline
from pages.shared.state import session
from pages.shared.text import Text
from pages.shared.theme import INKS, ThemeName

GOALS = "goals"  # the panel of what one can try to reach
PIN, UNPIN = "run.pin", "run.unpin"
PINS = "train:pins"
MOST = 2
LINE = 40  # pixels for the names of curves above the figure, which a pinned one makes wrap
DASHES = ("3px,3px", "5px,2px")  # the style sheet knows pinned curves by these
UNSEEN = {"width": 0, "color": "rgba(0, 0, 0, 0)", "dash": "1px"}


@dataclass(frozen=True)
class Pin:
    """The training losses of a run up to an epoch, what it had that is `changed` since, by its fields, and
    what it answered at the end."""

    epochs: tuple[float, ...]
    losses: tuple[float, ...]
    changed: tuple[tuple[str, Any], ...] = ()
    answer: PinnedAnswer | None = None

    @classmethod
    def of(cls, live: Live, film: Film | None, changed: tuple[tuple[str, Any], ...] = ()) -> "Pin":
        """Return the curve of a run as far as it has come, and its answer there, if there is a film of it."""
        moments = thinned(live.experiment.trainer.history)
        with live.still():
            answer = answer_at(live.experiment, film.views, moments[-1]) if film else None
        losses = tuple(one.train_loss for one in moments)
        return cls(tuple(one.epoch for one in moments), losses, changed, answer)


def pinned() -> tuple[Pin, ...]:
    """Return the curves that are pinned."""
    return session.get(PINS, ())


def pinned_answer(experiment: Experiment) -> PinnedAnswer | None:
    """Return the newest pinned answer to the question of an experiment, if there is one."""
    asked = question_of(experiment)
    answers = (one.answer for one in reversed(pinned()))
    return next((one for one in answers if one is not None and one.question == asked), None)


def pin(live: Live, film: Film | None, changed: tuple[tuple[str, Any], ...] = ()) -> None:
    """Pin a run, if it has a curve; the oldest one goes where there are too many."""
    if live.experiment.trainer.steps:
        session.put({PINS: (*pinned(), Pin.of(live, film, changed))[-MOST:]})


def unpin() -> None:
    """Take all pinned curves away."""
    session.forget((PINS,))


def replaced(before: ExperimentConfig, live: Live, film: Film | None, after: ExperimentConfig) -> None:
    """Pin a run in whose place one of another structure begins."""
    names = differing(before, after)
    network = live.experiment.network
    had = replace(before, hidden=tuple(zip(network.sizes[1:-1], network.activations, strict=False)))
    if names:
        pin(live, film, tuple((name, getattr(had, name)) for name in names if name != "own"))


# -- what is seen -----------------------------------------------------------------------------------
def with_pins(spec: GrowingTimeline, text: Text, theme: ThemeName) -> GrowingTimeline:
    """Return a spec whose figure of the loss has the pinned curves, and a button to pin one or
    to take them away."""
    crowded = any(panel.id == GOALS for panel in spec.panels)  # the picture has room for one button
    place = GOALS if crowded else "network"
    return replace(spec, panels=tuple(_with_pins(panel, place, text, theme) for panel in spec.panels))


def _with_pins(panel: Panel, place: str, text: Text, theme: ThemeName) -> Panel:
    pins = pinned()
    if isinstance(panel, FigurePanel) and panel.id == "loss" and pins:
        return _with_curves(panel, pins, text, theme)
    if isinstance(panel, ScenePanel) and panel.id == place:
        button = Action(UNPIN, text("pin.unpin")) if pins else Action(PIN, text("pin.pin"))
        return replace(panel, actions=(button, *panel.actions))
    return panel


def _with_curves(panel: FigurePanel, pins: Sequence[Pin], text: Text, theme: ThemeName) -> FigurePanel:
    figure = go.Figure(panel.figure)
    for one, dash in zip(pins, DASHES, strict=False):
        figure.add_scatter(
            x=list(one.epochs),
            y=list(one.losses),
            mode="lines",
            name=name(one, text),
            hovertemplate="%{y:.6g}",
            line={"color": INKS[theme].soft, "width": 2.5, "dash": dash, "simplify": False},
        )
        for height in (min(one.losses), max(one.losses)):  # the axis reaches to them; they are not drawn
            figure.add_shape(type="line", y0=height, y1=height, x0=1, x1=1, line=UNSEEN)
    return replace(panel, figure=figure, height=panel.height + LINE * len(pins), least=panel.least + LINE)


def name(one: Pin, text: Text) -> str:
    """Return what a pinned curve is called: what it had that is different now, or how far it came."""
    if not one.changed:
        return text("pin.at", epoch=f"{one.epochs[-1]:,.10g}")
    told = [
        text(f"second.{field}", value=worded(field, value, text))
        if field in CHANGEABLE and field != "seed"
        else text(f"field.{field}")
        for field, value in one.changed
    ]
    return text("pin.before", what=text("list.comma").join(told))
