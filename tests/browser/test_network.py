"""The page Network as a person meets it: play the pass, choose a unit, change a number, open a product."""

import ast
import re
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from playwright.sync_api import BrowserContext, Page, expect

from nnviz import EXAMPLES, Network, collapse, without_activations
from nnviz.lessons.examples import Example
from tests.browser.opening import go_on, open_settings
from tests.browser.play import ROOT, Player, open_player, standing
from tests.browser.saving import save
from tests.browser.touching import press_all, redrawn
from tests.every import every

pytestmark = pytest.mark.usefixtures("going_on")

THREE = {
    "z1": [[0.3, 0.7, 1.1]],
    "a1": [[0.574442516811659, 0.6681877721681662, 0.7502601055951177]],
    "z2": [[0.5161598377933344, 1.2140269561658172]],
    "a2": [[0.6262493703990729, 0.7710106968556123]],
    "a3": [[0.3168270764110298, 0.6962790898619668]],
}
SIX = "base=six_by_six&layers=6linear&x=1,2,3,4,5,6"
STEP = f"{SIX.replace('6linear', '6linear-6step.0')}&edits={';'.join(f'b2[{unit}]=-50' for unit in range(6))}"
ONE = "base=one_layer&layers=3linear&x=1,2"
SOFTMAX = "layers=3softmax.0&x=0.3,2.9,4;1010,1000,990"
XOR = "base=absolute_difference&layers=2relu-1linear&x=0,0;0,1;1,0;1,1"
LARGEST = "base=random&layers=" + "-".join(["8sigmoid"] * 6) + "&x=" + ";".join(["1,2,3,4,5,6,7,8"] * 8)
LARGEST_NET = Example(Network([8] * 7, "sigmoid", "sigmoid"), np.tile(np.arange(1.0, 9.0), (8, 1)))


def at_the_end(page: Page, address: str) -> Player:
    """Open an address and go to the last step."""
    player = open_player(page, address)
    player.press("last")
    player.wait("ended")
    return player


def matrix(page: Page, name: str) -> np.ndarray:
    """The exact numbers of a matrix on the page, by the names of its cells."""
    found = page.evaluate(
        """(name) => [...document.querySelectorAll(`[data-cell^="${name}["]`)].map(
            (one) => [one.dataset.cell, Number(one.dataset.value)])""",
        name,
    )
    places = {tuple(map(int, re.findall(r"\d+", cell.partition("[")[2]))): value for cell, value in found}
    shape = np.max(list(places), axis=0) + 1
    return np.array([places[place] for place in np.ndindex(*shape)]).reshape(shape)


def lit(page: Page, name: str) -> list[str]:
    """The cells of a matrix that are lit."""
    found: list[str] = page.evaluate(
        """(name) => [...document.querySelectorAll(`.live[data-cell^="${name}["]`)].map(
            (one) => one.dataset.cell)""",
        name,
    )
    return found


def touch(page: Page, name: str) -> None:
    """Press something in a picture, which may stand in the folded part."""
    place = page.locator(f'[data-touch="{name}"]')
    if not place.is_visible():
        page.locator("[data-action=more]").click()
    place.click()


# -- the numbers that must come out ------------------------------------------------------------------
def test_the_three_layers_of_the_course_to_eight_digits(page: Page, url: str) -> None:
    at_the_end(page, f"{url}/network")
    for name, numbers in THREE.items():
        assert np.allclose(matrix(page, name), numbers, rtol=0, atol=1e-8), name


@every(
    "query, name, numbers",
    [
        (SIX, "a1", [[26, 47, 68, 89, 110, 131]]),
        (STEP, "a1", [[26, 47, 68, 89, 110, 131]]),
        (STEP, "a2", [[0, 0, 1, 1, 1, 1]]),
        (ONE, "a1", [[5, 11, 17]]),
        (XOR, "a2", [[0], [1], [1], [0]]),
    ],
)
def test_the_networks_worked_out_by_hand(
    page: Page, url: str, query: str, name: str, numbers: list[list[float]]
) -> None:
    go_on(page, f"{url}/network?{query}")
    player = standing(page)
    player.press("last")
    player.wait("ended")
    assert matrix(page, name).tolist() == numbers


