"""The lesson "build" without a browser: frames, words, code, touches, and what the pictures depend on."""

from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import settings as limits
from hypothesis import strategies as st

from nnviz import Neuron
from pages.parts.neuron.build import lesson as neuron_view
from pages.parts.neuron.build.captions import captions, code, transcript, verdict
from pages.parts.neuron.build.frames import frames, layout
from pages.parts.neuron.build.interactions import touched
from pages.parts.neuron.build.panels import panels
from pages.parts.neuron.build.prompts import guess
from pages.parts.neuron.examples import EXAMPLES
from pages.parts.neuron.settings import (
    ACTIVATIONS,
    GUESSES,
    LIMITS,
    LINE,
    MOST_INPUTS,
    MOST_SAMPLES,
    REACHES,
    START,
    STORE,
    STORIES,
    WIDE,
    NeuronSettings,
)
from pages.shared.protocol.panels import ScenePanel
from pages.shared.protocol.requests import Touch
from pages.shared.scenes.weighted_sum_bars import Bars
from pages.shared.text import LANGUAGES, Language, Text
from tests.every import every
from tests.pages.drawn import parts_of

EN = Text("neuron", "en")


def within(limits: tuple[float, float, float]) -> st.SearchStrategy[float]:
    """Numbers with as many digits as a link keeps."""
    low, high, _ = limits
    return st.integers(int(low * 1000), int(high * 1000)).map(lambda n: n / 1000)


@st.composite
def settings(draw: st.DrawFn) -> NeuronSettings:
    """Any settings that a visitor can come to."""
    inputs, samples = draw(st.integers(1, MOST_INPUTS)), draw(st.integers(1, MOST_SAMPLES))
    row = st.tuples(*[within(WIDE)] * inputs)
    return NeuronSettings(
        weights=draw(st.tuples(*[within(LIMITS)] * inputs)),
        bias=draw(within(WIDE)),
        activation=draw(st.sampled_from(ACTIVATIONS)),
        X=tuple(draw(st.lists(row, min_size=samples, max_size=samples))),
        reach=draw(st.sampled_from(REACHES)),
        story=draw(st.sampled_from(STORIES)),
        nudge=draw(st.integers(0, inputs)),
        hidden=draw(st.booleans()),
    )


def after(start: NeuronSettings, *touches: tuple[str, float | None]) -> NeuronSettings:
    return neuron_view.touched(start, tuple(Touch(*one) for one in touches))


def plain(settings: NeuronSettings, language: Language = "en") -> list[str]:
    """The captions without their tones."""
    return ["".join(piece for _, piece in one) for one in captions(settings, Text("neuron", language))]


# -- the link -------------------------------------------------------------------------------------
@given(settings())
def test_a_link_restores_any_settings(any_settings: NeuronSettings) -> None:
    assert STORE.read(STORE.write(any_settings)) == (any_settings, [])


@every("name", EXAMPLES)
def test_an_example_is_inside_the_limits(name: str) -> None:
    example = EXAMPLES[name]
    assert STORE.read(STORE.write(example)) == (example, [])


@every(
    "query, used",
    [
        ({"w": "1,99"}, {"weights": (1.0, 10.0), "X": ((3.0, 1.0),)}),
        ({"x": "1e9"}, {"X": ((200.0,),)}),
        ({"x": "1;2;3;4;5;6;7;8;9"}, {"X": tuple((float(n),) for n in range(1, 9))}),
        ({"w": "1,2,3,4,5,6,7"}, {"weights": (1.0, 2.0, 3.0, 4.0, 5.0, 6.0)}),
        ({"w": "nan"}, {"weights": START.weights}),
        ({"w": ""}, {"weights": START.weights}),
        ({"x": "1,2;3"}, {"X": START.X}),
        ({"b": "ten"}, {"bias": START.bias}),
        ({"reach": "1000"}, {"reach": 200}),
        ({"story": "<b>"}, {"story": "plain"}),
        ({"activation": "softmax"}, {"activation": START.activation}),
        ({"hide": "yes"}, {"hidden": False}),
        ({"nudge": "7"}, {"nudge": 1}),
    ],
)
def test_what_a_link_asks_too_much_of_is_held_and_said(query: dict[str, str], used: dict[str, Any]) -> None:
    found, complaints = STORE.read(query)
    assert [complaint.name for complaint in complaints] == list(query)
    assert {name: getattr(found, name) for name in used} == used


