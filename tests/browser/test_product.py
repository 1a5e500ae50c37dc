"""The page Matrix product as a person meets it: play, step, back, scrub, switch the view, mend a clash."""

import re
from itertools import pairwise

import pytest
from playwright.sync_api import BrowserContext, Page, WebSocket, expect

from pages.shared.scenes.matmul import shortest
from tests.browser.opening import go, go_on, open_settings
from tests.browser.play import MOTION, ROOT, Player, after_motion, at_rest, open_player, see, standing
from tests.every import every

pytestmark = pytest.mark.usefixtures("going_on")

Picture = dict[str, list[str]]
FLOW = "/product?view=flow"
TOKENS = """() => Object.fromEntries([...document.querySelectorAll('[data-nnviz=player] .token')].map(
    (one) => [one.dataset.id, [one.textContent, one.getAttribute('transform'),
        one.getAttribute('opacity') ?? '1', [...one.classList].sort().join(' ')]]))"""
PRESS_AND_LOOK = f"""(action) => {{
    document.querySelector(`[data-nnviz=player] [data-action=${{action}}]`).click();
    return ({TOKENS})();
}}"""


def opened(page: Page, address: str, state: str = "idle") -> Player:
    """Open an address and wait for its player; one that opens at a later step is paused there."""
    go(page, address)
    page.wait_for_selector(f"{ROOT}[data-state={state}]", timeout=30_000)
    page.wait_for_selector(f"{ROOT} [data-panel=product] .token", timeout=30_000)
    return Player(page)


def picture(page: Page) -> Picture:
    """Every token: its number, its place, whether it is seen, and how it is marked; after all motion."""
    found: Picture = at_rest(page, TOKENS)
    return found


def cell(page: Page, name: str) -> str:
    return page.locator(f'[data-cell="{name}"]').text_content() or ""


def choose(page: Page, view: str) -> None:
    """Switch the view by its name."""
    page.get_by_role("radio", name=view, exact=True).click(force=True)
    expect(page.locator("[data-panel=product] h3")).to_have_text(view)


def test_the_last_step_shows_the_product_of_the_course(page: Page, url: str) -> None:
    player = open_player(page, f"{url}/product")
    assert (player.step, player.steps) == (0, 19)
    assert "18" not in player.caption, "how many there are may be guessed"
    player.scrub(8)
    player.wait("paused", step=8)
    assert player.caption == "C[1,0] = 3·1 + 4·4 = 19"
    assert cell(page, "C[1,0]") == "19"
    player.press("last")
    player.wait("ended", step=18)
    results = [[cell(page, f"C[{i},{j}]") for j in range(3)] for i in range(3)]
    assert results == [["9", "12", "15"], ["19", "26", "33"], ["29", "40", "51"]]
    assert [cell(page, f"A[1,{k}]") for k in range(2)] == ["3", "4"]


@pytest.mark.parametrize(
    "address", [f"{FLOW}&a=1,2;3,4&b=5,6;7,8", "/product?view=outer&a=1,2,3;4,5,6&b=1,-2;0.5,4;5,6"]
)
def test_however_one_comes_to_a_step_its_picture_is_the_same(clocked: Page, url: str, address: str) -> None:
    page = clocked
    player = open_player(page, url + address)
    seen = [after_motion(page, TOKENS)]
    for step in range(1, player.steps):
        player.press("step")
        expect(page.locator(ROOT)).to_have_attribute("data-step", str(step))
        seen.append(after_motion(page, TOKENS))
    assert all(one != other for one, other in pairwise(seen)), "every step is seen"
    last = player.steps - 1
    for step in (last - 1, 0, last, 1, 2, last):
        player.scrub(step)
        assert after_motion(page, TOKENS) == seen[step], f"scrubbed to step {step}"
    for step in reversed(range(last)):  # faster than the motion
        player.press("back")
        if step % 3 == 0:
            assert after_motion(page, TOKENS) == seen[step], f"back to step {step}"
    player.press("step")
    player.press("step")
    assert after_motion(page, TOKENS) == seen[2], "two steps, the second in the middle of the first"
    page.locator("[data-action=speed]").select_option("160")
    player.press("play")
    page.clock.run_for(player.steps * MOTION)
    player.wait("ended")
    assert after_motion(page, TOKENS) == seen[-1], "played to the end"


def test_playing_can_be_paused_between_two_steps_and_ends_there(page: Page, url: str) -> None:
    player = open_player(page, url + FLOW)
    page.locator("[data-action=speed]").select_option("400")
    player.press("play")
    player.pause_at(3)
    step, seen = player.step, picture(page)
    player.press("first")
    player.scrub(step)
    assert picture(page) == seen


def test_a_switched_view_keeps_the_step_and_the_link_says_both(page: Page, url: str) -> None:
    player = opened(page, f"{url}/product?step=4", "paused")
    assert (player.step, player.steps) == (4, 19)
    choose(page, "Flow")
    player.wait("paused", step=4)
    assert player.steps == 7
    assert player.mounts == 1
    expect(page).to_have_url(re.compile(r"view=flow"))
    player.press("step")
    player.wait("paused", step=5)
    expect(page).to_have_url(re.compile(r"[?&]step=5(&|$)"))
    choose(page, "Columns")
    player.wait("paused", step=5)
    player.press("first")
    player.wait("paused", step=0)
    expect(page).not_to_have_url(re.compile("step="))