def test_softmax_by_hand_and_of_scores_too_large_for_exp(page: Page, url: str) -> None:
    player = at_the_end(page, f"{url}/network?{SOFTMAX}&calls=1")
    assert player.steps == 7  # before the first call; the product; max, shift, exp, sum, divide
    by_hand = [0.01821127329554753, 0.24519181293507392, 0.7365969137693786]
    first, second = matrix(page, "a1")
    assert np.allclose(first, by_hand, rtol=0, atol=1e-8)
    assert np.isclose(second.sum(), 1)
    assert second[0] > 0.9999


def test_without_activations_three_layers_are_one(page: Page, url: str) -> None:
    at_the_end(page, f"{url}/network")
    touch(page, "collapse")
    expect(page.locator("[data-panel=one] .detail")).to_contain_text("layer 1")
    touch(page, "linear")
    expect(page.locator('[data-panel=one] [data-cell="W[1,1]"]')).to_have_text("0.34")
    assert np.allclose(matrix(page, "W"), [[0.12, 0.262], [0.156, 0.34]], rtol=0, atol=1e-8)
    assert np.allclose(matrix(page, "b"), [0.228, 0.48], rtol=0, atol=1e-8)
    Player(page).press("last")
    for name in ("y", "net", "a3"):
        assert np.allclose(matrix(page, name), [[0.426, 0.912]], rtol=0, atol=1e-8), name


def test_a_preset_is_the_example_of_the_core(page: Page, url: str) -> None:
    open_player(page, f"{url}/network")
    open_settings(page)
    page.get_by_role("combobox", name="Examples").click()
    page.get_by_role("option", name="|a − b|").click()
    expect(page.locator('[data-cell="a0[3,1]"] text')).to_have_text("1")
    Player(page).press("last")
    example: Example = EXAMPLES["absolute_difference"]()
    for name, array in (("W1", example.network.weights[0]), ("a2", example.network.predict(example.X))):
        assert np.array_equal(matrix(page, name), array), name


# -- step by step ---------------------------------------------------------------------------------------
def test_numbers_come_when_their_line_of_code_has_run(page: Page, url: str) -> None:
    player = open_player(page, f"{url}/network?calls=1")
    z, a = page.locator('[data-cell="z1[0,1]"] text'), page.locator('[data-cell="a1[0,1]"] text')
    expect(z).to_have_text("")
    player.press("step")
    player.wait("paused", step=1)
    expect(page.locator("[data-panel=code] .line.live")).to_have_text("z1 = a0 @ W1 + b1")
    expect(z).to_have_text("0.7")
    expect(a).to_have_text("")
    assert player.caption == (
        "Layer 1: multiply by W1 and add the bias: z1[0,0] = 1·0.1 + 0.5·0.2 + 0.1 = 0.3"
    )
    player.scrub(5)
    expect(a).to_have_text("0.668")
    expect(page.locator('[data-unit="1.2"] text')).to_have_text("0.668")
    player.press("first")
    expect(z).to_have_text("")


def test_a_chosen_unit_lights_its_column_and_what_comes_in(page: Page, url: str) -> None:
    open_player(page, f"{url}/network?x=1,0.5;0.2,3&row=1")
    touch(page, "unit2.1")
    expect(page.locator('[data-cell="W2[0,0]"]')).to_have_class(re.compile(r"\blive\b"))
    assert lit(page, "W2") == ["W2[0,0]", "W2[1,0]", "W2[2,0]"]
    assert (lit(page, "b2"), lit(page, "z2")) == (["b2[0]"], ["z2[1,0]"])
    assert lit(page, "a1") == ["a1[1,0]", "a1[1,1]", "a1[1,2]"]
    assert lit(page, "W1") + lit(page, "W3") + lit(page, "a0") == []
    wires = page.locator("[data-panel=network] .wire.lit").evaluate_all(
        "all => all.map((one) => one.dataset.id)"
    )
    assert wires == ["wire.W2[0,0]", "wire.W2[1,0]", "wire.W2[2,0]"]
    example = EXAMPLES["three_layers"]()
    z = float(example.network.layers([[1.0, 0.5], [0.2, 3.0]])[1].before[1, 0])
    expect(page.locator("[data-panel=unit]")).to_contain_text(f"≈ {z!r}")
    expect(page).to_have_url(re.compile(r"chosen=2\.1"))


