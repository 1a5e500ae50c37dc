"""For everybody: pictures by key and as tables, a loss as sound, the tour of a first visit, and what a
checker of pages says."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.axe import complaints
from tests.browser.opening import go_on, open_app
from tests.browser.play import APART, open_player, see

pytestmark = pytest.mark.usefixtures("going_on")

# An audio context that notes what it is told, in place of one that is heard.
RECORDER = """() => {
  window.tones = [];
  const note = (...told) => window.tones.push(told);
  const parameter = (name) => ({ linearRampToValueAtTime: (value, at) => note(name, value, at) });
  const node = (kind) => class {
    constructor(context, options) {
      note(kind, options.type ?? options.pan ?? options.gain);
      Object.assign(this, { frequency: parameter('hertz'), gain: parameter('gain') });
    }
    connect(other) { return other; }
    start() {}
    stop() {}
  };
  window.AudioContext = class {
    currentTime = 0;
    close() { note('closed'); }
  };
  [window.OscillatorNode, window.GainNode, window.StereoPannerNode] = ['voice', 'level', 'pan'].map(node);
}"""
UNFOLD = "all => all.forEach((one) => { one.open = true; })"
A_PERSON = "Object.defineProperty(navigator, 'webdriver', { get: () => false })"


def test_a_picture_is_walked_through_by_key_and_its_numbers_stand_in_tables(page: Page, url: str) -> None:
    player = open_player(page, f"{url}/product?lang=en&a=1,2;3,4;5,6&b=1,2,3;4,5,6")
    stop = page.locator("[data-reader=product]")
    stop.focus()
    expect(stop).to_have_attribute("aria-label", re.compile(r"Matrix A, 3 rows, 2 columns; Matrix B, 2 rows"))
    said = page.locator(".reading [role=status]")

    def press(key: str, words: str) -> None:
        page.keyboard.press(key)
        expect(said).to_have_text(words)

    press("Enter", "Matrix A, 3 rows, 2 columns. A 0 0, 1")
    press("ArrowRight", "column 1, 2")
    press("ArrowRight", "column 1, 2")  # the last of its row
    press("ArrowDown", "row 1, 4")
    press("PageDown", "Matrix B, 2 rows, 3 columns. B 0 0, 1")
    press("End", "column 2, 3")
    press("PageDown", "Matrix C, 3 rows, 3 columns. C 0 0, 0")
    assert player.step == 0  # the arrow keys were those of the picture
    expect(page.locator(".scene .read")).to_have_attribute("data-cell", "C[0,0]")
    player.press("last")
    stop.focus()
    press("Enter", "Matrix C, 3 rows, 3 columns. C 0 0, 9")  # where one stood
    page.keyboard.press("PageDown")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")  # the last column of B goes, and with it the picture
    expect(page.locator("[data-cell='B[0,2]']")).to_have_count(0)
    expect(said).to_have_count(1)  # one still stands in it
    page.keyboard.press("Escape")
    expect(stop).to_be_focused()
    page.locator("[data-nnviz=more]").evaluate("one => { one.open = true; }")
    page.locator("[data-nnviz=tables] > summary").click()
    table = page.locator("[data-table-of=product] table").nth(1)
    expect(table.locator("caption")).to_have_text("Matrix B, 2 rows, 2 columns")
    expect(table.locator("tbody tr").first).to_have_text("row 012")


def test_the_curves_of_a_loss_are_heard_and_said(page: Page, url: str) -> None:
    player = open_player(page, f"{url}/train?lang=en")
    page.evaluate(RECORDER)
    for _ in range(3):
        player.press("step")
    player.wait("paused", 3)
    see(page, APART)  # the curve has its points when all rests
    page.keyboard.press("h")
    button = page.locator("[data-sound=loss]")
    expect(button).to_have_attribute("aria-pressed", "true")
    expect(page.locator("[data-heard=loss]")).to_have_text(
        re.compile(r"training: [\d.]+ at 0, lowest [\d.]+ at \d+, [\d.]+ at the end\. test: ")
    )
    told = page.evaluate("window.tones")
    assert [one[1] for one in told if one[0] in ("voice", "pan")] == ["sine", -0.7, "triangle", 0.7]
    tones = [one[1] for one in told if one[0] == "hertz"]
    assert max(tones) == pytest.approx(1568)  # both have fallen since
    assert min(tones) == pytest.approx(196)
    page.locator("[data-nnviz=more], [data-nnviz=tables]").evaluate_all(UNFOLD)
    weights = page.locator("[data-table-of=network] table", has_text="Weights of layer 1").locator("td")
    expect(weights.nth(1)).to_have_text(re.compile(r"^−?\d\.\d+$"))
    button.click()
    expect(button).to_have_attribute("aria-pressed", "false")
    assert page.evaluate("window.tones.at(-1)[0]") == "closed"


@pytest.mark.usefixtures("first_visit")
def test_a_first_visit_has_a_tour_that_is_left_by_a_press_and_not_shown_again(page: Page, url: str) -> None:
    page.add_init_script(A_PERSON)
    tour = page.locator("[data-nnviz=tour]")
    player = open_player(page, f"{url}/arrays?lang=en")
    expect(tour).to_be_visible()
    expect(tour.locator("h2")).to_have_text("Start with the question")
    expect(page.locator(".nnviz-tour-ring")).to_be_visible()
    page.keyboard.press("ArrowRight")  # the keys are still those of the page
    player.wait("paused", 1)
    for title in ("Play it, step by step", "Touch the picture", "When you want to know more", "Keep it"):
        tour.get_by_role("button", name="Next").click()
        expect(tour.locator("h2")).to_contain_text(title)
    page.keyboard.press("Escape")
    expect(tour).to_be_hidden()
    go_on(page, f"{url}/product?lang=en")
    expect(tour).to_be_hidden()
    page.keyboard.press("?")
    page.get_by_role("button", name="Show the tour again").click()
    expect(tour.get_by_role("button", name="Next")).to_be_focused()
    player.press("step")  # a press elsewhere leaves it, and does what it does
    expect(tour).to_be_hidden()
    player.wait("paused", 1)


def test_a_checker_of_pages_has_nothing_to_say(page: Page, url: str) -> None:
    found = {}
    for place in ("network", "backprop", "train"):
        open_player(page, f"{url}/{place}?lang=en")
        found[place] = complaints(page)
    open_app(page, f"{url}/?lang=en")
    found["home"] = complaints(page)
    assert {place: wrong for place, wrong in found.items() if wrong} == {}
