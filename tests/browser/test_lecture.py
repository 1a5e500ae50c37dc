"""A lecture as it is given: question, hands, answer; keys from wherever they are pressed; and on paper."""

import re

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.opening import open_app

LECTURE, QUESTION = "[data-nnviz=lecture]", "[data-nnviz=lecture] h1"
SHOWN = f"{LECTURE} iframe:not(.ahead)"
# How many pages a printed sheet has.
PAGE = re.compile(rb"/Type\s*/Page\b")


@pytest.mark.usefixtures("first_visit")
def test_a_lecture_asks_counts_hands_and_answers_by_clicker_from_any_window(
    page: Page, context: BrowserContext, url: str
) -> None:
    open_app(page, f"{url}/lecture?lang=en")
    picture = page.frame_locator(SHOWN)
    expect(picture.locator("[data-nnviz=player][data-step='4']")).to_be_visible(timeout=30_000)
    expect(page.locator(QUESTION)).to_have_text("How many multiplications does the whole of C need?")
    expect(page.locator(".answer")).to_be_hidden()

    hands = page.get_by_role("textbox")
    hands.nth(0).fill("5")
    hands.nth(2).fill("15")
    widths = page.locator(".bar").evaluate_all("(all) => all.map(({ style }) => parseFloat(style.width))")
    assert widths == [25, 0, 75]
    hands.nth(2).press("Enter")

    page.mouse.move(700, 640)  # in the picture, beside everything that can be pressed
    page.mouse.click(700, 640)
    expect(picture.locator(".nnviz-spots .ring")).to_have_count(1)
    page.keyboard.press("ArrowRight")
    expect(picture.locator("[data-nnviz=player]")).to_have_attribute("data-step", "5")
    page.keyboard.press("PageDown")  # heard by the picture, meant for the lecture
    expect(page.locator(".answer")).to_contain_text("18 multiplications")
    expect(page.locator("li.right")).to_contain_text("18")
    page.keyboard.press(".")
    expect(page.locator(".nnviz-curtain")).to_be_visible()
    page.keyboard.press("b")
    expect(page.locator(".nnviz-curtain")).to_be_hidden()

    with context.expect_page() as opened:
        page.keyboard.press("t")
    window = opened.value
    expect(window.locator("[data-shows=left]")).to_contain_text("left")
    expect(window.locator("[data-shows=answer]")).to_contain_text("18 multiplications")
    expect(window.locator("[data-shows=next]")).to_have_text("Can A @ B be computed?")
    window.keyboard.press("PageDown")
    expect(page.locator(QUESTION)).to_have_text("Can A @ B be computed?")
    expect(page.locator(".frames.covered")).to_be_visible()
    expect(page.locator(SHOWN)).to_have_attribute("inert", "")
    expect(page).to_have_url(re.compile(r"moment=2"))
    window.close()


@pytest.mark.usefixtures("first_visit")
@pytest.mark.parametrize("context", [{"color_scheme": "dark"}], indirect=True)
def test_a_worksheet_is_printed_whole_in_black_on_white(page: Page, url: str) -> None:
    open_app(page, f"{url}/lecture?lang=en&view=worksheet&key=1")
    expect(page.locator(".paper .task figure svg").first).to_be_visible()
    printed = page.pdf(format="A4")
    assert len(PAGE.findall(printed)) >= 4  # not cut off below the first window; the answers begin a page
    page.emulate_media(media="print")
    page.evaluate("() => dispatchEvent(new Event('beforeprint'))")
    expect(page.locator("body > .printing .key")).to_be_visible()
    expect(page.locator("#root")).to_be_hidden()
    colours = page.locator("body > .printing .paper").evaluate(
        "(one) => [getComputedStyle(one).color, getComputedStyle(one).backgroundColor]"
    )
    assert colours == ["rgb(0, 0, 0)", "rgb(255, 255, 255)"]
