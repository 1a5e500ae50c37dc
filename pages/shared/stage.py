"""What stands around the stage of a page: a bar on top with the pages, the choice of a view and what belongs
to all pages. The stage itself, with question, picture and transport, is the player's."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

_VIEW: ContextVar[DeltaGenerator] = ContextVar("view")


@contextmanager
def top_bar() -> Iterator[tuple[DeltaGenerator, DeltaGenerator]]:
    """Give the places of the bar's left and right; between them a page puts the choice of its view."""
    with st.container(key="topbar", horizontal=True, vertical_alignment="center", gap="small"):
        left = st.container(key="topbar-pages", horizontal=True, gap=None)
        _VIEW.set(st.container(key="topbar-view", horizontal=True, horizontal_alignment="center"))
        right = st.container(key="topbar-tools", horizontal=True, horizontal_alignment="right", gap="xsmall")
        yield left, right


def view() -> DeltaGenerator:
    """Return the place where a page lets one choose a lesson or a view."""
    return _VIEW.get()
