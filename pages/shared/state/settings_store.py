"""Where a page has its settings: in one place, whether a widget, a touch, an example or a link changed them.
The fields of the settings say what a link may hold: a new one is one field, one control, one text."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any, Generic, TypeVar

from pages.shared.protocol.answers import Linked
from pages.shared.state import address, session
from pages.shared.state.query_params import SHOWN, Complaint, Setting, read_asked, settings_of, write_link

S = TypeVar("S")


@dataclass(frozen=True)
class SettingsStore(Generic[S]):
    """The settings of one page, a frozen dataclass; `start` is how they are at first.

    `suited` makes what a link asks for fit together. Where some values bring others along, `base` gives the
    settings that a link begins from, made of the values that it asks for."""

    page: str
    start: S
    suited: Callable[[S], S] = lambda settings: settings
    base: Callable[[Mapping[str, Any]], S] | None = None

    @cached_property
    def table(self) -> Mapping[str, Setting]:
        """The settings by their names in the link."""
        return settings_of(type(self.start))

    # -- reading and changing ----------------------------------------------------------------------
    def current(self) -> S:
        """Return the settings as they are now."""
        return session.get(f"{self.page}:settings", self.start)

    def keep(self, settings: S) -> None:
        """Make these the settings, and let the address follow."""
        session.put({f"{self.page}:settings": settings})
        address.tell(self._linked(settings))

    def take(self, settings: S) -> None:
        """Make these the settings, and let the widgets show them."""
        self.keep(settings)
        session.forget(session.get(f"{self.page}:widgets", ()))
        session.put({f"{self.page}:widgets": ()})

    def change(self, **values: object) -> None:
        """Change some settings by their fields, and let the widgets show them."""
        self.take(replace(self.current(), **values))  # type: ignore[type-var]  # a dataclass

    # -- widgets -------------------------------------------------------------------------------------
    def key(self, name: str) -> str:
        """Return the key of the widget of this name."""
        return f"{self.page}-{name}"

    def widget(self, name: str, value: object) -> str:
        """Return the key of a widget that is about to be shown, with this value if it is new."""
        key, known = self.key(name), session.get(f"{self.page}:widgets", ())
        session.restore(key, value)
        if key not in known:
            session.put({f"{self.page}:widgets": (*known, key)})
        return key

    # -- the link -------------------------------------------------------------------------------------
    def follow(self) -> bool:
        """Take the settings from the link, if this run has to follow it; return whether it had to."""
        query = address.followed(self.table)
        if query is not None:
            settings, complaints = self.read(query)
            self.take(settings)
            session.put({f"{self.page}:complaints": (settings, complaints)})
        return query is not None

    def read(self, query: Mapping[str, str]) -> tuple[S, list[Complaint]]:
        """Return the settings that a query means, and a complaint about each part that was not used as it
        stood, whether it could not be read, was out of range, or did not fit the rest."""
        asked, complaints = read_asked(query, self.table)
        begun = self.base(asked) if self.base else self.start
        used = self.suited(self.changed(begun, asked))
        values = self.values(used)
        told = [
            one if one.used is None else replace(one, used=self.table[one.name].write(values[one.name]))
            for one in complaints
        ]
        named = {one.name for one in complaints}
        told += [
            Complaint(name, query[name][:SHOWN], self.table[name].write(values[name]))
            for name, value in asked.items()
            if value != values[name] and name not in named
        ]
        return used, told

    def complaints(self) -> list[Complaint]:
        """Return what had to be changed of the link, while the settings are those that it led to."""
        nothing: tuple[S | None, list[Complaint]] = (None, [])
        settings, complaints = session.get(f"{self.page}:complaints", nothing)
        return complaints if settings == self.current() else []

    def write(self, settings: S) -> dict[str, str]:
        """Return the query that restores these settings; what is at its default is left out.

        If so much is left out that the query would begin from other settings, what they are not is said."""
        values = self.values(settings)
        if not self.base:
            return write_link(values, self.table)
        query = self._beside(values, self.base(values))
        return query | self._beside(values, self.base({name: values[name] for name in query}))

    def values(self, settings: S) -> dict[str, Any]:
        """Return the values of the settings by their names in the link."""
        return {name: getattr(settings, one.field) for name, one in self.table.items()}

    def changed(self, settings: S, values: Mapping[str, Any]) -> S:
        """Return settings with other values, by the names in the link."""
        fields = {self.table[name].field: value for name, value in values.items()}
        return replace(settings, **fields)  # type: ignore[type-var]  # a dataclass

    def _beside(self, values: Mapping[str, Any], begun: S) -> dict[str, str]:
        usual = self.values(begun)
        return write_link(
            values, {name: replace(one, default=usual[name]) for name, one in self.table.items()}
        )

    def _linked(self, settings: S) -> Linked:
        query = self.write(settings)
        return {name: query.get(name) for name, one in self.table.items() if not one.by_player}
