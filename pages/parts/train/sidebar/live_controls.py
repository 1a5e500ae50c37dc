"""The controls that a run follows while it trains: the learning rate, the penalties, batches, and the longest
gradient. Each is a fragment: the run follows at once, and the page around it is not run again."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any

import streamlit as st

from pages.parts.train.run.training_session import Live
from pages.parts.train.settings import BATCHES, STORE
from pages.shared.numbers.numerals import rounded
from pages.shared.state import session
from pages.shared.state.controls import Controls
from pages.shared.text import Text

LENGTHS = (0.01, 0.03, 0.1, 0.3, 1.0, 3.0, 10.0)
TUNED, WHOLE = "train:tuned", "train:whole"


def follow(live: Live) -> None:
    """Let this run follow the controls from now on."""
    session.put({TUNED: live})


def keep_rates(live: Live) -> None:
    """Let the link say with which rates the run has come so far."""
    known = STORE.current()
    if known.rates != live.rates.linked:
        STORE.keep(replace(known, rates=live.rates.linked))


@st.fragment
def live_control(name: str, text: Text) -> None:
    """Show the control of a setting, whose value is kept by `turned`."""
    if session.take(WHOLE, False):
        st.rerun()
    controls = Controls(STORE, text)
    if name in CHOSEN:
        values, called = CHOSEN[name]
        st.select_slider(
            controls.label(name),
            values(getattr(STORE.current(), name)),
            help=controls.help(name),
            key=controls.key(name),
            format_func=lambda value: text(f"controls.{called}") if value is None else rounded(value),
            on_change=turned,
            args=(name,),
        )
    else:
        controls.scale(name, changed=lambda: turned(name))


def batches(_now: int | None) -> Sequence[int | None]:
    """Return the sizes of a batch to choose from; None is all samples."""
    return BATCHES


def lengths(now: float | None) -> Sequence[float | None]:
    """Return the lengths of a gradient to choose from, with that of now; None is no limit."""
    return (*sorted({*LENGTHS, *(() if now is None else (now,))}), None)


# Controls that are no scale of their own: their values, and the word for the one that is no number.
CHOSEN: Mapping[str, tuple[Callable[[Any], Sequence[float | None]], str]] = {
    "batch_size": (batches, "batch_all"),
    "clip": (lengths, "no_clip"),
}


def turned(name: str) -> None:
    """Let the run follow before anything else is done.

    The page is run as a whole where more of it has to change: what is said about the link, or what stands
    around a run that does not play."""
    live: Live | None = session.get(TUNED, None)
    told = bool(STORE.complaints())
    known = STORE.current()
    settings = STORE.changed(known, {name: session.get(STORE.key(name), getattr(known, name))})
    STORE.keep(settings)
    plays = live is not None and live.tune(settings.live_values)
    if live is not None:
        keep_rates(live)
    session.put({WHOLE: told or not plays})
    if plays and not told:
        session.saw(STORE.key(name))
