"""Numbers in cells as a hand meets them: typed, dragged and stepped where they stand; rows that come and go;
results that say how they come about; and numbers of the flow that never lie on each other."""

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.opening import go, open_settings
from tests.browser.play import ROOT, Player, open_player, standing

pytestmark = pytest.mark.usefixtures("going_on")

Box = tuple[float, float, float, float]
# The boxes of all numbers that can be seen now.
BOXES = """() => {
  const shown = (one) => Number(one.closest('.token')?.getAttribute('opacity') ?? 1) > 0.05
    && getComputedStyle(one.parentElement).visibility !== 'hidden'
    && (!one.classList.contains('sign') || getComputedStyle(one).opacity > 0.05) && one.textContent;
  return [...document.querySelectorAll('[data-panel=product] .scene text')].filter(shown).map((one) => {
    const { left, top, right, bottom } = one.getBoundingClientRect();
    const air = 0.2 * (bottom - top); // above and below the digits of a line
    return [one.parentElement.dataset.id ?? one.dataset.id, left, top + air, right, bottom - air];
  });
}"""
PICTURES, APART = 14, 50  # of a motion that are looked at, and milliseconds between them


def cell(page: Page, name: str) -> Locator:
    return page.locator(f'[data-cell="{name}"]')


def box(page: Page, name: str) -> Locator:
    """The box that a cell becomes while it is edited."""
    return page.locator(f'{ROOT} input[data-touch="{name}"]')


def test_a_number_is_typed_dragged_and_stepped_in_its_cell_and_the_step_stays(page: Page, url: str) -> None:
    player = open_player_at(page, f"{url}/product?step=8")
    cell(page, "A[1,1]").click()
    box(page, "A[1,1]").fill("10")
    expect(cell(page, "C[1,0]")).to_have_text("43")
    expect(page.locator("[data-nnviz=caption]")).to_have_text("C[1,0] = 3·1 + 10·4 = 43")
    page.keyboard.press("ArrowDown")
    expect(cell(page, "C[1,0]")).to_have_text("39")
    page.keyboard.press("Tab")
    expect(box(page, "A[2,0]")).to_be_focused()
    place = cell(page, "A[1,0]").bounding_box()
    assert place
    x, y = place["x"] + place["width"] / 2, place["y"] + place["height"] / 2
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + 10, y)
    page.mouse.up()
    expect(cell(page, "A[1,0]")).to_have_attribute("data-value", "5")
    expect(cell(page, "C[1,0]")).to_have_text("41")
    assert (player.step, player.mounts) == (8, 1)
    expect(page).to_have_url(re.compile(r"a=1(,|%2C)2(;|%3B)5(,|%2C)9"))
    open_settings(page)
    expect(page.get_by_role("textbox", name="A (separate rows with semicolons)")).to_have_value("1,2;5,9;5,6")


def open_player_at(page: Page, address: str) -> Player:
    """Open a page that begins in the middle."""
    go(page, address)
    page.wait_for_selector(f"{ROOT}[data-state=paused]", timeout=30_000)
    return standing(page)


def test_a_text_that_is_no_number_is_answered_at_its_cell(page: Page, url: str) -> None:
    open_player(page, f"{url}/arrays")
    cell(page, "X[0,1]").click()
    box(page, "X[0,1]").fill("two")
    page.keyboard.press("Enter")
    complaint = page.locator(f"{ROOT} .complaint")
    expect(complaint).to_contain_text("“two”")
    expect(box(page, "X[0,1]")).to_have_value("2")
    at, below = cell(page, "X[0,1]").bounding_box(), complaint.bounding_box()
    assert at
    assert below
    assert 0 <= below["y"] - at["y"] - at["height"] < 30
    box(page, "X[0,1]").fill("2.5")
    expect(complaint).to_have_count(0)
    expect(cell(page, "X[0,0]")).to_have_text("1.")


def test_rows_and_columns_come_and_go_by_buttons_at_the_edges(page: Page, url: str) -> None:
    open_player(page, f"{url}/product")
    more = page.get_by_role("button", name="Add a column to B")
    more.focus()
    page.keyboard.press("Enter")
    expect(cell(page, "C[2,3]")).to_have_count(1)
    expect(more).to_be_focused()
    for size in (5, 6):
        more.click()
        expect(cell(page, f"C[2,{size - 1}]")).to_have_count(1)
    full = page.locator(f'{ROOT} [data-id="more.B1"]')
    expect(full).to_have_attribute("aria-disabled", "true")
    page.get_by_role("button", name="Add a row to B").click()
    expect(page.locator("[data-panel=repairs]")).to_contain_text("2 ≠ 3")
    page.get_by_role("button", name="Remove the last row of B").click()
    expect(cell(page, "C[0,0]")).to_have_count(1)


