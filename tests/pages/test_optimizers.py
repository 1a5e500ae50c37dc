"""The lesson "optimizers": its numbers are those of the core, touches and links change what they name."""

import csv
from dataclasses import replace
from itertools import pairwise
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from nnviz import OPTIMIZERS, SURFACES, descent
from nnviz.training.descent import numbers
from pages.parts.backprop.optimizers import rows
from pages.parts.backprop.optimizers.exports import as_csv, transcript
from pages.parts.backprop.optimizers.frames import CLIMBS, DIVERGES, ENDLESS, ON_MAP, OUTSIDE, layout
from pages.parts.backprop.optimizers.interactions import touched
from pages.parts.backprop.optimizers.landscapes import Ground, pixels
from pages.parts.backprop.optimizers.lesson import LESSON
from pages.parts.backprop.optimizers.walks import walks
from pages.parts.backprop.settings import BackpropSettings
from pages.parts.backprop.store import STORE
from pages.parts.backprop.walk_codecs import METHODS, REACHES, USUAL, Change, with_change
from pages.shared.protocol.answers import Replace
from pages.shared.protocol.ids import cell_id
from pages.shared.protocol.panels import ScenePanel
from pages.shared.protocol.requests import Request, Touch
from pages.shared.scenes.optimizer_paths import (
    MAP,
    PIXELS,
    TILE,
    corner,
    corners,
    ends,
    inside,
    placed,
    point,
)
from pages.shared.text import LANGUAGES, Text
from tests.every import every
from tests.pages.apps import open_page, question, well

START = BackpropSettings(view="optimizers")
TEXT, BOWL = Text("backprop_optimizers", "en"), SURFACES["bowl"]
SOMEWHERE = placed(np.array([4.0, -1.0]), 0, 3.0)  # in the scene


def told(settings: BackpropSettings, text: Text = TEXT) -> Replace:
    answer = LESSON.answer(settings, Request(), text)
    assert isinstance(answer, Replace)
    return answer


def number(settings: BackpropSettings, step: int, cell: str) -> float:
    """A number of the table, with every digit."""
    cells = [cell_id(name, at) for name in rows.NAMES for at in range(2)]
    return float(told(settings).frames["values"][step][cells.index(cell)])


def touch(settings: BackpropSettings, *touches: tuple[str, float | None]) -> BackpropSettings:
    return touched(settings, tuple(Touch(*one) for one in touches))


# -- the numbers ----------------------------------------------------------------------------------------
@every(
    "method, x, y",
    [("sgd", -6.335, -1.8), ("momentum", -6.93, 1.6), ("adagrad", -5.5, 0.5), ("adam", -6.7, 1.7)],
)
def test_the_first_step_of_the_book_is_read_off_the_table(method: str, x: float, y: float) -> None:
    settings = replace(START, method=method)
    found = [number(settings, 1, f"newtheta[{at}]") for at in range(2)]
    np.testing.assert_allclose(found, (x, y), atol=1e-7)


def test_twenty_steps_down_a_round_valley_are_read_off_the_table() -> None:
    link = {"view": "optimizers", "surface": "round", "start": "-3,4", "rates": "0.1", "steps": "20"}
    settings, complaints = STORE.read(link)
    assert [one.name for one in complaints] == ["rates"]  # the others were left out
    found = [number(settings, 20, f"newtheta[{at}]") for at in range(2)]
    np.testing.assert_allclose(found, (-0.0345876451, 0.0461168602), atol=1e-10)


@every("method", METHODS)
def test_the_table_shows_what_the_core_made_row_by_row(method: str) -> None:
    settings = replace(START, method=method, changes=(Change(method, 4, 0.2),))
    walk = descent(
        SURFACES["bowl"], START.start, OPTIMIZERS[method](USUAL[METHODS.index(method)]), 30, {4: 0.2}
    )
    lines = rows.lines_of(walk.optimizer)
    frames = told(settings).frames
    for step in walk:
        shown = dict(zip(rows.NAMES, frames["values"][step.number].reshape(-1, 2), strict=True))
        np.testing.assert_array_equal(shown.pop("theta"), step.before["theta"])
        for name, values in shown.items():
            expected = step.values[lines[name].name] if name in lines else [np.nan, np.nan]
            np.testing.assert_array_equal(values, expected)
    once = told(settings).once
    assert once is not None
    np.testing.assert_array_equal(once["rows_shown"][0], rows.shown(walk.optimizer))