def test_a_circle_says_its_arithmetic_where_it_stands(page: Page, url: str) -> None:
    player = open_player(page, f"{url}/network")
    said, circle = page.locator("[data-id=call0]"), page.locator('[data-touch="unit1.2"]')
    expect(said).to_have_text("1·0.1 + 0.5·0.2 + 0.1 = ?")
    player.press("step")
    expect(said).to_have_text("1·0.1 + 0.5·0.2 + 0.1 = 0.3")
    circle.focus()
    page.keyboard.press("Enter")
    expect(said).to_have_text(re.compile(r"^1·0\.3"))
    expect(circle).to_be_focused()
    page.keyboard.press("Enter")
    expect(said).to_be_hidden()
    expect(page).to_have_url(re.compile("chosen=none"))


def test_an_input_is_typed_into_its_circle(page: Page, url: str) -> None:
    at_the_end(page, f"{url}/network?{ONE}")
    touch(page, "unit0.2")
    box = page.locator("[data-touch=input]")
    expect(box).to_be_focused()
    box.fill("3")
    box.press("Enter")
    expect(page.locator('[data-unit="1.1"] text')).to_have_text("7")  # 1·1 + 3·2
    expect(page).to_have_url(re.compile("x=1%2C3|x=1,3"))


# -- numbers are changed -----------------------------------------------------------------------------------
def test_a_weight_is_chosen_typed_and_in_the_link(page: Page, url: str) -> None:
    player = at_the_end(page, f"{url}/network")
    touch(page, "W2[1,0]")
    box = page.locator("[data-touch=edit2]")
    expect(box).to_be_focused()
    expect(box).to_have_value("0.2")
    box.fill("1.5")
    box.press("Enter")
    expect(page.locator('[data-cell="W2[1,0]"] text')).to_have_text("1.5")
    example = EXAMPLES["three_layers"]()
    example.network.weights[1][1, 0] = 1.5
    expect(page.locator('[data-cell="a3[0,0]"]')).not_to_have_attribute("data-value", str(THREE["a3"][0][0]))
    assert np.allclose(matrix(page, "a3"), example.network.predict(example.X), rtol=0, atol=1e-12)
    assert player.mounts == 1
    page.wait_for_url(re.compile("edits="))
    page.goto(page.url)
    page.wait_for_selector(f"{ROOT}[data-state=ended]")
    expect(page.locator('[data-cell="W2[1,0]"] text')).to_have_text("1.5")
    assert page.get_by_test_id("stAlert").count() == 0


def test_a_drag_changes_an_input_and_keeps_the_focus(page: Page, url: str) -> None:
    player = at_the_end(page, f"{url}/network?{ONE}")
    touch(page, "a0[0,1]")
    box = page.locator("[data-touch=edit0]")
    expect(box).to_be_focused()
    middle = box.bounding_box()
    assert middle
    page.mouse.move(middle["x"] + 9, middle["y"] + 9)
    page.mouse.down()
    page.mouse.move(middle["x"] + 9 + 50, middle["y"] + 9, steps=5)
    page.mouse.up()
    expect(page.locator('[data-cell="a1[0,0]"] text')).to_have_text("7")  # 1·1 + 3·2
    expect(box).to_be_focused()
    assert (player.mounts, player.state) == (1, "ended")


def test_a_text_that_is_no_number_is_answered_at_its_box(page: Page, url: str) -> None:
    open_player(page, f"{url}/network")
    touch(page, "b1[0]")
    box = page.locator("[data-touch=edit1]")
    box.fill("much")
    box.press("Enter")
    expect(page.locator("p.complaint")).to_contain_text("“much”")
    expect(box).to_have_value("0.1")


