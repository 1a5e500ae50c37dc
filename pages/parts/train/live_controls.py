"""The controls that a run follows while it trains, the learning rate and the L2 strength.
Each is a fragment: the run follows at once, and the page around it is not run again."""

from collections.abc import Callable, Mapping
from typing import Any

import streamlit as st

from pages.parts.train.settings import L2S, PREFIX, RATES, SETTINGS
from pages.shared import session
from pages.shared.link import write_link
from pages.shared.text import Text

SCALES = {"rate": RATES, "l2": L2S}
Tune = Callable[[float, float], bool]  # a learning rate and an L2 strength; True if the run had ended


def follow(tune: Tune) -> None:
    """Let the run with this function follow the controls from now on."""
    session.put({"train:tune": tune})


@st.fragment
def live_control(name: str, text: Text) -> None:
    """Show the control of a setting; its value is in the session then."""
    if session.get("train:whole", False):
        session.put({"train:whole": False})
        st.rerun()
    st.select_slider(
        text(f"controls.{name}"),
        SCALES[name],
        key=PREFIX + name,
        format_func="{:g}".format,
        on_change=turned,
        args=(name,),
    )


def turned(name: str) -> None:
    """Let the run follow before anything else is done.

    The page is run as a whole where more of it has to change: what is said about the link, or a run that had
    ended and now goes on."""
    value, tune = session.get(PREFIX + name, SETTINGS[name].default), session.get("train:tune", None)
    values: Mapping[str, Any] = {**session.get("train:values", {}), name: value}
    ended = tune is None or tune(values["rate"], values["l2"])
    complained = bool(session.get("train-complaints", []))
    session.put({"train:whole": ended or complained})
    if not (ended or complained):
        keep(values)
        session.saw(PREFIX + name)


def keep(values: Mapping[str, Any]) -> None:
    """Keep the values of all settings, and write them into the address."""
    session.write_link("train", write_link(values, SETTINGS), SETTINGS)
    session.put({"train:values": values})
