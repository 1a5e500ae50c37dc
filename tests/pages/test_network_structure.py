"""What touches do to a network: whatever one touches, in any order, it stays a network that a link holds."""

from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from nnviz import ACTIVATIONS
from pages.parts.network.build.interactions import focus, touch
from pages.parts.network.build.lesson import forward_pass
from pages.parts.network.build.panels import panels
from pages.parts.network.build.structure import with_layer, without_layer
from pages.parts.network.cells import MOST_LAYERS, MOST_SAMPLES, MOST_UNITS, Plan, cell, linked_edits
from pages.parts.network.examples import PRESETS
from pages.parts.network.settings import START, NetworkSettings
from pages.parts.network.store import STORE
from pages.shared.protocol.ids import parse
from pages.shared.protocol.layouts import Array
from pages.shared.protocol.panels import ScenePanel
from pages.shared.protocol.requests import Touch
from pages.shared.text import Text
from tests.every import every
from tests.pages.drawn import parts_of

DIGITS = st.integers(0, 8)
NAMES = st.one_of(
    st.builds("{}{}".format, st.sampled_from(["more", "fewer", "insert", "remove", "row", "unit"]), DIGITS),
    st.builds("unit{}.{}".format, DIGITS, DIGITS),
    st.builds("{}{}[{},{}]".format, st.sampled_from("Wza"), DIGITS, DIGITS, DIGITS),
    st.builds("z{}[{},{}]@{}".format, DIGITS, DIGITS, DIGITS, DIGITS),
    st.builds("b{}[{}]".format, DIGITS, DIGITS),
    st.sampled_from(
        ["addrow", "droprow", "collapse", "linear", "close", "", "evil", "W1[0,0", "row", "more"]
    ),
)
PRESSES = st.tuples(NAMES, st.none())
VALUES = st.tuples(
    st.one_of(
        st.builds("{}{}".format, st.sampled_from(["edit", "activation"]), DIGITS),
        st.sampled_from(["edit", "x"]),
    ),
    st.floats(-1e12, 1e12),
)
TOUCHES = st.lists(st.one_of(PRESSES, VALUES), max_size=25)


def touched(settings: NetworkSettings, *touches: tuple[str, float | None]) -> NetworkSettings:
    for name, value in touches:
        settings = touch(settings, name, value)
    return settings


def output(settings: NetworkSettings) -> Array:
    return settings.network.predict(settings.X)


@given(st.sampled_from(sorted(PRESETS)), TOUCHES)
def test_whatever_is_touched_the_network_stays_one_and_a_link_restores_it(
    preset: str, touches: list[tuple[str, float | None]]
) -> None:
    found = touched(PRESETS[preset], *touches)
    assert 1 <= len(found.layers) <= MOST_LAYERS
    assert all(1 <= size <= MOST_UNITS for size in found.sizes)
    assert 1 <= len(found.X) <= MOST_SAMPLES
    assert np.isfinite(output(found)).all()
    assert found.row < len(found.X)
    assert all(found.has(where) for where, _ in found.edits)
    if linked_edits(found.edits) == len(found.edits):
        linked, complaints = STORE.read(STORE.write(found))
        assert complaints == []
        assert replace(linked, back=found.back, step=found.step, beside=found.beside) == found


# -- layers -------------------------------------------------------------------------------------------
@every("preset", PRESETS)
@every("last", [False, True])
def test_a_new_layer_passes_on_what_it_gets(preset: str, last: bool) -> None:
    before = PRESETS[preset]
    if before.base == "random":
        return  # it is drawn anew
    place = len(before.layers) + 1 if last else 1
    after = with_layer(before, place)
    assert len(after.layers) == len(before.layers) + 1
    assert np.allclose(output(after), output(before), rtol=0, atol=1e-12)
    if not (last and before.activations[-1] == "softmax"):  # it has moved to the new last layer
        assert np.array_equal(output(without_layer(after, place)), output(before))


def test_behind_softmax_a_new_layer_takes_it_over() -> None:
    before = touched(START, ("activation3", float(list(ACTIVATIONS).index("softmax"))))
    assert before.activations == ("sigmoid", "sigmoid", "softmax")
    after = with_layer(before, 4)
    assert after.activations == ("sigmoid", "sigmoid", "linear", "softmax")
    assert np.allclose(output(after), output(before), rtol=0, atol=1e-15)


def test_changed_numbers_move_with_their_layer_and_go_with_it() -> None:
    edited = touched(START, ("W2[0,1]", None), ("edit2", 7.0), ("b1[0]", None), ("edit1", 3.0))
    moved = with_layer(edited, 2)
    assert [str(where) for where, _ in moved.edits] == ["W3[0,1]", "b1[0]"]
    assert moved.network.weights[2][0, 1] == 7
    assert [str(where) for where, _ in without_layer(moved, 3).edits] == ["b1[0]"]