@pytest.mark.parametrize(
    ("query", "watched", "shown"),
    [("", "a3[0,1]", EXAMPLES["three_layers"]()), (LARGEST, "a6[7,7]", LARGEST_NET)],
    ids=["small", "largest"],
)
def test_every_change_of_a_weight_is_answered(
    page: Page, url: str, query: str, watched: str, shown: Example
) -> None:
    player = at_the_end(page, f"{url}/network?{query}")
    touch(page, "W1[0,0]")
    box = page.locator("[data-touch=edit1]")
    expect(box).to_be_focused()
    start = float(box.get_attribute("data-value") or "nan")
    seen = press_all(page, "edit1", "ArrowUp", f'[data-cell="{watched}"]', 8)
    network, X = shown.network.copy(), shown.X
    for turn, output in enumerate(seen, 1):
        network.weights[0][0, 0] = round(start + 0.1 * turn, 6)
        assert output == pytest.approx(network.predict(X)[-1, -1], abs=1e-12)
    assert player.mounts == 1
    expect(box).to_be_focused()


def test_only_what_a_changed_weight_changes_is_drawn_again(page: Page, url: str) -> None:
    at_the_end(page, f"{url}/network?x=1,0.5;0,2")
    touch(page, "W2[1,0]")
    expect(page.locator("[data-touch=edit2]")).to_be_focused()
    page.keyboard.press("ArrowUp")  # the box begins to be written in
    watched = '[data-cell="a3[0,0]"]'
    written, changed = redrawn(page, lambda: press_all(page, "edit2", "ArrowUp", watched, 1))
    assert written <= changed
    assert {"layer2/W2[1,0]", "layer2/z2[0,0]", "layer3/a3[1,1]", "network/wire.W2[1,0]"} <= changed
    boxes = {"layer1/edit1", "X/edit0"}  # out of sight, but ready
    assert not {name for name in changed - boxes if name.startswith(("layer1/", "X/"))}
    assert {name for name in changed if "/z2[" in name} == {"layer2/z2[0,0]", "layer2/z2[1,0]"}


# -- units, layers, samples --------------------------------------------------------------------------------
def test_units_layers_and_samples_come_and_go(page: Page, url: str) -> None:
    player = at_the_end(page, f"{url}/network")
    touch(page, "more1")
    expect(page.locator('[data-cell="W1[1,3]"]')).to_have_count(1)
    touch(page, "fewer1")
    expect(page.locator('[data-cell="W1[1,3]"]')).to_have_count(0)
    touch(page, "insert2")  # a layer that passes everything on
    expect(page.locator('[data-cell="W4[1,1]"]')).to_have_count(1)
    player.press("last")
    assert np.allclose(matrix(page, "a4"), THREE["a3"], rtol=0, atol=1e-12)
    assert matrix(page, "W2").tolist() == np.eye(3).tolist()
    touch(page, "remove2")
    expect(page.locator('[data-cell="W4[1,1]"]')).to_have_count(0)
    touch(page, "addrow")
    expect(page.locator('[data-cell="a0[1,1]"] text')).to_have_text("0.5")
    touch(page, "more0")
    expect(page.locator('[data-cell="a0[1,2]"] text')).to_have_text("1")
    assert matrix(page, "W1").shape == (3, 3)
    assert player.mounts == 1


def test_the_activation_is_chosen_in_the_picture(page: Page, url: str) -> None:
    player = at_the_end(page, f"{url}/network")
    page.get_by_role("combobox", name="Activation of layer 3").select_option(label="softmax")
    expect(page.locator("[data-panel=code] .line").last).to_have_text("a3 = softmax(z3)")
    touch(page, "calls")
    expect(page.locator("[data-panel=code] .line").last).to_have_text("a3 = a3 / total[:, None]")
    player.press("last")
    assert np.isclose(matrix(page, "a3").sum(), 1)


