"""A common mistake on the page Backpropagation: what is marked and said is what the core computes, nothing
is given away before, and every example has the numbers that people met."""

from dataclasses import replace
from math import log

import numpy as np
import pytest

from nnviz import MISTAKES, SGD, Network, compare_training, first_difference, training_trace
from nnviz.backprop.difference_check import check_all
from pages.parts.backprop.examples import PRESETS
from pages.parts.backprop.fitting import suited
from pages.parts.backprop.one_step import comparison, lesson
from pages.parts.backprop.one_step.bench import bench_of
from pages.parts.backprop.one_step.interactions import touch
from pages.parts.backprop.one_step.mistake_check import checks_of
from pages.parts.backprop.settings import START, BackpropSettings
from pages.parts.backprop.store import STORE
from pages.parts.backprop.stuck_examples import STUCK
from pages.parts.backprop.training import mistake_of, right_trace_of, trace_of
from pages.shared.protocol.answers import Append, Note, Notes, Replace
from pages.shared.protocol.panels import ChoicesPanel
from pages.shared.protocol.requests import Request, Touch
from pages.shared.scenes import compared_curves
from pages.shared.text import LANGUAGES, Text
from tests.every import every

EN = Text("backprop", "en")
MADE = [
    (mistake, example)
    for mistake in MISTAKES
    for example in ("two_two_two", "xor", "classes", "vanishing")
    if mistake_of(suited(replace(PRESETS[example], mistake=mistake)))
]
REFUSED = [
    (mistake, example)
    for mistake in MISTAKES
    for example in PRESETS
    if not mistake_of(suited(replace(PRESETS[example], mistake=mistake)))
]


def with_mistake(example: str, mistake: str, **more: object) -> BackpropSettings:
    changes: dict[str, object] = {"mistake": mistake, **more}
    return suited(replace(PRESETS[example], **changes))  # type: ignore[arg-type]


def answered(settings: BackpropSettings, text: Text = EN) -> Replace:
    found = lesson.answer(settings, Request(), text)
    assert isinstance(found, Replace)
    return found


def beside(settings: BackpropSettings) -> str:
    """What is said of both trainings to a browser whose hand rests."""
    found = lesson.answer(settings, Request("look"), EN)
    assert isinstance(found, Append)
    assert found.look is not None
    assert found.look.whole
    words = bytes(int(one or 0) for one in found.look.values["comparedwords"]).decode()
    assert all(line in words for line in said_of_training(found.notes))
    return words


def said_of_training(notes: Notes) -> list[str]:
    """What the notes at the end say of both trainings."""
    begin = tuple(EN(f"mistake.curves.{one}", losses="").strip() for one in ("right", "wrong"))
    return [note.text for note in (notes[-1][1] if notes else ()) if note.text.startswith(begin)]


def said(notes: tuple[Note, ...]) -> str:
    return " ".join(note.text for note in notes)


# -- what is marked ------------------------------------------------------------------------------------


@every("mistake, example", MADE)
def test_every_cell_that_differs_is_marked_and_no_other_from_its_step_on(mistake: str, example: str) -> None:
    settings = with_mistake(example, mistake, at=int(MISTAKES[mistake].shows_from - 1))
    found, bench = answered(settings), bench_of(settings)
    assert bench is not None
    differences = first_difference(right_trace_of(settings), trace_of(settings))
    for name in (one for one in found.frames.dtype.names or () if one.startswith("wrong")):
        marked = found.frames[name]
        if name in ("wrongouts", "wrongbacks"):
            continue
        expected = differences.cells.get(name.removeprefix("wrong"))
        assert not marked[0].any(), "nothing is given away before the first step"
        assert marked[-1].sum() == (0 if expected is None else expected.sum())
        assert not (np.diff(marked.astype(int), axis=0) < 0).any(), "a mark stays"


@every("mistake, example", MADE)
def test_the_first_wrong_number_is_asked_for_and_told_when_it_is_seen(mistake: str, example: str) -> None:
    settings = with_mistake(example, mistake, at=int(MISTAKES[mistake].shows_from - 1))
    found = answered(settings)
    first = first_difference(right_trace_of(settings), trace_of(settings)).first
    if first is None:
        assert found.guess is None
        return
    assert found.guess is not None
    assert found.guess.right == first
    assert first in found.guess.options
    assert len(set(found.guess.options)) == len(found.guess.options) > 1
    (start, before), (since, after), *_ = found.notes
    assert (start, since) == (0, found.guess.since)
    assert found.notes[-1][0] == len(found.frames) - 1
    assert EN(f"mistake.notice.{mistake}") in said(tuple(found.notes[-1][1]))
    assert since >= 1
    assert f"in {first}" not in said(tuple(before))
    assert first in after[0].text
    wrong = [name for name in found.frames.dtype.names or () if name.startswith("wrong")]
    assert not any(found.frames[name][: int(since)].any() for name in wrong)
    assert found.guess.hints.keys() == found.hints.keys(), "no hint tells it before"


