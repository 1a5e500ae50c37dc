"""The controls that a run follows while it trains, the learning rate and the L2 strength.
Each is a fragment: the run follows at once, and the page around it is not run again."""

from dataclasses import replace

import streamlit as st

from pages.parts.train.settings import STORE
from pages.parts.train.training_session import Live
from pages.shared.state import session
from pages.shared.state.controls import Controls
from pages.shared.text import Text

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
    Controls(STORE, text).scale(name, changed=lambda: turned(name))


def turned(name: str) -> None:
    """Let the run follow before anything else is done.

    The page is run as a whole where more of it has to change: what is said about the link, or what stands
    around a run that does not play."""
    live: Live | None = session.get(TUNED, None)
    told = bool(STORE.complaints())
    known = STORE.current()
    settings = STORE.changed(known, {name: session.get(STORE.key(name), getattr(known, name))})
    STORE.keep(settings)
    plays = live is not None and live.tune(settings.rate, settings.l2)
    if live is not None:
        keep_rates(live)
    session.put({WHOLE: told or not plays})
    if plays and not told:
        session.saw(STORE.key(name))
