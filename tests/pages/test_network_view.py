"""The lesson "build": its frames never disagree with the core, its words and picture say the same numbers."""

import re
from dataclasses import replace
from itertools import pairwise
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nnviz import (
    ACTIVATIONS,
    EXAMPLES,
    INITIALIZERS,
    NotLinearError,
    collapse,
    forward_steps,
    without_activations,
)
from nnviz.networks.activations import HIDDEN_ACTIVATIONS
from nnviz.networks.forward_trace import BEFORE
from pages.parts.network.build import callouts, unit_arithmetic
from pages.parts.network.build import captions as network_words
from pages.parts.network.build import frames as network_film
from pages.parts.network.build import lesson as network_view
from pages.parts.network.build import linear_collapse as network_collapse
from pages.parts.network.build import opened_product as network_product
from pages.parts.network.build.interactions import touch
from pages.parts.network.build.panels import panels
from pages.parts.network.cells import BASES, Cell, Plan, cell
from pages.parts.network.settings import START, NetworkSettings
from pages.parts.product import opened
from pages.shared.numbers.equations import written
from pages.shared.protocol.layouts import Array
from pages.shared.protocol.panels import CodePanel, ScenePanel
from pages.shared.scenes import network_editor
from pages.shared.scenes.callout import CORNERS, LETTERS, LINES
from pages.shared.text import LANGUAGES, Text
from tests.every import every
from tests.pages.drawn import parts_of, values_of

EN = Text("network", "en")
SIZES = st.lists(st.integers(1, 8), min_size=2, max_size=5)


@st.composite
def networks(draw: st.DrawFn) -> NetworkSettings:
    """Any network of the page, with any samples."""
    sizes = draw(SIZES)
    last = len(sizes) - 2
    names = [
        draw(st.sampled_from(list(ACTIVATIONS if at == last else HIDDEN_ACTIVATIONS)))
        for at in range(last + 1)
    ]
    layers = tuple(
        Plan(units, name, draw(st.integers(0, 3))) for units, name in zip(sizes[1:], names, strict=True)
    )
    numbers = st.floats(-1000, 1000, width=32)
    X = draw(st.lists(st.tuples(*[numbers] * sizes[0]), min_size=1, max_size=8))
    base, init = draw(st.sampled_from(BASES)), draw(st.sampled_from(list(INITIALIZERS)))
    seed = draw(st.integers(0, 99))
    row = draw(st.integers(0, len(X) - 1))
    return NetworkSettings(
        base=base, init=init, seed=seed, layers=layers, X=tuple(X), row=row, calls=draw(st.booleans())
    )


def filmed(shown: NetworkSettings) -> tuple[Array, Array]:
    """Frames, and what is sent once."""
    forward, fields = network_view.forward_pass(shown), network_view.whole_layout(shown)
    once = fields.empty_once()
    network_film.fill(once[0], shown, forward)
    return network_film.frames(shown, forward, fields), once[0]


# -- frames -----------------------------------------------------------------------------------------
@settings(max_examples=60)
@given(networks())
def test_the_picture_never_disagrees_with_the_network(shown: NetworkSettings) -> None:
    rows, once = filmed(shown)
    units = shown.sizes[-1]
    count = len(shown.X) * units
    predicted = shown.network.predict(shown.X)
    assert np.array_equal(rows[-1]["a"][-count:], predicted.ravel())
    assert np.array_equal(rows[-1]["units"][-units:], predicted[shown.row])
    z = np.concatenate([layer.before.ravel() for layer in shown.network.layers(shown.X)])
    assert np.array_equal(rows[-1]["z"], z)
    assert np.array_equal(once["W"], np.concatenate([W.ravel() for W in shown.network.weights]))
    assert np.array_equal(once["X"], np.ravel(shown.X))
    assert len(rows) == len(forward_steps(shown.network, shown.X)) + 1