def test_the_drawn_network_marks_the_numbers_of_the_shown_sample() -> None:
    settings = replace(with_mistake("xor", "value_for_error"), sample=2)
    found, name = answered(settings), "delta1"
    differences = first_difference(right_trace_of(settings), trace_of(settings))
    marked = found.frames["wrongbacks"][-1]
    np.testing.assert_array_equal(marked, [*differences.cells[name][2], 0])
    assert not found.frames["wrongouts"].any()
    assert not found.frames["wrongloss"].any()
    assert answered(STUCK["flat"]).frames["wrongloss"][-1] == 1


def test_what_is_told_is_brought_into_view() -> None:
    found = answered(replace(START, mistake="slope_forgotten"))
    assert found.guess is not None
    assert np.flatnonzero(found.frames["tells"]).tolist() == [int(found.guess.since), len(found.frames) - 1]


def test_a_marked_cell_says_the_right_number() -> None:
    found = answered(replace(START, mistake="new_weights_for_hidden_delta"))
    assert found.hints["newW1[0,0]"][0][1] == (
        "newW1[0,0]: right is 0.1497807161327628, here it is 0.14981763856120295"
    )
    assert "newW2[0,0]" not in found.hints


def test_the_altered_line_stands_beside_the_right_one() -> None:
    found = answered(replace(START, mistake="slope_forgotten"))
    texts = [note.text for note in found.notes[-1][1]]
    assert "Here: delta2 = (a2 - T)" in texts
    assert "Right: delta2 = (a2 - T) * a2 * (1 - a2)" in texts


@every("mistake, example", MADE)
def test_the_check_is_that_of_the_core(mistake: str, example: str) -> None:
    settings = with_mistake(example, mistake)
    trace = trace_of(settings)
    ours, known = checks_of(trace), check_all(trace)
    for name, errors in known.errors.items():
        zero = (errors > 0) & (ours.errors[name] == 0)
        assert np.all(np.abs(known.differences[name][zero]) < 1e-12)
        np.testing.assert_array_equal(ours.errors[name][~zero], errors[~zero])
    if trace.failure is None and np.isfinite(ours.largest) and ours.largest > 1e-6:
        notes = answered(settings).notes[-1][1]
        assert any(f"at {ours.worst}" in note.text for note in notes)


def test_the_right_page_has_nothing_of_a_mistake() -> None:
    found = answered(START)
    assert not any(name.startswith("wrong") for name in found.frames.dtype.names or ())
    ids = {panel.id for panel in lesson.spec(START, EN, "light").panels}
    assert not ids & {"mistake", "failure", "compared"}
    assert STORE.write(START) == {}


# -- where it cannot be made, and where NumPy stops -----------------------------------------------------


@every("mistake, example", REFUSED)
def test_a_mistake_that_cannot_be_made_says_what_to_change(mistake: str, example: str) -> None:
    settings = with_mistake(example, mistake)
    found = answered(settings)
    ((_, (note,)),) = found.notes
    assert note.level == "warning"
    assert EN(f"mistake.needs.{mistake}") in note.text
    assert found.guess is None
    assert not found.hints
    right = answered(replace(settings, mistake=""))
    for name in right.frames.dtype.names or ():
        np.testing.assert_array_equal(found.frames[name], right.frames[name])


@every("example", ["not_aligned", "one_too_many", "flat", "wrong_shape", "one_layer_off", "digits"])
def test_the_message_of_numpy_is_folded_below_where_it_stops(example: str) -> None:
    settings = STUCK[example]
    failure = trace_of(settings).failure
    assert failure is not None
    spec, found = lesson.spec(settings, EN, "light"), answered(settings)
    panel = next(one for one in spec.panels if isinstance(one, ChoicesPanel))
    assert panel.folded == (("NumPy’s message", f"ValueError: {failure.message}"),)
    assert panel.since == len(found.frames) - 1
    assert found.captions is not None
    assert failure.code in found.captions[-1][0][1]
    assert found.lines["line"][-1] == failure.code
    assert len(found.lines["line"]) == len(found.captions) == len(found.frames)