def test_an_edited_matrix_keeps_the_step(page: Page, url: str) -> None:
    player = opened(page, f"{url}/product?step=8", "paused")
    open_settings(page)
    field = page.get_by_role("textbox", name="B (separate rows with semicolons)")
    field.fill("10,2,3;4,5,6")
    field.press("Enter")
    expect(page.locator('[data-cell="B[0,0]"]')).to_have_text("10")
    player.wait("paused", step=8)
    assert player.caption == "C[1,0] = 3·10 + 4·4 = 46"


def test_a_link_opens_at_its_step_and_beyond_the_last_at_the_last(page: Page, url: str) -> None:
    player = opened(page, f"{url}/product?view=flow&a=1,2;3,4;5,6&b=1,2,3;4,5,6&step=4", "paused")
    assert (player.step, player.steps) == (4, 7)
    assert player.caption.startswith("Tick 4:")
    assert page.get_by_test_id("stAlert").count() == 0
    player = opened(page, f"{url}/product?view=outer&step=99", "ended")
    assert (player.step, player.steps) == (2, 3)


def test_the_player_works_by_keyboard_alone(page: Page, url: str) -> None:
    player = open_player(page, url + FLOW)
    for key, state, step in (
        ("ArrowRight", "paused", 1),
        ("ArrowRight", "paused", 2),
        ("ArrowLeft", "paused", 1),
        ("End", "ended", 6),
        ("Home", "paused", 0),
    ):
        page.keyboard.press(key)
        player.wait(state, step)
    page.keyboard.press(" ")
    player.wait_for_step(1)
    page.keyboard.press(" ")
    player.wait("paused")
    live = page.locator("[data-nnviz=live]")
    expect(live).to_contain_text(f"Tick {player.step}:")


@pytest.mark.usefixtures("first_visit")  # a socket is seen when it opens
def test_nothing_is_sent_to_the_server_while_it_plays(page: Page, url: str) -> None:
    sent: list[float] = []

    def watch(socket: WebSocket) -> None:
        socket.on("framesent", lambda _: sent.append(1))

    page.on("websocket", watch)
    player = open_player(page, url + FLOW)
    see(page, 30)
    assert sent, "the page talks over this socket"
    before = len(sent)
    page.locator("[data-action=speed]").select_option("160")
    player.press("play")
    player.wait("ended")
    for action in ("first", "step", "step", "back", "last"):
        player.press(action)
    player.scrub(3)
    see(page, 30)
    assert len(sent) == before


@pytest.mark.parametrize("motion", ["reduce", "no-preference"])
def test_with_reduced_motion_a_step_is_a_jump(context: BrowserContext, url: str, motion: str) -> None:
    page = context.new_page()
    page.emulate_media(reduced_motion="reduce" if motion == "reduce" else "no-preference")
    open_player(page, url + FLOW)
    at_once = page.evaluate(PRESS_AND_LOOK, "step")
    places = {name: value[1] for name, value in at_once.items()}
    arrived = {name: value[1] for name, value in picture(page).items()}
    assert (places == arrived) is (motion == "reduce")


@every("query", ["view=flow&lang=en", "view=flow&lang=ja", "a=1,2,3;4,5,6&lang=ja"])
def test_a_narrow_window_needs_no_sideways_scrolling(page: Page, url: str, query: str) -> None:
    page.set_viewport_size({"width": 390, "height": 900})
    go_on(page, f"{url}/product?{query}")
    standing(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    overflow = page.evaluate(
        """() => [...document.querySelectorAll('[data-nnviz=player], [data-nnviz=player] *')]
            .filter((one) => !one.closest('pre') && getComputedStyle(one).position !== 'absolute')
            .filter((one) => !one.parentElement.closest('[data-nnviz=picture] .host')) // it slides by itself
            .filter((one) => one.getBoundingClientRect().right > innerWidth + 1)
            .map((one) => one.className?.baseVal ?? one.className)"""
    )
    assert overflow == []


def test_in_the_dark_every_view_opens_and_steps(context: BrowserContext, url: str) -> None:
    page = context.new_page()
    page.emulate_media(color_scheme="dark")
    player = open_player(page, f"{url}/product")
    expect(page.locator(ROOT)).to_have_attribute("data-theme", "dark")
    for view in ("Columns", "Rows", "Outer", "Flow", "Cell"):
        choose(page, view)
        player.press("last")
        player.wait("ended")
        assert cell(page, "C[1,0]") == "19", view


def test_a_clash_is_mended_by_its_button(page: Page, url: str) -> None:
    open_player(page, f"{url}/product?a=1,2,3;4,5,6")
    assert page.locator("[data-panel=clash] .token.lonely").count() == 1
    page.get_by_role("button", name="transpose: A @ B.T").click()
    expect(page.locator('[data-cell="C[1,1]"]')).to_have_count(1)
    player = Player(page)
    player.press("last")
    player.wait("ended")
    assert [cell(page, f"C[{i},{j}]") for i in range(2) for j in range(2)] == ["14", "32", "32", "77"]
    expect(page).to_have_url(re.compile(r"b=1(,|%2C)4(;|%3B)2"))


def test_the_picture_rounds_what_the_arithmetic_writes_with_every_digit(page: Page, url: str) -> None:
    player = open_player(page, f"{url}/product?a=1000000;-0.0001;0.0625;1.2345&b=1000000,1")
    different = {}
    for step in range(1, player.steps):
        player.scrub(step)
        name, written = player.caption.partition(" = ")[0], player.caption.rpartition(" = ")[2]
        if cell(page, name) != shortest(float(written)):
            different[name] = (cell(page, name), written)
    assert different == {}
