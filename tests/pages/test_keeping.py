"""Settings that are kept in one place, and the addresses that a browser may have meanwhile."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import pytest
import streamlit as st

from pages.shared import session
from pages.shared.keeping import Keeper
from pages.shared.link import Setting, choice, whole


@dataclass(frozen=True)
class Sample:
    """Settings of a page that does not exist."""

    view: str = "one"
    count: int = 3
    step: int = 0


TABLE = {
    "view": Setting("one", choice(("one", "two"))),
    "count": Setting(3, whole(0, 9)),
    "step": Setting(0, whole(0, 5)),
}


def of(values: Mapping[str, Any]) -> Sample:
    return Sample(**values)


KEEPER: Keeper[Sample] = Keeper("sample", Sample(), TABLE, ("view",), of, lambda settings: vars(settings))


@pytest.fixture(autouse=True)
def state(monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    """A session and an address of our own."""
    values: dict[str, Any] = {}
    monkeypatch.setattr(st, "session_state", values)
    monkeypatch.setattr(st, "query_params", Address())
    return values


class Address(dict[str, str]):
    """The query of a link."""

    def to_dict(self) -> dict[str, str]:
        return dict(self)


def visit(**query: str) -> list[str]:
    """Run the page with this query; return the names that were complained of."""
    st.query_params.clear()
    for name, value in query.items():
        st.query_params[name] = value
    return [complaint.name for complaint in KEEPER.follow()]


def test_a_link_sets_the_settings_and_the_widgets(state: dict[str, Any]) -> None:
    assert visit(view="two", count="5", step="2") == []
    assert KEEPER.current() == Sample("two", 5, 2)
    assert state["sample-view"] == "two"
    assert KEEPER.step() == 2


def test_what_a_link_asks_too_much_of_is_complained_of() -> None:
    assert visit(count="50", evil="1") == ["evil", "count"]
    assert KEEPER.current() == Sample(count=9)


def test_a_taken_example_shows_in_the_widgets(state: dict[str, Any]) -> None:
    KEEPER.take(Sample("two", 7))
    assert KEEPER.current() == Sample("two", 7)
    assert state["sample-view"] == "two"


def test_the_whole_run_writes_what_is_not_at_its_default() -> None:
    KEEPER.write(Sample("two", 3, 4))
    assert st.query_params.to_dict() == {"view": "two"}, "the step is the player's"


def test_after_a_touch_the_browser_is_told_the_address_and_may_be_late() -> None:
    visit()
    KEEPER.write(KEEPER.current())
    KEEPER.keep(Sample(count=5))
    assert KEEPER.news() == {"view": "", "count": "5"}
    visit()  # a run with the address from before the touch
    assert KEEPER.current() == Sample(count=5), "an address of our own does not undo a touch"
    visit(count="5")
    visit(count="7")
    assert KEEPER.current() == Sample(count=7), "an address that is edited counts"


def test_a_confirmed_address_makes_the_ones_before_foreign_again() -> None:
    visit()
    KEEPER.write(KEEPER.current())
    KEEPER.keep(Sample(count=5))
    KEEPER.news()
    visit(count="5")
    visit()
    assert KEEPER.current() == Sample()


def test_only_some_addresses_from_before_are_remembered() -> None:
    visit()
    for count in range(9):
        for other in ("one", "two"):
            KEEPER.keep(Sample(other, count))
            KEEPER.news()
    assert len(session.get("sample:links-before", [])) == session.LINKS_UNDER_WAY


def test_what_streamlit_was_told_last_is_ours_however_much_was_touched_since() -> None:
    visit(view="two")
    KEEPER.write(KEEPER.current())
    for count in range(3 * session.LINKS_UNDER_WAY):
        KEEPER.keep(Sample("two", count % 10))
        KEEPER.news()
    touched = KEEPER.current()
    visit(view="two")
    assert KEEPER.current() == touched


def test_a_widget_that_is_shown_again_has_the_value_of_its_setting(state: dict[str, Any]) -> None:
    KEEPER.keep(Sample("two"))
    assert KEEPER.widget("view") == "sample-view"
    assert state["sample-view"] == "two"


def test_what_does_not_fit_the_rest_of_the_settings_is_told_as_well() -> None:
    def held(values: Mapping[str, Any]) -> Sample:
        return Sample(**{**values, **({"count": 1} if values["view"] == "two" else {})})

    keeper = Keeper("sample", Sample(), TABLE, ("view",), held, lambda settings: vars(settings))
    st.query_params["view"], st.query_params["count"] = "two", "4"
    (told,) = keeper.follow()
    assert (told.name, told.value, told.used) == ("count", "4", "1")
    assert keeper.current() == Sample("two", 1)
