"""What a stranger asks of the page Backpropagation: the link of a worked example opens at it, every number is
where its name says, with all its digits, and a chosen number tells its chain and its check."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import pytest
from playwright.sync_api import Page, expect

from tests.browser.opening import go_on
from tests.browser.play import ROOT, Player, standing

pytestmark = pytest.mark.usefixtures("going_on")

LINK = (
    "/backprop?layers=2sigmoid-2sigmoid&x=0.05,0.1&y=0.01,0.99&w1=.15,.25;.2,.3&b1=.35,.35&w2=.4,.5;.45,.55"
    "&b2=.6,.6&loss=half_squared_error&optimizer=sgd&rate=0.5&step=0"
)
WORKED: Mapping[
    str, Sequence[Any]
] = {  # the example as it is published, w1 w3 w2 w4 in a row for W1, with the biases updated as well
    "z1": [[0.3775, 0.3925]],
    "a1": [[0.593269992107187, 0.596884378259767]],
    "z2": [[1.10590596705977, 1.22492140409647]],
    "a2": [[0.751365069552316, 0.772928465321463]],
    "delta2": [[0.138498561628544, -0.0380982365165613]],
    "dW2": [[0.0821670405642308, -0.0226025404774981], [0.0826676278475137, -0.0227402422171815]],
    "db2": [0.138498561628544, -0.0380982365165613],
    "delta1": [[0.00877135468944882, 0.00995425470521777]],
    "dW1": [[0.000438567734472441, 0.000497712735260889], [0.000877135468944882, 0.000995425470521777]],
    "db1": [0.00877135468944882, 0.00995425470521777],
    "newW1": [[0.149780716132764, 0.24975114363237], [0.199561432265528, 0.299502287264739]],
    "newb1": [0.345614322655276, 0.345022872647391],
    "newW2": [[0.358916479717885, 0.511301270238749], [0.408666186076243, 0.561370121108591]],
    "newb2": [0.530750719185728, 0.61904911825828],
}
NONSENSE = (
    "layers=hello-99zz", "x=a;b;;", "y=NaN,inf", "w1=1,2;3", "b1=x", "w6=1", "loss=wrong", "optimizer=none",
    "rate=fast", "momentum=2", "init=what", "seed=-1", "chosen=W9[9,9]", "levels=-4", "sample=1e9",
    "opened=<b>", "at=-5", "step=abc", "reduction=both", "bias=maybe", "checks=7", "view=nowhere",
    "mistake=none_such", "homework=perhaps", "start=;", "rates=,", "walk=?", "present=9", "else=1",
)  # fmt: skip
LARGE = "/backprop?lang=en&layers=8tanh-8relu-8sigmoid-8tanh-8tanh-8sigmoid&rate=0.1&y=1&x=" + ";".join(
    ",".join(f"{(7 * row + 3 * column) % 11 / 10:g}" for column in range(8)) for row in range(32)
)


def numbers(page: Page) -> Mapping[str, float]:
    """Every number on the page, with all its digits, by the name of its cell."""
    found = page.evaluate(
        """() => [...document.querySelectorAll('[data-cell]')].map(
            (one) => [one.dataset.cell, one.dataset.value ?? ''])"""
    )
    assert len(dict(found)) == len(found)
    return {name: float(value) for name, value in found if value}


def array(found: Mapping[str, float], name: str) -> np.ndarray:
    """An array on the page."""
    cells = {key: value for key, value in found.items() if key.partition("[")[0] == name}
    places = {tuple(map(int, re.findall(r"\d+", key.partition("[")[2]))): one for key, one in cells.items()}
    assert places, name
    shape = np.max(list(places), axis=0) + 1
    return np.array([places[place] for place in np.ndindex(*shape)]).reshape(shape)


def opened(page: Page, address: str) -> Player:
    """Open an address and wait until the player stands."""
    go_on(page, address)
    return standing(page)


def last(page: Page, address: str) -> Player:
    """Open an address and go to the last step."""
    player = opened(page, address)
    player.press("last")
    player.wait("ended")
    return player


def value(page: Page, panel: str) -> float:
    """The number of the chain, or of the check."""
    return float(page.locator(f"{ROOT} [data-nnviz={panel}]").get_attribute("data-value") or "nan")


def test_the_link_of_the_worked_example_says_its_numbers(page: Page, url: str) -> None:
    player = opened(page, url + LINK)
    assert player.step == 0
    before = numbers(page)
    assert array(before, "W2").tolist() == [[0.4, 0.5], [0.45, 0.55]]
    assert not [name for name in before if name.startswith(("z", "delta", "dW", "new"))]
    player.press("last")
    player.wait("ended")
    found = numbers(page)
    for name, expected in WORKED.items():
        assert np.allclose(array(found, name), expected, rtol=0, atol=1e-8), name
    for name in ("W1", "z1", "dW1", "newW2"):  # the text is the number, rounded
        for cell in page.locator(f"[data-cell^='{name}[']").all():
            text = (cell.text_content() or "").replace("−", "-")
            assert np.isclose(float(text), found[cell.get_attribute("data-cell") or ""], rtol=6e-3)
    for name, attribute in (("dW1[0,1]", "aria-description"), ("W1[0,1]", "aria-valuetext")):  # what is heard
        cell = page.locator(f"[data-cell='{name}']")
        assert (cell.get_attribute("aria-label") or "").startswith(f"{name}: ")
        assert cell.get_attribute(attribute) == cell.text_content()
    assert np.allclose([found["loss"], found["newloss"]], [0.298371108760003, 0.280471447], rtol=0, atol=1e-9)


def test_a_chosen_number_tells_its_chain_and_its_check(page: Page, url: str) -> None:
    opened(page, f"{url}{LINK}&chosen=W1[0,1]")
    for panel, near in (("chain", 1e-8), ("check", 1e-8)):
        assert abs(value(page, panel) - WORKED["dW1"][0][1]) < near, panel
    player = last(page, url + LINK)
    expect(page.locator(f"{ROOT} [data-nnviz=chain] > *")).to_have_count(0)
    for cell, name, place in (("dW2[1,0]", "dW2", (1, 0)), ("newW1[1,1]", "dW1", (1, 1))):
        page.locator(f"[data-cell='{cell}']").click()
        page.wait_for_url(f"**chosen=W{name[2]}*")
        expected = np.array(WORKED[name])[place]
        expect(page.locator(f"{ROOT} [data-nnviz=chain]")).to_have_attribute(
            "data-value", re.compile(f"^{expected:.8f}"[:9])
        )
        assert abs(value(page, "chain") - expected) < 1e-8
        assert abs(value(page, "check") - expected) < 1e-8
    player.scrub(3)
    assert abs(value(page, "chain") - WORKED["dW1"][1][1]) < 1e-8
    assert player.mounts == 1


def test_rows_and_class_numbers_stand_in_a_link(page: Page, url: str) -> None:
    last(
        page,
        f"{url}/backprop?layers=3tanh-3softmax&x=1,0;0,1;1,1;-1,0.5&y=2;0;1;1&loss=cross_entropy&w1=1,0,1;0,1,1&lang=en",
    )
    found = numbers(page)
    assert array(found, "T").tolist() == np.eye(3)[[2, 0, 1, 1]].tolist()
    assert array(found, "a0").tolist() == [[1, 0], [0, 1], [1, 1], [-1, 0.5]]
    a2, T = array(found, "a2"), array(found, "T")
    assert np.allclose(a2.sum(axis=1), 1)
    assert np.isclose(found["loss"], -np.log(a2[T == 1]).mean(), rtol=1e-12)
    assert np.allclose(array(found, "delta2"), (a2 - T) / 4, rtol=0, atol=1e-12)
    assert np.allclose(array(found, "dW1"), array(found, "a0").T @ array(found, "delta1"), rtol=0, atol=1e-12)
    assert np.allclose(array(found, "db1"), array(found, "delta1").sum(axis=0), rtol=0, atol=1e-12)


def test_nonsense_is_answered_kindly(page: Page, url: str) -> None:
    player = last(page, f"{url}/backprop?lang=en&{'&'.join(NONSENSE)}")
    assert page.get_by_test_id("stException").count() == 0
    said = page.get_by_test_id("stAlert").all_text_contents()
    assert said
    assert "hello-99zz" in " ".join(said)
    assert player.steps == 16
    assert np.allclose(array(numbers(page), "newW1"), WORKED["newW1"], rtol=0, atol=1e-8)


def test_time_goes_forward_and_back_by_hand(page: Page, url: str) -> None:
    player = opened(page, f"{url}{LINK}&lang=en")
    for action, step in (("step", 1), ("step", 2), ("back", 1), ("first", 0), ("last", 15)):
        player.press(action)
        page.wait_for_selector(f"{ROOT}[data-step='{step}']")
    player.scrub(7)
    known = {name.partition("[")[0] for name in numbers(page)}
    assert {"z1", "a2", "delta2", "dW2"} <= known
    assert not {"db2", "delta1", "dW1", "newW2"} & known
    page.locator(f"{ROOT} [data-action=scrub]").focus()
    for key, step in (("ArrowRight", 8), ("ArrowLeft", 7), ("End", 15), ("Home", 0)):
        page.keyboard.press(key)
        page.wait_for_selector(f"{ROOT}[data-step='{step}']")
    assert player.mounts == 1


def test_a_large_network_has_every_number_and_answers_an_edit(page: Page, url: str) -> None:
    player = last(page, url + LARGE)
    found = numbers(page)
    layers = range(1, 7)
    assert all(
        array(found, f"{name}{layer}").shape == (8, 8) for name in ("W", "dW", "newW") for layer in layers
    )
    for layer in layers:
        W, dW, new = (array(found, f"{name}{layer}") for name in ("W", "dW", "newW"))
        assert np.allclose(new, W - 0.1 * dW, rtol=0, atol=1e-12)
    frame = page.locator(f"{ROOT}").element_handle()
    page.locator("[data-action=more]").click()
    page.locator("[data-cell='W6[7,7]']").click()
    box = page.locator(f"{ROOT} input[data-touch='W6[7,7]']")
    loss = page.locator("[data-cell=loss]")
    before = loss.get_attribute("data-value") or ""
    box.fill("2.5")
    expect(loss).not_to_have_attribute("data-value", before)
    assert box.evaluate("(one) => one === document.activeElement")
    assert array(numbers(page), "W6")[7, 7] == 2.5
    assert abs(value(page, "chain") - array(numbers(page), "dW6")[7, 7]) < 1e-12
    assert abs(value(page, "check") - array(numbers(page), "dW6")[7, 7]) < 1e-8
    assert (player.mounts, player.step) == (1, 43)
    assert frame is not None
    assert frame.evaluate("(one) => one.isConnected")