def test_a_link_that_says_little_of_the_neuron_means_the_line_for_the_rest() -> None:
    assert STORE.read({}) == (START, [])
    assert STORE.read({"view": "gates", "gate": "OR"})[0] == replace(START, view="gates", gate="OR")
    for query, used in (
        ({"b": "2"}, replace(LINE, bias=2.0)),
        ({"activation": "relu"}, replace(LINE, activation="relu")),
        ({"w": "2,-1,1"}, replace(LINE, weights=(2.0, -1.0, 1.0), X=((3.0, 1.0, 1.0),))),
        ({"story": "cell"}, replace(LINE, story="cell")),
        ({"hide": "1", "view": "build"}, replace(LINE, hidden=True)),
    ):
        assert STORE.read(query) == (used, []), query


def test_the_line_itself_is_said_whole_and_the_neuron_of_the_start_not_at_all() -> None:
    assert STORE.write(START) == {}
    assert STORE.write(LINE) == {"w": "4", "b": "5", "activation": "linear", "x": "3"}
    assert STORE.write(replace(LINE, weights=(2.0,))) == {"w": "2"}
    assert set(STORE.write(replace(START, bias=-2.0))) == {"w", "b", "activation", "x"}


# -- touches ----------------------------------------------------------------------------------------
def test_numbers_are_touched_by_their_names() -> None:
    start = EXAMPLES["plane"]
    assert after(start, ("w[1]", 2.0)).weights == (0.5, 2.0)
    assert after(start, ("x[0]@2", 7.0)).X[2] == (7.0, 1.0), "of the shown sample"
    assert after(start, ("X[3,1]", -4.0)).X[3] == (1.0, -4.0)
    assert after(start, ("threshold", 1.5)).bias == -1.5
    assert after(start, ("slide.threshold", -2.0)).bias == after(start, ("slide.bias", 2.0)).bias == 2.0
    assert after(start, ("w[0]", 1e9), ("bias", -1e9), ("X[0,0]", 1e9)) == replace(
        start, weights=(10.0, 0.5), bias=-200.0, X=((200.0, 0.0), *start.X[1:])
    )


def test_more_than_nine_inputs_and_samples_are_touched_by_their_names() -> None:
    start = NeuronSettings(weights=(1.0,) * 12, X=((1.0,) * 12,) * 13)
    assert after(start, ("w[11]", 2.0)).weights == (*[1.0] * 11, 2.0)
    assert after(start, ("x[10]@12", 7.0)).X[12][10] == 7.0
    assert after(start, ("X[12,11]", -4.0)).X[12][11] == -4.0
    assert after(start, ("nudge[11]", None)).nudge == 12
    assert after(start, ("guess@12", 3.0)).guess == (12, 3.0)


def test_inputs_and_samples_come_and_go() -> None:
    wide = after(LINE, *[("add", None)] * 9)
    assert (wide.weights, wide.X) == ((4.0, 1.0, 1.0, 1.0, 1.0, 1.0), ((3.0, 1.0, 1.0, 1.0, 1.0, 1.0),))
    assert after(wide, *[("remove", None)] * 9) == LINE
    many = after(LINE, *[("more", None)] * 20)
    assert many.X == ((3.0,),) * MOST_SAMPLES
    assert after(many, *[("fewer", None)] * 20) == LINE


def test_a_removed_input_is_nudged_no_longer() -> None:
    start = after(LINE, ("add", None), ("nudge[1]", None))
    assert start.nudge == 2
    assert after(start, ("remove", None)).nudge == 1
    assert after(start, ("nudge[1]", None)).nudge == 0


@given(
    settings(),
    st.text("wxXabisgunpdehl[]@~,0123456789", max_size=20) | st.text(max_size=8),
    st.none() | st.floats(allow_nan=False, allow_infinity=False),
)
def test_no_touch_leaves_what_a_link_can_hold(start: NeuronSettings, name: str, value: float | None) -> None:
    found = touched(start, name, value)
    assert 1 <= len(found.weights) <= MOST_INPUTS
    assert 1 <= len(found.X) <= MOST_SAMPLES
    assert {len(row) for row in found.X} == {len(found.weights)}
    assert all(LIMITS[0] <= weight <= LIMITS[1] for weight in found.weights)
    assert all(WIDE[0] <= value <= WIDE[1] for row in found.X for value in (*row, found.bias))
    assert found.guess is None or abs(found.guess[1]) <= GUESSES[1]


