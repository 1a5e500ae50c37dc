"""What stands beside the picture fits into its room: matrices are smaller, figures lower, notes scroll, and
the card at the end is of a run that has learned."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.play import ROOT, open_player
from tests.browser.test_first_screen import SCREEN

pytestmark = pytest.mark.usefixtures("going_on")

STUCK = "train?epoch=14000"  # one unit is dead, and the loss stays where it is
EXPLODES = "train?stream=seeded&samples=100&standardise=0&hidden=&rate=1"
# Where a panel beside the picture ends, and where the room beside it does.
ENDS = """(name) => [`[data-panel=${name}]`, '.room-beside']
  .map((where) => document.querySelector(`[data-nnviz=player] ${where}`).getBoundingClientRect().bottom)"""
SMALLEST = """(name) => Math.min(...[...document.querySelectorAll(`[data-panel=${name}] .scene .label`)]
  .filter((one) => one.textContent.trim() && one.checkVisibility())
  .map((one) => parseFloat(getComputedStyle(one).fontSize) * one.getScreenCTM().a))"""


@SCREEN
@pytest.mark.parametrize("x", ["1,0.5,1,2", "1,0.5,1,2;1,2,3,4"])
def test_matrices_of_four_inputs_are_whole_beside_the_network(page: Page, url: str, x: str) -> None:
    open_player(page, f"{url}/network?x={x}&lang=en").press("step")
    panel, room = page.evaluate(ENDS, "layer1")
    assert panel <= room + 1
    assert page.evaluate(SMALLEST, "layer1") >= 12


@SCREEN
@pytest.mark.parametrize("layer", [1, 2])
def test_the_weights_stay_in_view_whatever_is_noticed(page: Page, url: str, layer: int) -> None:
    open_player(page, f"{url}/{STUCK}&layer={layer}&lang=en")
    notes = page.locator("[data-nnviz=notes] li")
    expect(notes).to_have_count(2, timeout=90_000)
    expect(page.locator(f"{ROOT} > .coming")).to_have_count(0)
    panel, room = page.evaluate(ENDS, f"matrix{layer}")
    assert panel <= room + 1
    notes.last.scroll_into_view_if_needed()
    expect(notes.last).to_be_in_viewport()
    assert page.evaluate(ENDS, f"matrix{layer}") == [panel, room], "only the notes scroll"


@pytest.mark.usefixtures("first_visit")
@SCREEN
def test_the_letters_of_a_second_run_can_be_read(page: Page, url: str) -> None:
    open_player(page, f"{url}/train?beside=rate:0.1&lang=en")
    assert page.evaluate(SMALLEST, "second") >= 16


@pytest.mark.usefixtures("first_visit")
@SCREEN
def test_a_run_that_diverged_has_nothing_to_say_of_what_was_learned(page: Page, url: str) -> None:
    player = open_player(page, f"{url}/{EXPLODES}&lang=en")
    player.press("play")
    player.wait("ended")
    expect(page.locator("[data-nnviz=notes] li.error")).to_be_visible()
    expect(page.locator("[data-nnviz=findings] [data-finding=diverged]")).to_have_count(1)
    readout = page.locator("[data-nnviz=readout]")
    assert float(readout.get_attribute("data-train") or "") > 1
    player.press("first")
    expect(readout).to_have_attribute("data-epoch", "0")
    expect(page.locator("[data-nnviz=ending]")).to_be_hidden()


@pytest.mark.usefixtures("first_visit")
@SCREEN
def test_the_first_picture_has_axes_with_numbers_and_where_the_loss_begins(page: Page, url: str) -> None:
    held = []
    page.route("**/plotly.min.js", lambda route: held.append(route))
    page.goto(f"{url}/train?lang=en")
    labels = page.locator("[data-panel=loss] .draft text")
    expect(labels.filter(has_text="20")).to_be_visible()
    drawn = labels.all_text_contents()
    assert {"1", "10", "2", "5"} <= set(drawn)
    dots = page.locator("[data-panel=loss] .start:visible")
    expect(dots).to_have_count(2)
    places = [dot.bounding_box() for dot in dots.all()]
    for route in held:
        route.continue_()
    expect(page.locator("[data-panel=loss] .main-svg").first).to_be_visible()
    ticks = page.locator("[data-panel=loss] :is(.xtick, .ytick) text").all_text_contents()
    assert sorted(ticks) == sorted(one for one in drawn if one[0].isdigit())
    assert [dot.bounding_box() for dot in dots.all()] == places
