"""The settings of the page Network: links there and back, structure, and numbers on top of a base."""

import numpy as np
import pytest

from nnviz import EXAMPLES
from pages.parts.network.cells import Cell, cell
from pages.parts.network.examples import PRESETS
from pages.parts.network.settings import START, NetworkSettings, of_example
from pages.parts.network.store import STORE
from tests.every import every


def linked(settings: NetworkSettings) -> NetworkSettings:
    """The settings that a link written for these leads to."""
    found, complaints = STORE.read(STORE.write(settings))
    assert complaints == []
    return found


def test_the_page_opens_on_the_three_layers_worked_out_by_hand() -> None:
    assert of_example("three_layers") == START


@every("name", PRESETS)
def test_a_preset_goes_through_a_link(name: str) -> None:
    assert linked(PRESETS[name]) == PRESETS[name]


@pytest.mark.parametrize("name", EXAMPLES)
def test_an_example_is_the_core_s(name: str) -> None:
    network, X = EXAMPLES[name]()
    shown = of_example(name)
    assert np.array_equal(shown.network.predict(shown.X), network.predict(X))


def test_the_six_sums_then_the_step_at_fifty() -> None:
    preset = PRESETS["then_step"]
    sums, fired = preset.network.layers(preset.X)
    assert sums.after.tolist() == [[26, 47, 68, 89, 110, 131]]
    assert fired.after.tolist() == [[0, 0, 1, 1, 1, 1]]


@every(
    "name, found",
    [
        ("W1[0,2]", Cell("W", 1, (0, 2))),
        ("b3[1]", Cell("b", 3, (1,))),
        ("a0[0,1]", Cell("a", 0, (0, 1))),
        ("c1[0,1]", None),
        ("W1[0,2", None),
        ("W11[0,2]", Cell("W", 11, (0, 2))),
        ("W1[10,2]", Cell("W", 1, (10, 2))),
        ("b12[10]", Cell("b", 12, (10,))),
        ("W1[0,1,2]", None),
        ("W1[01,2]", None),
        ("W1.2[0,1]", None),
        ("W1[0,2]@3", None),
        ("W1[-1,2]", None),
        ("W1[٣,2]", None),
    ],
)
def test_a_cell_is_read_by_its_name(name: str, found: Cell | None) -> None:
    assert cell(name) == found
    assert found is None or str(found) == name


@every(
    "name, text, used",
    [
        ("layers", "99relu-2linear", "8relu-2linear"),
        ("layers", "2softmax-2softmax", "2linear-2softmax"),
        ("layers", "0relu", "1relu"),
        ("layers", "-".join(["2relu"] * 9), "-".join(["2relu"] * 6)),
        ("layers", "2maxout", "3sigmoid-2sigmoid-2linear"),
        ("layers", "", "3sigmoid-2sigmoid-2linear"),
        ("x", "1,2;3", "1,0.5"),
        ("x", "1e9,2", "9999,2"),
        ("x", "nan,2", "1,0.5"),
        ("x", ";".join(["1,2"] * 9), ";".join(["1,2"] * 8)),
        ("edits", "W1[0,0]=50000;b9=1;W1[0,1]=x;a0[0,0]=3", "W1[0,0]=9999"),
        ("base", "<script>", "three_layers"),
        ("seed", "-5", "0"),
    ],
)
def test_what_a_link_may_not_say_is_replaced_and_told(name: str, text: str, used: str) -> None:
    found, complaints = STORE.read({name: text})
    assert [(one.name, one.used) for one in complaints] == [(name, used)]
    assert found.network.predict(found.X).shape[0] == len(found.X)


def test_edits_of_what_is_not_there_are_left_out() -> None:
    found, _ = STORE.read({"edits": "W1[5,0]=1;b1[0]=2;W4[0,0]=1;b1[3]=1"})
    assert found.edits == ((Cell("b", 1, (0,)), 2.0),)