@settings(max_examples=30)
@given(networks())
def test_what_is_known_stays_known_and_comes_layer_by_layer(shown: NetworkSettings) -> None:
    rows, _ = filmed(shown)
    assert np.isnan(rows[0]["z"]).all()
    assert np.isnan(rows[0]["a"]).all()
    for name in ("z", "a"):
        known = [~np.isnan(row[name]) for row in rows]
        assert all((~before | after).all() for before, after in pairwise(known))
        assert known[-1].all()
    assert rows["step"].ravel().tolist() == list(range(len(rows)))
    assert all((row["known"] == 1).sum() <= 1 for row in rows)


@settings(max_examples=40)
@given(networks())
def test_every_frame_shows_what_the_core_knows_after_its_step(shown: NetworkSettings) -> None:
    rows, _ = filmed(shown)
    forward = network_view.forward_pass(shown)
    for number, row in enumerate(rows):
        done = forward[number - 1] if number else None
        for shape, known in zip(network_film.shapes(shown), forward.at(number - 1), strict=True):
            shown_last = known.before if known.after is None else known.after
            begin, place = shape.before + shape.inputs, shape.number - 1
            fields = (
                (row["z"], shape.z, shape.samples * shape.units, known.before),
                (row["a"], shape.z, shape.samples * shape.units, known.after),
                (row["units"], begin, shape.units, None if shown_last is None else shown_last[shown.row]),
            )
            for found, start, count, expected in fields:
                numbers = np.full(count, np.nan) if expected is None else expected.ravel()
                np.testing.assert_array_equal(found[start : start + count], numbers)
            here = done is not None and done.layer == shape.number
            sum_now = done is not None and here and done.what == BEFORE
            now = done is not None and here and (not sum_now or known.finished)
            before, after = known.before is not None, known.after is not None
            assert row["knownz"][place] == (1 if sum_now else 2 * before)
            assert row["knowna"][place] == (1 if now else 2 * after)
            assert row["known"][shape.number] == (1 if here else 2 * before)
        assert row["known"][0] == 2
        assert row["units"][: shown.sizes[0]].tolist() == list(shown.X[shown.row])


@settings(max_examples=30)
@given(networks())
def test_a_step_of_a_textbook_shows_what_its_last_call_leaves(shown: NetworkSettings) -> None:
    shown = replace(shown, calls=False)
    forward, fields = network_view.forward_pass(shown), network_view.whole_layout(shown)
    every, _ = filmed(shown)
    rows = network_film.shown_frames(shown, forward, fields, network_words.steps(shown, forward))
    linear = shown.activations.count("linear")
    assert len(rows) == 1 + 2 * len(shown.layers) - linear
    assert rows["line"].ravel().tolist() == list(range(len(rows)))
    for row in rows:
        call = every[int(row["step"][0])]
        for name in ("z", "a", "units", "known", "knownz", "knowna"):
            np.testing.assert_array_equal(row[name], call[name])
    assert rows[-1]["step"] == len(forward)


def test_the_goldens_of_the_three_layers() -> None:
    rows, _ = filmed(START)
    assert np.allclose(rows[-1]["z"][:5], [0.3, 0.7, 1.1, 0.5161598377933344, 1.2140269561658172], atol=1e-15)
    assert np.allclose(rows[-1]["a"][3:5], [0.6262493703990729, 0.7710106968556123], atol=1e-15)
    assert np.allclose(rows[-1]["a"][-2:], [0.3168270764110298, 0.6962790898619668], atol=1e-15)


# -- what is chosen -------------------------------------------------------------------------------------
@settings(max_examples=30)
@given(networks(), st.data())
def test_a_chosen_unit_lights_its_column_and_nothing_else_of_its_layer(
    shown: NetworkSettings, data: st.DataObject
) -> None:
    layer = data.draw(st.integers(1, len(shown.sizes) - 1))
    unit = data.draw(st.integers(0, shown.sizes[layer] - 1))
    shown = touch(replace(shown, chosen=""), f"unit{layer}.{unit + 1}", None)
    _, once = filmed(shown)
    shape = network_film.shapes(shown)[layer - 1]
    W = once["markW"][shape.W : shape.W + shape.inputs * shape.units].reshape(shape.inputs, shape.units)
    assert (W[:, unit] == 2).all()
    assert once["markW"].sum() == 2 * shape.inputs
    assert (once["markwires"] == 2).sum() == shape.inputs
    assert np.flatnonzero(once["markb"]).tolist() == [shape.b + unit]
    z = once["markz"].reshape(-1)[shape.z : shape.z + shape.samples * shape.units].reshape(-1, shape.units)
    assert (z[:, unit] > 0).all()
    assert np.count_nonzero(once["markz"]) == shape.samples
    assert z[shown.row, unit] == 2