@every("example", ["not_aligned", "flat"])
def test_nothing_is_trained_where_numpy_stops(example: str) -> None:
    settings = STUCK[example]
    assert touch(settings, "thousand", None).at == 0
    linked, complaints = STORE.read({**STORE.write(settings), "at": "7"})
    assert linked.at == 0
    assert complaints
    assert "NumPy stops in the first step" in beside(replace(settings, compared=1))


def test_homework_is_about_the_right_step() -> None:
    linked, complaints = STORE.read({"mistake": "slope_forgotten", "homework": "1"})
    assert (linked.homework, linked.mistake) == (True, "")
    assert complaints


def test_an_altered_product_does_not_open_and_others_do() -> None:
    settings = replace(START, mistake="value_for_error")
    names = [step.name for step in trace_of(settings)]
    assert touch(settings, f"open@{names.index('delta1') + 1}", None).opened == ""
    assert touch(settings, f"open@{names.index('dW1') + 1}", None).opened == "dW1"
    linked = replace(settings, opened="delta1")
    assert len(answered(linked).frames) == len(names) + 1


def test_a_weight_is_typed_into_the_right_network() -> None:
    zero = touch(replace(START, mistake="all_weights_zero"), "W1[0,0]", 0.7)
    assert zero.w1 == ((0.7, 0.25), (0.2, 0.3))
    assert trace_of(zero).array("W1")[0, 0] == 0


# -- training with it -----------------------------------------------------------------------------------


def test_the_training_beside_the_right_one_is_that_of_the_core() -> None:
    settings = touch(STUCK["contrary"], "compare", None)
    made = comparison.compared(settings)
    assert made is not None
    Y = [[0], [0], [1], [1]]
    net = Network.from_parameters([[[-0.1]]], [[0]], [], "sigmoid")
    known = compare_training(net, settings.X, Y, "own_output", 1000, "binary_cross_entropy", SGD(0.5))
    np.testing.assert_array_equal(made.right, known.right)
    np.testing.assert_array_equal(made.wrong, known.wrong)
    words = beside(settings)
    assert "it runs away" in words
    assert "in 1000 steps" in words
    pressed = lesson.answer(settings, Request("touch", touched=(Touch("compare", None),)), EN)
    assert pressed.look is not None
    assert pressed.look.whole
    assert pressed.look.values["compared"] == (1,)
    assert len(said_of_training(pressed.notes)) == 2


def test_a_change_is_answered_before_both_are_trained_again() -> None:
    settings = touch(touch(STUCK["contrary"], "compare", None), "W1[0,0]", -0.25)
    trained = comparison._compared.cache_info().currsize
    hasty = lesson.answer(settings, Request("touch", touched=(Touch("W1[0,0]", -0.25),)), EN)
    assert hasty.look is not None
    assert (hasty.look.at, hasty.look.values, hasty.look.whole) == (None, {}, False)
    assert comparison._compared.cache_info().currsize == trained
    assert not said_of_training(hasty.notes)
    assert "it runs away" in beside(settings)
    other = replace(settings, at=7)
    assert comparison.compared(other) is comparison.compared(settings)


def test_before_it_is_asked_for_nothing_is_trained() -> None:
    assert comparison.compared(STUCK["contrary"]) is None
    settings = STUCK["contrary"]
    for _ in range(5):
        settings = touch(settings, "compare", None)
    assert settings.compared == 3


def test_a_loss_that_is_no_number_is_said() -> None:
    assert comparison.course(np.array([1.0, np.inf, np.nan]), EN) == "1 → no number from step 1 on"


def test_curves_far_apart_share_one_height() -> None:
    right, wrong = np.array([1.0, 0.5]), np.array([1.0, 1e9])
    one, other = compared_curves.places(right, wrong)
    assert one[1] == other[1]
    assert other[-1] == compared_curves.BOX.top
    assert compared_curves.BOX.top < one[-1] < compared_curves.BOX.bottom


