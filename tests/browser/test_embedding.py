"""The app in another page: the HTML that is copied, the height it asks for, and how it fits a small frame."""

from typing import Any

from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.opening import go_on
from tests.browser.play import at_rest, open_player, see
from tests.browser.saving import MENU

PAGES = (
    "product?view=flow",
    "neuron?view=gates",
    "network?view=softmax",
    "backprop?lang=ja",
    "train?problem=circle",
)
LEAST = 12  # pixels of type in a picture
FIT = """() => {
  const main = document.querySelector('[data-testid=stMain]');
  const box = (name) => document.querySelector(name).getBoundingClientRect();
  const words = Array.from(document.querySelectorAll('.room-picture .scene text')).filter(
    (one) => one.textContent.trim() && one.getBoundingClientRect().width);
  const sizes = words.map((one) => parseFloat(getComputedStyle(one).fontSize) * one.getScreenCTM().a);
  return {
    hidden: [main.scrollHeight - main.clientHeight, main.scrollWidth - main.clientWidth],
    above: Math.round(box('.room-picture .scene').top),
    below: Math.round(box('.dock').top - box('.room-picture .scene').bottom),
    dock: Math.round(innerHeight - box('.dock').bottom),
    play: box('[data-action=play]').height > 10,
    least: Math.min(...sizes),
  };
}"""


def test_a_small_frame_shows_all_of_a_picture_with_its_transport(page: Page, url: str) -> None:
    page.set_viewport_size({"width": 640, "height": 480})
    for place in PAGES:
        go_on(page, f"{url}/{place}&embed=true")
        page.wait_for_selector("[data-nnviz=player][data-step] .room-picture .scene")
        found: dict[str, Any] = at_rest(page, FIT)
        assert found["hidden"] == [0, 0], place
        assert min(found["above"], found["below"]) >= 0, place
        assert found["dock"] >= 0, place
        assert found["play"], place
        assert found["least"] >= LEAST, place
        expect(page.get_by_role("radio")).to_have_count(0)


def test_a_page_around_it_is_told_how_high_the_picture_is(
    context: BrowserContext, page: Page, url: str
) -> None:
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    open_player(page, f"{url}/product?lang=en&step=3&present=1")
    page.keyboard.press("Escape")
    page.locator(f"{MENU} summary").click()
    page.locator(f"{MENU} [data-save=embed]").click()
    expect(page.locator(f"{MENU} .said")).to_have_text("Copied")
    frame = page.evaluate("navigator.clipboard.readText()")
    around = f"<!doctype html><title>around</title><body style='width: 900px'>{frame}</body>"
    page.route(f"{url}/around", lambda route: route.fulfill(content_type="text/html", body=around))
    page.goto(f"{url}/around")
    inside = page.frame_locator("iframe")
    expect(inside.locator("[data-nnviz=player][data-step='3'] .scene").first).to_be_visible()
    page.wait_for_function("document.querySelector('iframe').clientHeight !== 480")
    see(page, 8)
    height = page.locator("iframe").evaluate("(one) => one.clientHeight")
    picture, room = (inside.locator(name).bounding_box() for name in (".room-picture .scene", ".dock"))
    assert picture
    assert room
    assert 480 < height < 900
    assert abs(picture["width"] - 900 + 16) < 20
    assert picture["y"] + picture["height"] <= room["y"] + 1
