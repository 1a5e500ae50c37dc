"""A slice of the loss of the page's own network: real numbers, walks of two parameters, training of all."""

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from nnviz import OPTIMIZERS
from nnviz.backprop.cells import place_in
from pages.parts.backprop.card import LINKS
from pages.parts.backprop.examples import PRESETS
from pages.parts.backprop.fitting import parameters, suited
from pages.parts.backprop.optimizers.interactions import touched
from pages.parts.backprop.optimizers.landscapes import ground, landscape, pixels, place_of, sliced
from pages.parts.backprop.optimizers.lesson import LESSON
from pages.parts.backprop.optimizers.rows import NAMES
from pages.parts.backprop.optimizers.walks import walks
from pages.parts.backprop.settings import BackpropSettings
from pages.parts.backprop.store import STORE
from pages.parts.backprop.training import trace_of, trained_by
from pages.parts.backprop.walk_codecs import METHODS, SLICE, Change
from pages.shared.numbers.numerals import rounded
from pages.shared.protocol.answers import Replace
from pages.shared.protocol.requests import Request, Touch
from pages.shared.scenes.optimizer_paths import ends
from pages.shared.text import Text
from tests.every import every

START = BackpropSettings(view="optimizers", surface=SLICE, rates=(0.5, 0.1, 0.1, 1.5, 0.3, 0.3))
TEXT = Text("backprop_optimizers", "en")


def told(settings: BackpropSettings) -> Replace:
    answer = LESSON.answer(settings, Request(), TEXT)
    assert isinstance(answer, Replace)
    return answer


def of_preset(name: str) -> BackpropSettings:
    return replace(PRESETS[name], view="optimizers", surface=SLICE)


def touch(settings: BackpropSettings, *touches: tuple[str, float | None]) -> BackpropSettings:
    return touched(settings, tuple(Touch(*one) for one in touches))


# -- real numbers ------------------------------------------------------------------------------------------
def test_the_first_step_on_the_slice_is_that_of_the_training_step() -> None:
    table = dict(zip(NAMES, told(START).frames["values"][1].reshape(-1, 2), strict=True))
    trace = trace_of(START)
    assert table["newtheta"].tolist() == [trace.array("newW1")[0, 0], trace.array("newW2")[0, 0]]
    np.testing.assert_allclose(table["newtheta"], (0.14978072, 0.35891648), atol=5e-9)
    np.testing.assert_allclose(table["g"], (trace.array("dW1")[0, 0], trace.array("dW2")[0, 0]), rtol=1e-14)
    assert told(START).frames["losses"][0, 0] == trace.loss_before


@every("name", PRESETS)
@every("method", METHODS)
def test_of_every_example_the_slice_begins_at_the_loss_of_its_network(name: str, method: str) -> None:
    settings = replace(of_preset(name), method=method, reduction="sum")
    trace, found = trace_of(settings), walks(settings)
    assert found.chosen.losses[0] == pytest.approx(trace.loss_before, rel=1e-14)
    for at, cell in enumerate(sliced(settings)):
        array, place = place_in(trace, cell)
        assert found.start[at] == trace.array(array)[place]


@every("method", METHODS)
def test_what_is_dashed_is_how_all_parameters_are_trained(method: str) -> None:
    settings = replace(START, rates=(0.2,) * 6, walk=20)
    found = walks(settings)
    whole = found.trainings[method]
    for step in (1, 7, 20):
        trained = trained_by(replace(settings, optimizer=method, rate=0.2), step).network
        np.testing.assert_allclose(whole.path[step], trained.parameters, rtol=1e-12)
    first = whole.path[:2, list(found.land.places)]
    np.testing.assert_array_equal(first, found.by_method[method].path[:2])
    assert whole.losses[20] != found.by_method[method].losses[20]


def test_the_slice_is_that_of_the_network_after_its_training_steps() -> None:
    settings = replace(START, at=25, trained=25)
    assert walks(settings).start == tuple(
        trained_by(settings, 25).network.parameters[list(walks(settings).land.places)]
    )
    assert walks(settings).chosen.losses[0] < walks(START).chosen.losses[0]


def test_a_change_of_a_rate_is_one_of_training_too() -> None:
    usual, changed = walks(START), walks(replace(START, changes=(Change("sgd", 4, 0.05),)))
    np.testing.assert_array_equal(usual.trainings["sgd"].path[:5], changed.trainings["sgd"].path[:5])
    assert (usual.trainings["sgd"].path[5] != changed.trainings["sgd"].path[5]).any()


def test_the_map_is_darker_where_the_loss_is_larger() -> None:
    land, shades = landscape(ground(START)), pixels(ground(START)).reshape(92, 276)
    rows, columns = np.arange(3, 92, 17), np.arange(5, 276, 31)
    middles = [
        (2 * np.array(at) + 1) / size * end - end
        for at, size, end in zip((columns, rows), (276, 92), ends(land.reach), strict=True)
    ]
    losses = land.surface.loss(np.stack(np.meshgrid(*middles), axis=-1) + land.middle).ravel()
    found = shades[np.ix_(rows, columns)].ravel().astype(int)
    band = np.diff(np.unique(shades.astype(int))).max()
    lighter = found[:, None] + 2 * band <= found  # two bands apart: between known points it is interpolated
    assert lighter.sum() > 100
    assert (losses[:, None] < losses)[lighter].all()


def test_nothing_of_it_is_there_on_a_formula() -> None:
    plain = walks(replace(START, surface="bowl"))
    assert (plain.trainings, plain.land.network, plain.land.places) == ({}, None, ())
    assert (told(replace(START, surface="bowl")).frames["trainings"] < -1000).all()