def test_a_number_of_c_lights_what_it_is_made_of_says_its_sum_and_leads_to_its_step(
    page: Page, url: str
) -> None:
    player = open_player(page, f"{url}/product")
    cell(page, "C[1,2]").hover()
    hint = page.locator(f"{ROOT} .hint")
    expect(hint).to_have_text("C[1,2] = 3·3 + 4·6 = 33")
    lit = page.locator(f"{ROOT} .pointed")
    assert sorted(lit.evaluate_all("(all) => all.map((one) => one.dataset.id)")) == [
        "A[1,0]", "A[1,1]", "B[0,2]", "B[1,2]",
    ]  # fmt: skip
    cell(page, "C[1,2]").click()
    player.wait("paused", step=12)
    assert cell(page, "C[1,2]").text_content() == "33"
    page.keyboard.press("ArrowDown")
    expect(hint).to_have_text("C[2,2] = 5·3 + 6·6 = 51")
    page.keyboard.press("Enter")
    player.wait("ended", step=18)


def test_a_number_that_is_to_be_guessed_is_not_said_before_it_is_there(page: Page, url: str) -> None:
    player = open_player(page, f"{url}/product?lang=en")
    expect(page.locator("[data-nnviz=guess]")).to_contain_text("C[1,0]")
    cell(page, "C[1,0]").hover()
    hint = page.locator(f"{ROOT} .hint")
    expect(hint).to_have_text("C[1,0] = 3·1 + 4·4 = ?")
    assert page.locator(f"{ROOT} .pointed").count() == 4
    player.scrub(7)
    expect(hint).to_have_text("C[1,0] = 3·1 + 4·4 = ?")
    page.keyboard.press("ArrowRight")
    expect(hint).to_have_text("C[1,0] = 3·1 + 4·4 = 19")
    page.keyboard.press("ArrowLeft")
    expect(hint).to_have_text("C[1,0] = 3·1 + 4·4 = ?")


def test_two_views_go_through_the_same_steps_and_follow_what_is_typed(page: Page, url: str) -> None:
    player = open_player_at(page, f"{url}/product?beside=outer&step=9&lang=en")
    second = page.locator("[data-panel=beside] .token.c")
    expect(second).to_have_text(["1", "2", "3", "3", "6", "9", "5", "10", "15"])
    cell(page, "A[0,0]").click()
    box(page, "A[0,0]").fill("2")
    page.keyboard.press("Enter")
    expect(second.first).to_have_text("2")
    expect(page.locator("[data-panel=beside] .token.a").first).to_have_text("2")
    assert player.mounts == 1
    player.press("last")
    player.wait("ended")
    results = page.locator("[data-panel=product] .token.c")
    expect(second).to_have_text(results.all_text_contents())
    page.get_by_role("radio", name="Flow", exact=True).click(force=True)
    expect(page.locator("[data-panel=beside]")).to_have_count(0)
    open_settings(page)
    expect(page.get_by_label("Beside it, in the same steps")).to_have_count(0)


def overlap(one: Box, other: Box) -> bool:
    """Whether two boxes have more in common than their edges."""
    across = min(one[2], other[2]) - max(one[0], other[0])
    along = min(one[3], other[3]) - max(one[1], other[1])
    return across > 1 and along > 1


FOUR = "11,12,13,14;15,16,17,18;21,22,23,24;25,26,27,28"
SIX = ";".join(",".join(str(11 + row + column) for column in range(6)) for row in range(6))


@pytest.mark.parametrize(
    "query", [f"bias=[1,2,3,4]&a={FOUR}&b={FOUR}", f"a={SIX}&b={SIX}"], ids=["stepped", "close"]
)
def test_in_no_picture_of_a_motion_two_numbers_of_the_flow_lie_on_each_other(
    clocked: Page, url: str, query: str
) -> None:
    page = clocked
    page.set_viewport_size({"width": 1280, "height": 720})
    player = open_player(page, f"{url}/product?view=flow&{query}")
    page.clock.pause_at(3_600_000)
    met: set[tuple[str, str]] = set()
    looks: set[str] = set()
    for _ in range(player.steps - 1):
        page.keyboard.press("ArrowRight")
        for _ in range(PICTURES):
            page.clock.run_for(APART)
            boxes = [(str(name), tuple(place)) for name, *place in page.evaluate(BOXES)]
            looks.add(str(boxes))
            for at, (name, one) in enumerate(boxes):
                met |= {(name, other) for other, place in boxes[:at] if overlap(one, place)}
    assert len(looks) > 6 * player.steps, "the motion is looked at in its middle"
    assert met == set()
