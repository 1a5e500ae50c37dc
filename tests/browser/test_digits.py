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
    """The six numbers of a kind: p (percent in the bars), or z, shifted, naive of the table."""
    panel = "answer" if kind == "p" else "softmax"
    places = [page.locator(f"[data-panel={panel}] [data-id='{kind}[{at}]']") for at in range(6)]
    return [place.text_content() or "" for place in places]


def touch(page: Page, name: str) -> None:
    page.locator(f"[data-touch='{name}']").click()


def guess(page: Page, digit: int) -> None:
    """Press a guess and wait until the answer is there."""
    page.get_by_role("button", name=f"I guess {digit}").click()
    expect(page.locator("[data-panel=answer] [data-id='p[5]']")).not_to_have_text("–")


def percent(p: float) -> str:
    return "<1 %" if p < 0.005 else f"{100 * p:.0f} %"


def test_the_untrained_net_says_6_with_49_percent_to_a_3(page: Page, url: str) -> None:
    player = opened(page, url)
    assert shown(page, "p")[5] == "49 %"
    assert "“6” with 49 %" in player.caption
    expect(page.locator("[data-id='mark[5]']")).to_have_text("says")
    expect(page.locator("[data-id='mark[2]']")).to_have_text("truth")
    expect(page.locator("[data-nnviz=loss]")).to_have_text("2.04")  # -ln 0.1298


def test_what_it_says_to_another_picture_is_guessed_first(page: Page, url: str) -> None:
    player = opened(page, url)
    touch(page, "pick[3]")
    expect(page.locator("[data-id=truth]")).to_have_text("4")
    assert shown(page, "p") == ["–"] * 6
    guess(page, 4)
    expect(page.locator("[data-id='mark[3]']")).to_contain_text("truth · guess")
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
    expect(page.locator("[data-nnviz=notes]")).to_contain_text("Update 6: the answer has turned to “3”")


def test_it_learns_until_it_says_3_and_can_be_scrubbed_back_to_the_start(page: Page, url: str) -> None:
    player = opened(page, url)
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
    player.press("play")
    page.wait_for_selector(f"{ROOT}[data-state=ended]", timeout=60_000)
    assert (player.step, player.steps) == (240, 241)
    expect(page.locator("[data-nnviz=status]")).to_contain_text("240 of 240 updates")
    expect(page.locator("[data-nnviz=status]")).to_contain_text("98 % in the test")
    open_settings(page)
    page.get_by_role("button", name="Start again, untrained").click()
    player.wait("idle", step=0)
    assert "“6” with 49 %" in player.caption
    assert player.steps == 1


def test_1000_on_all_scores_overflows_exp_and_changes_nothing_else(page: Page, url: str) -> None:
    player = opened(page, url)
    guess(page, 6)
    before = {kind: shown(page, kind) for kind in ("z", "shifted", "powers", "p", "naive")}
    button = page.locator("[data-touch=add]")
    expect(button).to_have_attribute("aria-pressed", "false")
    touch(page, "add")
    expect(page.locator("[data-panel=softmax] [data-id='naive[0]']")).to_have_text("∞")
    expect(button).to_have_attribute("aria-pressed", "true")
    assert shown(page, "naive") == ["∞"] * 6
    assert [float(z) for z in shown(page, "z")] == pytest.approx([float(z) + 1000 for z in before["z"]])
    for kind in ("shifted", "powers", "p"):
        assert shown(page, kind) == before[kind]
    expect(page).to_have_url(re.compile("shift=1"))
    touch(page, "add")
    expect(page.locator("[data-panel=softmax] [data-id='z[0]']")).to_have_text(before["z"][0])
    expect(page).not_to_have_url(re.compile("shift"))
    assert player.mounts == 1


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
    player.press("play")
    player.wait_for_step(15)
    touch(page, "pick[3]")
    expect(page.locator("[data-id=truth]")).to_have_text("4")
    seen = player.step
    assert seen >= 15
    player.wait_for_step(seen + 20)
    player.press("play")
    player.wait("paused")
    assert player.mounts == 1


def test_every_picture_is_answered_after_a_long_run(page: Page, url: str) -> None:
    player = opened(page, url)
    player.press("play")
    page.wait_for_selector(f"{ROOT}[data-state=ended]", timeout=60_000)
    _, test = digit_parts()
    for place in (3, 4, 5, 0, 1, 2, 9, 10):
        touch(page, f"pick[{place}]")
        digit = int(test.Y[PICTURES[place]].argmax()) + 1
        expect(page.locator("[data-id=truth]")).to_have_text(str(digit), timeout=30_000)
    assert (player.steps, player.mounts, player.state) == (241, 1, "ended")


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
    expect(page.locator("[data-panel=pictures]")).to_contain_text("正解")
