"""The page Backpropagation as a person meets it: play, jump to a phase, change a number, train on."""

import numpy as np
import pytest
from playwright.sync_api import Page, expect

from tests.browser.play import ROOT, Player, open_player, see
from tests.browser.test_network import matrix, touch

pytestmark = pytest.mark.usefixtures("going_on")

MAZUR = (
    "layers=2sigmoid-2sigmoid&x=0.05,0.1&y=0.01,0.99&w1=.15,.25;.2,.3&b1=.35,.35&w2=.4,.5;.45,.55&b2=.6,.6"
    "&loss=half_squared_error&optimizer=sgd&rate=0.5&step=0"
)
LARGE = f"lang=en&layers={'-'.join(['8tanh'] * 6)}&x=1,2,3,4,5,6,7,8&y=1,0,0,0,0,0,0,0&rate=0.1"
STEP = {  # the worked example, all of it
    "z1": [[0.3775, 0.3925]],
    "a1": [[0.5932699921, 0.5968843783]],
    "a2": [[0.7513650696, 0.7729284653]],
    "delta2": [[0.1384985616, -0.0380982366]],
    "dW2": [[0.0821670406, -0.0226025405], [0.0826676278, -0.0227402422]],
    "delta1": [[0.0087713547, 0.0099542547]],
    "dW1": [[0.0004385677, 0.0004977127], [0.0008771355, 0.0009954255]],
    "newW1": [[0.1497807161, 0.2497511436], [0.1995614323, 0.2995022873]],
    "newW2": [[0.3589164797, 0.5113012703], [0.4086661861, 0.5613701211]],
}
BESIDE = f"{ROOT} .room-beside"


def texts(page: Page, name: str) -> list[str]:
    """What stands in the cells of a matrix."""
    found: list[str] = page.evaluate(
        """(name) => [...document.querySelectorAll(`[data-cell^="${name}["]`)].map(
            (one) => one.textContent)""",
        name,
    )
    return found


def at_the_end(page: Page, address: str) -> Player:
    """Open an address and go to the last step."""
    player = open_player(page, address)
    player.press("last")
    player.wait("ended")
    return player


def test_the_worked_example_is_read_off_the_page_to_eight_digits(page: Page, url: str) -> None:
    player = at_the_end(page, f"{url}/backprop?{MAZUR}")
    for name, numbers in STEP.items():
        assert np.allclose(matrix(page, name), numbers, rtol=0, atol=1e-8), name
    loss, after = (
        page.locator(f"[data-cell={name}]").get_attribute("data-value") for name in ("loss", "newloss")
    )
    assert np.allclose([float(loss or 0), float(after or 0)], [0.298371109, 0.280471447], rtol=0, atol=1e-8)
    assert player.mounts == 1
    named = page.evaluate("[...document.querySelectorAll('[data-cell]')].map((one) => one.dataset.cell)")
    assert len(named) == len(set(named))


def test_what_is_not_computed_yet_is_empty(page: Page, url: str) -> None:
    player = open_player(page, f"{url}/backprop?{MAZUR}")
    assert texts(page, "W1") == ["0.15", "0.25", "0.2", "0.3"]
    assert texts(page, "dW1") == texts(page, "newW2") == [""] * 4
    player.scrub(7)  # dW2
    expect(page.locator('[data-cell="dW2[0,0]"]')).to_have_text("0.0822")
    assert texts(page, "dW1") == [""] * 4


def test_a_phase_along_the_slider_leads_to_its_first_step(page: Page, url: str) -> None:
    player = open_player(page, f"{url}/backprop?lang=en")
    for name, step in (("update", 12), ("loss", 5), ("backward", 6), ("forward", 1)):
        page.locator(f"{ROOT} button[data-phase={name}]").click()
        page.wait_for_selector(f"{ROOT}[data-step='{step}'][data-phase={name}]")
        expect(page.locator(f"{ROOT} button[data-phase={name}]")).to_have_attribute("aria-current", "step")
    assert "multiply by W1" in player.caption


def test_the_line_of_the_step_stands_alone(page: Page, url: str) -> None:
    player = open_player(page, f"{url}/backprop?lang=en")
    player.scrub(9)
    line = page.locator(f"{ROOT} [data-panel=line] .line:visible")
    expect(line).to_have_text("delta1 = (delta2 @ W2.T) * a1 * (1 - a1)")


def test_a_changed_weight_changes_every_number_behind_it(page: Page, url: str) -> None:
    player = at_the_end(page, f"{url}/backprop?lang=en")
    loss = page.locator("[data-cell=loss]")
    before, weights = loss.get_attribute("data-value"), matrix(page, "newW2")
    page.locator('[data-cell="W1[0,0]"]').click()
    box = page.locator(f'{ROOT} input[data-touch="W1[0,0]"]')
    box.fill("1.5")
    expect(loss).not_to_have_attribute("data-value", before or "")
    assert box.evaluate("(one) => one === document.activeElement")
    assert not np.allclose(matrix(page, "newW2"), weights)
    page.wait_for_url("**w1=1.5*")
    assert player.mounts == 1


def test_training_goes_on_from_the_new_weights_and_back(page: Page, url: str) -> None:
    at_the_end(page, f"{url}/backprop?lang=en")
    weights = matrix(page, "newW1")
    touch(page, "next")
    loss = page.locator("[data-cell=loss]")
    expect(loss).to_have_text("0.280471")
    assert np.array_equal(matrix(page, "W1"), weights)
    touch(page, "hundred")
    expect(loss).not_to_have_text("0.280471")
    page.wait_for_url("**at=101*")