@pytest.mark.parametrize(("name", "value"), [("W2[1,0]", 0.2), ("b3[1]", 0.2), ("a0[0,1]", 0.5)])
def test_the_box_lies_on_the_chosen_number(name: str, value: float) -> None:
    shown = touch(START, name, None)
    _, once = filmed(shown)
    where = cell(name)
    assert where
    assert once["value"] == value
    assert np.flatnonzero(once["editing"]).tolist() == [where.layer]
    (panel,) = [one for one in made(shown) if one.id == ("X" if where.layer == 0 else f"layer{where.layer}")]
    (drawn,) = [one for one in parts_of(panel.scene) if one["id"] == name]
    assert once["place"].tolist() == pytest.approx([drawn["x"], drawn["y"]])


# -- what a circle calls out ----------------------------------------------------------------------------
def called(shown: NetworkSettings) -> tuple[Array, list[list[str]]]:
    """What is sent once, and the lines of the callout in every frame."""
    forward, fields = network_view.forward_pass(shown), network_view.whole_layout(shown)
    once = fields.empty_once()
    rows = network_film.shown_frames(shown, forward, fields, network_words.steps(shown, forward))
    callouts.fill(rows, once[0], shown, forward)
    lines = []
    for row in rows:
        letters = row["calltext"].reshape(LINES, LETTERS)
        lines.append([text for line in letters if (text := bytes(line).rstrip(b"\0").decode())])
    return once[0], lines


def test_a_circle_says_its_arithmetic_as_far_as_it_is_known() -> None:
    once, lines = called(START)
    assert once["called"] == 1
    assert lines == [
        ["1·0.1 + 0.5·0.2 + 0.1 = ?", "sigmoid(?) = ?"],
        ["1·0.1 + 0.5·0.2 + 0.1 = 0.3", "sigmoid(0.3) = ?"],
        *[["1·0.1 + 0.5·0.2 + 0.1 = 0.3", "sigmoid(0.3) ≈ 0.574"]] * 4,
    ]
    _, lines = called(touch(START, "unit2.2", None))
    assert " ".join(lines[0]) == "?·0.4 + ?·0.5 + ?·0.6 + 0.2 = ? sigmoid(?) = ?"
    assert " ".join(lines[-1]) == "0.574·0.4 + 0.668·0.5 + 0.75·0.6 + 0.2 ≈ 1.21 sigmoid(1.21) ≈ 0.771"
    _, lines = called(replace(touch(START, "unit3.1", None), full=True))
    assert " ".join(lines[-1]) == "0.62624937·0.1 + 0.771010697·0.2 + 0.1 ≈ 0.316827076"
    once, lines = called(touch(START, "unit1.1", None))
    assert once["called"] == 0
    assert lines[-1] == []


def test_every_activation_is_called_by_its_name() -> None:
    ends = {
        "linear": "0·1 + 0 = 0",
        "step": "step(0) = 1",
        "sigmoid": "sigmoid(0) = 0.5",
        "softplus": "softplus(0) ≈ 0.693",
        "softmax": "softmax(0)[0] = 1",
    }
    for name in ACTIVATIONS:
        layers = (Plan(1, name, 0),)
        _, lines = called(NetworkSettings(layers=layers, X=((0.0,),)))
        assert lines[-1][-1] == ends.get(name, f"{name}(0) = 0"), name
    many = NetworkSettings(layers=(Plan(4, "softmax", 0),), X=((1.0, 2.0, 3.0, 4.0),))
    assert " ".join(called(many)[1][-1]).endswith("softmax(z1)[0] ≈ 0.0321")


