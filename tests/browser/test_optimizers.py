"""The lesson "Optimizers side by side" as a person meets it: choose, type a rate on the way, drag a start."""

import re

import pytest
from playwright.sync_api import Page, expect

from nnviz import SGD, SURFACES, descent
from pages.parts.backprop.walk_codecs import METHODS
from tests.browser.opening import go
from tests.browser.play import ROOT, Player, at_rest
from tests.browser.touching import box

pytestmark = pytest.mark.usefixtures("going_on")

BOWL = SURFACES["bowl"]
PATHS = (
    """() => [...document.querySelectorAll('[data-id^="now"]')].map((one) => one.getAttribute('transform'))"""
)


def opened(page: Page, url: str, query: str = "") -> Player:
    """Open the lesson, and wait for the maps and the table."""
    go(page, f"{url}/backprop?view=optimizers&{query}")
    page.wait_for_selector(f"{ROOT} [data-panel=state] [data-cell]", timeout=30_000)
    expect(page.locator(f"{ROOT} .host:empty")).to_have_count(0, timeout=30_000)
    return Player(page)


def loss(page: Page, tile: int = 0) -> float:
    """The loss on a map, with every digit."""
    return float(page.locator(f'[data-id="loss{tile}"]').get_attribute("data-value") or "nan")


def cell(page: Page, name: str) -> float:
    """A number of the table, with every digit."""
    return float(page.locator(f'[data-cell="{name}"]').get_attribute("data-value") or "nan")


def point(page: Page, name: str) -> tuple[float, float]:
    """Where an element is moved to in the scene."""
    found = re.findall(r"-?[\d.]+", page.locator(f'[data-id="{name}"]').get_attribute("transform") or "")
    return float(found[0]), float(found[1])


def test_the_first_steps_of_the_book_are_read_off_the_page(page: Page, url: str) -> None:
    player = opened(page, url, "step=1")
    expected = {"sgd": (-6.335, -1.8), "momentum": (-6.93, 1.6), "adagrad": (-5.5, 0.5), "adam": (-6.7, 1.7)}
    for method, numbers in expected.items():
        page.locator(f'[data-id="method{METHODS.index(method)}"]').click()
        for at, number in enumerate(numbers):
            shown = page.locator(f'[data-cell="newtheta[{at}]"]')
            expect(shown).to_have_text(f"{number:g}".replace("-6.70", "-6.7"))
            assert abs(cell(page, f"newtheta[{at}]") - number) < 1e-7
    expect(page.locator('[data-cell="mhat[0]"]')).to_be_visible()
    page.locator('[data-id="method2"]').press("Enter")
    expect(page.locator('[data-cell="d[0]"]')).to_be_visible()
    expect(page.locator('[data-id="method2"]')).to_be_focused()
    assert (player.step, player.mounts) == (1, 1)
    expect(page).to_have_url(re.compile("method=nesterov"))


def test_a_rate_that_is_typed_while_it_stands_at_a_step_changes_what_follows(page: Page, url: str) -> None:
    player = opened(page, url, "step=12")
    before = loss(page)
    box(page, "rate0").fill("0.3")
    box(page, "rate0").press("Enter")
    page.wait_for_function("() => location.search.includes('changes=')")
    assert "changes=sgd%4012%3A0.3" in page.url
    assert loss(page) == before
    expect(box(page, "rate0")).to_be_focused()
    player.scrub(20)
    player.wait_for_step(20)
    usual, changed = (descent(BOWL, (-7, 2), SGD(0.95), 30, more) for more in ({}, {12: 0.3}))
    assert loss(page) == changed.losses[20] != usual.losses[20]
    player.scrub(3)
    expect(box(page, "rate0")).to_have_value("0.95")
    assert player.mounts == 1
    page.locator('[data-id="usual"]').click()
    page.wait_for_function("() => !location.search.includes('changes=')")
    player.scrub(20)
    player.wait_for_step(20)
    assert loss(page) == usual.losses[20]