def test_the_last_layer_and_the_last_sample_stay_and_no_more_than_the_most_come() -> None:
    one = touched(START, *[("remove1", None)] * 9, *[("droprow", None)] * 9, *[("fewer1", None)] * 9)
    assert (len(one.layers), len(one.X), one.sizes[-1]) == (1, 1, 1)
    most = touched(one, *[("insert1", None)] * 9, *[("addrow", None)] * 9, *[("more0", None)] * 9)
    assert (len(most.layers), len(most.X), most.sizes[0]) == (MOST_LAYERS, MOST_SAMPLES, MOST_UNITS)


# -- numbers --------------------------------------------------------------------------------------------
def test_an_edited_number_is_the_chosen_one_alone() -> None:
    found = touched(START, ("W2[0,1]", None), ("edit2", 2.5), ("edit1", 9.0))
    assert found.edits == ((cell("W2[0,1]"), 2.5),)
    found = touched(found, ("a0[0,1]", None), ("edit0", -4.0))
    assert found.X == ((1.0, -4.0),)


def test_all_activations_can_be_chosen_for_the_last_layer_alone() -> None:
    found = [touched(START, ("activation3", float(at))).activations[-1] for at in range(len(ACTIVATIONS))]
    assert found == list(ACTIVATIONS)
    assert (
        touched(START, ("activation1", float(list(ACTIVATIONS).index("softmax")))).activations[0]
        in ACTIVATIONS
    )
    assert (
        touched(START, ("activation1", float(list(ACTIVATIONS).index("softmax")))).activations[0] != "softmax"
    )


# -- more than nine ------------------------------------------------------------------------------------
MANY = NetworkSettings(
    base="random",
    chosen="",
    layers=(*[Plan(12, "tanh", 0)] * 11, Plan(12, "linear", 0)),
    X=tuple(tuple(float(row + column) for column in range(11)) for row in range(13)),
)


@pytest.mark.parametrize(
    ("name", "changed"),
    [
        ("W11[11,10]", {"chosen": "W11[11,10]"}),
        ("b12[10]", {"chosen": "b12[10]"}),
        ("a0[12,10]", {"chosen": "a0[12,10]", "row": 12}),
        ("a10[12,11]", {"chosen": "10.12", "row": 12}),
        ("unit11.10", {"chosen": "11.10"}),
        ("row10", {"row": 10}),
        ("z12[10,11]@120", {"chosen": "12.12", "row": 10, "opened": "z12[10,11]", "step": 1573}),
    ],
)
def test_more_than_nine_of_anything_can_be_pressed(name: str, changed: dict[str, Any]) -> None:
    found = touched(MANY, (name, None))
    assert {field: getattr(found, field) for field in changed} == changed


def test_more_than_nine_of_anything_can_be_changed() -> None:
    chosen = touched(MANY, ("W11[11,10]", None), ("edit11", 2.5))
    assert chosen.network.weights[10][11, 10] == 2.5
    assert touched(MANY, ("a0[12,10]", None), ("edit0", -1.0)).X[12][10] == -1.0
    assert touched(MANY, ("activation11", 0.0)).layers[10].activation == next(iter(ACTIVATIONS))
    assert len(touched(MANY, ("remove11", None)).layers) == 11
    assert touched(MANY, ("unit12.12", None)).unit == (12, 11)


def test_every_button_of_a_picture_with_more_than_nine_of_anything_is_understood() -> None:
    forward = forward_pass(MANY)
    for panel in panels(MANY, forward, Text("network", "en")):
        if isinstance(panel, ScenePanel):
            pressed = [one for one in parts_of(panel.scene) if one.get("press")]
            assert [one["id"] for one in pressed if parse(one["id"]) is None] == []
            numbers = [one["id"] for one in pressed if one["data"] and one["data"][0] in ("cell", "unit")]
            assert [name for name in numbers if touched(MANY, (name, None)) == MANY] == []


def test_a_unit_more_of_the_first_column_is_called_an_input() -> None:
    named = {
        one["id"]: one["press"]
        for panel in panels(START, forward_pass(START), Text("network", "en"))
        if isinstance(panel, ScenePanel)
        for one in parts_of(panel.scene)
        if one.get("press")
    }
    assert (named["more0"], named["fewer0"]) == ("Add an input", "Remove an input")
    assert (named["more1"], named["fewer1"]) == ("Add a unit to layer 1", "Remove a unit from layer 1")


# -- products ------------------------------------------------------------------------------------------
def test_a_product_begins_at_its_sum_and_the_network_comes_back_where_it_was_left() -> None:
    opened = touched(START, ("z2[0,1]@7", None))
    assert (opened.opened, opened.step) == ("z2[0,1]", 4)
    closed = touched(opened, ("close", None))
    assert (closed.opened, closed.step) == ("", 7)
    assert focus(opened, (Touch("z2[0,1]@7", None),)) == "close"
    assert focus(closed, (Touch("close", None),)) == "z2[0,1]"
    assert touched(START, ("z9[0,1]", None)) == START


def test_a_chosen_number_has_its_box_focused_and_a_unit_is_let_go_again() -> None:
    chosen = touched(START, ("b2[1]", None))
    assert focus(chosen, (Touch("b2[1]", None),)) == "edit2"
    assert chosen.unit == (2, 1)
    unit = touched(START, ("unit2.1", None))
    assert unit.unit == (2, 0)
    assert touched(unit, ("unit2.1", None)).unit is None