def test_the_first_callout_covers_no_other_circle() -> None:
    assert network_editor.call_out(START.sizes, 1, 0, 28, 2).covers == 0


@settings(max_examples=30)
@given(networks(), st.booleans(), st.data())
def test_a_callout_says_all_inside_the_picture(
    shown: NetworkSettings, full: bool, data: st.DataObject
) -> None:
    layer = data.draw(st.integers(1, len(shown.sizes) - 1))
    unit = data.draw(st.integers(0, shown.sizes[layer] - 1))
    shown = replace(shown, chosen=f"{layer}.{unit + 1}", full=full)
    once, lines = called(shown)
    corners = once["callout"].reshape(-1, 2)
    assert (corners >= 0).all()
    assert (corners <= (network_editor.WIDTH, network_editor.HEIGHT)).all()
    assert len({len(one) for one in lines}) == 1
    products = shown.sizes[layer - 1]
    assert " ".join(lines[-1]).count("·") == products
    assert ("(" in lines[-1][-1]) or shown.activations[layer - 1] == "linear" or "(" in lines[-1][-2]


def test_a_chosen_input_is_a_box_in_the_picture() -> None:
    shown = touch(START, "unit0.2", None)
    _, once = filmed(shown)
    assert once["typing"] == 1
    assert once["inputvalue"] == 0.5
    assert once["inputplace"].tolist() == pytest.approx(network_editor.columns(START.sizes)[0][1])
    assert touch(shown, "input", -3.0).X == ((1.0, -3.0),)
    assert touch(START, "input", -3.0) == START


# -- what is made once and kept ---------------------------------------------------------------------------
@settings(max_examples=40)
@given(networks(), st.booleans(), st.integers(0, 5))
def test_the_picture_of_a_structure_is_that_of_every_network_of_it(
    shown: NetworkSettings, collapsed: bool, step: int
) -> None:
    shown = replace(shown, collapsed=collapsed, step=step, chosen="1.1")
    anew = network_view.picture.__wrapped__(shown, EN, "light")
    assert network_view.spec(shown, EN, "light").id == anew.id


@settings(max_examples=30)
@given(networks(), st.floats(-9, 9))
def test_what_is_kept_is_never_that_of_other_numbers(shown: NetworkSettings, value: float) -> None:
    before = network_view.forward_pass(shown).output.copy()
    edited = touch(touch(shown, "b1[0]", None), "edit1", value)
    assert network_view.forward_pass(edited).biases[0][0] == round(value, 6)
    assert np.array_equal(network_view.forward_pass(edited).output, edited.network.predict(edited.X))
    assert np.array_equal(network_view.forward_pass(shown).output, before)
    assert network_view.forward_pass(shown) is network_view.forward_pass(replace(shown))


def test_a_base_keeps_its_own_numbers_whatever_is_edited() -> None:
    for shown in (START, replace(START, base="random")):
        first = shown.network.parameters.copy()
        edited = replace(shown, edits=((Cell("W", 1, (0, 0)), 77.0),)).network
        edited.parameters[:] = 5
        assert np.array_equal(shown.network.parameters, first)


# -- scenes -----------------------------------------------------------------------------------------------
def made(shown: NetworkSettings) -> list[ScenePanel]:
    forward = network_view.forward_pass(shown)
    return [panel for panel in panels(shown, forward, EN) if isinstance(panel, ScenePanel)]


@settings(max_examples=30)
@given(networks(), st.booleans())
def test_every_binding_finds_its_elements_and_its_numbers(shown: NetworkSettings, linear: bool) -> None:
    shown = (
        touch(replace(shown, collapsed=True), "linear", None) if linear else replace(shown, collapsed=True)
    )
    fields = network_view.whole_layout(shown)
    lengths = {field.name: field.length for field in (*fields.fields, *fields.once)}
    for panel in made(shown):
        ids = [element["id"] for element in parts_of(panel.scene)]
        assert len(ids) == len(set(ids))
        for binding in panel.scene.bindings:
            assert set(binding.ids) <= set(ids)
            each = {"place": 2, "points": 2 * CORNERS, "spelled": LETTERS}.get(binding.attribute, 1)
            start, stride = values_of(binding)
            assert start + stride * (len(binding.ids) - 1) + each <= lengths[binding.field]


