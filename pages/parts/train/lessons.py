"""The lesson of the page Train: a network learns while one watches, and what was noticed is said beside it.
Its timeline grows as long as the player asks for more."""

from dataclasses import dataclass, replace

import numpy as np
import streamlit as st

from pages.parts.train import aftermath, controls, looks, training_step
from pages.parts.train.frames import Film
from pages.parts.train.hands import hands, point_touches
from pages.parts.train.interactions import had_no_room, is_stale, too_much, touched
from pages.parts.train.notes import captions, guesses
from pages.parts.train.panels import panels, second_panels
from pages.parts.train.pins import pins
from pages.parts.train.run.second_run import SecondFilm, SecondRun, joined
from pages.parts.train.run.training_session import Live
from pages.parts.train.settings import TrainSettings
from pages.parts.train.sidebar import live_controls
from pages.shared.lessons import Lesson
from pages.shared.player import turns
from pages.shared.protocol.answers import Answer, Append, Replace
from pages.shared.protocol.layouts import Array
from pages.shared.protocol.requests import Request, Touches
from pages.shared.protocol.timelines import Spec
from pages.shared.state import session
from pages.shared.text import Text
from pages.shared.theme import ThemeName


@dataclass(frozen=True, eq=False)
class Training:
    """What is looked at: a run and its pictures, and maybe a second run and the pictures of both."""

    live: Live
    film: Film
    second: SecondRun | None = None
    films: SecondFilm | None = None

    def stay(self) -> None:
        """Wait for no moment any more."""
        self.live.stay()
        if self.second:
            self.second.goal = 0.0

    @property
    def ended(self) -> bool:
        """Whether no more frames can follow."""
        newest = self.live.experiment.trainer.history[-1]
        if self.second and self.second.out_of_time:
            return True
        return self.live.ended and (self.second is None or newest.step in self.second.moments)


def training(settings: TrainSettings) -> Training:
    """Return the run of these settings: the same one while nothing changes that needs a new start."""
    identity = (settings.structure, controls.restarts())
    asked = controls.asked_epoch()
    rates = () if asked is None else settings.rates  # only a link asks for the rates of a run that was
    known = session.get("train:live", None)
    live = session.kept(
        "train:live", identity, lambda: Live(settings.start, settings.epochs, rates, settings.rate)
    )
    if known is not None and known[1] is not live:
        pins.replaced(known[0][0], known[1], film_of(known[1]), settings.structure)
    live.target, live.stop = settings.epochs, settings.stops_at
    if asked is not None:
        live.head_for(asked)
    live.tune(settings.live_values)
    live_controls.follow(live)
    live_controls.keep_rates(live)
    looks = np.array(settings.pairs), settings.sample, settings.discrete, point_touches.held()
    seen = settings.pairs, settings.sample, settings.discrete
    film = session.kept("train:film", (live.run, *seen), lambda: Film(live.experiment, *looks))
    second, other = second_run(settings, live), settings.second
    if second is None or other is None:
        return Training(live, film)
    second.tune(other.live_values)
    both = (live.run, second.run, *seen)
    films = session.kept("train:films", both, lambda: SecondFilm(film, Film(second.experiment, *looks)))
    return Training(live, film, second, films)


def film_of(live: Live) -> Film | None:
    """Return the film of a run that is looked at; None if there is none."""
    known = session.get("train:film", None)
    return known[1] if known is not None and known[0][0] == live.run else None


def forget_run() -> None:
    """Let go of the run and its pictures: there is nothing to learn from any more."""
    session.forget(
        (
            *("train:live", "train:film", "train:filmed", "train:second", "train:films", "train:spec"),
            *("train:sweep", "train:sweep-spec", live_controls.TUNED, controls.STARTED),
        )
    )


def second_run(settings: TrainSettings, live: Live) -> SecondRun | None:
    """Return the run beside that of these settings, if there is one; a new one makes good what it missed."""
    other = settings.second
    if other is None:
        session.forget(("train:second", "train:films"))
        return None
    identity = live.run, settings.beside, other.structure
    gone = max(live.goal, live.experiment.trainer.epoch)
    return session.kept("train:second", identity, lambda: SecondRun(other.start, gone))


def run(settings: TrainSettings) -> str:
    """Return the name of the run."""
    return training(settings).live.run


def spec(settings: TrainSettings, text: Text, theme: ThemeName) -> Spec:
    """Return everything about the run that stays the same, whatever pairs are asked."""
    seen = training(settings)
    second = seen.second.run if seen.second else ""
    looks = len(settings.pairs), settings.layer, settings.discrete, settings.histograms
    activations = seen.live.experiment.network.activations
    identity = (seen.live.run, activations, second, *looks, pins.pinned(), text.language, theme)
    return session.kept("train:spec", identity, lambda: _spec(settings, seen, text, theme))


