"""What a page says about a link that it could not follow as it stood: one calm line for each part.
The words are the same on every page, and go as soon as a setting is changed."""

from collections.abc import Sequence

import streamlit as st

from pages.shared.state import language
from pages.shared.state.query_params import SHOWN, Complaint
from pages.shared.text import Text, plain


def show(complaints: Sequence[Complaint]) -> None:
    """Show the complaints about the link that a page was opened with."""
    text = language.text("frame")
    for complaint in complaints:
        st.warning(sentence(complaint, text))


def sentence(complaint: Complaint, text: Text) -> str:
    """Say what of the link was not used as it stood."""
    if complaint.used is None:
        return text("link.unknown", name=plain(complaint.name))
    if not complaint.used:
        return text("link.left_out", name=complaint.name, value=plain(complaint.value))
    used = complaint.used if len(complaint.used) <= SHOWN else f"{complaint.used[:SHOWN]}…"
    return text("link.changed", name=complaint.name, value=plain(complaint.value), used=plain(used))
