"""Gates by hand and the perceptron rule as a person meets them: drag, find, stack, step, scrub, share."""

import re
from itertools import pairwise

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.opening import go, go_on, open_settings
from tests.browser.play import MOTION, ROOT, Player, after_motion, at_rest, standing
from tests.browser.touching import box, drag, redrawn, type_all
from tests.every import every

pytestmark = pytest.mark.usefixtures("going_on")

Picture = dict[str, list[str | None]]
AND, OR = "gw=0.5,0.5&gb=-0.7", "gw=0.5,0.5&gb=-0.2"
STACK = "view=gates&gate=XOR&stack=1&lang=en"
# All that a frame can change in the scenes.
LOOK = """() => {
    const names = ['transform', 'opacity', 'points', 'stroke-width'];
    const look = (one) => [one.textContent, [...one.classList].sort().join(' '),
        ...names.map((name) => one.getAttribute(name))];
    const drawn = [...document.querySelectorAll('[data-nnviz=player] .scene [data-id]')];
    const name = (one) => `${one.closest('.panel').dataset.panel}/${one.dataset.id}`;
    return Object.fromEntries(drawn.map((one) => [name(one), look(one)]));
}"""
Z = "[data-panel=gate] [data-id=z]"


def opened(page: Page, url: str, query: str, state: str = "idle") -> Player:
    """Open a lesson, and wait until all its panels stand."""
    go(page, f"{url}/neuron?{query}")
    page.wait_for_selector(f"{ROOT}[data-state={state}]", timeout=30_000)
    expect(page.locator(f"{ROOT} .scene")).not_to_have_count(0, timeout=30_000)
    expect(page.locator(f"{ROOT} .host:empty")).to_have_count(0, timeout=30_000)
    return Player(page)


def at(page: Page, panel: str, name: str) -> Locator:
    """An element of a scene."""
    return page.locator(f'{ROOT} [data-panel="{panel}"] [data-id="{name}"]')


def column(page: Page, place: int) -> list[str]:
    """A column of the table."""
    return [at(page, "table", f"table[{row},{place}]").text_content() or "" for row in range(4)]


def picture(page: Page) -> Picture:
    """Everything in the scenes after all motion."""
    found: Picture = at_rest(page, LOOK)
    return found


# -- by hand ------------------------------------------------------------------------------------------
def test_every_typed_weight_is_answered_and_dragging_it_on_the_way(page: Page, url: str) -> None:
    player = opened(page, url, f"view=gates&lang=en&step=3&{AND}", "ended")
    typed = [number / 10 for number in range(-10, 20, 2)]
    seen = type_all(page, "w[0]", Z, [f"{weight:g}" for weight in typed])
    assert [float(text) for text in seen] == pytest.approx([weight + 0.5 - 0.7 for weight in typed])
    expect(box(page, "w[0]")).to_be_focused()
    type_all(page, "w[0]", Z, ["0.5"])
    box(page, "w[0]").blur()
    seen = drag(page, "w[0]", Z)
    assert [float(text) for text in seen] == pytest.approx([0.3 + 0.2 * turn for turn in range(1, 13)])
    expect(box(page, "w[0]")).to_be_focused()
    assert player.mounts == 1


def test_only_what_a_changed_weight_changes_is_drawn_again(page: Page, url: str) -> None:
    opened(page, url, f"view=gates&lang=en&step=3&{AND}", "ended")
    type_all(page, "w[0]", Z, ["0.6"])
    written, changed = redrawn(page, lambda: type_all(page, "w[0]", Z, ["0.7"]))
    assert written <= changed
    assert {"gate/z", "plane/line"} <= changed
    assert not {name for name in changed if name.startswith("plane/point")}


def test_and_is_found_with_keys_and_praised(page: Page, url: str) -> None:
    player = opened(page, url, "view=gates&lang=en")
    score = page.locator("[data-nnviz=score]")
    expect(score).to_have_text("1 of 4 correct")
    line = at(page, "plane", "line").get_attribute("points")
    expect(box(page, "goal[0]").locator("text")).to_have_text("AND")
    box(page, "w[0]").fill("0.5")
    box(page, "w[1]").fill("0.5")
    box(page, "b").focus()
    for _ in range(7):
        page.keyboard.press("ArrowDown")
    expect(score).to_have_text("4 of 4 correct")
    expect(box(page, "goal[0]").locator("text")).to_have_text("AND ✓")
    assert player.step == 0, "the arrows were the box's"
    expect(box(page, "b")).to_have_value("-0.7")
    expect(page.locator("[data-nnviz=notes]")).to_contain_text("this neuron is AND")
    assert at(page, "plane", "line").get_attribute("points") != line
    assert column(page, 5) == ["✓"] * 4
    expect(page).to_have_url(re.compile(r"gb=-0\.7"))
    page.reload()
    expect(score).to_have_text("4 of 4 correct", timeout=30_000)


