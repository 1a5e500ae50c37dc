"""The race on the page Matrix product: one at a time on a server, whatever a browser clears."""

import streamlit as st
from streamlit.testing.v1 import AppTest

from pages.parts.product import matmul_benchmark
from pages.shared.text import Text
from tests.pages.apps import open_page, well

EN = Text("product", "en")


def started() -> AppTest:
    """A visitor who presses the button."""
    app = open_page("product")
    (button,) = (one for one in app.button if one.label == EN("race.start"))
    button.click()
    return well(app.run())


def told(app: AppTest) -> list[str]:
    return [one.value for one in app.info]


def test_a_race_is_run_and_frees_the_track() -> None:
    assert EN("race.busy") not in told(started())
    assert not matmul_benchmark.TRACK.locked()


def test_nobody_else_races_meanwhile_even_if_a_browser_clears_the_caches() -> None:
    with matmul_benchmark.TRACK:
        st.cache_resource.clear()
        st.cache_data.clear()
        assert EN("race.busy") in told(started())


def test_the_player_is_shown_by_the_same_component_after_the_caches_were_cleared() -> None:
    app = open_page("train")
    st.cache_resource.clear()
    well(app.run())
