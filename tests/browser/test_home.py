"""The start page as a person meets it: pictures at once, cards that are links, the language kept."""

import re

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from pages.registry import PAGES
from tests.browser.opening import open_app
from tests.browser.play import see

STILL = "[data-state=still] svg"
DOOR = "[class*=st-key-home-door-]"


def open_home(page: Page, url: str, link: str = "") -> None:
    open_app(page, f"{url}/{link}")
    expect(page.locator(STILL)).to_have_count(len(PAGES), timeout=15_000)


def test_the_pictures_stand_there_without_plotly(page: Page, url: str) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    open_home(page, url)
    for picture in page.locator(STILL).all():
        assert re.search(r"\w", picture.get_attribute("aria-label") or "")
    assert not [address for address in asked if "vendor/plotly" in address]


def test_all_of_it_is_seen_at_once_on_a_laptop(page: Page, url: str) -> None:
    page.set_viewport_size({"width": 1280, "height": 800})
    for language in ("en", "ja"):
        open_home(page, url, f"?lang={language}")
        last = page.locator(".st-key-home-links a").last.bounding_box()
        assert last
        assert last["y"] + last["height"] <= 800


CUT = """titles => titles.filter((title) => title.scrollWidth > title.clientWidth)
  .map((title) => title.textContent)"""


@pytest.mark.parametrize("language", ["en", "ja"])
def test_no_title_of_a_card_is_cut_off_at_any_width(page: Page, url: str, language: str) -> None:
    open_home(page, url, f"?lang={language}")
    cut = {}
    for width in (1200, 1280, 1480, 1640, 1920):
        page.set_viewport_size({"width": width, "height": 800})
        see(page, 2)
        cut[width] = page.locator(f"{DOOR} .stPageLink p").evaluate_all(CUT)
    assert not any(cut.values()), cut


@pytest.mark.parametrize("part", ["svg", ".stMarkdown code", ".stMarkdown p:last-child"])
def test_the_whole_card_is_the_link_and_keeps_the_language(page: Page, url: str, part: str) -> None:
    open_home(page, url, "?lang=ja")
    box = page.locator(f".st-key-home-door-neuron {part}").bounding_box()
    assert box
    page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    expect(page).to_have_title("ニューロン · nnviz")
    expect(page).to_have_url(re.compile("/neuron.*lang=ja"))


def test_the_doors_are_reached_by_keyboard_and_the_focus_is_seen(page: Page, url: str) -> None:
    open_home(page, url)
    page.get_by_role("link", name="Start with arrays").focus()
    for name in ("Arrays", "Matrix product"):
        page.keyboard.press("Tab")
        expect(page.locator(DOOR).get_by_role("link", name=name)).to_be_focused()
    frame = "getComputedStyle(document.activeElement, '::after').outlineStyle"
    assert page.evaluate(frame) == "solid"
    page.keyboard.press("Enter")
    expect(page).to_have_title("Matrix product · nnviz")


def test_a_link_of_the_lecture_opens_its_page_with_its_settings(page: Page, url: str) -> None:
    open_home(page, url, "?lang=en")
    page.get_by_role("link", name="The product as a wave of data").click()
    expect(page).to_have_title("Matrix product · nnviz")
    expect(page).to_have_url(re.compile("view=flow"))
    expect(page).to_have_url(re.compile("lang=en"))
    expect(page.locator("[data-nnviz=player] .scene").first).to_be_visible(timeout=15_000)


def test_home_leads_back_and_the_pictures_are_there_again(page: Page, url: str) -> None:
    open_app(page, f"{url}/arrays")
    page.get_by_role("link", name="Home").first.click()
    expect(page.locator(STILL)).to_have_count(len(PAGES), timeout=15_000)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("language", ["en", "ja"])
def test_a_narrow_window_stacks_the_doors(
    context: BrowserContext, url: str, scheme: str, language: str
) -> None:
    page = context.new_page()
    page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    page.set_viewport_size({"width": 390, "height": 800})
    open_home(page, url, f"?lang={language}")
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    lefts = {round((card.bounding_box() or {"x": -1.0})["x"]) for card in page.locator(DOOR).all()}
    assert len(lefts) == 1
    expect(page.locator("[data-nnviz=player]").first).to_have_attribute("data-theme", scheme)