def test_a_wrong_row_is_crossed_out_and_not_by_colour_alone(page: Page, url: str) -> None:
    opened(page, url, f"view=gates&lang=en&{OR}")
    assert column(page, 5) == ["✓", "✗", "✗", "✓"]
    crosses = [at(page, "plane", f"wrong{row}").get_attribute("opacity") for row in range(4)]
    assert [float(seen or 0) for seen in crosses] == [0, 1, 1, 0]
    filled = [at(page, "plane", f"point{row}").get_attribute("class") or "" for row in range(4)]
    assert ["wanted" in tone for tone in filled] == [False, False, False, True]


def test_what_is_no_number_is_answered_below_its_box(page: Page, url: str) -> None:
    opened(page, url, f"view=gates&lang=en&{AND}")
    box(page, "w[1]").fill("half")
    box(page, "w[1]").press("Enter")
    expect(page.locator(f"{ROOT} .complaint")).to_contain_text("Enter a number from -10 to 10")
    expect(box(page, "w[1]")).to_have_value("0.5")
    box(page, "w[1]").fill("99")
    box(page, "w[1]").press("Enter")
    expect(box(page, "w[1]")).to_have_value("10")


# -- two layers -----------------------------------------------------------------------------------------
def turn(page: Page, name: str) -> None:
    """Turn a switch of the settings."""
    page.get_by_test_id("stCheckbox").filter(has_text=name).locator("label").click()


def test_xor_is_stacked_alone_and_beside_one_neuron(page: Page, url: str) -> None:
    player = opened(page, url, f"view=gates&gate=XOR&lang=en&{OR}")
    expect(page.locator("[data-nnviz=score]")).to_have_text("3 of 4 correct")
    expect(page.locator("[data-nnviz=notes]")).to_contain_text("at most 3 of the 4 rows")
    open_settings(page)
    turn(page, "Two layers (XOR)")
    expect(page.locator("[data-panel=stack]")).to_have_count(1)
    player.press("last")
    player.wait("ended", 7)
    assert column(page, 4) == ["0", "1", "1", "0"]
    expect(page.locator("[data-nnviz=score]")).to_have_text("4 of 4 correct")
    expect(page).to_have_url(re.compile("stack=1"))
    turn(page, "side by side")
    expect(page.locator("[data-panel=plane]")).to_have_count(1)
    expect(page.locator("[data-panel=stack]")).to_have_count(1)
    turn(page, "side by side")
    turn(page, "Two layers (XOR)")
    expect(page.locator("[data-panel=gate]")).to_have_count(1)
    expect(box(page, "b")).to_have_value("-0.2")
    assert player.mounts == 1


# -- the timelines ----------------------------------------------------------------------------------------
@pytest.mark.parametrize("query", [STACK, "view=perceptron&lang=en", f"view=gates&gate=XOR&{OR}"])
def test_however_one_comes_to_a_step_its_picture_is_the_same(clocked: Page, url: str, query: str) -> None:
    page = clocked
    player = opened(page, url, query)
    seen = [after_motion(page, LOOK)]
    for step in range(1, player.steps):
        player.press("step")
        expect(page.locator(ROOT)).to_have_attribute("data-step", str(step))
        seen.append(after_motion(page, LOOK))
    assert all(one != other for one, other in pairwise(seen)), "every step is seen"
    last = player.steps - 1
    for step in (last - 1, 0, last, 1, 2):
        player.scrub(step)
        assert after_motion(page, LOOK) == seen[step], f"scrubbed to step {step}"
    player.press("back")
    player.press("back")
    assert after_motion(page, LOOK) == seen[0], "two steps back, the second in the middle of the first"
    page.locator("[data-action=speed]").select_option("160")
    player.press("play")
    page.clock.run_for(player.steps * MOTION)
    player.wait("ended")
    assert after_motion(page, LOOK) == seen[-1], "played to the end"


def test_and_is_learned_to_the_numbers_of_the_course(page: Page, url: str) -> None:
    player = opened(page, url, "view=perceptron&lang=en")
    player.press("last")
    player.wait("ended", 12)
    after = [page.locator(f'[data-cell="after[{row}]"]').text_content() for row in range(3)]
    assert after == ["1", "2", "-3"]
    errors = [page.locator(f'[data-epoch="{epoch}"]').text_content() for epoch in range(1, 7)]
    assert errors == ["2", "3", "3", "2", "1", "0"]
    assert player.caption == "Epoch 6: no mistake, done. w = (1, 2), b = -3"
    notes = page.locator("[data-nnviz=notes]")
    expect(notes).to_contain_text("Mistakes in each epoch: 2, 3, 3, 2, 1, 0.")
    expect(notes).to_contain_text("b = -2, and the mistakes are 1, 3, 3, 2, 1, 0")
    expect(page.locator("[data-panel=code] .live")).to_have_text("        break")


