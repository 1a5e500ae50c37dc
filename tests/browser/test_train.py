"""The page Train as a person meets it: play, pause, step, back, scrub, resume, and turn knobs meanwhile."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, WebSocket, expect

from tests.browser.opening import go_on, open_settings
from tests.browser.play import ROOT, Player, at_rest, open_player, see, standing
from tests.browser.saving import save
from tests.conftest import Server
from tests.every import every

ARTICLE = {0: (4.6218, 4.4527), 1: (4.3663, 4.2148)}


def numbers(caption: str) -> list[float]:
    """The numbers of a caption: epoch, training loss, test loss."""
    return [float(text.replace(",", "")) for text in re.findall(r"\d[\d,]*\.?\d*", caption)]


def test_the_page_opens_on_the_article_and_a_step_is_one_epoch_and_back_the_one_before(
    page: Page, url: str
) -> None:
    player = open_player(page, f"{url}/train")
    assert player.state == "idle"
    assert (player.step, player.steps) == (0, 1)
    assert numbers(player.caption) == [0, *ARTICLE[0]]
    player.press("step")
    player.wait("paused", step=1)
    assert numbers(player.caption) == [1, *ARTICLE[1]]
    player.press("back")
    player.wait("paused", step=0)
    assert numbers(player.caption) == [0, *ARTICLE[0]]
    assert player.steps == 2


def test_play_pause_scrub_and_resume(page: Page, url: str) -> None:
    player = open_player(page, f"{url}/train")
    player.press("play")
    player.wait_for_step(25)
    assert player.state in ("playing", "waiting")
    player.press("play")
    player.wait("paused")
    rested = player.step
    see(page, 24)
    assert player.step == rested
    player.scrub(7)
    player.wait("paused", step=7)
    seen = player.caption
    expect(page.locator("[data-nnviz=live]")).to_contain_text(str(int(numbers(seen)[0])))
    player.press("play")
    player.wait_for_step(rested + 5)
    player.press("play")
    player.scrub(7)
    assert player.caption == seen


def test_the_player_works_by_keyboard_alone(page: Page, url: str) -> None:
    player = open_player(page, f"{url}/train")
    page.keyboard.press("ArrowRight")
    player.wait("paused", step=1)
    page.keyboard.press("ArrowRight")
    player.wait("paused", step=2)
    page.keyboard.press("Home")
    player.wait("paused", step=0)
    page.keyboard.press(" ")
    player.wait_for_step(6)
    page.keyboard.press(" ")
    player.wait("paused")
    at_rest(page, f"document.querySelector('{ROOT}').dataset.steps")  # an answer may still be on its way
    page.keyboard.press("End")
    assert player.step == player.steps - 1
    for action in ("first", "back", "play", "step", "last"):
        button = page.locator(f"[data-action={action}]")
        button.focus()
        expect(button).to_be_focused()
        assert button.get_attribute("aria-label")
    expect(page.locator("[data-action=scrub]")).to_have_attribute("aria-label", re.compile(r"\w"))


def test_keys_belong_to_a_field_that_is_being_edited(page: Page, url: str) -> None:
    player = open_player(page, f"{url}/train")
    open_settings(page)
    page.get_by_role("spinbutton", name="Maximum epochs").click()
    page.keyboard.press("ArrowRight")
    page.keyboard.press(" ")
    see(page, 20)
    assert (player.state, player.step) == ("idle", 0)


def test_a_moved_learning_rate_takes_effect_while_it_runs(page: Page, url: str) -> None:
    player = open_player(page, f"{url}/train")
    open_settings(page)
    player.press("play")
    player.wait_for_step(10)
    rate = page.get_by_role("slider", name="Learning rate")
    rate.focus()
    rate.press("End")
    expect(page.locator("[data-nnviz=notes] .error")).to_contain_text("The loss has grown", timeout=10_000)
    expect(page.locator("[data-nnviz=notes] .error")).to_contain_text("at update", timeout=30_000)
    player.wait("ended")
    assert "rate=5" in page.url
    assert player.mounts == 1
    rate.press("Home")
    player.wait("paused")


def test_a_moved_learning_rate_does_not_run_the_page_again(page: Page, url: str) -> None:
    told: list[bytes] = []

    def watch(socket: WebSocket) -> None:
        if "_stcore" in socket.url:
            socket.on(
                "framereceived",
                lambda payload: told.append(bytes(payload, "utf8") if isinstance(payload, str) else payload),
            )

    page.on("websocket", watch)
    player = open_player(page, f"{url}/train")
    open_settings(page)
    player.press("play")
    player.wait_for_step(10)
    assert any(b"spec_id" in message for message in told), "the first packet comes over Streamlit"
    told.clear()
    page.get_by_role("slider", name="Learning rate").press("ArrowRight")
    page.wait_for_url("**rate=0.02*")
    player.wait_for_step(player.step + 10)
    assert told
    assert not any(b"spec_id" in message for message in told)
    assert player.state == "playing"


def test_who_follows_the_advice_on_the_rate_once_has_a_run_that_learns(page: Page, url: str) -> None:
    player = open_player(page, f"{url}/train?standardise=0&rate=0.01&samples=1000")
    notes = page.locator("[data-nnviz=notes]")
    advice = re.compile(r"the learning rate 0\.01 .*too large\. Try (\S+) and press “Back to the same start”")
    player.press("play")
    expect(notes).to_contain_text(advice, timeout=30_000)
    player.press("play")
    said = advice.search(notes.inner_text())
    assert said
    again = open_player(page, f"{url}/train?standardise=0&rate={said[1]}&samples=1000")
    again.press("play")
    again.wait_for_step(100)
    again.press("play")
    expect(notes).not_to_contain_text("too large")
    loss = re.search(r"loss ([\d.e]+)", again.caption)
    assert loss
    assert float(loss[1]) < 1962, "less than with the mean only"


def test_changing_the_network_starts_again_and_says_so(page: Page, url: str) -> None:
    player = open_player(page, f"{url}/train")
    open_settings(page)
    player.press("play")
    player.wait_for_step(10)
    page.get_by_role("button", name="Add a layer").click()
    player.wait("idle", step=0)
    expect(page.locator("[data-nnviz=notes]")).to_contain_text("the hidden layers")
    expect(page.locator("[data-panel=matrix4]")).to_have_count(1)
    assert "hidden=4relu-4relu-4relu" in page.url


def test_reset_returns_to_exactly_the_same_start(page: Page, url: str) -> None:
    player = open_player(page, f"{url}/train?stream=seeded&seed=3")
    start = player.caption
    player.press("step")
    player.wait("paused", step=1)
    open_settings(page)
    page.get_by_role("button", name="Back to the same start").click()
    player.wait("idle", step=0)
    assert player.caption == start


def test_a_link_restores_the_settings(page: Page, url: str) -> None:
    player = open_player(page, f"{url}/train?hidden=6tanh&optimizer=adam&rate=0.02&batch_size=64")
    expect(page.locator("[data-panel=matrix2]")).to_have_count(1)
    expect(page.locator("[data-panel=matrix3]")).to_have_count(0)
    expect(page.get_by_test_id("stAlert")).to_have_count(0)
    assert player.state == "idle"


def test_a_hostile_link_is_clamped_and_said_so(page: Page, url: str) -> None:
    query = "rate=banana&samples=99999999999999999999&hidden=999relu-<script>&epochs=-4&evil=1&pairs=NaN,1"
    open_player(page, f"{url}/train?{query}")
    alerts = page.get_by_test_id("stAlert").all_inner_texts()
    for name in ("rate=banana", "samples=9", "hidden=999relu", "epochs=-4", "evil", "pairs=NaN,1"):
        assert any(name in alert for alert in alerts), name


def test_pairs_that_cannot_be_read_are_answered_at_the_field(page: Page, url: str) -> None:
    open_player(page, f"{url}/train")
    open_settings(page)
    page.get_by_test_id("stSidebar").get_by_text("Data", exact=True).click()
    field = page.get_by_role("textbox", name="Pairs (a, b) to predict")
    field.fill("1,2; three,4")
    field.press("Enter")
    expect(page.get_by_test_id("stAlert")).to_contain_text("three,4")
    expect(page.get_by_role("spinbutton", name="a of the pair to predict")).to_have_value("30")
    field.fill("1,2; 5,-4")
    field.press("Enter")
    expect(page.get_by_role("spinbutton", name="a of the pair to predict")).to_have_value("1")
    expect(page.locator("[data-panel=table1] [data-id=b2]")).to_have_text("-4")
    expect(page.get_by_test_id("stAlert")).to_have_count(0)


def test_two_tabs_are_two_runs(context: BrowserContext, url: str) -> None:
    first, second = (open_player(context.new_page(), f"{url}/train") for _ in range(2))
    first.press("step")
    first.wait("paused", step=1)
    assert (second.state, second.steps) == ("idle", 1)
    assert numbers(second.caption) == [0, *ARTICLE[0]]


def test_the_page_can_be_left_while_it_runs_and_found_again_as_it_was(page: Page, url: str) -> None:
    player = open_player(page, f"{url}/train?rate=0.02")
    player.press("play")
    player.wait_for_step(20)
    page.get_by_role("link", name="Matrix product").click()
    expect(page.locator("[data-panel=product]")).to_be_visible(timeout=15_000)
    page.get_by_role("link", name="Train").click()
    expect(page.locator("[data-panel=network]")).to_be_visible(timeout=15_000)
    player.wait("paused")
    assert player.step == player.steps - 1 > 20
    open_settings(page)
    expect(page.get_by_role("slider", name="Learning rate")).to_have_attribute("aria-valuetext", "0.02")


def test_a_step_in_the_moment_of_leaving_does_not_call_the_visitor_back(page: Page, url: str) -> None:
    player = open_player(page, f"{url}/train")
    player.wait("idle")
    page.evaluate("""() => {
        [...document.querySelectorAll('a')].find((one) => one.href.endsWith('/product')).click();
        document.querySelector('[data-nnviz=player] [data-action=step]').click();
    }""")
    expect(page.locator("[data-panel=product]")).to_be_visible(timeout=15_000)


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="reads the server's CPU time from /proc")
def test_a_closed_tab_stops_the_computing(context: BrowserContext, server: Server) -> None:
    page = context.new_page()
    player = open_player(page, f"{server.url}/train")
    player.press("play")
    player.wait_for_step(20)
    while_playing = computed(server, page)
    page.close()
    rest = context.new_page()
    found = [computed(server, rest)]
    while found[-1] >= while_playing / 5 and len(found) < 20:  # what is under way ends first
        found.append(computed(server, rest))
    assert found[-1] < while_playing / 5, (while_playing, found)


def computed(server: Server, page: Page) -> float:
    """The seconds that the server computes while a page shows 90 pictures."""
    before = server.cpu_seconds()
    see(page, 90)
    return server.cpu_seconds() - before


def test_the_past_is_there_again_after_leaving_the_page_s_language(page: Page, url: str) -> None:
    player = open_player(page, f"{url}/train")
    for step in (1, 2, 3):
        player.press("step")
        player.wait("paused", step=step)
    player.press("back")
    player.wait("paused", step=2)
    page.get_by_text("日本語", exact=True).click()
    expect(page.locator("[data-nnviz=caption]")).to_contain_text("エポック 2")
    assert (player.step, player.steps) == (2, 4)


def test_the_hundredth_epoch_is_that_of_the_golden_run_and_everything_follows_the_scrubber(
    page: Page, url: str
) -> None:
    player = open_player(page, f"{url}/train")
    page.locator("[data-action=speed]").select_option("100")
    player.press("step")
    player.wait("paused", step=1)
    assert numbers(player.caption)[:2] == [100, 1.5029]
    after = picture(page)
    player.press("first")
    before = picture(page)
    player.press("last")
    assert picture(page) == after
    assert all(before[name] != after[name] for name in before), (before, after)


def picture(page: Page) -> dict[str, str]:
    """What is drawn: numbers of a table and of a unit, a wire, and the pixels of the painted canvases."""
    found: dict[str, str] = page.evaluate(
        """() => ({
            table: document.querySelector('[data-panel=table1]').textContent,
            units: [...document.querySelectorAll('[data-id^=activity]')].map((one) => one.textContent).join(),
            wire: document.querySelector('[data-id="w1.1.1"]').getAttribute('stroke-width'),
            surface: document.querySelector('[data-panel=surface1] canvas').toDataURL(),
            matrix: document.querySelector('[data-panel=matrix1] canvas').toDataURL(),
            map: document.querySelector('[data-panel=network] canvas').toDataURL(),
        })"""
    )
    return found


OVERFLOW = """() => [...document.querySelectorAll('[data-nnviz=player], [data-nnviz=player] *')]
    .filter((one) => getComputedStyle(one).position !== 'absolute')
    .filter((one) => !one.parentElement.closest('[data-nnviz=picture] .host')) // it slides by itself
    .filter((one) => one.getBoundingClientRect().right > innerWidth + 1)
    .map((one) => one.className?.baseVal ?? one.className)"""


@every("lang", ["en", "ja"])
def test_no_width_and_language_needs_sideways_scrolling(page: Page, url: str, lang: str) -> None:
    page.set_viewport_size({"width": 390, "height": 900})
    go_on(page, f"{url}/train?lang={lang}")
    standing(page)
    assert at_rest(page, OVERFLOW) == []
    page.set_viewport_size({"width": 1280, "height": 900})
    assert at_rest(page, OVERFLOW) == []


LAID = """() => {
  const of = (id) => document.querySelector(`[data-nnviz=picture] [data-id="${id}"]`);
  const box = (one) => one.getBoundingClientRect();
  const [unit, map, host] = ['u1.1', 'decision'].map(of).map(box).concat(box(of('u1.1').closest('.host')));
  const canvas = of('decision').closest('.mapped').querySelector('canvas');
  const seen = box(canvas);
  const scale = canvas.width / seen.width;
  const at = [map.left + map.width / 2 - seen.left, map.top + 2 - seen.top].map((one) => one * scale);
  return {
    below: map.top - unit.bottom, beside: map.left - unit.right,
    inside: map.left >= host.left && map.right <= host.right + 1,
    painted: canvas.getContext('2d').getImageData(...at, 1, 1).data[3],
    wide: of('u1.1').closest('svg').viewBox.baseVal.width,
  };
}"""


def test_on_a_phone_the_answer_stands_below_the_network_and_a_saved_picture_has_both(
    page: Page, url: str
) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    go_on(page, f"{url}/train?problem=circle&lang=en")
    standing(page)
    phone = at_rest(page, LAID)
    assert phone["below"] > 0
    assert phone["inside"]
    assert phone["painted"] == 255
    assert at_rest(page, OVERFLOW) == []
    page.locator("[data-id='score.loss.train']").scroll_into_view_if_needed()
    expect(page.locator("[data-action=play]")).to_be_in_viewport(ratio=0.9)
    drawing = save(page, "svg", caption=False).read_text()
    page.set_viewport_size({"width": 1280, "height": 720})
    page.wait_for_function(f"({LAID})().beside > 0")
    wide = at_rest(page, LAID)
    assert wide["painted"] == 255
    assert wide["wide"] > phone["wide"]
    assert f'viewBox="0 0 {wide["wide"]:g} ' in drawing
    assert "translate:" not in drawing


def test_reduced_motion_slows_the_pictures_down(context: BrowserContext, url: str) -> None:
    page = context.new_page()
    page.emulate_media(reduced_motion="reduce")
    player: Player = open_player(page, f"{url}/train")
    player.press("play")
    assert player.pace(3) > 1000  # at full speed three pictures come within a tenth of a second


# -- what is touched in the picture ---------------------------------------------------------------
def test_a_unit_under_the_hand_or_the_focus_is_seen_large_with_its_formula(page: Page, url: str) -> None:
    player = open_player(page, f"{url}/train")
    lens = page.locator(".lens")
    expect(lens).to_be_hidden()
    unit = page.locator("[data-touch='u1.2']")
    unit.hover()
    expect(lens).to_contain_text("Layer 1, unit 2")
    expect(lens).to_contain_text(re.compile(r"relu\(−?[\d.]+ a [+−] [\d.]+ b [+−] [\d.]+\)"))
    before = lens.inner_text()
    player.press("step")
    player.wait("paused", step=1)
    page.locator("[data-touch='layer1']").focus()
    expect(lens).to_be_hidden()
    unit.focus()
    expect(lens).to_be_visible()
    assert lens.inner_text() != before, "the numbers are those of the shown epoch"
    page.keyboard.press("Escape")
    expect(lens).to_be_hidden()


def test_the_first_pair_is_typed_in_the_picture_and_the_past_follows(page: Page, url: str) -> None:
    player = open_player(page, f"{url}/train")
    player.press("step")
    player.wait("paused", step=1)
    box = page.get_by_role("spinbutton", name="a of the pair to predict")
    box.fill("50")
    box.press("Enter")
    truths = page.locator("[data-id^=truth]")
    expect(page.locator("[data-panel=network] [data-id=truth1]")).to_have_text("120")
    assert truths.count()
    assert (player.step, player.steps) == (1, 2)
    page.wait_for_url("**pairs=50*")
    player.press("back")
    player.wait("paused", step=0)
    expect(page.locator("[data-panel=network] [data-id=truth1]")).to_have_text("120")
    page.go_back()
    expect(box).to_have_value("30")


def test_a_chosen_layer_stands_beside_the_picture_and_the_run_stays(page: Page, url: str) -> None:
    player = open_player(page, f"{url}/train")
    player.press("step")
    player.wait("paused", step=1)
    expect(page.locator(".room-beside [data-panel=matrix1]")).to_be_visible()
    page.locator("[data-touch='layer2']").click()
    expect(page.locator(".room-beside [data-panel=matrix2]")).to_be_visible()
    expect(page.locator(".room-beside [data-panel=matrix1]")).to_have_count(0)
    assert (player.step, player.steps) == (1, 2)
    page.locator("[data-touch='u3.1']").click()
    expect(page.locator(".room-beside [data-panel=matrix3]")).to_be_visible()
    page.wait_for_url("**layer=3*")