def test_before_the_first_step_there_is_the_start_alone() -> None:
    values = told(START).frames["values"][0].reshape(-1, 2)
    np.testing.assert_array_equal(values[0], START.start)
    assert np.isnan(values[1:]).all()


def test_every_map_shows_its_own_walk() -> None:
    frames = told(START).frames
    for tile, (method, walk) in enumerate(walks(START).by_method.items()):
        np.testing.assert_array_equal(frames["losses"][:, tile], walk.losses)
        np.testing.assert_array_equal(frames["rates"][:, tile], USUAL[METHODS.index(method)])
        np.testing.assert_allclose(
            frames["now"][:, 2 * tile : 2 * tile + 2], placed(walk.path, tile, 3.0), 1e-5
        )


def test_a_frame_shows_the_path_up_to_its_step() -> None:
    frames = told(START).frames
    paths = frames["paths"].reshape(31, len(METHODS), -1, 2)
    for step in (0, 1, 7, 30):
        np.testing.assert_array_equal(paths[step, :, : 3 * step + 1], paths[30, :, : 3 * step + 1])
        assert (paths[step, :, 3 * step :] == paths[step, :, 3 * step, None]).all()
        seen = frames["dots_seen"][step].reshape(len(METHODS), -1)
        np.testing.assert_array_equal(seen.sum(axis=1), max(0, step - 1))