@every("name", ["w[1]", "w[-1]", "w", "w[0,0]", "X[0]", "X[1,0]", "x[0]", "x[0]@1", "evil"])
def test_what_nobody_knows_changes_nothing(name: str) -> None:
    assert touched(LINE, name, 2.0) == LINE
    assert touched(LINE, name, None) == LINE


# -- frames -------------------------------------------------------------------------------------------
@given(settings())
def test_frames_hold_what_the_core_says(any_settings: NeuronSettings) -> None:
    shown = replace(any_settings, hidden=False)
    rows, neuron, X = frames(shown), shown.neuron, np.array(shown.X)
    np.testing.assert_array_equal(rows["output"][:, 0], neuron(X))
    np.testing.assert_array_equal(rows["z"][:, 0], neuron.before(X))
    np.testing.assert_array_equal(rows["products"], neuron.products(X))
    np.testing.assert_array_equal(rows["outputs"][-1], neuron(X))
    for row in range(len(X)):
        seen = np.isfinite(rows["outputs"][row])
        assert seen.tolist() == [column <= row for column in range(len(X))], "results come one by one"
    assert rows["bias"][0, 0] == -rows["threshold"][0, 0]


@given(settings())
def test_hidden_outputs_are_in_no_field(any_settings: NeuronSettings) -> None:
    rows = frames(replace(any_settings, hidden=True))
    hidden = ("sum", "z", "output", "sums", "zs", "outputs", "before", "after", "change", "point_a", "edge_a")
    assert all(np.isnan(rows[name]).all() for name in hidden)
    drawn = [name for name in ("line_a", "line_z", "fire_x", "quiet_x") if name in (rows.dtype.names or ())]
    assert all(np.isnan(rows[name]).all() for name in drawn)
    assert (rows["flow"] == 0).all()


def test_the_plane_is_blue_where_it_fires() -> None:
    example = EXAMPLES["plane"]
    rows = frames(example)
    side = int(np.sqrt(rows["plane"].shape[1]))
    plane = rows["plane"][0].reshape(side, side)
    ticks = np.linspace(-3, 3, side)
    fires = example.neuron.fires(np.array([[x, y] for y in ticks for x in ticks])).reshape(side, side)
    assert set(plane[fires]) == {plane.max()}
    assert set(plane[~fires]) == {128}
    assert rows["fire_x"][3].tolist()[3] == 1
    assert np.isnan(rows["fire_x"][3][:3]).all()
    assert rows["quiet_y"][3].tolist()[:3] == [0, 0, 1]


def test_bars_push_on_from_where_the_last_one_ended() -> None:
    shown = NeuronSettings(weights=(2.0, -3.0, 1.0), bias=-1.0, activation="step", X=((1.0, 1.0, 4.0),))
    row = frames(shown)[0]
    bars = Bars(*row["ticks"][[0, 2]])
    ends = bars.place(np.array([0, 2, 2, -1, -1, 3, 0, 3.0]))
    np.testing.assert_allclose(row["bars"], ends)
    assert row["mark"][0] == bars.place(np.array(1.0))


@given(st.lists(st.floats(-13000, 13000), min_size=1, max_size=8))
def test_bars_hold_every_number(values: list[float]) -> None:
    bars = Bars.holding(np.array(values))
    places = bars.place(np.array([0.0, *values]))
    assert (places >= bars.place(np.array(bars.low)) - 1e-9).all()
    assert (places <= bars.place(np.array(bars.high)) + 1e-9).all()


def test_a_nudge_moves_the_curve_and_not_the_step() -> None:
    row = frames(replace(EXAMPLES["sigmoid"], nudge=1))[0]
    assert row["change"][0] == 0
    assert row["change"][1] == pytest.approx(0.598687660112452 - 0.574442516811659, abs=1e-12)
    row = frames(replace(EXAMPLES["sigmoid"], weights=(-0.05,), nudge=1))[0]
    assert row["change"][0] == 1, "or it jumps at once"


def test_far_out_the_point_stands_at_the_edge() -> None:
    row = frames(replace(LINE, activation="sigmoid"))[0]
    assert np.isnan(row["point_z"][0])
    assert row["edge_z"][0] == 6
    assert row["edge_a"][0] == Neuron([1], activation="sigmoid")([6])


