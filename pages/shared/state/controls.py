"""The usual controls of a setting: limits and value come from its field, the words from the page's text.
A browser may send anything, so what a control returns is held inside the limits of its setting."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

import streamlit as st

from pages.shared.numbers.numerals import rounded
from pages.shared.state.codecs import OneOf, Scale, Whole
from pages.shared.state.explained import SETTINGS, explained
from pages.shared.state.settings_store import SettingsStore
from pages.shared.text import Text

S = TypeVar("S")
C = TypeVar("C")


@dataclass(frozen=True)
class Controls(Generic[S]):
    """Controls of the settings of one page; the label of each is the text `controls.` + its name, and some
    say what their word means."""

    store: SettingsStore[S]
    text: Text

    def choice(
        self,
        name: str,
        called: Callable[[str], str],
        changed: Callable[[], None] | None = None,
        disabled: bool = False,
    ) -> str:
        """Choose one of the names from a box; `called` is what each is called."""
        codec = self._codec(name, OneOf)
        return codec.held(
            st.selectbox(
                self.label(name),
                codec.names,
                key=self.key(name),
                format_func=called,
                on_change=changed,
                disabled=disabled,
                help=self.help(name),
            )
        )

    def view(self, changed: Callable[[], None] | None = None) -> str:
        """Choose what a page shows, the setting `view`."""
        codec, text = self._codec("view", OneOf), self.text
        return codec.held(
            st.segmented_control(
                text("view.label"),
                codec.names,
                key=self.key("view"),
                format_func=lambda one: text(f"view.{one}"),
                required=True,
                on_change=changed,
                label_visibility="collapsed",
            )
        )

    def scale(self, name: str, changed: Callable[[], None] | None = None) -> Any:
        """Choose one of the numbers of a scale."""
        return st.select_slider(
            self.label(name),
            self._codec(name, Scale).values,
            key=self.key(name),
            format_func=rounded,
            help=self.help(name),
            on_change=changed,
        )

    def whole(self, name: str, label: str = "", disabled: bool = False) -> int:
        """Type a whole number."""
        codec = self._codec(name, Whole)
        words = label or self.label(name)
        value = st.number_input(
            words,
            codec.low,
            codec.high,
            step=1,
            key=self.key(name),
            disabled=disabled,
            help=self.help(name),
        )
        return codec.held(value)

    def slider(self, name: str) -> int:
        """Move a whole number."""
        codec = self._codec(name, Whole)
        slider = st.slider(self.label(name), codec.low, codec.high, key=self.key(name), help=self.help(name))
        return codec.held(slider)

    def toggle(
        self, name: str, help_text: str | None = None, changed: Callable[[], None] | None = None
    ) -> bool:
        """Turn something on or off."""
        told = help_text or self.help(name)
        return st.toggle(self.label(name), key=self.key(name), help=told, on_change=changed)

    # -- what they are made of ------------------------------------------------------------------------
    def label(self, name: str) -> str:
        """Return what a setting is called."""
        text = self.text
        return text(f"controls.{name}")

    def help(self, name: str) -> str | None:
        """Return the explanation of a setting, if it has one."""
        return explained(SETTINGS[name], self.text.language) if name in SETTINGS else None

    def key(self, name: str) -> str:
        """Return the key of the setting's widget, which shows the value of now."""
        return self.store.widget(name, self.store.values(self.store.current())[name])

    def _codec(self, name: str, kind: type[C]) -> C:
        codec = self.store.table[name].codec
        if not isinstance(codec, kind):
            raise TypeError(f"the setting {name} must have a {kind.__name__} for this control, got {codec!r}")
        return codec


def held(value: object, options: Sequence[C]) -> C:
    """Return what a widget said if it is one of the options, else the first of them."""
    return next((one for one in options if one == value), options[0])
