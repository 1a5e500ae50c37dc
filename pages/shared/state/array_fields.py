"""Text fields for arrays that can be edited in the picture as well: each shows what the other has changed.
A text that cannot be read is answered below its field, and the last good array stays; what NumPy says of it
is folded away."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any, Generic, TypeVar

import streamlit as st

from pages.shared.numbers.nested_lists import Unreadable
from pages.shared.protocol.layouts import Array
from pages.shared.state import session
from pages.shared.state.settings_store import SettingsStore

S = TypeVar("S")


class ArrayFields(Generic[S]):
    """The fields of a page: how a text is read and written, and what is said of one that cannot be read;
    `heading` stands over what NumPy says of it."""

    def __init__(
        self,
        store: SettingsStore[S],
        read: Callable[[str], Array | Unreadable],
        write: Callable[[Array], str],
        complaint: Callable[[Unreadable], str],
        heading: str = "",
    ) -> None:
        self.store, self.read, self.write = store, read, write
        self.complaint, self.heading = complaint, heading

    def show(self, name: str, label: str, most: int, help_text: str = "", empty: bool = False) -> None:
        """Show the field of the setting `name`; with `empty` it may be left so."""
        now = self._now(name)
        key = self.store.widget(name, now)
        if session.get(self._stands(name), now) != now:
            session.put({key: now})
        session.put({self._stands(name): now})
        typed = st.text_input(
            label, key=key, max_chars=most, help=help_text or None, on_change=self._heard, args=(name, empty)
        )
        found = None if empty and not typed.strip() else self.read(typed)
        if isinstance(found, Unreadable):
            st.error(self.complaint(found))
            if found.message:
                with st.expander(self.heading):
                    st.code(found.message, language=None, wrap_lines=True)

    def _now(self, name: str) -> str:
        found: str = self.store.values(self.store.current())[name]
        return found

    def _stands(self, name: str) -> str:
        """The name of what the text in a field stands for."""
        return f"{self.store.page}:stands:{name}"

    def _heard(self, name: str, empty: bool) -> None:
        typed: str = session.get(self.store.key(name), "")
        blank = empty and not typed.strip()
        found = None if blank else self.read(typed)
        if isinstance(found, Unreadable):
            return
        settings: Any = replace(self.store.current(), **{name: "" if found is None else self.write(found)})  # type: ignore[type-var]
        self.store.keep(self.store.suited(settings))
        session.put({self._stands(name): self._now(name)})
