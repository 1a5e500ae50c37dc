"""The boxes of the player read the same numbers as Python does, and show what cannot be seen as its code."""

from math import inf, isnan

import pytest
from playwright.sync_api import Page

from pages.shared.text import visible
from tests.browser.play import open_player
from tests.browser.touching import box
from tests.numerals import MINUS, NO_NUMBERS, NUMBERS, TOO_LARGE

pytestmark = pytest.mark.usefixtures("going_on")

ASK = """async ([name, texts]) => {
    const numerals = await import(new URL('assets/numerals.js', document.baseURI));
    return texts.map((text) => numerals[name](text));
}"""
UNSEEN = (
    "a\u202eb",
    "\u200b",
    "\ufeffx\u00ad",
    "\x00\x7f",
    "\u2066a\u2069",
    "\u3164\u2800\ufe0f",
    "é 漢字 5²",
)


def test_a_box_reads_by_the_table_of_all_readers(page: Page, url: str) -> None:
    open_player(page, f"{url}/neuron")
    assert page.evaluate(ASK, ["readNumber", list(NUMBERS)]) == list(NUMBERS.values())
    assert all(map(isnan, page.evaluate(ASK, ["readNumber", list(NO_NUMBERS)])))
    ends = [-inf if text.startswith(MINUS) else inf for text in TOO_LARGE]
    assert page.evaluate(ASK, ["readNumber", list(TOO_LARGE)]) == ends
    halves = page.evaluate(ASK, ["readNumber", ["0,5", "-,5"]])
    assert halves == [0.5, -0.5], "a decimal comma is for boxes alone"
    assert page.evaluate(ASK, ["visible", list(UNSEEN)]) == [visible(text) for text in UNSEEN]


def test_a_number_too_large_is_held_and_a_sign_that_turns_the_line_is_shown(page: Page, url: str) -> None:
    open_player(page, f"{url}/neuron")
    bias = box(page, "bias")
    bias.fill("1e400")
    bias.press("Enter")
    assert bias.input_value() == "200"
    bias.fill("4\u202e2")
    bias.press("Enter")
    page.wait_for_selector("p.complaint")
    assert "“4‹U+202E›2”" in page.locator("p.complaint").inner_text()
