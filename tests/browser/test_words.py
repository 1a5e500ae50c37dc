"""Words are explained beside the word, by mouse, keyboard and thumb; and all of them on a page."""

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from pages.parts.words.concepts import CONCEPTS
from tests.browser.opening import open_app
from tests.browser.play import standing

pytestmark = pytest.mark.usefixtures("going_on")

BOX = ".explained:popover-open"
CARD = ".words .group article"


def mark(page: Page, name: str) -> Locator:
    """The button behind a word."""
    return page.locator(f"button[data-concept={name}]").first


def test_a_word_is_explained_in_place_and_the_page_stays(page: Page, url: str) -> None:
    open_app(page, f"{url}/arrays?lang=en")
    player, before = standing(page), page.url
    mounts = player.mounts
    mark(page, "broadcasting").click()
    box = page.locator(BOX)
    expect(box).to_contain_text("combines arrays of different shapes")
    expect(box.locator("svg .token").first).to_be_visible()
    expect(box.locator(".other")).to_have_attribute("lang", "ja")
    link = box.get_by_role("link", name="All words")
    expect(link).to_have_attribute("href", "words?lang=en&word=broadcasting")
    expect(link).to_have_attribute("target", "_blank")
    page.mouse.click(5, 300)
    expect(box).to_have_count(0)
    assert (page.url, player.mounts) == (before, mounts)


def test_a_second_press_closes_it(page: Page, url: str) -> None:
    open_app(page, f"{url}/arrays?lang=en")
    standing(page)
    mark(page, "broadcasting").click()
    expect(page.locator(BOX)).to_have_count(1)
    mark(page, "broadcasting").click()
    expect(page.locator(BOX)).to_have_count(0)
    mark(page, "broadcasting").click()
    expect(page.locator(BOX)).to_have_count(1)


def test_by_keyboard_it_opens_closes_and_gives_the_focus_back(page: Page, url: str) -> None:
    open_app(page, f"{url}/arrays?lang=en")
    standing(page)
    button = mark(page, "broadcasting")
    expect(button).to_have_accessible_name("What is “broadcasting”?")
    button.focus()
    page.keyboard.press("Enter")
    box = page.locator(BOX)
    expect(box).to_be_focused()
    page.keyboard.press("Tab")
    expect(box.get_by_role("button", name="Close")).to_be_focused()
    page.keyboard.press("Escape")
    expect(box).to_have_count(0)
    expect(button).to_be_focused()


def test_a_mark_is_no_part_of_the_sentence(page: Page, url: str) -> None:
    open_app(page, f"{url}/arrays?lang=en")
    standing(page)
    for text in page.locator("[data-nnviz=stage] :is(h1, h3, .detail):has(.ask)").all():
        assert not re.search(r"\?\s*\?", text.text_content() or "")


def test_on_a_phone_it_comes_up_from_the_edge_of_the_window(page: Page, url: str) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    open_app(page, f"{url}/arrays?lang=ja")
    standing(page)
    mark(page, "broadcasting").click()
    box = page.locator(BOX)
    expect(box).to_be_visible()
    place = box.bounding_box()
    assert place
    assert (place["x"], place["width"]) == (0, 390)
    assert round(place["y"] + place["height"]) == 844


@pytest.mark.usefixtures("first_visit")  # what was fetched once is kept
def test_what_cannot_be_fetched_is_said(page: Page, url: str) -> None:
    open_app(page, f"{url}/arrays?lang=en")
    standing(page)
    page.route("**/concepts/**", lambda route: route.fulfill(status=200, body="no explanation"))
    mark(page, "broadcasting").click()
    expect(page.locator(BOX)).to_contain_text("could not be fetched")
    page.unroute("**/concepts/**")
    page.keyboard.press("Escape")
    mark(page, "broadcasting").click()
    expect(page.locator(f"{BOX} .term")).to_have_text("broadcasting")


def test_the_page_of_all_words_is_searched_without_a_run(page: Page, url: str) -> None:
    open_app(page, f"{url}/words?lang=en")
    expect(page.locator(CARD)).to_have_count(len(CONCEPTS))
    field = page.get_by_role("searchbox", name="Search the words")
    field.fill("ソフトマックス")
    expect(page.locator(f"{CARD}:visible .term").filter(has_text="softmax")).to_have_count(1)
    found = page.locator(f"{CARD}:visible").count()
    expect(page.get_by_role("status")).to_have_text(f"{found} of {len(CONCEPTS)} words")
    field.fill("")
    expect(page.locator(f"{CARD}:visible")).to_have_count(len(CONCEPTS))


@pytest.mark.usefixtures("first_visit")
def test_nothing_covers_it_when_it_is_the_first_page(page: Page, url: str) -> None:
    open_app(page, f"{url}/words?lang=en")
    expect(page.locator(CARD).first).to_be_visible()
    expect(page.locator("#nnviz-skeleton")).to_have_count(0)
    open_app(page, f"{url}/?lang=en")
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    expect(page.locator("#nnviz-skeleton")).to_be_hidden()


def test_a_link_brings_its_word_to_the_top_and_leads_where_it_is_seen(page: Page, url: str) -> None:
    open_app(page, f"{url}/words?lang=ja&word=relu")
    first = page.locator(CARD).first
    expect(first.locator(".term")).to_have_text("ReLU (レルー)")
    first.get_by_role("link").click()
    expect(page).to_have_title(re.compile("ニューロン"))
    expect(page).to_have_url(re.compile("activation=relu"))


def test_a_word_in_what_is_noticed_is_explained_there(page: Page, url: str) -> None:
    open_app(page, f"{url}/train?lang=en&stream=seeded&rate=1&epoch=20")
    standing(page)
    expect(page.locator(".notes")).to_contain_text("Dead")
    button = page.locator(".notes button[data-concept=dead_unit]")
    expect(button).to_have_count(1)
    expect(page.locator(".concepts button[data-concept=dead_unit]")).to_have_count(0)
    button.click()
    expect(page.locator(f"{BOX} .term")).to_have_text("dead unit")