@settings(max_examples=30)
@given(networks())
def test_nothing_is_drawn_outside_and_no_two_units_touch(shown: NetworkSettings) -> None:
    for panel in made(shown):
        scene = panel.scene
        assert scene.width <= 640
        tokens = [one for one in parts_of(scene) if one["kind"] == "token"]
        for one in tokens:
            assert one["width"] / 2 - 1 <= one["x"] <= scene.width - one["width"] / 2 + 1, one["id"]
            assert one["height"] / 2 - 1 <= one["y"] <= scene.height - one["height"] / 2 + 1, one["id"]
        places = {(one["x"], one["y"]) for one in tokens}
        assert len(places) == len(tokens)


# -- words --------------------------------------------------------------------------------------------------
@every("language", LANGUAGES)
@every("name", [*HIDDEN_ACTIVATIONS, "softmax"])
def test_every_step_of_every_activation_is_said_with_its_numbers(name: str, language: str) -> None:
    layers, X = (Plan(3, name, 1),), ((1.0, -0.5), (2.0, 3.0))
    shown = replace(START, layers=layers, X=X, row=1, calls=True, full=True)
    forward = network_view.forward_pass(shown)
    text = Text("network", "ja" if language == "ja" else "en")
    words = ["".join(piece for _, piece in one) for one in network_words.captions(shown, forward, text)]
    assert len(words) == len(forward) + 1
    for step, said in zip(forward, words[1:], strict=True):
        value = step.result[1] if step.result.ndim == 1 else step.result[1, 0]
        assert said.endswith((f" = {written(value)}", f" ≈ {written(value)}")), said
        curved = step.kind in ("tanh", "exp", "power", "gate_power", "expm1") and value not in (0, 1)
        assert not curved or said.endswith(f" ≈ {written(value)}"), said
        assert not re.search(r"[{}*]|np\.|small|top|total|below|power", said.partition("= ")[2]), said


def test_the_arithmetic_of_a_chosen_unit_has_all_digits() -> None:
    shown = touch(START, "unit2.2", None)
    lines = unit_arithmetic.unit_lines(shown, network_view.forward_pass(shown))
    assert lines[0] == "z2[0,1] ="
    assert lines[1] == "    a1[0,0]·W2[0,1] =  0.574442516811659 · 0.4"
    assert lines[-3:-1] == ("  ≈ 1.2140269561658172", "a2[0,1] = sigmoid(z2[0,1])")
    shown_a = float(lines[-1].removeprefix("  ≈ "))
    assert shown_a == network_view.forward_pass(shown).layers[1].after[0, 1]
    assert shown_a == pytest.approx(0.7710106968556123, rel=3e-16, abs=0)
    nothing = replace(START, chosen="")
    assert unit_arithmetic.unit_lines(nothing, network_view.forward_pass(START)) == ()


def said_of(shown: NetworkSettings) -> list[str]:
    """The captions of a forward pass with every call, and more than three digits."""
    shown = replace(shown, calls=True, full=True)
    forward = network_view.forward_pass(shown)
    return ["".join(piece for _, piece in one) for one in network_words.captions(shown, forward, EN)]


