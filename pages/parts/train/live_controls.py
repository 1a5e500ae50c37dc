"""The controls that a run follows while it trains, the learning rate and the L2 strength.
Each is a fragment: the run follows at once, and the page around it is not run again."""

from collections.abc import Callable

import streamlit as st

from pages.parts.train.settings import STORE
from pages.shared.state import session
from pages.shared.state.controls import Controls
from pages.shared.text import Text

TUNE, WHOLE = "train:tune", "train:whole"
Tune = Callable[[float, float], bool]  # a learning rate and an L2 strength; True if it plays on with them


def follow(tune: Tune) -> None:
    """Let the run with this function follow the controls from now on."""
    session.put({TUNE: tune})


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
    tune: Tune | None = session.get(TUNE, None)
    told = bool(STORE.complaints())
    known = STORE.current()
    settings = STORE.changed(known, {name: session.get(STORE.key(name), getattr(known, name))})
    STORE.keep(settings)
    plays = tune is not None and tune(settings.rate, settings.l2)
    session.put({WHOLE: told or not plays})
    if plays and not told:
        session.saw(STORE.key(name))
