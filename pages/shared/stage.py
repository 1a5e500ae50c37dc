"""What stands above the picture of a page, in as few lines as it needs: the question left and the choice of
a view right, and below them lines for what is said or asked first. Where there is no room a line wraps."""

from collections.abc import Iterator
from contextlib import contextmanager

import streamlit as st
from streamlit.delta_generator import DeltaGenerator


@contextmanager
def head() -> Iterator[DeltaGenerator]:
    """Show what is made inside beside the question; give the place of the question, which may come later."""
    with line("head"):
        yield st.empty()


def line(name: str) -> DeltaGenerator:
    """Return a line for words and for widgets with their labels at their left; on a page each has a name."""
    return st.container(
        key=f"stage-{name}", horizontal=True, horizontal_alignment="left", vertical_alignment="center"
    )


def beside() -> tuple[DeltaGenerator, DeltaGenerator]:
    """Return the place of a picture and a narrow one at its right, which is below it on a narrow screen."""
    picture, words = st.columns([5, 2])
    return picture, words.container(gap="xsmall")
