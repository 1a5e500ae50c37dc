"""The lesson that reads digits, as a person meets it: guess, learn, go back, choose, shift."""

import re

import pytest
from playwright.sync_api import Page, expect

from nnviz import LOSSES, SGD, Trainer
from nnviz.lessons.digit_classifier import (
    A_THREE_IN_TEST,
    BATCH_SIZE,
    RATE,
    digit_parts,
    untrained_classifier,
)
from pages.parts.network.digits.panels import PICTURES
from tests.browser.opening import open_settings
from tests.browser.play import ROOT, Player, open_player

ADDRESS = "network?view=digits"


def opened(page: Page, url: str, query: str = "") -> Player:
    return open_player(page, f"{url}/{ADDRESS}{query}")


def shown(page: Page, kind: str) -> list[str]:
    """The six numbers of a kind: p (percent in the bars)."""
    places = [page.locator(f"[data-panel=answer] [data-id='{kind}[{at}]']") for at in range(6)]
    return [place.text_content() or "" for place in places]


def touch(page: Page, name: str) -> None:
    page.locator(f"[data-touch='{name}']").click()


def guess(page: Page, digit: int) -> None:
    """Press a guess and wait until the answer is there."""
    page.get_by_role("button", name=f"I guess {digit}").click()
    expect(page.locator("[data-panel=answer] [data-id='p[5]']")).not_to_have_text("–")


def fast(page: Page) -> None:
    """Let updates follow each other as fast as they come."""
    page.locator("[data-action=speed]").select_option("fast")


def to_the_end(page: Page, player: Player) -> None:
    """Play to the last update; where the answer turns it pauses by itself."""
    fast(page)
    while player.state != "ended":
        player.press("play")
        page.wait_for_selector(f"{ROOT}:is([data-state=ended], [data-state=paused])", timeout=60_000)


def percent(p: float) -> str:
    return "<1 %" if p < 0.005 else f"{100 * p:.0f} %"


def test_the_untrained_net_says_6_with_49_percent_to_a_3(page: Page, url: str) -> None:
    player = opened(page, url)
    assert shown(page, "p")[5] == "49 %"
    assert "“6” with 49 %" in player.caption
    expect(page.locator("[data-id='mark[5]']")).to_have_text("says")
    expect(page.locator("[data-id='mark[2]']")).to_have_text("correct")
    expect(page.locator("[data-nnviz=loss]")).to_have_text("2.04")  # -ln 0.1298


def test_what_it_says_to_another_picture_is_guessed_first(page: Page, url: str) -> None:
    player = opened(page, url)
    touch(page, "pick[3]")
    expect(page.locator("[data-id=truth]")).to_have_text("4")
    assert shown(page, "p") == ["–"] * 6
    guess(page, 4)
    expect(page.locator("[data-id='mark[3]']")).to_contain_text("correct · guess")
    expect(page.locator("[data-nnviz=notes]")).to_contain_text("You guessed 4")
    assert player.mounts == 1


def test_every_step_shows_the_numbers_of_a_trainer_until_it_says_3(page: Page, url: str) -> None:
    player = opened(page, url)
    net, (train, test) = untrained_classifier(), digit_parts()
    trainer = Trainer(net, train.X, train.Y, "cross_entropy", SGD(RATE), BATCH_SIZE, seed=0)
    x, y = test.X[[A_THREE_IN_TEST]], test.Y[[A_THREE_IN_TEST]]
    for step in range(1, 7):
        trainer.step()
        player.press("step")
        player.wait("paused", step=step)
        assert shown(page, "p") == [percent(p) for p in net.predict(x)[0]]
        loss = LOSSES["cross_entropy"](net.predict(x), y)
        expect(page.locator("[data-nnviz=loss]")).to_have_text(f"{loss:#.3g}")
    assert "“3”" in player.caption
    expect(page.locator("[data-nnviz=notes]")).to_contain_text("Update 6: the answer has changed to “3”")


def test_it_learns_until_it_says_3_and_can_be_scrubbed_back_to_the_start(page: Page, url: str) -> None:
    player = opened(page, url)
    fast(page)
    player.press("play")
    player.wait("paused", step=6)  # by itself, where the answer becomes right
    assert "“3”" in player.caption
    player.press("play")
    player.wait_for_step(30)
    player.press("play")
    player.wait("paused")
    assert "“3”" in player.caption
    rested, trained = player.step, shown(page, "p")
    player.scrub(0)
    player.wait("paused", step=0)
    assert "“6” with 49 %" in player.caption
    player.scrub(5)
    assert "“6”" in player.caption
    player.scrub(6)
    assert "“3”" in player.caption
    expect(page.locator("[data-nnviz=notes]")).to_contain_text("Update 6")
    player.scrub(rested)
    assert shown(page, "p") == trained
    assert player.mounts == 1