def test_a_rate_that_is_too_large_is_said_on_the_map_and_beside(page: Page, url: str) -> None:
    player = opened(page, url, "step=9")
    expect(page.locator('[data-id="state0"]')).to_have_text("")
    player.scrub(0)
    box(page, "rate0").fill("1.2")
    box(page, "rate0").press("Enter")
    note = page.locator("[data-panel=notes] li").first
    expect(note).to_contain_text("the rate 1.2 is above 1")
    player.scrub(9)
    expect(page.locator('[data-id="state0"]')).to_have_text("diverges: rate too large")
    assert loss(page) > 6.45


def test_the_start_is_dragged_and_all_paths_follow(page: Page, url: str) -> None:
    player = opened(page, url, "step=10")
    places = [point(page, f"now{tile}") for tile in range(6)]
    grip = page.locator('[data-touch="grip2"]')
    grip.focus()
    for _ in range(5):
        grip.press("ArrowRight")
    expect(box(page, "start[0]")).not_to_have_value("-7")
    at_rest(page, PATHS)
    assert all(point(page, f"now{tile}") != places[tile] for tile in range(6))
    expect(grip).to_be_focused()
    assert (player.step, player.mounts) == (10, 1)
    start = grip.bounding_box()
    assert start
    page.mouse.move(start["x"] + start["width"] / 2, start["y"] + start["height"] / 2)
    page.mouse.down()
    page.mouse.move(start["x"] + 80, start["y"] + 30)
    page.mouse.up()
    expect(box(page, "start[1]")).not_to_have_value("2")
    page.wait_for_function("() => location.search.includes('start=')")


def test_another_loss_and_another_parameter(page: Page, url: str) -> None:
    opened(page, url, "step=4&method=adam")
    gradient = page.locator('[data-id="numbers.g"]')
    expect(gradient).to_have_text("∂L/∂x = x/10")
    page.locator('[data-id="parameter1"]').click()
    expect(gradient).to_have_text("∂L/∂y = 2·y")
    box(page, "surface").select_option(label="x²/200 + 2·y²")
    expect(gradient).to_have_text("∂L/∂y = 4·y")
    assert cell(page, "g[1]") == 4 * cell(page, "theta[1]")


def test_a_number_under_the_hand_says_its_line_of_numpy(page: Page, url: str) -> None:
    opened(page, url, "step=4&method=adam")
    page.locator('[data-cell="vhat[0]"]').hover()
    expect(page.locator("p.hint")).to_have_text("v_hat = v / (1 - beta2**t)")


@pytest.mark.usefixtures("first_visit")  # a guess stays
def test_it_plays_to_its_end_and_answers_the_guess(page: Page, url: str) -> None:
    player = opened(page, url, "step=27&steps=30")
    page.locator(".guess .chip", has_text="Adam").click()
    player.press("last")
    expect(page.locator("[data-nnviz=caption]")).to_contain_text("AdaGrad has the smallest loss")


def test_the_networks_own_loss_is_sliced_over_two_chosen_weights(page: Page, url: str) -> None:
    player = opened(page, url, "step=1&rates=0.5")
    expect(box(page, "first")).to_be_hidden()
    box(page, "surface").select_option(label="network (slice)")
    expect(box(page, "first")).to_be_visible()
    expect(box(page, "start[0]")).to_be_hidden()
    expect(page.locator('[data-touch="grip0"]')).to_be_hidden()
    assert abs(cell(page, "newtheta[0]") - 0.14978072) < 5e-9
    assert abs(cell(page, "newtheta[1]") - 0.35891648) < 5e-9
    expect(page.locator("[data-panel=notes]")).to_contain_text("A slice of the network’s real loss")
    box(page, "second").select_option(label="W2[1,1]")
    expect(page.locator('[data-id="begun1"]')).to_have_text("0.55")
    assert abs(cell(page, "newtheta[1]") - 0.56137012) < 5e-9
    page.wait_for_function("() => location.search.includes('second=W2')")
    assert player.mounts == 1