def test_equal_is_said_of_what_is_equal_alone() -> None:
    edits = {"W1[0,0]": 0.15, "W1[1,0]": 0.2, "b1[0]": 0.35}
    cells = tuple((where, value) for name, value in edits.items() if (where := cell(name)))
    shown = NetworkSettings(layers=(Plan(2, "tanh", 1),), X=((0.05, 0.1),), edits=cells, chosen="1.1")
    said = said_of(shown)
    assert said[1].endswith(": z1[0,0] = 0.05·0.15 + 0.1·0.2 + 0.35 = 0.3775")
    assert said[2].endswith(": a1[0,0] = tanh(0.3775) ≈ 0.360534393")
    lines = unit_arithmetic.unit_lines(shown, network_view.forward_pass(shown))
    assert (lines[4], lines[-1]) == ("  = 0.3775", "  ≈ 0.36053439339729687")
    flat = replace(shown, X=((0.0, 0.0),), edits=())
    assert said_of(replace(flat, layers=(Plan(2, "relu", 1),)))[2].endswith("a1[0,0] = maximum(0.1, 0) = 0.1")
    scores = said_of(NetworkSettings(layers=(Plan(3, "softmax", 0),), X=((0.3, 2.9, 4.0),)))
    assert scores[3].endswith(": a1[0,0] = 0.3 - 4 = -3.7")
    assert scores[5].endswith(": total[0] ≈ 0.0247235265 + 0.332871084 + 1 ≈ 1.35759461")


def brief(shown: NetworkSettings) -> list[str]:
    """The equations of the steps as one meets them first."""
    forward = network_view.forward_pass(shown)
    words = ["".join(piece for _, piece in one) for one in network_words.captions(shown, forward, EN)]
    return [one.rpartition(": ")[2] for one in words[1:]]


def test_a_step_is_that_of_a_textbook_with_three_digits() -> None:
    assert brief(START) == [
        "z1[0,0] = 1·0.1 + 0.5·0.2 + 0.1 = 0.3",
        "a1[0,0] = sigmoid(0.3) ≈ 0.574",
        "z2[0,0] ≈ 0.574·0.1 + 0.668·0.2 + 0.75·0.3 + 0.1 ≈ 0.516",
        "a2[0,0] ≈ sigmoid(0.516) ≈ 0.626",
        "z3[0,0] ≈ 0.626·0.1 + 0.771·0.2 + 0.1 ≈ 0.317",
    ]
    scores = NetworkSettings(layers=(Plan(3, "softmax", 0),), X=((0.3, 2.9, 4.0),), chosen="1.2")
    assert brief(scores)[1] == "a1[0,1] = softmax(0.3, 2.9, 4)[1] ≈ 0.245"
    assert brief(replace(scores, X=((2.0, 2.0, 2.0),)))[1] == "a1[0,1] = softmax(2, 2, 2)[1] ≈ 0.333"
    leaky = NetworkSettings(layers=(Plan(2, "leaky_relu", 0),), X=((-3.0, 0.3775),))
    assert brief(leaky)[1] == "a1[0,0] = leaky_relu(-3) = -0.03"
    assert brief(replace(leaky, chosen="1.2"))[1] == "a1[0,1] ≈ leaky_relu(0.378) ≈ 0.378"
    zero = NetworkSettings(layers=(Plan(1, "sigmoid", 0),), X=((0.0,),))
    assert brief(zero)[1] == "a1[0,0] = sigmoid(0) = 0.5"


def test_exp_and_tanh_of_zero_are_exact() -> None:
    zero = NetworkSettings(layers=(Plan(1, "sigmoid", 0),), X=((0.0,),))
    assert [one.rpartition(": ")[2] for one in said_of(zero)[3:]] == [
        "a1[0,0] = exp(0) = 1",
        "total[0,0] = 1 + 1 = 2",
        "a1[0,0] = 1 / 2 = 0.5",
    ]
    assert said_of(replace(zero, layers=(Plan(1, "tanh", 0),)))[2].endswith("a1[0,0] = tanh(0) = 0")


def test_many_numbers_get_fewer_digits_but_those_that_have_an_end() -> None:
    layers = (Plan(8, "tanh", 0), Plan(1, "linear", 0))
    said = said_of(NetworkSettings(layers=layers, X=((0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.123456),)))
    assert "0.123456·0" in said[1]
    assert "≈ 0.09967·1 + 0.1974·0 + 0.2913·0" in said[3]