# -- one product ------------------------------------------------------------------------------------------
def test_a_number_of_z_opens_its_product_and_leads_back(page: Page, url: str) -> None:
    player = open_player(page, f"{url}/network")
    player.scrub(3)
    player.wait("paused", step=3)
    expect(page).to_have_url(re.compile(r"step=6"))  # NumPy calls that have run
    touch(page, "z2[0,1]")
    expect(page.locator("[data-panel=product] h3")).to_have_text("Layer 2: z2 = a1 @ W2 + b2")
    player.wait("paused", step=4)
    assert player.caption == "z2[0,1] ≈ 0.2 (bias) + 0.574442517·0.4 ≈ 0.429777007"
    expect(page.locator("[data-touch=close]")).to_be_focused()
    player.press("last")
    expect(page.locator('[data-cell="C[0,1]"] text')).to_have_text("1.214")
    href = page.get_by_role("link", name="Matrix product ↗").get_attribute("href")
    assert href
    expect(page).to_have_url(re.compile(r"opened=z2%5B0%2C1%5D"))
    touch(page, "close")
    expect(page.locator('[data-touch="z2[0,1]"]')).to_be_focused()
    expect(page.locator(ROOT)).to_have_attribute("data-step", "3")
    expect(page).not_to_have_url(re.compile("opened"))
    other = open_player(page, f"{url}/{href}")
    other.press("last")
    expect(page.locator('[data-cell="C[0,1]"] text')).to_have_text("1.014")  # the same without the bias


# -- keyboard, widths, languages -----------------------------------------------------------------------------
def test_matrices_are_walked_by_arrow_keys(page: Page, url: str) -> None:
    player = open_player(page, f"{url}/network")
    page.locator('[data-touch="W1[0,0]"]').focus()
    for key in ("ArrowRight", "ArrowDown", "ArrowDown"):
        page.keyboard.press(key)
    expect(page.locator('[data-touch="b1[1]"]')).to_be_focused()
    assert player.step == 0
    page.keyboard.press("Enter")
    expect(page.locator("[data-touch=edit1]")).to_be_focused()
    expect(page.locator("[data-touch=edit1]")).to_have_value("0.2")


@every("query", ["lang=en", "lang=ja&collapsed=1", f"lang=en&{LARGEST}"])
def test_a_narrow_window_needs_no_sideways_scrolling(page: Page, url: str, query: str) -> None:
    page.set_viewport_size({"width": 390, "height": 900})
    go_on(page, f"{url}/network?{query}")
    standing(page)
    overflow = page.evaluate(
        """() => [...document.querySelectorAll('[data-nnviz=player], [data-nnviz=player] *')]
            .filter((one) => !one.closest('pre') && getComputedStyle(one).position !== 'absolute')
            .filter((one) => !one.parentElement.closest('[data-nnviz=picture] .host')) // it slides by itself
            .filter((one) => one.getBoundingClientRect().right > innerWidth + 1)
            .map((one) => one.className?.baseVal ?? one.className)"""
    )
    assert overflow == []


def test_the_picture_is_saved_with_the_words_of_its_boxes(context: BrowserContext, url: str) -> None:
    page = context.new_page()
    page.emulate_media(color_scheme="dark")
    at_the_end(page, f"{url}/network")
    drawn = save(page, "svg").read_text(encoding="utf-8")
    assert "foreignObject" not in drawn
    assert drawn.count(">sigmoid</text>") == 2


def test_collapsed_numbers_are_the_core_s(page: Page, url: str) -> None:
    at_the_end(page, f"{url}/network?layers=3linear-2linear-2linear&collapsed=1")
    one = collapse(without_activations(EXAMPLES["three_layers"]().network))
    assert np.array_equal(matrix(page, "W"), one.weights[0])


def test_the_code_is_that_of_the_touched_network(page: Page, url: str, tmp_path: Path) -> None:
    at_the_end(page, f"{url}/network")
    touch(page, "W3[1,1]")
    box = page.locator("[data-touch=edit3]")
    box.fill("-2")
    box.press("Enter")
    expect(page.locator('[data-cell="W3[1,1]"] text')).to_have_text("-2")
    with page.expect_download() as saved:
        page.get_by_role("button", name="Code as text").click()
    program = tmp_path / "network.py"
    saved.value.save_as(program)
    ran = subprocess.run([sys.executable, program], capture_output=True, text=True, check=True)
    assert np.allclose(ast.literal_eval(ran.stdout), matrix(page, "a3"), rtol=0, atol=1e-8)
