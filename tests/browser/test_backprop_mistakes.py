"""A common mistake as a person meets it: guess, play to the first wrong number, read the right one, train."""

import re
from urllib.parse import urlencode

import pytest
from playwright.sync_api import Page, expect

from pages.parts.backprop.store import STORE
from pages.parts.backprop.stuck_examples import STUCK
from tests.browser.opening import go
from tests.browser.play import ROOT, Player

pytestmark = pytest.mark.usefixtures("going_on")


def opened(page: Page, url: str, query: str) -> Player:
    """Open the page, and wait for the sheets."""
    go(page, f"{url}/backprop?{query}")
    page.wait_for_selector(f"{ROOT} [data-panel=equation] text", timeout=30_000)
    expect(page.locator(f"{ROOT} .host:empty")).to_have_count(0, timeout=30_000)
    return Player(page)


def step(page: Page) -> None:
    page.locator('[data-action="step"]').click()


@pytest.mark.usefixtures("first_visit")  # a guess stays
def test_guess_see_the_first_wrong_number_and_read_the_right_one(page: Page, url: str) -> None:
    player = opened(page, url, "mistake=slope_forgotten&step=5")
    delta, sign = page.locator('[data-cell="delta2[0,0]"]'), page.locator('[data-id="differs.delta2[0,0]"]')
    notes = page.locator("[data-panel=mistake]")
    page.locator('[data-guess="dW2"]').click()
    expect(notes).not_to_contain_text("delta2")
    expect(sign).to_be_hidden()
    step(page)
    expect(page.locator(f"{ROOT} [data-nnviz=caption]")).to_contain_text(
        "You said dW2; the first wrong number is in delta2"
    )
    expect(delta).to_have_class("token c press wrong")
    expect(sign).to_be_visible()
    expect(notes).to_contain_text("Right: delta2 = (a2 - T) * a2 * (1 - a2)")
    expect(notes).to_be_in_viewport(ratio=0.5)
    expect(page.locator('[data-cell="a2[0,0]"]')).not_to_have_class("token a press wrong")
    delta.focus()
    expect(page.get_by_role("tooltip")).to_contain_text("right is 0.13849856")
    assert player.mounts == 1


def test_training_with_it_is_shown_beside_the_right_one(page: Page, url: str) -> None:
    player = opened(page, url, urlencode(STORE.write(STUCK["contrary"])))
    expect(page.locator('[data-id="wrongcurve"]')).to_be_hidden()
    page.locator('[data-action="last"]').click()
    page.locator("[data-panel=mistake] [data-touch=compare]").click()
    expect(page.locator("[data-panel=mistake]")).to_contain_text("it runs away")
    expect(page.locator('[data-id="wrongcurve"]')).to_be_visible()
    expect(page.locator("[data-panel=compared]")).to_contain_text("it runs away")
    expect(page).to_have_url(re.compile("compared=1"))
    assert player.mounts == 1


def test_where_numpy_stops_its_message_is_folded(page: Page, url: str) -> None:
    opened(page, url, urlencode(STORE.write(STUCK["not_aligned"])))
    failure = page.locator("[data-panel=failure]")
    expect(failure).to_be_hidden()
    page.locator('[data-action="last"]').click()
    failure.locator("summary").click()
    expect(failure).to_contain_text("ValueError: shapes (3,4) and (3,4) not aligned")
    expect(page.locator(f"{ROOT} [data-nnviz=caption]")).to_contain_text("NumPy stops here")
