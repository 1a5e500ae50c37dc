"""The page Arrays as a person meets it: play, step, back, scrub, mend a clash, type nonsense."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.opening import open_settings
from tests.browser.play import ROOT, Player, at_rest, open_player
from tests.browser.touching import LOOK

pytestmark = pytest.mark.usefixtures("going_on")

NARROW = pytest.mark.parametrize(
    "context", [{"viewport": {"width": 390, "height": 844}, "color_scheme": "dark"}], indirect=True
)


def cell(page: Page, name: str) -> tuple[str, float]:
    """The number in a cell, and how much of it is seen."""
    at_rest(page, LOOK)
    found = page.locator(f'[data-cell="{name}"]')
    return found.text_content() or "", float(found.get_attribute("opacity") or 1)


def test_a_result_grows_cell_by_cell_forwards_and_back(page: Page, url: str) -> None:
    player = open_player(page, f"{url}/arrays")
    assert (player.step, player.steps) == (0, 5)
    assert cell(page, "Z[0,0]")[1] == 0
    player.press("step")
    player.press("step")
    assert player.caption == "Z[0,1] = 2 * 20 = 40"
    assert [cell(page, f"Z[{place}]")[1] for place in ("0,0", "0,1", "1,0")] == [1, 1, 0]
    player.press("back")
    assert [cell(page, f"Z[{place}]")[1] for place in ("0,0", "0,1")] == [1, 0]
    player.scrub(4)
    assert cell(page, "Z[1,1]") == ("80", 1)
    expect(page).to_have_url(re.compile("step=4"))
    expect(page.locator("[data-ghost]")).to_have_count(2)


def test_a_repair_button_changes_the_field_and_the_picture(page: Page, url: str) -> None:
    page.goto(f"{url}/arrays?x=[[1,2,3],[4,5,6]]&y=[10,20]&op=multiply")
    expect(page.locator("[data-panel=arrays] .token.lonely")).to_have_count(2, timeout=30_000)
    page.get_by_role("button", name="X * Y[:, None] → (2, 3)").click()
    expect(page.locator(".token.lonely")).to_have_count(0)
    open_settings(page)
    expect(page.get_by_role("textbox", name="Y (a nested list)")).to_have_value("[[10],[20]]")
    player = Player(page)
    player.press("last")
    player.wait("ended", step=6)
    assert cell(page, "Z[1,2]") == ("120", 1)


def test_nonsense_is_answered_and_the_picture_stays(page: Page, url: str) -> None:
    open_player(page, f"{url}/arrays")
    open_settings(page)
    field = page.get_by_role("textbox", name="X (a nested list)")
    field.fill("[[1,2],[3]]")
    field.press("Enter")
    expect(page.get_by_text("there should be a list of 2")).to_be_visible()
    assert cell(page, "X[1,1]")[0] == "4"


@NARROW
def test_a_narrow_dark_window_shows_everything_without_scrolling_sideways(page: Page, url: str) -> None:
    player = open_player(page, f"{url}/arrays?lang=ja&op=transpose&x=[[1,2,3],[4,5,6]]")
    page.locator(ROOT).click(position={"x": 5, "y": 5})
    player.press("step")
    player.wait("paused", step=1)
    page.keyboard.press("ArrowRight")
    player.wait("paused", step=2)
    assert player.caption == "Z[0,1] = X[1,0] = 4"
    assert page.evaluate("document.documentElement.scrollWidth") == 390