def test_the_line_glides_to_where_a_mistake_puts_it(page: Page, url: str) -> None:
    player = opened(page, url, "view=perceptron&lang=en&step=3", "paused")
    before = picture(page)["plane/line"]
    on_the_way: list[str] = page.evaluate(
        """async () => {
            const line = document.querySelector('[data-panel=plane] [data-id=line]');
            const seen = new Set();
            document.querySelector('[data-nnviz=player] [data-action=step]').click();
            for (let still = 0, pictures = 0; pictures < 600 && (still < 8 || seen.size < 2); pictures++) {
                await new Promise(requestAnimationFrame);
                const points = line.getAttribute('points');
                still = seen.has(points) ? still + 1 : 0;
                seen.add(points);
            }
            return [...seen];
        }"""
    )
    after = picture(page)["plane/line"]
    assert player.step == 4
    assert before[4] != after[4]
    assert len(set(on_the_way) - {before[4], after[4]}) > 1


def test_xor_walks_in_a_circle_and_the_page_says_so(page: Page, url: str) -> None:
    player = opened(page, url, "view=perceptron&gate=XOR&lang=en")
    notes = page.locator("[data-nnviz=notes]")
    player.scrub(11)
    expect(notes).to_contain_text("Epoch 4 starts like epoch 3")
    player.scrub(10)
    expect(notes).not_to_contain_text("starts like")
    page.get_by_text("Does it end?").click()
    expect(page.get_by_text("not linearly separable", exact=True)).to_be_visible()


def test_another_gate_begins_at_its_first_step(page: Page, url: str) -> None:
    player = opened(page, url, "view=perceptron&gate=XOR&lang=en&step=40", "paused")
    assert player.step == 40
    open_settings(page)
    page.get_by_role("combobox", name="Gate").click()
    page.get_by_role("option", name="OR: at least one").click()
    expect(page.locator(ROOT)).to_have_attribute("data-step", "0")
    expect(page).not_to_have_url(re.compile("step="))
    assert player.mounts == 1


