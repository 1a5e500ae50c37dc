"""The control for many seeds at once: a button that opens the field; while it is open, how many there are."""

from typing import Any

import streamlit as st

from pages.parts.train.settings import SEVERAL, STORE, TrainSettings
from pages.shared.state.controls import Controls
from pages.shared.text import Text


def sweep_control(controls: Controls[TrainSettings], text: Text) -> dict[str, Any]:
    """Train one run or many seeds of it."""
    if not STORE.current().sweep:
        st.button(
            text("sweep.begin"),
            icon=":material/grid_view:",
            on_click=lambda: STORE.change(sweep=SEVERAL),
            width="stretch",
        )
        return {}
    st.button(
        text("sweep.close"),
        icon=":material/crop_square:",
        on_click=lambda: STORE.change(sweep=0),
        width="stretch",
    )
    return {"sweep": max(1, controls.whole("sweep"))}