@every(
    "name, z, end",
    [
        ("sigmoid", 0.0, "= 0.5"),
        ("sigmoid", 40.0, "≈ 1"),
        ("tanh", 0.0, "= 0"),
        ("tanh", -40.0, "≈ -1"),
        ("relu", -0.3, "= 0"),
        ("leaky_relu", -3.0, "= -0.03"),
        ("step", 0.0, "= 1"),
        ("linear", 0.7, "= 0.7"),
        ("softmax", 7.0, "= 1"),
    ],
)
def test_what_comes_out_of_a_curve_is_nearly_so_but_in_its_middle(name: str, z: float, end: str) -> None:
    shown = NetworkSettings(layers=(Plan(1, name, 0),), X=((z,),), chosen="1.1")
    assert unit_arithmetic.unit_lines(shown, network_view.forward_pass(shown))[-1] == f"  {end}"


# -- a product, opened ------------------------------------------------------------------------------------
@settings(max_examples=20)
@given(networks(), st.data())
def test_an_opened_product_has_the_same_number(shown: NetworkSettings, data: st.DataObject) -> None:
    layer = data.draw(st.integers(1, len(shown.sizes) - 1))
    row = data.draw(st.integers(0, len(shown.X) - 1))
    unit = data.draw(st.integers(0, shown.sizes[layer] - 1))
    shown = touch(shown, f"z{layer}[{row},{unit}]", None)
    forward = network_view.forward_pass(shown)
    film = network_product.film(forward, layer)
    z = forward.layers[layer - 1].before
    assert np.allclose(film.trace.result, z, rtol=1e-9, atol=1e-9)
    first = film.trace[shown.step - 1].multiplications[0]
    assert first == (row, 0, unit)


def test_a_product_says_its_bias_and_its_name() -> None:
    shown = touch(START, "z2[0,1]", None)
    where = Cell("z", 2, (0, 1))
    spec = network_product.spec(shown, network_view.forward_pass(shown), where, EN, "light")
    said = ["".join(piece for _, piece in caption) for caption in spec.captions]
    assert said[int(spec.start)] == "z2[0,1] ≈ 0.2 (bias) + 0.574442517·0.4 ≈ 0.429777007"
    links = [action.href for panel in spec.panels if isinstance(panel, CodePanel) for action in panel.actions]
    assert links[0] == ""
    assert links[1].startswith("product?a=0.574442516811659%2C0.66")


def test_what_the_page_matrix_product_cannot_take_has_no_link() -> None:
    A, B = np.ones((1, 7)), np.ones((7, 2))
    words = network_product.words(14, 1, EN)
    assert len(opened.actions(A, B, words, EN)) == 1
    assert len(opened.actions(A[:, :6], B[:6], words, EN)) == 2
    assert len(opened.actions(A[:, :6] * 1e7, B[:6], words, EN)) == 1


# -- all layers as one ------------------------------------------------------------------------------------
def test_the_one_layer_is_the_core_s_and_an_activation_is_in_the_way() -> None:
    refused = network_collapse.obstacle(START)
    assert isinstance(refused, NotLinearError)
    assert (refused.layer, refused.activation) == (1, "sigmoid")
    assert network_collapse.fields(replace(START, collapsed=True)) == ()
    shown = touch(replace(START, collapsed=True), "linear", None)
    forward = network_view.forward_pass(shown)
    once = network_view.whole_layout(shown).empty_once()[0]
    network_collapse.fill(once, shown.network, forward)
    one = collapse(without_activations(EXAMPLES["three_layers"]().network))
    assert np.array_equal(once["oneW"], one.weights[0].ravel())
    assert np.allclose(once["oneW"], [0.12, 0.262, 0.156, 0.34], atol=1e-15)
    assert np.allclose(once["oneb"], [0.228, 0.48], atol=1e-15)
    assert np.allclose(once["oney"], [0.426, 0.912], atol=1e-15)


def names(value: Any) -> list[str]:
    return [panel.id for panel in value]


def test_the_collapsed_panel_stands_there_only_when_asked_for() -> None:
    assert "one" not in names(made(START))
    assert names(made(replace(START, collapsed=True)))[-1] == "one"