def test_the_run_ends_and_begins_again_untrained(page: Page, url: str) -> None:
    player = opened(page, url)
    to_the_end(page, player)
    assert (player.step, player.steps) == (240, 241)
    expect(page.locator("[data-nnviz=status]")).to_contain_text("240 of 240 updates")
    expect(page.locator("[data-nnviz=status]")).to_contain_text("98 % in the test")
    open_settings(page)
    page.get_by_role("button", name="Start again, untrained").click()
    player.wait("idle", step=0)
    assert "“6” with 49 %" in player.caption
    assert player.steps == 1


def test_another_picture_is_chosen_by_keyboard_and_the_moment_stays(page: Page, url: str) -> None:
    player = opened(page, url)
    for step in (1, 2, 3):
        player.press("step")
        player.wait("paused", step=step)
    first = page.get_by_role("button", name=re.compile(r"^picture of a 1 \(test picture 11\)$"))
    first.focus()
    page.keyboard.press("Enter")
    expect(page.locator("[data-id=truth]")).to_have_text("1")
    expect(first).to_be_focused()
    expect(first).to_have_class(re.compile("chosen"))
    assert (player.step, player.steps, player.mounts) == (3, 4, 1)
    expect(page).to_have_url(re.compile("digit=11"))
    assert page.get_by_role("button", name=re.compile("^picture of a ")).count() == 18


def test_a_picture_chosen_while_it_learns_does_not_stop_it(page: Page, url: str) -> None:
    player = opened(page, url)
    fast(page)
    player.press("play")
    player.wait("paused", step=6)
    player.press("play")
    player.wait_for_step(15)
    touch(page, "pick[3]")
    expect(page.locator("[data-id=truth]")).to_have_text("4")
    seen = player.step
    assert seen >= 15
    player.wait_for_step(seen + 20)
    assert player.mounts == 1


def test_every_picture_is_answered_after_a_long_run(page: Page, url: str) -> None:
    player = opened(page, url)
    to_the_end(page, player)
    _, test = digit_parts()
    for place in (3, 4, 5, 0, 1, 2, 9, 10):
        touch(page, f"pick[{place}]")
        digit = int(test.Y[PICTURES[place]].argmax()) + 1
        expect(page.locator("[data-id=truth]")).to_have_text(str(digit), timeout=30_000)
    assert (player.steps, player.mounts, player.state) == (241, 1, "ended")


def test_an_update_stays_long_enough_to_talk_over(page: Page, url: str) -> None:
    player = opened(page, url)
    player.press("play")
    player.wait_for_step(1)
    assert player.pace(2) > 2000  # 1.2 seconds each


def test_a_link_holds_the_update(page: Page, url: str) -> None:
    player = opened(page, url)
    for step in (1, 2):
        player.press("step")
        player.wait("paused", step=step)
    expect(page).to_have_url(re.compile("step=2"))
    page.goto(f"{url}/{ADDRESS}&step=7")
    player.wait("paused", step=7)
    assert "“3”" in player.caption
    player.press("back")
    player.press("back")
    assert "“6”" in player.caption


def test_slowly_it_makes_two_updates_a_second(page: Page, url: str) -> None:
    player = opened(page, url)
    page.locator("[data-action=speed]").select_option("slow")
    player.press("play")
    player.wait_for_step(1)
    assert player.pace(3) > 1000  # at full speed three updates come within a tenth of a second
    player.press("play")
    player.wait("paused")


def test_one_picture_alone_makes_it_say_3_to_everything(page: Page, url: str) -> None:
    player = opened(page, url, "&learn=one")
    player.press("step")
    player.wait("paused", step=1)
    assert "“3”" in player.caption
    expect(page.locator("[data-nnviz=notes]")).to_contain_text("“3” to all 326 test pictures")
    touch(page, "pick[5]")
    expect(page.locator("[data-id=truth]")).to_have_text("6")
    assert "“3”" in player.caption


@pytest.mark.parametrize("context", [{"reduced_motion": "reduce"}], indirect=True)
def test_with_reduced_motion_pictures_change_slowly(page: Page, url: str) -> None:
    player = opened(page, url)
    player.press("play")
    player.wait_for_step(1)
    assert player.pace(3) > 1000  # a picture in half a second; at full speed three in a tenth
    player.press("play")
    player.wait("paused")


@pytest.mark.parametrize("context", [{"viewport": {"width": 390, "height": 844}}], indirect=True)
def test_nothing_is_wider_than_a_narrow_screen(page: Page, url: str) -> None:
    opened(page, url, "&lang=ja")
    guess_ja = page.get_by_role("button", name="4 と予想する")
    guess_ja.click()
    expect(page.locator("[data-panel=answer] [data-id='p[5]']")).to_have_text("49 %")
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    expect(page.locator("[data-panel=answer]")).to_contain_text("正解")
