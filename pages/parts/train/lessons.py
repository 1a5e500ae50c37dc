"""The lesson of the page Train: a network learns while one watches, and what was noticed is said beside it.
Its timeline grows as long as the player asks for more."""

from dataclasses import dataclass

import numpy as np
import streamlit as st

from pages.parts.train import captions, controls, live_controls, panels
from pages.parts.train.frames import Film
from pages.parts.train.interactions import is_stale, touched
from pages.parts.train.settings import TrainSettings
from pages.parts.train.training_session import Live
from pages.shared.lessons import Lesson
from pages.shared.player import turns
from pages.shared.protocol.answers import Answer, Append, Replace
from pages.shared.protocol.requests import Request
from pages.shared.protocol.timelines import Spec
from pages.shared.state import session
from pages.shared.text import Text
from pages.shared.theme import ThemeName


@dataclass(frozen=True, eq=False)
class Training:
    """What is looked at: a run, and its pictures."""

    live: Live
    film: Film


def training(settings: TrainSettings) -> Training:
    """Return the run of these settings: the same one while nothing changes that needs a new start."""
    identity = (settings.start, controls.restarts())
    live = session.kept("train:live", identity, lambda: Live(settings.start, settings.epochs))
    live.target = settings.epochs
    if (asked := controls.asked_epoch()) is not None:
        live.head_for(asked)
    live.tune(settings.rate, settings.l2)
    live_controls.follow(live.tune)
    pairs = np.array(settings.pairs)
    film = session.kept("train:film", (live.run, settings.pairs), lambda: Film(live.experiment, pairs))
    return Training(live, film)


def run(settings: TrainSettings) -> str:
    """Return the name of the run."""
    return training(settings).live.run


def spec(settings: TrainSettings, text: Text, theme: ThemeName) -> Spec:
    """Return everything about the run that stays the same, whatever pairs are asked."""
    seen = training(settings)
    identity = (seen.live.run, len(settings.pairs), settings.layer, text.language, theme)
    return session.kept(
        "train:spec", identity, lambda: panels.spec(seen.live, seen.film, settings.layer, text, theme)
    )


def answer(settings: TrainSettings, request: Request, text: Text) -> Answer:
    """Train as long as the player needs pictures, and say what was noticed."""
    seen = training(settings)
    live, film = seen.live, seen.film
    fresh = request.want in ("all", "nothing", "touch")
    filmed = session.get("train:filmed", film)
    session.put({"train:filmed": film})
    said = captions.Said(settings, controls.changes(settings.start, live.run, text))
    if request.want != "all" and filmed is not film:
        notes = captions.notes(live, text, -1.0, said)
        status, guess = captions.status(live, text), captions.answered(live, text)
        return Replace(live.past(film), notes, status, live.ended, guess=guess)
    epochs = panels.PACES.get(request.speed, 1 if request.want == "step" else None)
    at_once = live.turned()
    share = turns.training().share
    if request.want in ("more", "step", "stay"):
        live.head_for(0)  # whoever plays or stays does not wait for the moment of a link any more
    if request.want == "all":
        frames = live.past(film)
    elif request.want == "reach":
        frames = live.reach(film, request.known, share)
    else:
        frames = live.more(film, request.known, request.count, epochs, request.period / 1000, share)
    notes = captions.notes(live, text, -1.0 if fresh else request.known, said)
    status, guess = captions.status(live, text), captions.answered(live, text)
    coming = captions.coming(live, text)
    return Append(frames, notes, fresh, status, live.ended, at_once, coming, guess)


def below(_settings: TrainSettings, _text: Text) -> None:
    """Let the widgets of the sidebar follow what was touched, when the hand rests."""
    if is_stale():
        st.rerun()


def after(settings: TrainSettings, text: Text) -> None:
    """What is learned from what."""
    data = training(settings).live.experiment
    counts = {"samples": len(data.data), "train": len(data.train), "test": len(data.test)}
    with st.expander(text("about.title")):
        st.markdown(text("about.body", **{name: f"{count:,}" for name, count in counts.items()}))


LESSON = Lesson(run, spec, answer, touched, below=below, after=after)
