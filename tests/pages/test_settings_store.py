"""Settings that are kept in one place, and the addresses that they are read from."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

import pytest
import streamlit as st

from pages.shared.state import address
from pages.shared.state.codecs import OneOf, Whole
from pages.shared.state.query_params import setting
from pages.shared.state.settings_store import SettingsStore


@dataclass(frozen=True)
class Sample:
    """Settings of a page that does not exist."""

    view: str = setting("one", OneOf(("one", "two")))
    size: int = setting(3, Whole(0, 9), name="count", live=True)
    step: int = setting(0, Whole(0, 5), by_player=True)
    unlinked: int = 7


STORE = SettingsStore("sample", Sample())


@pytest.fixture(autouse=True)
def state(monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    """A session and an address of our own."""
    values: dict[str, Any] = {}
    monkeypatch.setattr(st, "session_state", values)
    monkeypatch.setattr(st, "query_params", Query())
    return values


class Query(dict[str, str]):
    """The query of a link."""

    def to_dict(self) -> dict[str, str]:
        return dict(self)


def visit(page: str = "sample", **query: str) -> list[str]:
    """Run a page whose browser says this query; return the names that were complained of."""
    st.query_params.clear()
    for name, value in query.items():
        st.query_params[name] = value
    address.arrive(page)
    if page == "sample":
        STORE.follow()
    return [complaint.name for complaint in STORE.complaints()]


def go_back(monkeypatch: pytest.MonkeyPatch, **query: str) -> None:
    """Run the page as the browser's Back does."""
    with monkeypatch.context() as patch:
        patch.setattr(address, "gone_back", lambda: True)
        visit(**query)


# -- fields ------------------------------------------------------------------------------------------
def test_a_field_says_all_about_its_setting() -> None:
    assert list(STORE.table) == ["view", "count", "step"]
    count = STORE.table["count"]
    assert (count.field, count.default, count.live, count.by_player) == ("size", 3, True, False)
    assert (count.read("12"), count.write(4)) == ((9, False), "4")
    assert Sample() == Sample("one", 3, 0, 7)


# -- following -----------------------------------------------------------------------------------------
def test_a_link_sets_the_settings_and_the_widgets(state: dict[str, Any]) -> None:
    assert visit(view="two", count="5", step="2") == []
    assert STORE.current() == Sample("two", 5, 2)
    assert state[STORE.widget("view", STORE.current().view)] == "two"


def test_what_a_link_asks_too_much_of_is_complained_of_until_something_changes() -> None:
    assert visit(count="50", evil="1") == ["evil", "count"]
    assert STORE.current() == Sample(size=9)
    assert visit(count="50", evil="1") == ["evil", "count"], "a run that changes nothing says it again"
    STORE.keep(Sample("two", 9))
    assert visit(count="50", evil="1") == []


def test_an_address_that_only_repeats_what_it_was_told_does_not_undo_a_touch() -> None:
    visit(count="5")
    STORE.keep(Sample(size=6))
    for late in ({"count": "5"}, {}, {"count": "6"}, {"count": "2"}):
        visit(**late)
        assert STORE.current() == Sample(size=6)


def test_the_way_back_undoes_a_change_to_the_defaults_as_well(monkeypatch: pytest.MonkeyPatch) -> None:
    visit()
    STORE.keep(Sample(size=5))
    STORE.keep(Sample(size=6))
    go_back(monkeypatch, count="5")
    assert STORE.current() == Sample(size=5)
    go_back(monkeypatch)
    assert STORE.current() == Sample()


def test_a_page_that_is_entered_again_is_as_it_was_left_unless_its_link_says_more() -> None:
    visit(count="5")
    visit(page="other")
    visit()
    assert STORE.current() == Sample(size=5)
    visit(page="other")
    visit(view="two")
    assert STORE.current() == Sample("two")


def test_a_page_that_outlived_its_session_says_where_it_stands() -> None:
    visit(count="5")
    assert not address.say("?count=5"), "that is where it stands"
    assert not address.say("?count=5&present=1&embed=true"), "what is not a page's is no change"
    assert address.say("?count=7&embed=true")
    visit(count="5")
    assert STORE.current() == Sample(size=7)


def test_what_the_frame_has_in_a_link_is_no_complaint_of_a_page() -> None:
    _, told = STORE.read({"count": "5", "lang": "ja", "present": "1", "embed": "true"})
    assert list(told) == []


def test_what_does_not_fit_the_rest_of_the_settings_is_told_as_well() -> None:
    def small(settings: Sample) -> Sample:
        return replace(settings, size=1) if settings.view == "two" else settings

    settings, (told,) = SettingsStore("sample", Sample(), small).read({"view": "two", "count": "4"})
    assert settings == Sample("two", 1)
    assert (told.name, told.value, told.used) == ("count", "4", "1")


def test_a_base_brings_values_along_that_are_left_out_of_the_link() -> None:
    def base(values: Mapping[str, Any]) -> Sample:
        return Sample(size=8) if values.get("view") == "two" else Sample()

    store = SettingsStore("sample", Sample(), base=base)
    assert store.read({"view": "two"}) == (Sample("two", 8), [])
    assert store.write(Sample("two", 8)) == {"view": "two"}
    assert store.write(Sample("two", 3)) == {"view": "two", "count": "3"}
    assert [one.used for one in store.read({"view": "two", "count": "x"})[1]] == ["8"]


# -- telling ------------------------------------------------------------------------------------------
def test_the_browser_is_told_what_is_not_at_its_default_but_not_the_step() -> None:
    visit()
    STORE.keep(Sample("two", 3, 4))
    assert address.told() == {"view": "two", "count": None}
    assert STORE.write(Sample("two", 3, 4)) == {"view": "two", "step": "4"}


def test_another_page_is_told_nothing_of_this_one() -> None:
    visit()
    STORE.keep(Sample("two"))
    visit(page="other")
    assert address.told() == {}


# -- widgets ------------------------------------------------------------------------------------------
def test_a_widget_that_is_shown_again_has_the_value_of_its_setting(state: dict[str, Any]) -> None:
    assert STORE.widget("view", "two") == "sample-view"
    assert state["sample-view"] == "two"
    assert STORE.widget("view", "one") == "sample-view"
    assert state["sample-view"] == "two", "what the visitor chose counts"


def test_a_taken_example_shows_in_the_widgets(state: dict[str, Any]) -> None:
    STORE.widget("view", "one")
    STORE.take(Sample("two", 7))
    assert state[STORE.widget("view", STORE.current().view)] == "two"
    STORE.change(view="one")
    assert STORE.current() == Sample("one", 7)
    assert state[STORE.widget("view", STORE.current().view)] == "one"
