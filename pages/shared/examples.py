"""The box with ready-made examples: choosing one writes it into the fields of its page."""

from collections.abc import Callable, Mapping
from typing import TypeVar

import streamlit as st

from pages.shared import session
from pages.shared.text import Text

T = TypeVar("T")


def examples(key: str, presets: Mapping[str, T], put: Callable[[T], None], text: Text) -> None:
    """Show the box under `key`; `put` is given the preset that was chosen."""

    def take() -> None:
        chosen = presets.get(session.get(key, ""))
        if chosen is not None:
            put(chosen)

    st.selectbox(
        text("controls.preset"),
        presets,
        index=None,
        key=key,
        format_func=lambda name: text(f"preset.{name}"),
        on_change=take,
        placeholder="…",
    )