@every("mistake", [name for name in MISTAKES if name != "log_of_zero"])
def test_training_goes_on_with_the_mistake(mistake: str) -> None:
    """The numbers after some steps on the page are those of so many traces, one after another."""
    example = next(one for name, one in MADE if name == mistake) if mistake != "flat_targets" else "xor"
    settings = with_mistake(example, mistake, at=2)
    trace = trace_of(settings)
    if trace.failure:
        return
    start = replace(settings, at=0)
    known = trace_of(start)
    for _ in range(2):
        known = training_trace(
            known.after(), start.X, start.targets, start.loss, known.optimizer, mistake, state=known.memory
        )
    for name in ("z1", "loss", "dW1", "newW1"):
        np.testing.assert_array_equal(trace.array(name), known.array(name), err_msg=name)


# -- examples -------------------------------------------------------------------------------------------


@every("name", STUCK)
def test_an_example_stands_in_a_link_and_opens(name: str) -> None:
    settings = STUCK[name]
    assert STORE.read(STORE.write(settings)) == (settings, [])
    assert mistake_of(settings) == (settings.mistake or None)
    for language in LANGUAGES:
        text = Text("backprop", language)
        spec, found = lesson.spec(settings, text, "light"), answered(settings, text)
        assert spec.json
        assert found.captions is not None
        assert len(found.captions) == len(found.frames)


@every(
    "name, array, message",
    [
        ("not_aligned", "delta1", "shapes (3,4) and (3,4) not aligned: 4 (dim 1) != 3 (dim 0)"),
        ("one_too_many", "delta1", "operands could not be broadcast together with shapes (1,3) (1,2)"),
        (
            "flat",
            "newW1",
            "non-broadcastable output operand with shape (1,1) doesn't match the broadcast shape (1,3)",
        ),
        ("wrong_shape", "newW1", "operands could not be broadcast together with shapes (2,3) (3,2) (2,3)"),
        ("one_layer_off", "delta3", "shapes (6,4) and (1,4) not aligned: 4 (dim 1) != 1 (dim 0)"),
        ("outer_product", "newW1", "operands could not be broadcast together with shapes (3,2) (2,3) (3,2)"),
        ("digits", "newb1", "operands could not be broadcast together with shapes (4,) (5,) (4,)"),
    ],
)
def test_examples_that_numpy_refuses_say_so(name: str, array: str, message: str) -> None:
    failure = trace_of(STUCK[name]).failure
    assert failure is not None
    assert (failure.name, failure.message) == (array, message)


@every(
    "name, array, values",
    [
        ("one_too_many", "a1", [[1, 1]]),
        ("one_too_many", "delta2", [[1]]),
        ("softmax_delta", "a1", [[0.6652, 0.2447, 0.0900]]),
        ("softmax_delta", "delta1", [[-0.3348, 0.2447, 0.0900]]),
        ("lost_minus", "slope1", [[-0.25]]),
        ("sigmoid_twice", "a1", [[0.8]]),
        ("sigmoid_twice", "slope1", [[0.214]]),
        ("book_too_early", "newW2", [[0.358916, 0.511301], [0.408666, 0.561370]]),
        ("twice_8", "dW1", [[8]]),
        ("twice_12", "dW1", [[12]]),
        ("dead_start", "delta1", np.zeros((6, 1))),
        ("dead_start", "dW1", [[0], [0]]),
    ],
)
def test_numbers_of_the_examples(name: str, array: str, values: list[list[float]]) -> None:
    found = answered(STUCK[name])
    shown = trace_of(STUCK[name]).array(array)
    decimals = 5e-4 if name == "sigmoid_twice" else 5e-5 if name == "softmax_delta" else 2e-6
    np.testing.assert_allclose(shown, values, atol=decimals)
    if array in (found.frames.dtype.names or ()):
        part = found.frames[array][-1]
        np.testing.assert_array_equal(part, shown[: len(part)].ravel())


def test_the_losses_of_the_book_and_its_traps() -> None:
    assert trace_of(STUCK["book_too_early"]).array("newW1")[0, 0] == pytest.approx(0.149818, abs=5e-7)
    assert right_trace_of(STUCK["book_too_early"]).array("newW1")[0, 0] == pytest.approx(0.149781, abs=5e-7)
    assert trace_of(STUCK["book_biases"]).loss_after == pytest.approx(0.291028, abs=5e-7)
    assert right_trace_of(STUCK["book_biases"]).loss_after == pytest.approx(0.280471, abs=5e-7)
    assert trace_of(STUCK["book_plus"]).loss_after > trace_of(STUCK["book_plus"]).loss_before
    shown = answered(STUCK["book_plus_after"]).frames["loss"][-1, 0]
    assert shown == pytest.approx(0.305641, abs=5e-7)
    right = right_trace_of(STUCK["lost_minus"]).array("slope1")
    assert right == 0.25
    assert right_trace_of(STUCK["sigmoid_twice"]).array("slope1") == pytest.approx(0.16)


