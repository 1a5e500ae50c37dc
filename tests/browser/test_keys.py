"""The keys of the player, whatever has the focus: they are not lost to what was clicked."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.opening import settle
from tests.browser.play import ROOT, Player, open_player
from tests.browser.touching import box

pytestmark = pytest.mark.usefixtures("going_on")

BATCH = "neuron?lang=en&w=1&b=-50&activation=step&x=26;47;68;89;110;131&reach=200"


def drives(page: Page, player: Player) -> None:
    """The arrows step, End and Home go to the ends, and Space plays and pauses."""
    page.keyboard.press("Home")
    page.keyboard.press("ArrowRight")
    player.wait("paused", 1)
    page.keyboard.press("ArrowLeft")
    player.wait("paused", 0)
    page.keyboard.press(" ")
    player.wait("playing")
    page.keyboard.press(" ")
    player.wait("paused")


def test_a_clicked_choice_keeps_no_key_and_enter_presses_it(page: Page, url: str) -> None:
    player = open_player(page, f"{url}/product?lang=en")
    view = page.get_by_role("radio", name="outer", exact=False).first
    view.click()
    settle(page)
    expect(view).to_be_checked()
    player.wait("idle", 0)
    page.keyboard.press("ArrowRight")
    player.wait("paused", 1)
    drives(page, player)
    expect(view).to_be_checked()
    other = page.get_by_role("radio", name="flow", exact=False).first
    other.focus()
    page.keyboard.press("Enter")
    expect(other).to_be_checked()


def test_a_clicked_button_of_the_player_and_its_speed_keep_no_key(page: Page, url: str) -> None:
    player = open_player(page, f"{url}/product?lang=en")
    player.press("last")
    drives(page, player)
    speed = page.locator("[data-action=speed]")
    speed.focus()
    drives(page, player)
    before = speed.input_value()
    page.keyboard.press("ArrowDown")
    expect(speed).not_to_have_value(before)


def test_a_clicked_circle_keeps_no_key_and_one_reached_by_tab_walks_its_group(page: Page, url: str) -> None:
    player = open_player(page, f"{url}/network?lang=en")
    circle = page.locator('[data-panel=network] [data-touch="unit1.2"]')
    circle.click()
    drives(page, player)
    page.keyboard.press("Home")
    step = player.step
    circle.evaluate("(one) => one.blur()")
    circle.focus()
    page.keyboard.press("ArrowDown")
    expect(circle).not_to_be_focused()
    assert player.step == step


def test_a_box_keeps_its_arrows_and_a_text_its_blanks(page: Page, url: str) -> None:
    player = open_player(page, f"{url}/{BATCH}")
    number = box(page, "w[0]")
    number.click()
    page.keyboard.press("ArrowRight")
    assert player.step == 0
    page.keyboard.press(" ")
    player.wait("playing")
    page.keyboard.press(" ")
    player.wait("paused")
    step = player.step
    number.click()
    page.keyboard.type("1 ")
    expect(number).to_have_value(re.compile("1 "))
    assert (player.state, player.step) == ("paused", step)


def test_an_open_explanation_keeps_no_key(page: Page, url: str) -> None:
    player = open_player(page, f"{url}/product?lang=en")
    page.locator(f"{ROOT} button.ask").first.click()
    expect(page.locator(".explained:popover-open")).to_be_visible()
    drives(page, player)


@pytest.mark.parametrize("language", ["en", "ja"])
def test_buttons_say_their_keys(page: Page, url: str, language: str) -> None:
    open_player(page, f"{url}/product?lang={language}")
    titles = {
        action: page.locator(f"[data-action={action}]").get_attribute("title") or ""
        for action in ("first", "back", "play", "step", "last")
    }
    space = {"en": "Space", "ja": "スペース"}[language]
    keys = {"first": "Home", "back": "←", "play": space, "step": "→", "last": "End"}
    assert {action: title.endswith(f"({keys[action]})") for action, title in titles.items()} == dict.fromkeys(
        keys, True
    )
