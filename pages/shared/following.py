"""How a page follows its link: settings come from the address, or back from before the page was left.
What the page wrote into the address itself is not read again."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from typing import Any

from pages.shared import session
from pages.shared.link import Complaint

Values = dict[str, Any]


@dataclass(frozen=True)
class Follower:
    """What following needs to know of a page: the names in its link, a widget that is always shown,
    how a query is read, and what the session must hold so that the widgets show some values."""

    page: str
    names: Collection[str]
    widget: str
    read: Callable[[Mapping[str, str]], tuple[Values, list[Complaint]]]
    widget_values: Callable[[Mapping[str, Any]], Values]

    def follow(self) -> list[Complaint]:
        """Set the widgets where the link or the way back asks for it; return complaints about the link."""
        query = session.foreign_link(self.page, self.names)
        left = session.get(f"{self.page}:values", None)
        if left and not session.has(self.widget) and not set(self.names) & (query or {}).keys():
            session.put(self.widget_values(left))  # Streamlit forgets the widgets of a page that was left
            return []
        if query is None:
            return session.get(f"{self.page}-complaints", [])
        values, complaints = self.read(query)
        session.put(self.widget_values(values) | {f"{self.page}-complaints": complaints})
        return complaints
