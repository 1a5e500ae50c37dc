"""The box with ready-made examples: choosing one writes it into the fields of its page."""

from collections.abc import Callable, Mapping
from typing import TypeVar

import streamlit as st

from pages.shared.state import session
from pages.shared.text import Text

T = TypeVar("T")


def examples(
    key: str,
    presets: Mapping[str, T],
    put: Callable[[T], None],
    text: Text,
    labelled: bool = True,
    label: str = "",
) -> None:
    """Show the box under `key`; `put` is given the preset that was chosen. Without `labelled` its
    label, "Examples" if it has none of its own, stands in it, not above it."""

    def take() -> None:
        chosen = presets.get(session.get(key, ""))
        if chosen is not None:
            put(chosen)

    label = label or text("controls.preset")
    st.selectbox(
        label,
        presets,
        index=None,
        key=key,
        format_func=lambda name: text(f"preset.{name}"),
        on_change=take,
        placeholder="…" if labelled else label,
        label_visibility="visible" if labelled else "collapsed",
    )
