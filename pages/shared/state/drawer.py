"""What stands in the drawer and around the player is made by a run of the whole page. Touches in the picture
change settings without one; when the hand rests, the page follows."""

import streamlit as st

from pages.shared.state import session


def saw(page: str, settings: object) -> None:
    """Remember the settings that this run of the whole page shows."""
    session.put({f"{page}:saw": settings})


def follow(page: str, settings: object) -> None:
    """Run the whole page again if it shows other settings than these; to be called where the hand rests.

    What answers a touch in this very run must reach the browser first, so the page follows later then."""
    if session.get(f"{page}:saw", settings) != settings and session.asked() != "touch":
        st.rerun()
