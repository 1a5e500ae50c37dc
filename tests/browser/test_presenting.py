"""Presenting, as one who gives a lecture does it: by keys, by a link, and inside another page."""

import re
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from pages.registry import PAGES
from tests.browser.play import ROOT, Player, at_rest, open_player, standing

PRESENTED = "html.presenting"
TOOLS = "[data-nnviz=tools]"
BAR = ".st-key-topbar"
SCREEN = pytest.mark.parametrize("context", [{"viewport": {"width": 1280, "height": 720}}], indirect=True)
# How large the numbers and the words of the picture are on the screen, by what they say.
TYPE = """() => Object.fromEntries([...document.querySelectorAll('[data-nnviz=picture] .scene text')]
  .filter((one) => one.textContent)
  .map((one) => [one.textContent, parseFloat(getComputedStyle(one).fontSize) * one.getScreenCTM().a]))"""
# What of the picture lies outside of the window, or over the caption.
OUTSIDE = """() => {
  const caption = document.querySelector('[data-nnviz=caption]').getBoundingClientRect();
  return [...document.querySelectorAll('[data-nnviz=picture] .scene text')]
    .map((one) => [one.textContent, one.getBoundingClientRect()])
    .filter(([, { left, right, top, bottom, width }]) => width
      && (left < 0 || right > innerWidth || top < -2 || bottom > caption.top + 2))
    .map(([text]) => text);
}"""


def type_of(page: Page) -> dict[str, float]:
    """How large the words of the picture are, when they do not change any more."""
    found: dict[str, Any] = at_rest(page, TYPE)
    return found


