"""Points that hands put, move and delete in a map or a chart: what becomes of the rows, which stay in their
part, and what is refused. All else of a run stays."""

from collections.abc import Iterator
from dataclasses import replace

import numpy as np
import pytest

from nnviz import Experiment
from nnviz.datasets.rows import XOR_ROWS
from pages.parts.train.data.points import Points, order_of, points_of
from pages.parts.train.frames import Film
from pages.parts.train.hands import point_touches
from pages.parts.train.lessons import LESSON
from pages.parts.train.panels.network_panel import network_scene
from pages.parts.train.pins.pins import pinned
from pages.parts.train.settings import PAIRS, STORE, TrainSettings, begun, suited
from pages.parts.train.values.differing import differing
from pages.parts.train.views.plane import Plane, plane_of
from pages.shared.protocol.answers import Append
from pages.shared.protocol.elements import Disc, Ground, Handle, Token
from pages.shared.protocol.requests import Request, Touch, Touches
from pages.shared.protocol.timelines import GrowingTimeline
from pages.shared.state.session import Store, visiting
from pages.shared.text import LANGUAGES, Text
from tests.every import every

EN = Text("train", "en")
ROWS = begun("rows")
CIRCLE = replace(begun("circle"), samples=30, noise=0.1, data_seed=7)
CURVE = replace(begun("curve"), samples=20)


@pytest.fixture(autouse=True)
def visit() -> Iterator[None]:
    with visiting(Store()):
        yield


def film_of(settings: TrainSettings) -> Film:
    return Film(Experiment(settings.start), np.array(PAIRS), held=point_touches.held())


def seen(settings: TrainSettings) -> Points:
    found = points_of(settings, film_of(settings))
    assert found is not None
    return found


def press(name: str, *places: float) -> Touches:
    """A press, or a drag that says where."""
    if not places:
        return (Touch(name, None),)
    return tuple(Touch(f"{name}[{at}]", value) for at, value in enumerate(places))


def after(settings: TrainSettings, touches: Touches) -> TrainSettings:
    return point_touches.touched(settings, touches, film_of)


def told() -> dict[str, str]:
    return point_touches.refused(EN)


# -- on a map -------------------------------------------------------------------------------------
def test_a_press_on_empty_ground_adds_a_row_of_the_chosen_class() -> None:
    assert after(ROWS, press("ground1", 0.5, 1.25)).rows == (*XOR_ROWS, ((0.5, 1.25), (0,)))
    chosen = after(ROWS, press("brush1"))
    assert (chosen.brush, chosen.rows) == (1, XOR_ROWS)
    assert after(chosen, press("ground2", 0.5, 1.25)).rows[-1] == ((0.5, 1.25), (1,))
    assert told() == {}


def test_two_presses_that_come_together_add_two_rows() -> None:
    found = after(ROWS, press("ground1", 0.5, 0.5) + press("ground2", 0.25, 0.75))
    assert [inputs for inputs, _ in found.rows[4:]] == [(0.5, 0.5), (0.25, 0.75)]


def test_a_press_that_is_told_again_is_not_done_again() -> None:
    once = after(ROWS, press("ground7", 0.5, 0.5))
    assert after(once, press("ground7", 0.5, 0.5)) == once
    assert told() == {}
    fewer = after(once, (Touch("remove0", 8.0),))
    assert after(fewer, (Touch("remove0", 8.0),)) == fewer
    assert len(after(fewer, (Touch("remove0", 9.0),)).rows) == 3


def test_a_point_that_is_let_go_somewhere_is_its_row_with_other_inputs() -> None:
    found = after(ROWS, press("point2", 1.5, -0.5))
    assert found.rows == (*XOR_ROWS[:2], ((1.5, -0.5), (1,)), XOR_ROWS[3])


def test_a_press_chooses_a_point_and_a_second_one_leaves_it() -> None:
    chosen = after(ROWS, press("point2"))
    assert chosen == replace(ROWS, point=2)
    assert after(chosen, press("point2")) == ROWS
    assert after(chosen, press("point1")).point == 1


def test_the_chosen_point_is_deleted_by_the_button_and_any_by_its_key() -> None:
    chosen = replace(ROWS, point=2)
    found = after(chosen, press("remove"))
    assert (found.rows, found.point) == ((*XOR_ROWS[:2], XOR_ROWS[3]), None)
    assert after(chosen, press("remove0")).rows == XOR_ROWS[1:]


def test_the_chosen_point_gets_another_class() -> None:
    found = after(replace(ROWS, point=0), press("brush1"))
    assert found.rows == (((0.0, 0.0), (1.0,)), *XOR_ROWS[1:])
    assert (found.point, found.brush) == (0, 1)
    assert after(replace(ROWS, point=1), press("brush1")).rows == XOR_ROWS