# -- which parameters ----------------------------------------------------------------------------------------
@every("name", PRESETS)
def test_every_parameter_has_its_place(name: str) -> None:
    settings = of_preset(name)
    network, trace = trained_by(settings, 0).network, trace_of(settings)
    places = [place_of(network, cell) for cell in parameters(settings)]
    assert sorted(places) == list(range(network.parameters.size))
    for cell, place in zip(parameters(settings), places, strict=True):
        array, index = place_in(trace, cell)
        assert network.parameters[place] == trace.array(array)[index]


@every("name, usual", [("two_two_two", ("W1[0,0]", "W2[0,0]")), ("linear_unit", ("W1[0,0]", "b1[0]"))])
def test_two_different_parameters_are_sliced_at_first(name: str, usual: tuple[str, str]) -> None:
    assert sliced(of_preset(name)) == usual


@every(
    "asked, found",
    [
        (("W1[0,1]", ""), ("W1[0,1]", "W1[0,0]")),
        (("", "W1[0,0]"), ("W2[0,0]", "W1[0,0]")),
        (("b2[1]", "b1[0]"), ("b2[1]", "b1[0]")),
        (("W2[0,0]", ""), ("W2[0,0]", "W1[0,0]")),
    ],
)
def test_a_parameter_that_is_asked_for_is_sliced(asked: tuple[str, str], found: tuple[str, str]) -> None:
    assert sliced(replace(START, first=asked[0], second=asked[1])) == found


def test_a_parameter_is_chosen_and_two_change_places() -> None:
    names = parameters(START)
    changed = touch(START, ("first", float(names.index("b1[1]"))))
    assert sliced(changed) == ("b1[1]", "W2[0,0]")
    assert sliced(touch(START, ("first", float(names.index("W2[0,0]"))))) == ("W2[0,0]", "W1[0,0]")
    assert sliced(touch(START, ("second", float(names.index("W1[0,0]"))))) == ("W2[0,0]", "W1[0,0]")
    once = told(changed).once
    assert once is not None
    assert names[int(once["first"][0, 0])] == "b1[1]"


@every("touches", [[("start[0]", 1.0)], [("grip0[0]", 30.0), ("grip0[1]", 90.0)]])
def test_the_start_is_where_the_network_is(touches: list[Any]) -> None:
    assert touch(START, *touches) == START


@every("name", ["W9[0,0]", "z1[0,0]", "a1[0,0]", "W1[5,5]"])
def test_a_parameter_that_there_is_not_is_said(name: str) -> None:
    settings, complaints = STORE.read({"view": "optimizers", "surface": SLICE, "first": name})
    assert settings.first == ""
    assert [(one.name, one.value) for one in complaints] == [("first", name)]
    told(settings)


def test_a_link_holds_the_slice() -> None:
    settings = replace(START, first="b1[0]", second="W1[1,0]")
    assert STORE.read(STORE.write(settings)) == (settings, [])
    assert suited(replace(settings, second="b1[0]")).second == ""


def test_without_biases_there_are_weights_alone() -> None:
    settings = suited(replace(START, bias=False))
    assert set(parameters(settings)) == {f"W{n}[{i},{j}]" for n in (1, 2) for i in (0, 1) for j in (0, 1)}
    assert walks(settings).chosen.losses[0] == trace_of(settings).loss_before


def test_a_network_with_a_single_parameter_has_no_slice() -> None:
    link = {"view": "optimizers", "layers": "1linear", "x": "1", "y": "2", "bias": "0", "surface": SLICE}
    settings, complaints = STORE.read(link)
    assert settings.surface == "bowl"
    assert "surface" in [one.name for one in complaints]
    assert touch(settings, ("surface", 3.0)).surface == "bowl"
    told(settings)


# -- words ---------------------------------------------------------------------------------------------------
def test_it_is_named_as_a_slice_with_both_losses() -> None:
    settings = replace(START, method="adam")
    found = walks(settings)
    notes = [notes for since, notes in told(settings).notes if since <= 9][-1]
    (said,) = [note.text for note in notes if note.text.startswith("A slice of the network’s real loss")]
    for walk in (found.chosen, found.trainings["adam"]):
        assert rounded(walk.losses[9], 3) in said
    assert "all 12 parameters" in said


def test_the_gradient_is_named_as_on_the_training_step() -> None:
    numbers = told(replace(START, parameter="y")).frames["numbers"][1].reshape(len(NAMES), -1)
    said = bytes(numbers[NAMES.index("g")]).rstrip(b"\0").decode()
    assert said == "∂L/∂y = dW2[0,0]"


def test_there_is_a_walk_of_every_optimizer() -> None:
    assert list(walks(START).trainings) == list(walks(START).by_method) == list(OPTIMIZERS)


def test_of_a_line_the_slice_is_the_whole_loss_and_a_rate_that_is_too_large_is_named() -> None:
    """y = 5x + 3 over inputs up to 100: nothing is wrong but the scale."""
    settings, complaints = STORE.read(LINKS["scale"])
    assert complaints == []
    found, notes = walks(settings), [note.text for note in told(settings).notes[0][1]]
    assert found.by_method["sgd"].limit == pytest.approx(2 / 3751, rel=0.01)
    assert notes[0].startswith("Gradient descent: the rate 0.01 is above 0.000533.")
    assert any(one.startswith("The real loss of the network over both of its parameters") for one in notes)
    assert found.by_method["sgd"].climbs
    np.testing.assert_array_equal(found.by_method["adam"].path, found.trainings["adam"].path)