# -- pictures -------------------------------------------------------------------------------------------
@limits(max_examples=25)
@given(settings(), settings())
def test_the_pictures_do_not_depend_on_a_number(one: NeuronSettings, other: NeuronSettings) -> None:
    touched = replace(
        one.with_inputs(len(other.weights)).with_samples(len(other.X)),
        activation=other.activation,
        reach=other.reach,
        story=other.story,
        hidden=other.hidden,
    )
    assert neuron_view.spec(touched, EN, "light").id == neuron_view.spec(other, EN, "light").id


@limits(max_examples=25)
@given(settings(), st.integers(0, 3))
def test_the_kept_pictures_are_those_of_the_settings(shown: NeuronSettings, step: int) -> None:
    shown = replace(shown, step=step)
    anew = neuron_view.pictures.__wrapped__(shown, EN, "dark")
    assert neuron_view.spec(shown, EN, "dark").id == anew.id
    assert neuron_view.spec(shown, EN, "dark") is neuron_view.spec(replace(shown, bias=1.5), EN, "dark")


@every("activation", ACTIVATIONS)
@every("inputs", range(1, MOST_INPUTS + 1))
@every("language", LANGUAGES)
def test_every_picture_binds_what_is_there(inputs: int, activation: str, language: Language) -> None:
    shown = replace(LINE, activation=activation, X=((3.0,),) * MOST_SAMPLES).with_inputs(inputs)
    lengths = {field.name: field.length for field in layout(shown).fields}
    for panel in panels(shown, Text("neuron", language), "dark"):
        if not isinstance(panel, ScenePanel):
            continue
        elements = {element["id"]: element for element in parts_of(panel.scene)}
        assert len(elements) == len(panel.scene.elements), "every name once"
        for binding in panel.scene.bindings:
            assert set(binding.ids) <= set(elements)
            each = 2 if binding.attribute in ("place", "span") else 1
            assert each * len(binding.ids) <= lengths[binding.field], (panel.id, binding)
        for element in elements.values():
            for x, y in corners(element):
                assert 0 <= x <= panel.scene.width, element
                assert 0 <= y <= panel.scene.height, element


def corners(element: dict[str, Any]) -> list[tuple[float, float]]:
    """The places that an element reaches before any motion."""
    if element["kind"] == "curve":
        return list(zip(element["points"][::2], element["points"][1::2], strict=True))
    x, y, wide, high = (element.get(name, 0) for name in ("x", "y", "width", "height"))
    if element["kind"] == "token":
        return [(x - wide / 2, y - high / 2), (x + wide / 2, y + high / 2)]
    return (
        [(max(x, 0), y), (x + wide, y + high)] if element["id"] == "mark" else [(x, y), (x + wide, y + high)]
    )


# -- words ------------------------------------------------------------------------------------------------
def test_the_line_in_numbers() -> None:
    assert plain(LINE) == ["3·4 + 5 = 17 → 17"]
    assert plain(replace(LINE, weights=(-2.0,), bias=-0.5)) == ["3·(-2) + (-0.5) = -6.5 → -6.5"]
    assert plain(EXAMPLES["sigmoid"]) == ["1·0.3 + 0 = 0.3 → sigmoid(0.3) ≈ 0.574442517"]
    assert plain(EXAMPLES["sigmoid"], "ja") == plain(EXAMPLES["sigmoid"])


def test_what_is_nearly_one_is_not_said_to_be_one() -> None:
    assert plain(replace(LINE, weights=(5.0,), activation="sigmoid"))[0].endswith("sigmoid(20) ≈ 0.999999998")
    assert plain(replace(LINE, weights=(9.0,), activation="sigmoid"))[0].endswith("sigmoid(32) ≈ 1")
    assert plain(replace(LINE, weights=(-9.0,), activation="relu"))[0].endswith("ReLU(-22) = 0")


def test_equal_is_said_of_what_is_equal_alone() -> None:
    case = NeuronSettings(weights=(0.15, 0.2), bias=0.35, activation="sigmoid", X=((0.05, 0.1),))
    assert plain(case) == ["0.05·0.15 + 0.1·0.2 + 0.35 = 0.3775 → sigmoid(0.3775) ≈ 0.593269992"]
    rounded = replace(LINE, weights=(1 / 3,))
    assert plain(rounded) == ["3·0.333333333 + 5 ≈ 6 → 6"]
    assert plain(replace(LINE, bias=-12.0, activation="sigmoid")) == ["3·4 + (-12) = 0 → sigmoid(0) = 0.5"]
    assert plain(replace(LINE, weights=(9.0,), activation="tanh"))[0].endswith("tanh(32) ≈ 1")
    below = NeuronSettings(weights=(0.1, 0.7), bias=-0.8, activation="step", X=((1.0, 1.0),))
    assert plain(below) == [
        "1·0.1 + 1·0.7 = 0.7999999999999999; 0.7999999999999999 < 0.8, "
        "that is 0.7999999999999999 + (-0.8) ≈ -1.11022302e-16 < 0 → 0 (does not fire)"
    ]