def test_a_product_opens_and_closes_to_its_step(page: Page, url: str) -> None:
    player = open_player(page, f"{url}/backprop?lang=en")
    player.scrub(10)  # dW1
    gradient = matrix(page, "dW1")
    touch(page, "open")
    page.wait_for_selector(f"{ROOT} [data-panel=product]")
    player.press("last")
    player.wait("ended")
    assert np.allclose(np.array(texts(page, "C"), float).reshape(2, 2), gradient, rtol=2e-3)
    touch(page, "close")
    page.wait_for_selector(f"{ROOT} [data-panel=network]")
    assert player.step == 10


def test_the_sheet_of_the_layer_is_in_view(page: Page, url: str) -> None:
    page.set_viewport_size({"width": 1280, "height": 720})
    player = open_player(page, f"{url}/backprop?lang=en&chosen=")
    for step, name in ((3, "W2"), (10, "W1"), (7, "W2")):
        player.scrub(step)
        page.wait_for_function(
            """([room, name]) => {
              const cell = document.querySelector(`[data-cell="${name}[1,1]"]`).getBoundingClientRect();
              const { top, bottom } = document.querySelector(room).getBoundingClientRect();
              return cell.top > top && cell.bottom < bottom;
            }""",
            arg=[BESIDE, name],
        )
        see(page, 2)


def test_a_link_to_a_step_shows_the_sheet_of_its_layer(page: Page, url: str) -> None:
    page.set_viewport_size({"width": 1280, "height": 720})
    open_player(page, f"{url}/backprop?lang=en&step=14")
    page.wait_for_function(
        """(room) => {
          const first = document.querySelector('[data-cell="W2[0,0]"]').getBoundingClientRect();
          const last = document.querySelector('[data-cell="newb2[1]"]').getBoundingClientRect();
          const { top, bottom } = document.querySelector(room).getBoundingClientRect();
          return first.top > top && last.bottom < bottom;
        }""",
        arg=BESIDE,
    )


def test_a_deep_broad_network_with_many_samples_opens_and_is_stepped(page: Page, url: str) -> None:
    samples = ";".join(["0.5,-0.5,1,0,0.25,1,-1,0.5"] * 32)
    layers = "-".join(["8tanh"] * 6)
    player = at_the_end(page, f"{url}/backprop?lang=en&layers={layers}&x={samples}&y=1")
    assert player.steps == 44
    assert matrix(page, "newW6").shape == (8, 8)
    assert "8 of 32 samples" in (page.locator(f"{ROOT} [data-panel=sheet1] .detail").text_content() or "")


def test_broad_sheets_are_read_one_below_the_other(page: Page, url: str) -> None:
    page.set_viewport_size({"width": 1280, "height": 720})
    player = at_the_end(page, f"{url}/backprop?{LARGE}")
    player.press("more")
    cells = page.locator('[data-panel=sheet1] [data-cell^="dW1["] text')
    expect(cells.first).to_be_visible()
    sizes = cells.evaluate_all("(all) => all.map((one) => one.getAttribute('font-size'))")
    assert len(sizes) == 64
    assert len(set(sizes)) == 1, "the numbers of a matrix should have one size"
    assert cells.first.evaluate("(one) => one.getCTM().a * parseFloat(getComputedStyle(one).fontSize)") >= 11
    lefts = page.evaluate(
        """() => [...document.querySelectorAll('.panels > .broad')]
            .map((one) => one.getBoundingClientRect().x)"""
    )
    assert len(lefts) == 7
    assert len(set(lefts)) == 1
    # One that is far out of view has its numbers soon after a change, though it is not painted first.
    far = page.locator('[data-cell="newW6[7,7]"]')
    before = far.get_attribute("data-value")
    page.locator('[data-cell="W1[0,0]"]').click()
    page.locator(f'{ROOT} input[data-touch="W1[0,0]"]').fill("1.5")
    expect(far).not_to_have_attribute("data-value", before or "")


def test_buttons_on_a_phone_are_as_high_as_a_thumb_needs(page: Page, url: str) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    open_player(page, f"{url}/backprop?lang=en&mistake=plus_for_minus")
    page.wait_for_selector(f"{ROOT} [data-touch=thousand]")
    low = page.evaluate(
        """() => [...document.querySelectorAll('[data-nnviz=player] button')].filter(
            (one) => one.checkVisibility() && !one.closest('h1, h3, .detail, .guess .asked, .reader') &&
                one.getBoundingClientRect().height < 36
        ).map((one) => one.textContent)"""
    )
    assert low == []
    assert page.locator("[data-touch=thousand]").bounding_box()["height"] >= 44  # type: ignore[index]


def test_small_numbers_of_an_opened_product_stay_inside_their_cells(page: Page, url: str) -> None:
    player = open_player(page, f"{url}/backprop?{MAZUR}&opened=dW1")
    player.press("last")
    player.wait("ended")
    wider = page.evaluate(
        """() => [...document.querySelectorAll('[data-panel=product] .token')].filter((one) => {
            const [box, words] = ['rect', 'text'].map((name) => one.querySelector(name).getBBox());
            return words.width > box.width - 4;
        }).map((one) => one.textContent)"""
    )
    assert texts(page, "B") == ["8.77e-3", "9.95e-3"]
    assert wider == []
