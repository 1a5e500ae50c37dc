"""Two losses for one answer: probabilities and a truth to change, and what each loss makes of them.
It belongs to the lesson "digits", but to none of its pictures."""

from dataclasses import replace

import numpy as np
import streamlit as st

from nnviz import LOSSES
from pages.parts.network.probabilities import (
    FEWEST,
    MOST,
    probabilities,
    read_probabilities,
    write_probabilities,
)
from pages.parts.network.settings import START, NetworkSettings
from pages.parts.network.store import STORE
from pages.shared.numbers.equations import in_full
from pages.shared.numbers.nested_lists import Unreadable
from pages.shared.protocol.layouts import Array
from pages.shared.state import session
from pages.shared.text import Text, plain

WIDTH = 270  # pixels of one loss, so that no digit is cut off; they wrap where a page is narrow
LONGEST = 300  # characters: enough for all probabilities with all their digits
Y, T = "network-y", "network-t"
OPEN = "network:losses-open"


def show(settings: NetworkSettings, text: Text) -> None:
    """Show the losses, folded away until somebody changes them or a link does."""
    changed = (settings.y, settings.t) != (START.y, START.t)
    session.put({OPEN: changed or session.get(OPEN, False)})  # never closed while somebody types
    with st.expander(text("losses.title"), expanded=session.get(OPEN, False)):
        st.markdown(text("losses.intro"))
        controls(settings, text)
        numbers(np.array(probabilities(settings.y)), settings.t, text)


# -- the controls ---------------------------------------------------------------------------------
def controls(settings: NetworkSettings, text: Text) -> None:
    """The answer y as text, and the truth t; what cannot be read is told below its field."""
    left, right = st.columns([3, 1])
    with left:
        typed = st.text_input(
            text("losses.y", fewest=FEWEST, most=MOST),
            key=STORE.widget("y", settings.y),
            max_chars=LONGEST,
            on_change=take_answer,
        )
        found = read_probabilities(typed)
        if isinstance(found, Unreadable):
            st.error(text(f"losses.error.{found.kind}", value=plain(found.value), fewest=FEWEST, most=MOST))
    last = len(probabilities(settings.y)) - 1
    key = STORE.widget("t", settings.t)
    right.number_input(text("losses.t", last=last), 0, last, key=key, on_change=take_truth)


def take_answer() -> None:
    """Keep what was typed if it can be read; a truth that is no longer there becomes the last one."""
    found = read_probabilities(session.get(Y, START.y))
    if not isinstance(found, Unreadable):
        truth = min(STORE.current().t, len(found) - 1)
        session.put({T: truth})
        STORE.keep(replace(STORE.current(), y=write_probabilities(found), t=truth))


def take_truth() -> None:
    """Keep the truth."""
    last = len(probabilities(STORE.current().y)) - 1
    STORE.keep(replace(STORE.current(), t=max(0, min(last, int(session.get(T, START.t))))))


# -- the numbers ----------------------------------------------------------------------------------
def numbers(y: Array, t: int, text: Text) -> None:
    """Both losses of the answer, and the loss of an answer that knows nothing; with a reason each."""
    classes = len(y)
    even = np.full(classes, 1 / classes)
    squared, entropy = LOSSES["half_squared_error"], LOSSES["cross_entropy"]
    shown = {
        "squared": squared([y], np.eye(classes)[[t]]),
        "entropy": entropy([y], [t]),
        "even": entropy([even], [t]),
    }
    words = {"t": t, "truth": in_full(y[t]), "classes": classes}
    row = st.container(horizontal=True)
    for name, value in shown.items():
        place = row.container(width=WIDTH)
        place.metric(text(f"losses.label.{name}", **words), f"{value:.10f}")
        place.caption(text(f"losses.why.{name}", **words))
    if y[t] == 0:
        st.info(text("losses.none", **words))