@SCREEN
@pytest.mark.parametrize("place", ["arrays?step=2", "product?view=cell&step=5", "train"])
def test_presenting_is_picture_caption_and_player_in_type_that_is_larger_by_three_fifths(
    page: Page, url: str, place: str
) -> None:
    open_app = f"{url}/{place}{'&' if '?' in place else '?'}lang=en"
    page.goto(open_app)
    player = standing(page)
    before, runs = type_of(page), player.mounts
    words = page.locator("[data-nnviz=caption]").evaluate(
        "(one) => parseFloat(getComputedStyle(one).fontSize)"
    )
    page.keyboard.press("p")
    after = type_of(page)
    grown = sorted(after[text] / before[text] for text in before)
    assert grown[len(grown) // 5] >= 1.6, grown
    larger = page.locator("[data-nnviz=caption]").evaluate(
        "(one) => parseFloat(getComputedStyle(one).fontSize)"
    )
    assert larger >= 1.6 * words
    assert page.evaluate(OUTSIDE) == []
    for gone in (BAR, ".room-beside", "[data-nnviz=save]", f"{ROOT} .above .guess"):
        expect(page.locator(gone).first).to_be_hidden()
    heard = page.locator(f"{ROOT} h1").bounding_box()  # it takes no room, but is read to those who listen
    assert heard
    assert heard["width"] * heard["height"] <= 1
    for seen in ("[data-nnviz=picture]", "[data-nnviz=caption]", "[data-action=play]", "[data-action=scrub]"):
        expect(page.locator(seen).first).to_be_visible()
    page.keyboard.press("+")
    assert sum(type_of(page).values()) > sum(after.values())
    page.keyboard.press("-")
    page.keyboard.press("Escape")
    assert type_of(page) == before
    expect(page.locator(BAR)).to_be_visible()
    assert player.mounts == runs


# In every picture from the first moment on: what of the usual page is seen that nothing covers.
FROM_THE_START = """() => {
  window.seen = new Set();
  const shown = (where) => document.querySelector(where)?.checkVisibility();
  const look = () => {
    if (shown('#nnviz-skeleton')) window.covered = document
      .querySelector('.presenting #nnviz-skeleton .picture').getBoundingClientRect().width / innerWidth;
    else for (const one of ['.st-key-topbar', '.room-beside', '[data-testid=stExpander]'])
      if (shown(one)) window.seen.add(one);
    requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
}"""


@SCREEN
def test_a_link_to_a_presented_page_never_shows_the_usual_one(page: Page, url: str) -> None:
    page.add_init_script(f"({FROM_THE_START})()")
    open_player(page, f"{url}/product?lang=en&present=1")
    assert page.evaluate("window.covered") > 0.9, "the outline is that of a presented page"
    assert page.evaluate("[...window.seen]") == []
    expect(page.locator("#nnviz-skeleton")).to_have_count(0)
    page.keyboard.press("Escape")
    expect(page.locator(".room-beside")).to_be_visible()
    assert page.evaluate("[...window.seen].length") > 1, "they would have been seen"


def test_moments_lead_through_the_lesson_and_on_to_the_next_page(page: Page, url: str) -> None:
    player = open_player(page, f"{url}/arrays?lang=ja&present=1")
    expect(page.locator(PRESENTED)).to_be_attached()
    page.keyboard.press("PageDown")
    player.wait("paused", 1)
    page.keyboard.press("PageUp")
    expect(page.locator(ROOT)).to_have_attribute("data-step", "0")
    page.keyboard.press("End")
    player.wait("ended")
    page.keyboard.press("PageDown")
    expect(page).not_to_have_url(re.compile("/arrays"))
    standing(page)
    page.keyboard.press("5")
    expect(page).to_have_url(re.compile(f"/{PAGES[4].slug}"))
    standing(page)
    expect(page.locator(PRESENTED)).to_be_attached()
    expect(page).to_have_url(re.compile("present=1"))
    expect(page.locator("html")).to_have_attribute("lang", "ja")
    page.keyboard.press("Escape")
    expect(page).not_to_have_url(re.compile("present"))


@pytest.mark.parametrize(
    ("place", "stops"),
    [
        ("product?view=cell", [2, 4]),
        ("product?view=outer&a=1,2,3;4,5,6&b=1,2;3,4;5,6", [1, 2]),
        ("neuron?view=gates&gate=XOR&stack=1", [1, 3]),
        ("neuron?view=perceptron", [2, 5]),
        ("network?view=build", [2, 4]),
        ("network?view=digits", [6, 24]),
    ],
)
def test_moments_are_whole_numbers_of_c_layers_and_epochs(
    page: Page, url: str, place: str, stops: list[int]
) -> None:
    player = open_player(page, f"{url}/{place}&lang=en&present=1")
    for stop in stops:
        page.keyboard.press("PageDown")
        player.wait("paused", stop)
    for stop in (*stops[-2::-1], 0):
        page.keyboard.press("PageUp")
        player.wait("paused", stop)
    page.keyboard.press("ArrowRight")
    player.wait("paused", 1)


@pytest.mark.parametrize(("lang", "words"), [("en", "a finished number of C, a layer or an epoch"),
                                             ("ja", "C の要素1つ、1層、1エポックごとに")])  # fmt: skip
def test_the_table_of_keys_says_how_far_a_moment_leads(page: Page, url: str, lang: str, words: str) -> None:
    open_player(page, f"{url}/product?lang={lang}")
    page.keyboard.press("?")
    line = page.locator("[data-nnviz=keys] dt", has_text="Page ↓").locator("+ dd")
    expect(line).to_contain_text(words)


def test_a_black_screen_and_the_table_of_keys_come_and_go(page: Page, url: str) -> None:
    open_player(page, f"{url}/product?lang=en&present=1")
    page.keyboard.press("b")
    expect(page.locator(".nnviz-curtain")).to_be_visible()
    page.keyboard.press("b")
    expect(page.locator(".nnviz-curtain")).to_be_hidden()
    page.keyboard.press("Escape")
    tool = page.locator(f"{TOOLS} [data-tool=help]")
    tool.focus()
    page.keyboard.press("?")
    table = page.get_by_role("dialog", name="Keys")
    expect(table).to_be_visible()
    expect(table.locator("kbd")).to_contain_text(["Home", "P", "Esc"])
    expect(table).to_contain_text("NNVIZ_FRAME_ANCESTORS")
    assert "embed=true" in (table.locator("input").input_value())
    page.keyboard.press("ArrowRight")
    assert Player(page).step == 0
    page.keyboard.press("Escape")
    expect(table).to_be_hidden()
    expect(tool).to_be_focused()


def test_the_link_is_copied_as_it_stands(page: Page, url: str, context: BrowserContext) -> None:
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    player = open_player(page, f"{url}/product?lang=en&view=outer")
    page.keyboard.press("ArrowRight")
    player.wait("paused", 1)
    button = page.locator(f"{TOOLS} [data-tool=copy]")
    button.click()
    expect(button).to_have_text("Copied")
    copied = page.evaluate("navigator.clipboard.readText()")
    assert parse_qs(urlsplit(copied).query) == {"lang": ["en"], "view": ["outer"], "step": ["1"]}
    page.evaluate("Object.defineProperty(navigator, 'clipboard', { value: undefined })")
    page.keyboard.press("l")
    field = page.locator(".nnviz-note input")
    expect(field).to_be_focused()
    expect(field).to_have_value(copied)
    page.keyboard.press("Escape")
    expect(field).to_be_hidden()


@SCREEN
def test_two_pictures_side_by_side_are_both_presented(page: Page, url: str) -> None:
    open_player(page, f"{url}/neuron?lang=en&view=gates&gate=XOR&side=1&present=1")
    boxes = [page.locator(f"[data-panel={name}] .scene").bounding_box() for name in ("plane", "stack")]
    assert boxes[0]
    assert boxes[1]
    assert boxes[0]["x"] + boxes[0]["width"] <= boxes[1]["x"]
    assert min(box["width"] for box in boxes if box) > 550
    expect(page.locator("[data-panel=table]")).to_be_hidden()


@SCREEN
def test_an_embedded_page_is_presented_and_keeps_its_settings(page: Page, url: str) -> None:
    open_player(page, f"{url}/product?lang=en&embed=true")
    expect(page.locator(PRESENTED)).to_be_attached()
    expect(page.locator(".room-beside")).to_be_hidden()
    expect(page.locator(TOOLS)).to_be_hidden()
    expect(page.get_by_test_id("stExpandSidebarButton")).to_be_visible()
    page.keyboard.press("1")
    expect(page).to_have_url(re.compile(r"/arrays\?.*embed=true"))