# -- every window ---------------------------------------------------------------------------------------
@every("language", ["en", "ja"])
@every("query", ["view=gates&gate=XOR", STACK.removesuffix("&lang=en"), "view=perceptron&gate=XOR"])
def test_a_narrow_window_needs_no_sideways_scrolling_and_in_a_wide_one_nothing_jumps(
    page: Page, url: str, query: str, language: str
) -> None:
    page.set_viewport_size({"width": 390, "height": 900})
    go_on(page, f"{url}/neuron?{query}&lang={language}")
    player = standing(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    wide = page.evaluate(
        """() => [...document.querySelectorAll('[data-nnviz=player] *')]
            .filter((one) => !one.closest('pre') && getComputedStyle(one).position !== 'absolute')
            .filter((one) => one.getBoundingClientRect().right > innerWidth + 1)
            .map((one) => one.className?.baseVal ?? one.className)"""
    )
    assert wide == []
    page.set_viewport_size({"width": 1280, "height": 900})
    at_rest(page, f"document.querySelector('{ROOT} .stage').getBoundingClientRect().top")
    tops = set()
    for step in range(min(player.steps, 12)):
        player.scrub(step)
        place = page.locator(f"{ROOT} .stage").bounding_box()
        assert place
        tops.add(round(place["y"] + page.evaluate("scrollY")))
    assert len(tops) == 1


# -- the line is dragged -----------------------------------------------------------------------------
def grip_middle(page: Page, name: str) -> tuple[float, float]:
    """Where a grip of the line is in the window: the middle between its ends, its stroke left aside."""
    found = page.evaluate(
        """(name) => {
            const grip = document.querySelector(`[data-panel=plane] [data-touch="${name}"]`);
            const [x0, y0, x1, y1] = grip.getAttribute('points').split(/[ ,]+/).map(Number);
            const { x, y } = new DOMPoint((x0 + x1) / 2, (y0 + y1) / 2).matrixTransform(grip.getScreenCTM());
            return [x, y];
        }""",
        name,
    )
    return found[0], found[1]


def pull(page: Page, name: str, right: float, down: float) -> None:
    """Drag a grip so many pixels."""
    at(page, "plane", name).scroll_into_view_if_needed()
    x, y = grip_middle(page, name)
    page.mouse.move(x, y)
    page.mouse.down()
    for share in (0.3, 0.7, 1):
        page.mouse.move(x + share * right, y + share * down)
    page.mouse.up()


def numbers(page: Page) -> list[float]:
    """w1, w2 and b as their boxes show them."""
    at_rest(page, LOOK)
    return [float(box(page, name).input_value()) for name in ("w[0]", "w[1]", "b")]


def test_the_line_is_shifted_in_its_middle_and_rotated_at_its_ends(page: Page, url: str) -> None:
    opened(page, url, f"view=gates&lang=en&{AND}")
    pull(page, "shift", 80, 80)
    w1, w2, b = numbers(page)
    assert (w1, w2) == (0.5, 0.5), "along the line nothing happens"
    assert b == pytest.approx(-0.7, abs=0.02)
    pull(page, "shift", -60, 60)
    w1, w2, b = numbers(page)
    assert (w1, w2) == (0.5, 0.5)
    assert b > -0.6
    pull(page, "rotate1", -160, 0)
    w1, w2, b = numbers(page)
    assert w1 != w2
    assert (w1**2 + w2**2) ** 0.5 == pytest.approx(0.5**0.5, abs=0.02), "the weights keep their size"
    expect(page).to_have_url(re.compile(f"gw={w1:g}(,|%2C){w2:g}"))


def test_arrow_keys_move_the_line_and_not_the_player(page: Page, url: str) -> None:
    player = opened(page, url, f"view=gates&lang=en&{AND}")
    line = at(page, "plane", "shift")
    for _ in range(3):
        before = numbers(page)
        line.press("ArrowLeft")
        expect(box(page, "b")).not_to_have_value(f"{before[2]:g}")
    w1, w2, b = numbers(page)
    assert (w1, w2) == (0.5, 0.5)
    assert b > -0.7
    before = numbers(page)
    at(page, "plane", "rotate0").press("ArrowRight")
    expect(box(page, "w[0]")).not_to_have_value("0.5")
    assert player.step == 0
    expect(at(page, "plane", "rotate0")).to_be_focused()


@pytest.mark.parametrize("context", [{"has_touch": True}], indirect=True)
def test_a_finger_pulls_the_waiting_line_in(page: Page, url: str) -> None:
    opened(page, url, "view=gates&gate=OR&lang=en")
    at(page, "plane", "shift").scroll_into_view_if_needed()
    x, y = grip_middle(page, "shift")
    finger = page.context.new_cdp_session(page)
    touch = "Input.dispatchTouchEvent"
    finger.send(touch, {"type": "touchStart", "touchPoints": [{"x": x, "y": y}]})
    for share in (0.4, 0.8, 1):
        finger.send(touch, {"type": "touchMove", "touchPoints": [{"x": x - share * 150, "y": y}]})
    finger.send(touch, {"type": "touchEnd", "touchPoints": []})
    expect(box(page, "w[0]")).not_to_have_value("0")
    expect(at(page, "table", "score")).to_have_text("1 of 4 correct")


# -- the stage -----------------------------------------------------------------------------------------
LESSONS = (
    "view=build",
    "view=build&w=1,1,1&b=-3&activation=step&x=0,0,0;1,1,1&reach=3&story=cell",
    "view=gates",
    STACK.removesuffix("&lang=en"),
    f"view=gates&gate=XOR&side=1&{OR}",
    "view=perceptron",
    "view=perceptron&gate=XOR",
)
WINDOWS = ((1280, 720), (1366, 768), (1920, 1080))
# The scenes of the stage that do not lie whole between the bar on top and the dock.
OUTSIDE = """() => {
  const box = (one) => one.getBoundingClientRect();
  const [upper, lower] = [box(document.querySelector('.st-key-topbar')).bottom,
    box(document.querySelector('[data-nnviz=player] .dock')).top];
  const scenes = [...document.querySelectorAll('[data-nnviz=player] .rooms .scene')];
  return scenes.filter((one) => box(one).top < upper - 1 || box(one).bottom > lower + 1)
    .map((one) => `${one.closest('.panel').dataset.panel}: ${Math.round(box(one).bottom - lower)}`);
}"""


@pytest.mark.parametrize("language", ["en", "ja"])
def test_all_that_moves_in_a_lesson_is_in_the_window(page: Page, url: str, language: str) -> None:
    wrong = []
    for lesson in LESSONS:
        go_on(page, f"{url}/neuron?{lesson}&lang={language}")
        standing(page).wait("idle")
        for width, height in WINDOWS:
            page.set_viewport_size({"width": width, "height": height})
            found = at_rest(page, OUTSIDE)
            wrong += [(lesson, width, found)] if found else []
    assert not wrong
