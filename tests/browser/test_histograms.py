"""Histograms that a link opens are seen where what is folded begins, and follow the moment that is shown."""

from playwright.sync_api import Page, expect

from tests.browser.opening import open_app
from tests.browser.play import ROOT
from tests.conftest import Server

PANEL = "[data-panel=histograms1][data-looked]"
BARS = "document.querySelector('[data-id=\"upper1.above\"]').getAttribute('points')"
TOLD = "document.querySelector('[data-table-of=histograms1]')?.innerText ?? ''"


def test_histograms_of_a_link_are_open_follow_the_shown_moment_and_can_be_closed(
    page: Page, server: Server
) -> None:
    open_app(page, f"{server.url}/train?problem=circle&histograms=1&epoch=40")
    page.wait_for_selector(f"{ROOT}[data-state=paused]", timeout=60_000)
    panel = page.locator("[data-panel=histograms1]")
    panel.scroll_into_view_if_needed()
    expect(panel).to_contain_text("W1: 8 weights")
    page.wait_for_selector(f"{PANEL}:not([data-looked='0'])")
    at_last = page.evaluate(BARS)
    page.evaluate("document.querySelector('[data-nnviz=tables]').open = true")
    page.wait_for_function(f"() => {TOLD}.includes('at the start')")
    page.locator("[data-action=first]").click()
    page.wait_for_selector(f"{PANEL}[data-looked='0']")
    assert page.evaluate(BARS) != at_last
    before, line = (
        page.locator(f"[data-id='lower1.{name}']").get_attribute("points") for name in ("above", "first")
    )
    assert before
    assert line
    page.locator("[data-touch=histograms]").click()
    expect(panel).to_have_count(0)
    page.wait_for_function("() => !location.search.includes('histograms')")
