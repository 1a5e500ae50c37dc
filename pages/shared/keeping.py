"""Where the settings of a page are kept whose pictures can be touched: in one place, whether a widget, a
touch, an example or a link changed them."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from pages.shared import session
from pages.shared.following import Follower
from pages.shared.link import SHOWN, Complaint, Setting, read_link, write_link

S = TypeVar("S")


@dataclass(frozen=True)
class Keeper(Generic[S]):
    """The settings of one page: `start` is how they are at first, `table` what the link may say of them,
    `of` makes them from the values of a link, `values_of` the values from them.

    `widgets` are the names of settings that have a widget of their own, with the key page-name; the first
    is always shown. The setting `step` is written into the link by the player. Where some defaults follow
    from other values, `fitted` makes the table that goes with them."""

    page: str
    start: S
    table: Mapping[str, Setting]
    widgets: tuple[str, ...]
    of: Callable[[Mapping[str, Any]], S]
    values_of: Callable[[S], dict[str, Any]]
    fitted: Callable[[Mapping[str, Any]], Mapping[str, Setting]] | None = None

    def current(self) -> S:
        """Return the settings as they are now."""
        return session.get(f"{self.page}:settings", self.start)

    def keep(self, settings: S) -> None:
        """Make these the settings."""
        session.put({f"{self.page}:settings": settings, f"{self.page}:values": self.values_of(settings)})

    def take(self, settings: S) -> None:
        """Make these the settings, and let the widgets show them."""
        session.put(self.widget_values(self.values_of(settings)))
        self.keep(settings)

    def widget(self, name: str) -> str:
        """Return the key of a widget that is about to be shown, with the value that its setting has."""
        key = f"{self.page}-{name}"
        session.restore(key, self.values_of(self.current())[name])
        return key

    # -- the link ---------------------------------------------------------------------------------
    @property
    def names(self) -> dict[str, Setting]:
        """The settings that Python writes into the link."""
        return {name: setting for name, setting in self.table.items() if name != "step"}

    def follow(self) -> list[Complaint]:
        """Take the settings from the link, or back from before the visitor left the page."""

        def read(query: Mapping[str, str]) -> tuple[dict[str, Any], list[Complaint]]:
            asked, complaints = read_link(query, self._table(read_link(query, self.table)[0]))
            used = self.values_of(self.of(asked))
            told = {complaint.name for complaint in complaints}
            differ = [name for name in self.table if name in query and used[name] != asked[name]]
            complaints += [  # what cannot be together with the rest of the settings
                Complaint(name, query[name][:SHOWN], self.table[name].write(used[name]))
                for name in differ
                if name not in told
            ]
            return used, complaints

        first = f"{self.page}-{self.widgets[0]}"
        return Follower(self.page, self.names, first, read, self.widget_values).follow()

    def step(self) -> int:
        """Return the step that the link asked for."""
        return session.get(f"{self.page}-step", 0)

    def widget_values(self, values: Mapping[str, Any]) -> dict[str, Any]:
        """Return what the session must hold, so that widgets and picture show `values`."""
        shown = {f"{self.page}-{name}": values[name] for name in (*self.widgets, "step")}
        return shown | {f"{self.page}:settings": self.of(values)}

    def write(self, settings: S) -> None:
        """Keep the settings of a run of the whole page, and write them into the address."""
        self.keep(settings)
        session.write_link(self.page, self._linked(settings), self.names)

    def news(self) -> dict[str, str]:
        """Return what the browser has to write into its address after a touch."""
        return session.expect_link(self.page, self._linked(self.current()), self.names)

    def _linked(self, settings: S) -> dict[str, str]:
        values = self.values_of(settings)
        table = self._table(values)
        return write_link(values, {name: table[name] for name in self.names})

    def _table(self, values: Mapping[str, Any]) -> Mapping[str, Setting]:
        return self.fitted(values) if self.fitted else self.table