def test_a_step_is_read_in_both_ways() -> None:
    assert plain(EXAMPLES["batch"])[1:3] == [
        "47·1 = 47; 47 < 50, that is 47 + (-50) = -3 < 0 → 0 (does not fire)",
        "68·1 = 68; 68 ≥ 50, that is 68 + (-50) = 18 ≥ 0 → 1 (fires)",
    ]
    told = plain(EXAMPLES["cell"], "ja")
    assert ["発火" in line for line in told] == [False, False, False, True]
    assert transcript(EXAMPLES["cell"], EN)[3].startswith("4: 1·1 + 1·1 + 1·1 = 3; 3 ≥ 3")


def test_what_is_to_be_guessed_is_not_in_the_words() -> None:
    assert plain(replace(LINE, hidden=True)) == ["3·4 + 5 = ? → ?"]
    (line,) = plain(replace(LINE, hidden=True, activation="step"))
    assert "17" not in line
    assert "12" not in line


def test_a_guess_is_judged() -> None:
    assert verdict(LINE, EN) == ""
    assert verdict(after(LINE, ("hide", None)), EN) == EN("guess.asked")
    right = after(LINE, ("hide", None), ("guess@0", 17.0))
    assert not right.hidden
    assert verdict(right, EN) == EN("guess.right", sample=1, guess="17", output="17")
    assert verdict(after(LINE, ("guess@0", 12.0)), EN) == EN("guess.other", sample=1, guess="12", output="17")
    assert after(right, ("w[0]", 2.0)).guess is None, "another neuron, another question"
    assert after(LINE, ("guess@1", 12.0)) == LINE


def test_the_last_sample_is_guessed_where_its_output_is_no_long_decimal() -> None:
    start = guess(START, EN)
    assert start
    assert (start.options, start.right, start.since) == (("it fires", "it does not"), "it fires", 3)
    assert (
        start.yes == "Correct! The sum 3 reaches the threshold 3, and exactly equal counts: the neuron fires."
    )
    quiet = guess(replace(START, bias=-3.5), EN)
    assert quiet
    assert quiet.right == "it does not"
    assert quiet.id != start.id, "other numbers, another question"
    negative = guess(EXAMPLES["negative"], EN)
    assert negative
    assert (negative.options, negative.right) == ((), "-1")
    assert guess(LINE, EN) is None, "a single sample is seen at once"
    assert guess(replace(START, hidden=True), EN) is None
    assert guess(replace(START, activation="tanh"), EN) is None


@given(settings())
def test_what_is_guessed_is_in_no_frame_before_its_answer(any_settings: NeuronSettings) -> None:
    asked = guess(any_settings, EN)
    if asked is None:
        return
    rows = frames(any_settings)
    for name in ("outputs", "sums", "zs"):
        assert np.isnan(rows[name][: int(asked.since), -1]).all()
    assert asked.right not in asked.question or not asked.options
    assert "{guess}" in asked.no


@given(settings())
def test_the_lines_of_numpy_give_the_same_numbers(any_settings: NeuronSettings) -> None:
    names: dict[str, Any] = {}
    with np.errstate(over="ignore"):  # exp of a large number; the sigmoid is right all the same
        exec("\n".join(code(any_settings)), names)
    X = np.array(any_settings.X)
    np.testing.assert_array_equal(names["X"], X)
    np.testing.assert_allclose(names["z"], any_settings.neuron.before(X), atol=1e-9)
    if any_settings.activation != "step":  # where the last digit decides, a tie may fall to either side
        np.testing.assert_allclose(names["a"], any_settings.neuron(X), atol=1e-9)


@pytest.mark.parametrize("name", ["cell", "batch", "plane"])
def test_the_lines_of_numpy_fire_alike(name: str) -> None:
    names: dict[str, Any] = {}
    exec("\n".join(code(EXAMPLES[name])), names)
    np.testing.assert_array_equal(names["a"], EXAMPLES[name].neuron(np.array(EXAMPLES[name].X)))