@every(
    "id_, places",
    [
        ("ground", (0.5,)),
        ("ground", ()),
        ("point4", ()),
        ("point4", (0.5, 0.5)),
        ("point", ()),
        ("point1.2", ()),
        ("remove9", ()),
        ("brush2", ()),
        ("brush", ()),
        ("some", ()),
        ("ground[2]", ()),
    ],
)
def test_what_is_not_there_changes_nothing(id_: str, places: tuple[float, ...]) -> None:
    assert after(ROWS, press(id_, *places)) == ROWS
    assert told() == {}


def test_every_other_setting_stays() -> None:
    settings = suited(replace(ROWS, hidden=((3, "relu"),), rate=0.05, seed=9, l2=0.001, standardise=True))
    found = after(settings, press("ground1", 0.5, 0.5))
    assert replace(found, rows=settings.rows) == settings


# -- what is refused ------------------------------------------------------------------------------
FULL = replace(ROWS, rows=tuple(((float(at % 10), float(at // 10)), (float(at % 2),)) for at in range(50)))


@pytest.mark.parametrize(
    ("settings", "touches", "element", "words"),
    [
        (ROWS, press("ground3", 0.0, 1.0), "ground", "There is already a point at this place."),
        (ROWS, press("point0", 0.0, 1.0), "point0", "There is already a point at this place."),
        (ROWS, press("ground3", 9.0, 1.0), "ground", "This place is outside the picture."),
        (ROWS, press("point1", 0.0, 1e300), "point1", "This place is outside the picture."),
        (FULL, press("ground3", 0.5, 0.5), "ground", "There are already 50 points, which is the limit."),
        (ROWS, press("remove"), "remove", "Press a point first to choose it."),
        (replace(ROWS, rows=XOR_ROWS[:2]), press("remove0"), "point0", "This is the last point of its class"),
        (
            replace(ROWS, rows=XOR_ROWS[:2], point=0),
            press("brush1"),
            "brush1",
            "This is the last point of its class",
        ),
    ],
)
def test_a_refusal_is_said_at_what_was_touched(
    settings: TrainSettings, touches: Touches, element: str, words: str
) -> None:
    found = after(settings, touches)
    assert found.rows == settings.rows
    ((place, said),) = told().items()
    assert place == element
    assert said.startswith(words)
    assert told() == {}, "it is said once"


def test_the_only_point_of_a_chart_stays() -> None:
    one = suited(replace(ROWS, rows=(((1.0,), (2.5,)),), output="linear", loss="half_squared_error"))
    assert after(one, press("remove0")) == one
    assert told() == {"point0": "The network needs at least one point."}


def test_a_full_map_lets_its_points_be_moved() -> None:
    assert after(FULL, press("point49", 9.5, 4.5)).rows[49] == ((9.5, 4.5), (1.0,))


# -- drawn problems ---------------------------------------------------------------------------------
def test_touching_drawn_points_makes_rows_of_them_and_the_run_stays_as_it_is() -> None:
    found = after(CIRCLE, press("point3", 0.5, -1.5))
    assert found.problem == "rows"
    kept = ("hidden", "output", "loss", "rate", "seed", "optimizer", "train_fraction", "standardise", "bias")
    assert [getattr(found, name) for name in kept] == [getattr(CIRCLE, name) for name in kept]
    before, now = Experiment(CIRCLE.start), Experiment(found.start)
    assert before.test is not None
    assert now.test is not None
    np.testing.assert_array_equal(now.network.parameters, before.network.parameters)
    expected = before.train.X.copy()
    expected[3] = 0.5, -1.5
    np.testing.assert_allclose(now.train.X, expected, atol=0.005)
    np.testing.assert_allclose(now.test.X, before.test.X, atol=0.005)
    np.testing.assert_array_equal(now.train.Y, before.train.Y)


def test_the_rows_of_a_drawn_problem_are_short_in_the_link_and_come_back_from_it() -> None:
    found = after(CIRCLE, press("ground1", 0.1, 0.2))
    query = STORE.write(found)
    assert len(query["rows"]) < 15 * 31
    assert {"noise", "samples", "data-seed", "data_seed"} & query.keys() == set()
    settings, complaints = STORE.read(query)
    assert (settings, complaints) == (found, [])


@pytest.mark.parametrize("output", ["sigmoid", "tanh", "softmax"])
def test_the_output_of_a_drawn_problem_is_learned_on(output: str) -> None:
    settings = suited(replace(CIRCLE, output=output))
    found = after(replace(settings, brush=1), press("ground1", 0.1, 0.2))
    assert (found.output, found.loss) == (settings.output, settings.loss)
    assert seen(found).classes.count(1) == seen(settings).classes.count(1) + 1
    assert {target for _, targets in found.rows for target in targets} == {0, 1}


def test_three_classes_stay_three_when_one_loses_its_last_point() -> None:
    rows = tuple(
        (inputs, tuple(float(at == class_) for at in range(3)))
        for class_, inputs in enumerate([(0.0, 0.0), (1.0, 0.0), (1.0, 1.0)])
    )
    settings = suited(replace(ROWS, rows=rows, output="softmax", loss="cross_entropy"))
    found = after(settings, press("remove2"))
    assert len(found.rows) == 2
    again = after(replace(found, brush=2), press("ground1", 0.25, 0.75))
    assert again.rows[-1] == ((0.25, 0.75), (0.0, 0.0, 1.0))


def test_shuffled_samples_stay_in_their_part() -> None:
    settings = replace(CIRCLE, split_seed=3)
    experiment = Experiment(settings.start)
    assert experiment.test is not None
    order = order_of(experiment)
    X = experiment.data.X[order]
    np.testing.assert_array_equal(X, np.concatenate([experiment.train.X, experiment.test.X]))
    found = after(settings, press("point0", 0.5, 0.5))
    assert found.split_seed is None
    now = Experiment(found.start)
    np.testing.assert_allclose(now.train.X[1:], experiment.train.X[1:], atol=0.005)
    typed = replace(found, split_seed=5)
    assert {*after(typed, press("remove0")).rows} < {*found.rows}


def test_a_new_point_is_learned_from_where_some_are_for_the_test() -> None:
    settings = after(CIRCLE, press("point0", 0.5, 0.5))
    for count in range(8):
        place = (0.25, float(count) / 4)
        settings = after(settings, press(f"ground{count}", *place))
        assert place in {tuple(row) for row in Experiment(settings.start).train.X.tolist()}


def test_more_points_than_rows_are_refused_and_some_of_them_are_taken() -> None:
    many = begun("circle")
    for touches, element in ((press("ground1", 0.5, 0.5), "ground"), (press("point1"), "point1")):
        assert after(many, touches) == many
        assert told() == {
            element: "Up to 50 points can be changed by hand; here there are 500. “Edit 50 of the points” "
            "turns 50 of them into your own rows."
        }
    found = after(many, press("some"))
    assert (found.problem, len(found.rows)) == ("rows", 50)
    before, now = Experiment(many.start), Experiment(found.start)
    assert now.test is not None
    assert before.test is not None
    np.testing.assert_allclose(now.train.X, before.train.X[:35], atol=0.005)
    np.testing.assert_allclose(now.test.X, before.test.X[:15], atol=0.005)


def test_points_whose_features_are_not_their_places_are_drawn_alone() -> None:
    settings = replace(begun("circle"), samples=20, features=("xx", "yy"))
    assert points_of(settings, film_of(settings)) is None
    assert after(settings, press("ground1", 0.5, 0.5)) == settings


# -- in a chart -------------------------------------------------------------------------------------
def test_a_point_of_a_chart_has_its_height_as_target() -> None:
    found = after(CURVE, press("ground1", 0.25, 5.5))
    assert ((0.25,), (5.5,)) in found.rows
    assert (found.problem, found.output, found.loss) == ("rows", "linear", "half_squared_error")
    assert ((0.3,), (4.0,)) in after(found, press("point2", 0.3, 4.0)).rows
    assert len(after(found, press("remove2")).rows) == len(found.rows) - 1


def test_a_press_beside_classes_of_one_input_is_one_of_the_two() -> None:
    rows = tuple(((x,), (float(x > 0),)) for x in (-3.0, -2.0, 2.0, 3.0))
    film = film_of(replace(ROWS, rows=rows))
    (ground,) = [one for one in network_scene(film, False, 1, EN).elements if isinstance(one, Ground)]
    assert ground.steps == (0.01, 1.0)


# -- the plane stays while hands move points ----------------------------------------------------------
def test_the_plane_stays_as_it_is_seen_and_is_found_anew_for_rows_that_do_not_fit_it() -> None:
    found = after(CIRCLE, press("point3", 0.5, -1.5))
    before = seen(CIRCLE).plane
    assert seen(found).plane == before
    maps = film_of(found).maps
    assert maps is not None
    assert maps.plane == before
    outside = replace(found, rows=(*found.rows[1:], ((40.0, 1.0), (1.0,))))
    assert seen(outside).plane.across[1] > 40
    assert seen(ROWS).plane == Plane((-0.5, 1.5), (-0.5, 1.5)), "four rows would be seen much too small"


def test_nothing_holds_the_plane_of_a_drawn_problem() -> None:
    held = Plane((-100.0, 100.0), (-100.0, 100.0))
    experiment = Experiment(CIRCLE.start)
    assert plane_of(experiment, held) == plane_of(experiment)


# -- what is seen -------------------------------------------------------------------------------------
@pytest.mark.parametrize("settings", [ROWS, CIRCLE, CURVE])
def test_every_point_has_a_handle_where_it_stands(settings: TrainSettings) -> None:
    film = film_of(settings)
    elements = network_scene(film, False, 1, EN).elements
    discs = {one.id: one for one in elements if isinstance(one, Disc)}
    (ground,) = [one for one in elements if isinstance(one, Ground)]
    points = seen(settings)
    handles = [one for one in elements if isinstance(one, Handle)]
    assert [one.id for one in handles] == [f"point{at}" for at in range(len(points.rows))]
    for one, (inputs, targets) in zip(handles, points.rows, strict=True):
        assert (one.x, one.y) == (discs[one.of].x, discs[one.of].y)
        assert ("tested" in one.of) == (int(one.id[5:]) >= points.trained)
        x = ground.across[0] + (one.x - ground.x) / ground.width * (ground.across[1] - ground.across[0])
        y = ground.up[1] - (one.y - ground.y) / ground.height * (ground.up[1] - ground.up[0])
        expected = inputs if len(inputs) == 2 else (*inputs, *targets)
        np.testing.assert_allclose((x, y), expected, atol=2 * max(ground.steps))


def test_too_many_points_have_no_handles_but_a_button_for_some_of_them() -> None:
    for settings in (begun("circle"), begun("curve")):
        elements = network_scene(film_of(settings), False, 1, EN).elements
        assert not [one for one in elements if isinstance(one, Handle)]
        buttons = {one.id for one in elements if isinstance(one, Token)}
        assert "some" in buttons
        assert "remove" not in buttons


@pytest.mark.parametrize("settings", [ROWS, begun("circle"), begun("three")])
def test_the_lines_of_tools_lie_apart_from_what_is_below_them_and_inside_the_picture(
    settings: TrainSettings,
) -> None:
    scene = network_scene(film_of(settings), False, 1, EN)
    tools = {one.id: one for one in scene.elements if isinstance(one, Token)}
    switch, brush = tools["discrete"], tools["brush0"]
    button = tools.get("remove") or tools["some"]
    assert switch.y - switch.height / 2 >= button.y + button.height / 2 + 5
    assert button.y - button.height / 2 >= brush.y + brush.height / 2
    assert button.x + button.width / 2 <= scene.width - 1, "its edge is drawn whole"


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_touched_is_called_by_a_name(language: str) -> None:
    text = Text("train", "ja" if language == "ja" else "en")
    elements = network_scene(film_of(ROWS), False, 1, text).elements
    handles = [one.label for one in elements if isinstance(one, Handle)]
    assert all(f"{at}: " in label and "→" in label for at, label in enumerate(handles, 1))


def test_what_follows_from_another_change_is_not_told_beside_it() -> None:
    more = after(ROWS, press("ground1", 0.5, 0.5))
    assert differing(ROWS.structure, more.structure) == ("rows",)
    typed = after(CIRCLE, press("ground1", 0.1, 0.2))
    assert "rows" not in differing(CIRCLE.structure, typed.structure)
    assert "problem" in differing(CIRCLE.structure, typed.structure)


# -- through the lesson -------------------------------------------------------------------------------
def test_a_touch_starts_a_new_run_from_the_same_seeds_and_pins_the_old_curve() -> None:
    LESSON.answer(ROWS, Request("more", count=2, speed="100"), EN)
    before = LESSON.run(ROWS)
    assert LESSON.touched is not None
    found = LESSON.touched(ROWS, press("ground1", 0.5, 0.5))
    assert found.rows[:4] == XOR_ROWS
    assert LESSON.run(found) != before
    (pin,) = pinned()
    assert ("rows", XOR_ROWS) in pin.changed
    spec = LESSON.spec(found, EN, "light")
    assert isinstance(spec, GrowingTimeline)
    answered = LESSON.answer(found, Request("all"), EN)
    assert isinstance(answered, Append)
    assert answered.look is not None
    assert answered.look.values["picked"] == [0.0] * 5


def test_the_answer_says_what_is_chosen_and_why_a_touch_was_refused() -> None:
    assert LESSON.touched is not None
    chosen = LESSON.touched(ROWS, press("point1"))
    answered = LESSON.answer(chosen, Request("touch", touched=press("point1")), EN)
    assert isinstance(answered, Append)
    assert answered.look is not None
    assert (answered.look.values["picked"], answered.look.values["brush"]) == ([0, 1, 0, 0], [0])
    refused = LESSON.touched(chosen, press("ground1", 0.0, 1.0))
    assert refused == chosen
    answered = LESSON.answer(chosen, Request("touch"), EN)
    assert isinstance(answered, Append)
    assert answered.refused == {"ground": "There is already a point at this place."}