def test_shapes_of_the_examples() -> None:
    assert right_trace_of(STUCK["wrong_shape"]).array("dW2").shape == (3, 2)
    assert trace_of(STUCK["wrong_shape"]).array("dW2").shape == (2, 3)
    eight = trace_of(STUCK["five_times_eight"])
    outer = np.outer(eight.array("a0"), eight.array("delta1"))
    np.testing.assert_allclose(eight.array("dW1"), outer, rtol=1e-12)
    assert trace_of(STUCK["digits"]).array("db2").shape == (5,)
    assert trace_of(STUCK["flat"]).array("delta1").shape == (3, 3)
    right, wrong = right_trace_of(STUCK["outer_product"]), trace_of(STUCK["outer_product"])
    np.testing.assert_array_equal(wrong.array("dW1"), right.array("dW1").T)


def test_the_wrong_formula_is_wrong_in_all_but_the_last_layer() -> None:
    right, wrong = right_trace_of(STUCK["better"]), trace_of(STUCK["better"])
    errors = [
        np.linalg.norm(wrong.gradients[name] - right.gradients[name]) / np.linalg.norm(right.gradients[name])
        for name in ("W1", "W2", "W3")
    ]
    np.testing.assert_allclose(errors, [17.8, 3.0, 0], atol=0.05)


def after(name: str, steps: int) -> tuple[BackpropSettings, Network]:
    """An example after some training steps on the page, with its mistake."""
    settings = replace(STUCK[name], at=steps)
    return settings, trace_of(settings).before()


@every("name, steps, answers", [("contrary", 3000, [1, 1, 0, 0]), ("by_luck", 3000, [0, 0, 1, 1])])
def test_the_same_mistake_runs_away_or_ends_right(name: str, steps: int, answers: list[float]) -> None:
    settings, net = after(name, steps)
    np.testing.assert_allclose(net.predict(settings.X).ravel(), answers, atol=0.005)
    w = {"contrary": (-748.0, 1.0), "by_luck": (3.3, 0.05)}[name]
    assert net.weights[0].item() == pytest.approx(w[0], abs=w[1])


def test_answers_after_training_with_the_examples() -> None:
    settings, net = after("always_half", 5000)
    assert settings.rate == 0.25
    np.testing.assert_allclose(net.predict(settings.X), np.full((4, 1), 0.5), atol=1e-3)
    settings, net = after("all_ones", 1000)
    assert net.predict(settings.X).min() > 0.9997
    settings, net = after("half_at_zero", 1000)
    assert net.predict([[0.0, 0.0]]) == 0.5
    settings, net = after("only_the_mean", 4000)
    np.testing.assert_allclose(net.predict(settings.X).ravel(), [15.49, 15.49], atol=0.005)
    assert trace_of(STUCK["saddle"]).loss_after == pytest.approx(log(2), abs=5e-7)
    for name, loss in (("saddle_left", 0.0501), ("saddle_left_fast", 0.0010)):
        assert answered(STUCK[name]).frames["loss"][-1, 0] == pytest.approx(loss, abs=5e-5)
    assert trace_of(replace(STUCK["zeros"], at=500)).loss_after == pytest.approx(log(2), rel=1e-12)


def test_the_sum_is_the_mean_at_four_times_the_rate() -> None:
    wrong = trace_of(STUCK["sum_or_mean"])
    right = right_trace_of(replace(STUCK["sum_or_mean"], rate=0.4))
    np.testing.assert_allclose(wrong.after().parameters, right.after().parameters, rtol=1e-12)


def test_a_bias_that_never_moves() -> None:
    wrong, right = trace_of(STUCK["still_bias"]), right_trace_of(STUCK["still_bias"])
    for layer in (1, 2):
        np.testing.assert_array_equal(wrong.array(f"newb{layer}"), wrong.array(f"b{layer}"))
        np.testing.assert_array_equal(wrong.array(f"newW{layer}"), right.array(f"newW{layer}"))


def test_a_dead_start_answers_the_same_for_every_input() -> None:
    trace = trace_of(STUCK["dead_start"])
    np.testing.assert_allclose(trace.array("a2"), 1 / (1 + np.exp(-0.3)))
    assert trace.array("db2").any()
