"""The lesson "softmax" as a person meets it: play the steps, move a score, add 1000, come back."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.play import Player, open_player

pytestmark = pytest.mark.usefixtures("going_on")


def opened(page: Page, url: str, query: str = "") -> Player:
    return open_player(page, f"{url}/network?view=softmax{query}")


def shown(page: Page, kind: str) -> list[str]:
    """The six numbers of a column of the table."""
    return [page.locator(f"[data-id='{kind}[{at}]']").text_content() or "" for at in range(6)]


def width(page: Page, at: int) -> float:
    """How long the bar of a class is."""
    return float(page.locator(f"[data-id='bar[{at}]']").get_attribute("width") or "nan")


def test_a_score_is_dragged_and_its_bar_follows_and_the_own_scores_come_back(page: Page, url: str) -> None:
    player = opened(page, url)
    box, own = page.locator("[data-touch='z[0]']"), page.locator("[data-touch=own]")
    before, first = width(page, 0), box.input_value()
    expect(own).to_be_hidden()
    place = box.bounding_box()
    assert place
    x, y = place["x"] + 20, place["y"] + place["height"] / 2
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + 200, y, steps=8)
    page.mouse.up()
    expect(own).to_be_visible()
    expect(page.locator("[data-id='p[0]']")).not_to_have_text(re.compile(r"^0\.1"))
    assert width(page, 0) > 2 * before
    expect(page).to_have_url(re.compile("z="))
    assert player.mounts == 1
    own.click()
    expect(box).to_have_value(first)
    assert width(page, 0) == before


def test_steps_fill_the_table_and_1000_on_all_scores_overflows_exp_alone(page: Page, url: str) -> None:
    player = opened(page, url)
    assert shown(page, "powers") == [""] * 6
    player.press("last")
    player.wait("ended")
    before = {kind: shown(page, kind) for kind in ("shifted", "powers", "p", "delta")}
    assert all(all(column) for column in before.values())
    button = page.locator("[data-touch=add]")
    button.click()
    expect(page.locator("[data-id='naive[0]']")).to_have_text("∞")
    expect(button).to_have_attribute("aria-pressed", "true")
    assert {kind: shown(page, kind) for kind in before} == before
    expect(page).to_have_url(re.compile("shift=1"))
    button.click()
    expect(page).not_to_have_url(re.compile("shift"))
