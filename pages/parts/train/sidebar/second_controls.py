"""Buttons in the sidebar that open a second run beside the first at any time, not only when that is stuck."""

import streamlit as st

from pages.parts.train.findings.cures import cures
from pages.parts.train.interactions import TouchedSettings, with_second
from pages.parts.train.settings import STORE
from pages.shared.text import Text


def second_controls(text: Text) -> None:
    """Show a button for everything that can be tried, folded away."""
    with st.expander(text("second.try")):
        for cure in cures(STORE.current()):
            rate = f"{cure.settings.rate:g}"
            st.button(
                text(f"cure.{cure.name}", rate=rate),
                key=f"train-beside-{cure.name}",
                on_click=open_second,
                args=(cure.name,),
                width="stretch",
            )


def open_second(name: str) -> None:
    """Open the run beside the one that is shown, if there is room for both.

    The button is given no settings: what it is given is kept for long, and a file of one's own with it."""
    source = TouchedSettings()
    for cure in cures(source.current()):
        if cure.name == name:
            source.keep(with_second(source.current(), cure.settings))
