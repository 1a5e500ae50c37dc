"""What a visitor sees whose run has to wait for room: why, and that the page goes on by itself."""

import streamlit as st

from pages.shared.state import session
from pages.shared.text import Text

EVERY = 3.0  # seconds between two looks
LOOKED = "train:looked"


def show(text: Text) -> None:
    """Say that the run waits, and run the page again after a while."""
    st.title(text("waiting.title"))
    st.info(text("waiting.full"), icon=":material/hourglass_empty:")

    @st.fragment(run_every=EVERY)
    def look() -> None:
        if session.get(LOOKED, False):
            st.rerun()
        session.put({LOOKED: True})

    session.put({LOOKED: False})  # the first run of the fragment belongs to this run of the page
    look()