@every("surface", SURFACES)
def test_the_map_is_lighter_where_the_loss_is_smaller(surface: str) -> None:
    found = pixels(Ground(surface)).reshape(PIXELS).astype(int)
    middle = found[PIXELS[0] // 2, PIXELS[1] // 2]
    assert middle == found.min() < found.max() == found[0, 0]
    across, up = ends(REACHES[surface])
    x, y = ((np.arange(count) + 0.5) / count * 2 * end - end for end, count in ((across, 276), (up, 92)))
    losses = SURFACES[surface].loss(np.stack(np.meshgrid(x, y), axis=-1))
    levels = [losses[found == one] for one in np.unique(found)]
    assert all(low.max() <= high.min() for low, high in pairwise(levels))


# -- paths at the edge of a map ---------------------------------------------------------------------------
def test_a_path_is_cut_where_it_leaves_the_map() -> None:
    found = corners(np.array([[0.0, 0.0], [0.0, 6.0], [9.0, 0.0]]), 3.0)
    np.testing.assert_allclose(found[:4], [[0, 0], [0, 0], [0, 3], [0, 3]])
    np.testing.assert_allclose(found[4:], np.array([[4.5, 3], [9, 0], [9, 0]]))


@given(st.lists(st.tuples(*[st.floats(-20, 20)] * 2), min_size=2, max_size=6))
def test_all_of_a_cut_path_is_on_the_map_and_on_its_steps(path: list[tuple[float, float]]) -> None:
    points = np.array(path)
    found = corners(points, 3.0)
    assert found.shape == (3 * len(path) - 2, 2)
    assert (np.abs(found) <= np.array(ends(3.0)) + 1e-9).all()
    for at, on_map in enumerate(inside(points, 3.0)):
        if on_map:
            np.testing.assert_array_equal(found[3 * at], points[at])
    for at, (first, second) in enumerate(pairwise(points)):
        if inside(points[at : at + 2], 3.0).all():
            np.testing.assert_allclose(found[3 * at + 1 : 3 * at + 4], [first, second, second], atol=1e-9)


def test_a_place_is_the_point_that_is_drawn_there() -> None:
    for tile in range(len(METHODS)):
        place = placed(np.array([-4.0, 2.0]), tile, 3.0)
        np.testing.assert_allclose(point((place[0], place[1]), tile, 3.0), (-4, 2))
        left, top = corner(tile)
        assert left <= place[0] <= left + TILE
        assert top <= place[1] <= top + MAP + 40


# -- formulas in numbers -----------------------------------------------------------------------------------
@every("method", METHODS)
@every("parameter", ["x", "y"])
def test_a_formula_in_numbers_fits_and_has_the_numbers_of_the_step(method: str, parameter: str) -> None:
    settings, at = replace(START, method=method, parameter=parameter), "xy".index(parameter)
    walk = walks(settings).by_method[method]
    for step in walk:
        known = numbers(walk.optimizer, step, at)
        said = list(rows.arithmetic(walk, step.number, at))
        assert max(map(len, said)) <= 34
        update = said[rows.NAMES.index("update")]
        assert update.startswith(f"{step.rate:g}·")
        before, after = said[rows.NAMES.index("newtheta")].split(" − ")
        assert float(before) == pytest.approx(known["old_theta"], rel=5e-3)
        assert float(after.strip("()")) == pytest.approx(known["update"], rel=5e-3)
        bytes_of = told(settings).frames["numbers"][step.number] if step.number < 3 else None
        if bytes_of is not None:
            found = [bytes(one).rstrip(b"\0").decode() for one in bytes_of.reshape(len(rows.NAMES), -1)]
            assert found == said


def test_the_formulas_of_adam() -> None:
    walk = walks(START).by_method["adam"]
    assert list(rows.letters(walk.optimizer).values()) == [
        "θ = (x, y)",
        "g = ∇L(θ)",
        "",
        "m ← β1·m + (1 − β1)·g",
        "v ← β2·v + (1 − β2)·g²",
        "",
        "m̂ = m / (1 − β1ᵗ)",
        "v̂ = v / (1 − β2ᵗ)",
        "Δθ = rate·m̂ / (√v̂ + ε)",
        "θ ← θ − Δθ",
    ]
    assert list(rows.arithmetic(walk, 2, 0)) == [
        "",
        "∂L/∂x = x/10",
        "",
        "0.9·(-0.07) + 0.1·(-0.67)",
        "0.999·0.00049 + 0.001·(-0.67)²",
        "",
        "-0.13 / (1 − 0.9^2)",
        "0.000938 / (1 − 0.999^2)",
        "0.3·(-0.684) / (√0.469 + 1e-8)",
        "-6.7 − (-0.3)",
    ]


# -- touches ------------------------------------------------------------------------------------------------
def test_a_rate_holds_from_the_shown_step_on() -> None:
    changed = touch(START, ("rate0@12", 0.5))
    assert changed.changes == (Change("sgd", 12, 0.5),)
    assert changed.rates == USUAL
    before, after = told(START).frames, told(changed).frames
    np.testing.assert_array_equal(before["losses"][:13], after["losses"][:13])
    np.testing.assert_array_equal(before["losses"][:, 1:], after["losses"][:, 1:])
    assert (before["losses"][13:, 0] != after["losses"][13:, 0]).all()
    assert after["rates"][:, 0].tolist() == [0.95] * 12 + [0.5] * 19


def test_a_new_rate_takes_the_place_of_later_ones_of_its_optimizer() -> None:
    settings = touch(START, ("rate0@12", 0.5), ("rate5@4", 0.1), ("rate0@20", 0.6), ("rate0@8", 0.7))
    assert settings.changes == (Change("adam", 4, 0.1), Change("sgd", 8, 0.7))
    assert touch(settings, ("rate0@9", 0.8)).changes[-1] == Change("sgd", 9, 0.8)


@every("step", [0, 30])
def test_at_the_start_and_at_the_end_a_rate_holds_from_the_start_on(step: int) -> None:
    settings = touch(START, ("rate0@12", 0.5), ("rate5@12", 0.5), (f"rate0@{step}", 0.25))
    assert settings.rates == (0.25, *USUAL[1:])
    assert settings.changes == (Change("adam", 12, 0.5),)


@every(
    "touches, field, value",
    [
        ([("method3", None)], "method", "adagrad"),
        ([("parameter1", None)], "parameter", "y"),
        ([("surface", 1)], "surface", "round"),
        ([("start[0]", 3.5)], "start", (3.5, 2.0)),
        ([("start[1]", -99.0)], "start", (-7.0, -3.0)),
        ([("grip0[0]", SOMEWHERE[0]), ("grip0[1]", SOMEWHERE[1])], "start", (4.0, -1.0)),
        ([("grip5[0]", -999.0), ("grip5[1]", 999.0)], "start", (-9.0, -3.0)),
        ([("rate1@0", 9999.0)], "rates", (0.95, 1000.0, *USUAL[2:])),
        ([("rate1", -1.0)], "rates", (0.95, 0.0, *USUAL[2:])),
    ],
)
def test_a_touch_changes_what_it_is_about(touches: list[Any], field: str, value: object) -> None:
    changed = touch(START, *touches)
    assert getattr(changed, field) == value
    assert replace(changed, **{field: getattr(START, field)}) == START


@every(
    "touches",
    [
        [("method9", None)],
        [("method", None)],
        [("method0[1]", None)],
        [("parameter2", None)],
        [("rate6@3", 1.0)],
        [("rate", 1.0)],
        [("rate0@3", None)],
        [("start[2]", 1.0)],
        [("start", 1.0)],
        [("grip0[0]", 1.0)],
        [("grip9[0]", 1.0), ("grip9[1]", 1.0)],
        [("grip[0]", 1.0), ("grip[1]", 1.0)],
        [("nothing", 1.0)],
        [("<b>", None)],
    ],
)
def test_a_touch_of_what_is_not_there_changes_nothing(touches: list[Any]) -> None:
    assert touch(START, *touches) == START


def test_the_usual_numbers_come_back() -> None:
    changed = touch(START, ("start[0]", 1.0), ("rate0@0", 0.1), ("rate3@5", 0.1), ("method2", None))
    assert touch(changed, ("usual", None)) == replace(START, method="nesterov")


def test_on_a_smaller_map_the_start_comes_inside() -> None:
    assert touch(replace(START, surface="round", start=(-15.0, 5.0)), ("surface", 0)).start == (-9.0, 3.0)


def test_no_touch_changes_the_picture() -> None:
    before = LESSON.spec(START, TEXT, "light").id
    for touches in (
        ("rate0@3", 2.0),
        ("surface", 2.0),
        ("start[0]", 1.0),
        ("parameter1", None),
    ):
        assert LESSON.spec(touch(START, touches), TEXT, "light").id == before
    assert LESSON.spec(replace(START, walk=60), TEXT, "light").id != before


def test_the_table_is_as_high_as_the_rows_of_its_optimizer() -> None:
    for method in METHODS:
        panels = LESSON.spec(replace(START, method=method), TEXT, "light").panels
        (table,) = [one for one in panels if isinstance(one, ScenePanel) and one.id == "state"]
        once = told(replace(START, method=method)).once
        assert once is not None
        seen = once["rows_shown"][0].repeat(5) == 1
        lowest = once["rows_at"][0].reshape(-1, 2)[seen, 1].max()  # the second line of the last row
        assert 10 < table.scene.height - lowest < 18


# -- links ---------------------------------------------------------------------------------------------------
def test_a_link_holds_all_of_it() -> None:
    settings = replace(
        START,
        surface="ravine",
        start=(2.5, -1.25),
        rates=(0.1, 0.2, 0.3, 0.4, 0.5, 0.6),
        changes=(Change("sgd", 3, 0.45), Change("adam", 10, 2.0)),
        method="adam",
        parameter="y",
        walk=60,
    )
    query = STORE.write(settings)
    assert query["changes"] == "sgd@3:0.45;adam@10:2"
    assert query["rates"] == "0.1,0.2,0.3,0.4,0.5,0.6"
    assert STORE.read(query) == (settings, [])


@every(
    "name, value, used",
    [
        ("start", "99,99", "9,3"),
        ("start", "1", "-7,2"),
        ("start", "1,2,3", "1,2"),
        ("start", "a,b", "-7,2"),
        ("rates", "1,2", "1,2,0.1,1.5,0.3,0.3"),
        ("rates", "-1,9999,0,0,0,0", "0,1000,0,0,0,0"),
        ("rates", "1;2", "1,0.1,0.1,1.5,0.3,0.3"),
        ("changes", "sgd@3", ""),
        ("changes", "none@3:1", ""),
        ("changes", "sgd@-3:1", ""),
        ("changes", "sgd@3:nan", ""),
        ("changes", "sgd@999:9999", "sgd@59:1000"),
        ("method", "newton", "sgd"),
        ("surface", "cube", "bowl"),
        ("steps", "31", "30"),
    ],
)
def test_what_of_a_link_cannot_be_is_said(name: str, value: str, used: str) -> None:
    settings, complaints = STORE.read({"view": "optimizers", name: value})
    assert [(one.name, one.value, one.used) for one in complaints] == [(name, value, used)]
    told(settings)


def test_a_start_of_a_larger_map_is_held_on_a_smaller_one() -> None:
    settings, complaints = STORE.read({"view": "optimizers", "start": "-3,4"})
    assert settings.start == (-3, 3)
    assert [one.name for one in complaints] == ["start"]


def test_there_are_never_too_many_changes() -> None:
    changes: tuple[Change, ...] = ()
    for point_ in range(40):
        changes = with_change(changes, Change("sgd", point_, 0.1))
    assert changes[-1] == Change("sgd", 39, 0.1)
    text = STORE.table["changes"].write(changes)
    assert STORE.table["changes"].read(text) == (changes, True)


# -- words ---------------------------------------------------------------------------------------------------
@every("language", LANGUAGES)
@every("surface", SURFACES)
def test_the_question_is_answered_by_the_losses(language: Any, surface: str) -> None:
    text, settings = Text("backprop_optimizers", language), replace(START, surface=surface)
    guess = told(settings, text).guess
    assert guess is not None
    losses = {text(f"method.{name}"): walk.losses[-1] for name, walk in walks(settings).by_method.items()}
    assert losses[guess.right] == min(losses.values())
    assert list(guess.options) == list(losses)
    assert guess.since == 30


def test_other_numbers_are_another_question() -> None:
    touches = (("rate0@3", 0.2), ("start[0]", 1.0), ("surface", 1.0))
    guesses = [told(one).guess for one in (START, *(touch(START, one) for one in touches))]
    assert len({guess.id for guess in guesses if guess}) == 4
    assert told(START).guess == told(replace(START, method="adam", parameter="y")).guess


def said_at(settings: BackpropSettings, frame: int) -> list[str]:
    """What is noted at a frame."""
    return [note.text for note in [notes for since, notes in told(settings).notes if since <= frame][-1]]


def test_a_rate_above_the_limit_is_named_with_one_below_it() -> None:
    settings = touch(START, ("rate0@3", 1.05))
    assert not any("diverges" in one for one in said_at(settings, 2))
    (warning,) = [one for one in said_at(settings, 3) if "diverges" in one]
    assert warning.startswith("Gradient descent: the rate 1.05 is above 1.")
    assert warning.endswith("Try 0.9.")
    states = told(settings).frames["states"][:, 0]
    assert ON_MAP in states[:4]
    assert states[-1] == DIVERGES


def test_how_a_path_goes_is_said_on_its_map() -> None:
    near = told(replace(START, rates=(1.1, 0.1, 0.1, 4.0, 0.3, 0.3), start=(0.5, 0.1))).frames["states"]
    assert near[-1].tolist()[:2] == [DIVERGES, ON_MAP]
    assert near[1, METHODS.index("adagrad")] == CLIMBS  # it has no limit, but its first step was too long
    settings = replace(START, rates=(0.95, 0.8, *USUAL[2:]), start=(-9.0, 3.0))
    path, states = walks(settings).by_method["momentum"].path, told(settings).frames["states"][:, 1]
    lower = walks(settings).by_method["momentum"].losses <= BOWL.loss(np.array(settings.start))
    assert (states == OUTSIDE).any()
    np.testing.assert_array_equal(states == OUTSIDE, lower & ~inside(path, 3.0))


def test_a_walk_out_of_the_finite_numbers_is_named_with_its_step() -> None:
    settings = replace(START, walk=60, rates=(1000.0, *USUAL[1:]))
    last = len(walks(settings).by_method["sgd"])
    assert last < 60
    answer = told(settings)
    assert answer.frames["states"][:, 0].tolist()[last - 1 :] == [DIVERGES] + [ENDLESS] * (61 - last)
    assert said_at(settings, last)[0].startswith("Gradient descent has diverged: ")
    assert f"after step {last}." in said_at(settings, last)[0]
    assert not any("has diverged" in one for one in said_at(settings, last - 1))
    assert answer.captions is not None
    words = f"Gradient descent: step {last} led out of the finite numbers. It ends there."
    assert [caption[0][1] == words for caption in answer.captions] == [False] * last + [True] * (61 - last)


def test_the_chosen_one_is_told_that_its_rate_changed_and_that_it_arrived() -> None:
    settings = replace(START, method="adagrad", changes=(Change("adagrad", 20, 0.5),))
    arrival = walks(settings).by_method["adagrad"].arrival
    assert arrival is not None
    assert not any("below 1 %" in one for one in said_at(settings, arrival - 1))
    assert f"AdaGrad: from step {arrival} on, the loss stays below 1 % of that at the start." in said_at(
        settings, arrival
    )
    assert "AdaGrad: the rate is 0.5 from here on. What it remembers (h) stays." in said_at(settings, 20)
    assert not any("from here on" in one for one in said_at(settings, 19))


@every("language", LANGUAGES)
@every("method", METHODS)
def test_every_step_has_its_caption(language: Any, method: str) -> None:
    text, settings = Text("backprop_optimizers", language), replace(START, method=method)
    captions = told(settings, text).captions
    assert captions is not None
    assert len(captions) == 31
    assert len({"".join(words for _, words in caption) for caption in captions}) == 31


def test_the_caption_of_a_step() -> None:
    captions = told(START).captions
    assert captions is not None
    assert "".join(words for _, words in captions[1]) == (
        "Gradient descent, step 1: θ ← (-7, 2) − (-0.665, 3.8) ≈ (-6.33, -1.8), loss 5.25"
    )


def test_all_steps_are_told_in_words() -> None:
    lines = transcript(START, TEXT).splitlines()
    assert len(lines) == 31
    assert lines[0] == "Gradient descent: it begins at (-7, 2), where the loss is 6.45."


@every("method", METHODS)
def test_the_table_of_a_walk_has_every_digit(method: str) -> None:
    walk = walks(replace(START, method=method)).chosen
    head, start, *steps = list(csv.reader(as_csv(walk).splitlines()))
    assert head[:3] == ["step", "rate", "loss"]
    assert head[-2:] == ["theta[x]", "theta[y]"]
    np.testing.assert_array_equal([float(row[-2]) for row in (start, *steps)], walk.path[:, 0])
    np.testing.assert_array_equal([float(row[2]) for row in (start, *steps)], walk.losses)
    np.testing.assert_array_equal(
        [float(row[head.index("g[y]")]) for row in steps], [s.values["g"][1] for s in walk]
    )
    assert {len(row) for row in (start, *steps)} == {len(head)}


@every("language", LANGUAGES)
def test_the_page_shows_the_lesson_with_its_words_below(language: Any) -> None:
    app = well(open_page("backprop", view="optimizers", method="adam", changes="adam@3:0.1", lang=language))
    assert question(app) == Text("backprop_optimizers", language)("question.optimizers")
    assert "Adam" in app.expander[0].text[0].value


# -- the picture ---------------------------------------------------------------------------------------------
@every("steps", [20, 30, 60])
def test_every_element_follows_a_field_that_is_there(steps: int) -> None:
    fields = layout(steps)
    lengths = {field.name: field.length for field in (*fields.fields, *fields.once)}
    for panel in LESSON.spec(replace(START, walk=steps), TEXT, "light").panels:
        if not isinstance(panel, ScenePanel):
            continue
        ids = [element.id for element in panel.scene.elements]
        assert len(set(ids)) == len(ids)
        for binding in panel.scene.bindings:
            assert set(binding.ids) <= set(ids)
            assert binding.field in lengths


def test_a_number_says_its_line_of_numpy() -> None:
    hints = told(replace(START, method="adam")).hints
    assert hints["m[0]"] == (("", "m = beta1 * m + (1 - beta1) * g"),)
    assert "t[0]" not in hints
    ids = {
        element.id
        for panel in LESSON.spec(START, TEXT, "light").panels
        if isinstance(panel, ScenePanel)
        for element in panel.scene.elements
    }
    assert set(hints) <= ids