def _spec(settings: TrainSettings, seen: Training, text: Text, theme: ThemeName) -> Spec:
    pin = pins.pinned_answer(seen.live.experiment)
    alone = panels.spec(seen.live, seen.film, settings.layer, text, theme, settings.histograms, pin)
    if seen.films is not None:
        alone = second_panels.with_second(alone, seen.live, seen.films, settings.beside, text, theme)
    return pins.with_pins(alone, text, theme)


def answer(settings: TrainSettings, request: Request, text: Text) -> Answer:
    """Train as long as the player needs pictures, and say what was noticed; open the shown step beside it, if
    somebody asked for it."""
    found = _answer(settings, request, text)
    if not training_step.asked(request):
        return found
    experiment, shown = training(settings).live.experiment, max(0.0, request.shown)
    way = training_step.note(experiment, settings, shown, text)
    return replace(
        found, notes=training_step.with_note(found.notes, shown, way), opens=training_step.opened(way)
    )


def _answer(settings: TrainSettings, request: Request, text: Text) -> Answer:
    now = training(settings)
    live, film = now.live, now.films or now.film
    edited = hands.meant(request) and hands.edit(live, settings, request)
    fresh = request.want in ("all", "nothing", "touch")
    filmed = session.get("train:filmed", film)
    session.put({"train:filmed": film})
    said = captions.Said(settings, controls.changes(settings.structure, live.run, text))
    if request.want != "all" and filmed is not film:
        notes = captions.notes(live, text, -1.0, said)
        status, guess = captions.status(live, text), guesses.answered(live, text)
        return Replace(_joined(now, live.past(now.film)), notes, status, live.ended, guess=guess)
    at_once = request.want in ("more", "step") and live.turned()
    if request.want in ("more", "step", "stay"):
        now.stay()  # whoever plays or stays does not wait for the moment of a link any more
    frames = _joined(now, _frames(now, request))
    notes = captions.notes(live, text, -1.0 if fresh else request.known, said)
    status, refused = captions.both(live, now.second, text), too_much()
    if had_no_room():
        status = text("second.full")
    if refused:
        status = refused.said(text)
    if edited:
        newest = live.experiment.trainer.history[-1]
        request = replace(request, shown=float(newest.step))
        status = text("hands.done", epoch=f"{newest.epoch:,.10g}")
    guess = guesses.answered(live, text)
    coming = captions.coming(live, now.second, text)
    seen = point_touches.with_marks(looks.seen(live, settings, request, text), settings, live)
    return Append(
        frames,
        notes,
        fresh,
        status,
        now.ended,
        at_once,
        coming,
        guess,
        seen,
        again=edited,
        refused=point_touches.refused(text),
    )


def _frames(now: Training, request: Request) -> Array:
    """Frames of the run alone; with another one beside it, it has half of the time."""
    live, film = now.live, now.film
    if hands.meant(request):
        return live.newest(film)
    share = turns.training().share / (1 if now.second is None else 2)
    if request.want == "all":
        return live.past(film)
    if request.want == "reach":
        return live.reach(film, request.known, share) if live.reaching else live.next(film, request.known)
    epochs = panels.PACES.get(request.speed, 1 if request.want == "step" else None)
    return live.more(film, request.known, request.count, epochs, request.period / 1000, share)


def _joined(now: Training, frames: Array) -> Array:
    """The same together with the second run, as far as it has come."""
    if now.second is None or now.films is None:
        return frames
    return joined(now.films, now.second, now.live.experiment.trainer.history, frames)


def below(_settings: TrainSettings, _text: Text) -> None:
    """Let the widgets of the sidebar follow what was touched, when the hand rests."""
    if is_stale():
        st.rerun()


def after(settings: TrainSettings, text: Text) -> None:
    """Show what is predicted, and what can be taken home."""
    aftermath.show(training(settings).live, controls.ASKED, text)


def changed(settings: TrainSettings, touches: Touches) -> TrainSettings:
    """Return the settings after some touches; a curve is pinned, or taken away, at once."""
    for touch in touches:
        if touch.id == pins.PIN:
            seen = training(settings)
            pins.pin(seen.live, seen.film)
        elif touch.id == pins.UNPIN:
            pins.unpin()
    return point_touches.touched(touched(settings, touches), touches, lambda now: training(now).film)


LESSON = Lesson(run, spec, answer, changed, below=below, after=after)
