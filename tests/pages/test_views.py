"""What the views of page Train put into a frame is what the core answers, and their pictures show it."""

from dataclasses import replace
from itertools import combinations

import numpy as np
import pytest

from nnviz import Experiment, ExperimentConfig, Grid, Snapshot
from nnviz.datasets.rows import rows_dataset
from pages.parts.train.frames import Film
from pages.parts.train.naming import names_of
from pages.parts.train.panels.network_panel import network_panel, network_scene
from pages.parts.train.panels.second_panels import LOOKED, slim
from pages.parts.train.settings import PAIRS
from pages.parts.train.views.classes import classes_of
from pages.parts.train.views.curve import LearnedCurve
from pages.parts.train.views.decision_map import FLAT, SIDE, SMOOTH
from pages.parts.train.views.pictures import Pictures
from pages.parts.train.views.predictions import Predictions
from pages.shared.figures.colormap import LEVELS
from pages.shared.protocol.bindings import (
    BelowBinding,
    DataBinding,
    MapBinding,
    PlaceBinding,
    PointsBinding,
    TextBinding,
    WordBinding,
)
from pages.shared.protocol.elements import Cell, Curve, Disc, Label, Lens, PixelMap, Token
from pages.shared.protocol.layouts import Array
from pages.shared.protocol.panels import Panel, Scene, ScenePanel
from pages.shared.scenes.axes import roomy, ticks
from pages.shared.scenes.read_pictures import LENGTH, MOST_WRONG
from pages.shared.text import LANGUAGES, Language, Text
from tests.pages.gallery import problems

EN = Text("train", "en")


def filmed(config: ExperimentConfig, epochs: int = 40, **asked: object) -> tuple[Film, Snapshot, Array]:
    """A film, a snapshot of the past, and its frame; the network has gone on since."""
    experiment = Experiment(config)
    experiment.trainer.run(epochs)
    snapshot = experiment.record()
    experiment.trainer.run(2)
    film = Film(experiment, np.array(PAIRS), **asked)  # type: ignore[arg-type]
    return film, snapshot, film.frames([snapshot])[0]


def scene_of(film: Film) -> Scene:
    """The picture of the network."""
    return network_scene(film, False, 1, EN)


def panels_of(film: Film) -> list[Panel]:
    """The panels of all views."""
    names = names_of(film.experiment, EN)
    return [panel for view in film.views for panel in view.panels(names, EN, "light")]


def surface(film: Film, snapshot: Snapshot) -> Array:
    """The answers over the plane, by the core alone."""
    experiment = film.experiment
    low, high = np.floor(experiment.data.X.min()), np.ceil(experiment.data.X.max())
    grid = Grid(experiment.network, (low, high), (low, high), SIDE, experiment.inputs, experiment.targets)
    return grid.surface(snapshot.parameters)


# -- the plane ----------------------------------------------------------------------------------
def test_the_map_of_three_classes_has_the_class_and_how_sure_it_is() -> None:
    film, snapshot, frame = filmed(ExperimentConfig(problem="three"), 200)
    answers = surface(film, snapshot)
    decision = frame["decision"].reshape(SIDE, SIDE)
    np.testing.assert_array_equal(decision // LEVELS, answers.argmax(axis=0))
    second, first = np.sort(answers, axis=0)[-2:]
    assert (
        np.abs(decision % LEVELS / (LEVELS - 1) - SMOOTH * (first - second)).max()
        <= 0.5 / (LEVELS - 1) + 1e-9
    )
    assert set(np.unique(decision // LEVELS)) == {0, 1, 2}


def test_the_map_of_two_classes_leans_from_orange_to_blue() -> None:
    film, snapshot, frame = filmed(ExperimentConfig(problem="circle"))
    (answer,) = surface(film, snapshot)
    decoded = frame["decision"].reshape(SIDE, SIDE) / 127.5 - 1
    assert np.abs(decoded - SMOOTH * (2 * answer - 1)).max() <= 0.5 / 127.5 + 1e-9


@pytest.mark.parametrize("problem", ["circle", "three"])
def test_a_discrete_map_says_which_class_only(problem: str) -> None:
    film, snapshot, frame = filmed(ExperimentConfig(problem=problem), discrete=True)
    answers, decision = surface(film, snapshot), frame["decision"].reshape(SIDE, SIDE)
    if problem == "three":
        np.testing.assert_array_equal(decision, answers.argmax(axis=0) * LEVELS + round(FLAT * (LEVELS - 1)))
    else:
        ends = np.rint(np.array([-FLAT, FLAT]) * 127.5 + 127.5)
        np.testing.assert_array_equal(decision, np.where(answers[0] > 0.5, ends[1], ends[0]))


def test_points_have_the_colours_of_their_classes_and_those_of_the_test_are_rings() -> None:
    film, _, _ = filmed(ExperimentConfig(problem="three"), 1)
    discs = {one.id: one for one in scene_of(film).elements if isinstance(one, Disc)}
    classes = classes_of(film.experiment)
    assert classes is not None
    assert film.experiment.test is not None
    tones = ("negative", "positive", "third")
    for at, class_ in enumerate(film.experiment.train.Y[:300].argmax(axis=1)):
        assert discs[f"trained{at}"].tone == (tones[class_],)
    for at, class_ in enumerate(film.experiment.test.Y.argmax(axis=1)):
        assert discs[f"tested{at}"].tone == (tones[class_], "tested")


@pytest.mark.parametrize("problem", ["three", "digits"])
def test_columns_that_are_drawn_for_the_visitor_have_names_in_both_languages(problem: str) -> None:
    film, _, _ = filmed(ExperimentConfig(problem=problem), 0)
    names = {language: names_of(film.experiment, Text("train", language)) for language in LANGUAGES}
    if problem == "three":
        assert names["en"].outputs == ("class 0", "class 1", "class 2")
        assert names["ja"].outputs == ("クラス0", "クラス1", "クラス2")
        scenes = {name: network_scene(film, False, 1, Text("train", name)) for name in LANGUAGES}
        legends = {
            name: [one.text for one in scene.elements if isinstance(one, Token) and one.group == "brushes"]
            for name, scene in scenes.items()
        }
        assert legends == {name: list(one.outputs) for name, one in names.items()}
    else:
        assert names["en"].inputs[:2] == ("pixel 0,0", "pixel 0,1")
        assert names["ja"].inputs[63] == "画素 7,7"


def test_a_column_of_ones_own_keeps_its_name() -> None:
    data = rows_dataset(feature_names=("class", "pixel"), target_names=("class 1",))
    experiment = Experiment(ExperimentConfig(problem="csv", own=data, train_fraction=1.0, output="sigmoid"))
    assert names_of(experiment, Text("train", "ja")) == (("class", "pixel"), ("class 1",))


def test_maps_of_classes_are_painted_by_the_table_of_classes() -> None:
    for problem, palette in {"circle": "signed", "three": "classes"}.items():
        film, _, _ = filmed(ExperimentConfig(problem=problem), 1)
        scene = scene_of(film)
        maps = {one.id: one for one in scene.elements if isinstance(one, PixelMap)}
        assert maps["decision"].palette == maps["answer1"].palette == palette
        assert maps["map1.1"].palette == "signed"
        bound = {one.field: one.ids for one in scene.bindings if isinstance(one, MapBinding)}
        assert bound["decision"] == ("decision",)
        assert bound["answers"] == tuple(f"answer{at + 1}" for at in range(film.viewer.sizes[-1]))


def test_the_plane_of_ones_own_rows_has_air_and_large_points() -> None:
    rows = tuple(((a, 100 * b), (float(a != b),)) for a in (0.0, 1.0) for b in (0.0, 1.0))
    film, snapshot, frame = filmed(ExperimentConfig(problem="rows", rows=rows))
    assert film.maps is not None
    assert film.maps.plane == ((-0.5, 1.5), (-50, 150))
    grid = Grid(film.experiment.network, *film.maps.plane, SIDE, film.experiment.inputs)
    (answer,) = grid.surface(snapshot.parameters)
    decoded = frame["decision"].reshape(SIDE, SIDE) / 127.5 - 1
    assert np.abs(decoded - SMOOTH * (2 * answer - 1)).max() <= 0.5 / 127.5 + 1e-9
    scene = scene_of(film)
    assert {
        one.radius for one in scene.elements if isinstance(one, Disc) and one.id.startswith("trained")
    } == {8}
    words = {one.id: one.text for one in scene.elements if isinstance(one, Label)}
    assert [words[f"decision.x{at}"] for at in range(2)] == ["0", "1"]
    assert [words[f"decision.y{at}"] for at in range(2)] == ["0", "100"]
    assert (words["decision.across"], words["decision.up"]) == ("x1", "x2")
    lens = next(one for one in scene.elements if isinstance(one, Lens))
    assert (lens.low, lens.high, lens.up) == ("", "", "x2: -50–150")


def test_units_without_maps_say_on_how_many_samples_they_are_active() -> None:
    for units, attribute in ((4, "text"), (32, "colour")):
        config = ExperimentConfig(problem="rows", rows=SUMS, hidden=((units, "relu"), (units, "relu")))
        film, _, _ = filmed(config, 0)
        found = [one for one in scene_of(film).bindings if one.field == "activity"]
        told = [one for one in found if one.attribute == attribute]
        assert [getattr(one, "start", None) for one in told] == [0, units]
        assert all(len(one.ids) == units for one in told)


# -- curves -------------------------------------------------------------------------------------
@pytest.mark.parametrize("curve", ["line", "sqrt", "sin"])
def test_the_learned_curve_goes_through_what_the_core_predicts(curve: str) -> None:
    film, snapshot, frame = filmed(ExperimentConfig(problem="curve", curve=curve))
    view = film.views[0]
    assert isinstance(view, LearnedCurve)
    x, y = frame["curve"].reshape(-1, 2).T
    chart = view.chart
    expected = film.experiment.predict(view.x[:, None], snapshot.parameters)[:, 0]
    low, high = chart.y
    decoded = high - (y - chart.top) / chart.height * (high - low)
    np.testing.assert_allclose(decoded, np.clip(expected, low, high), atol=1e-5 * (high - low))
    assert (x[0], x[-1]) == pytest.approx((chart.left, chart.left + chart.width))


def test_the_axes_of_a_curve_stay_while_it_trains() -> None:
    experiment = Experiment(ExperimentConfig(problem="curve", curve="abs"))
    first = scene_of(Film(experiment, np.array(PAIRS)))
    experiment.trainer.run(100)
    assert scene_of(Film(experiment, np.array(PAIRS))) == first


def test_the_picture_of_a_curve_has_numbers_points_and_the_rule() -> None:
    film, _, _ = filmed(ExperimentConfig(problem="curve", curve="abs"), 1)
    scene = scene_of(film)
    words = {one.text for one in scene.elements if isinstance(one, Label)}
    assert {"−4", "−2", "0", "2", "4", "x", "y", "true curve"} <= words
    tones = {one.id: one.tone for one in scene.elements if isinstance(one, Curve)}
    assert (tones["learned"], tones["rule"]) == ("learned", "rule")
    points = [one.id for one in scene.elements if isinstance(one, Disc)]
    assert sum(name.startswith("trained") for name in points) == 70
    assert sum(name.startswith("tested") for name in points) == 30


def test_typed_rows_with_one_input_have_a_curve_without_a_rule() -> None:
    rows = tuple(((x,), (x * x,)) for x in (0.0, 1.0, 2.0, 3.0))
    film, _, _ = filmed(ExperimentConfig(problem="rows", rows=rows), 1)
    curves = {one.id for one in scene_of(film).elements if isinstance(one, Curve)}
    assert "learned" in curves
    assert "rule" not in curves


def test_the_curve_of_a_unit_is_what_the_unit_answers() -> None:
    film, snapshot, frame = filmed(ExperimentConfig(problem="curve", curve="sin"))
    (binding,) = [
        one
        for one in scene_of(film).bindings
        if isinstance(one, PointsBinding) and one.field == "unit_curves"
    ]
    points = frame["unit_curves"].reshape(len(binding.ids), -1, 2)
    at = binding.ids.index("answers1.3")
    network = film.experiment.network.copy()
    network.load(snapshot.parameters)
    X = film.experiment.inputs.transform(
        np.linspace(-5, film.experiment.data.X.max(), points.shape[1])[:, None]
    )
    answers = network.layers(X)[0].after[:, 2]
    middle = next(one for one in scene_of(film).elements if isinstance(one, Curve) and one.id == "zero1.3")
    heights = middle.points[1] - points[at, :, 1]
    np.testing.assert_allclose(heights / abs(heights).max(), answers / abs(answers).max(), atol=1e-4)


# -- numbers ------------------------------------------------------------------------------------
def test_accuracies_are_those_of_the_snapshot() -> None:
    _, snapshot, frame = filmed(ExperimentConfig(problem="three"))
    assert frame["train_accuracy"][0] == snapshot.train_accuracy
    assert frame["test_accuracy"][0] == snapshot.test_accuracy
    assert 0.4 < snapshot.test_accuracy <= 1


@pytest.mark.parametrize(
    ("config", "shown"),
    [
        (ExperimentConfig(problem="circle"), {"train", "test", "train_accuracy", "test_accuracy"}),
        (ExperimentConfig(problem="curve"), {"train", "test"}),
        (ExperimentConfig(problem="rows"), {"train", "train_accuracy"}),
    ],
)
def test_numbers_in_the_picture_are_large_and_those_that_there_are(
    config: ExperimentConfig, shown: set[str]
) -> None:
    film, _, _ = filmed(config, 1)
    scene = scene_of(film)
    bound = {one.field: one.ids[0] for one in scene.bindings if isinstance(one, TextBinding) and one.exact}
    assert set(bound) == shown
    sizes = {one.id: one.size for one in scene.elements if isinstance(one, Label)}
    assert min(sizes[id_] for id_ in bound.values()) >= 24


def test_the_confusion_matrix_counts_the_samples_of_the_test() -> None:
    film, snapshot, frame = filmed(ExperimentConfig(problem="three"), 150)
    experiment = film.experiment
    assert experiment.test is not None
    said = experiment.predict(experiment.test.X, snapshot.parameters).argmax(axis=1)
    counts = np.zeros((3, 3))
    np.add.at(counts, (experiment.test.Y.argmax(axis=1), said), 1)
    np.testing.assert_array_equal(frame["confusion"].reshape(3, 3), counts)
    assert np.trace(counts) / counts.sum() == pytest.approx(snapshot.test_accuracy)
    shares = frame["confusion_share"].reshape(3, 3)
    np.testing.assert_allclose(abs(shares).sum(axis=1), 1, rtol=1e-6)
    assert (np.diag(shares) >= 0).all()
    assert (shares - np.diag(np.diag(shares)) <= 0).all()


@pytest.mark.parametrize(
    ("config", "part", "count"),
    [
        (ExperimentConfig(problem="circle"), "150 test samples", 4),
        (ExperimentConfig(problem="rows"), "4 training samples", 4),
        (ExperimentConfig(problem="digits"), "539 test samples", 100),
    ],
)
def test_the_panel_of_the_confusion_matrix_says_what_is_counted(
    config: ExperimentConfig, part: str, count: int
) -> None:
    film, _, _ = filmed(config, 0)
    found = panels_of(film)
    (panel,) = [one for one in found if isinstance(one, ScenePanel) and one.id == "confusion"]
    assert panel.title == f"Confusion matrix of {part}"
    (numbers,) = [one for one in panel.scene.bindings if isinstance(one, TextBinding)]
    assert len(numbers.ids) == count


# -- numbers of one's own -------------------------------------------------------------------------
SUMS = tuple(((a, b, a * b), (a + b, 10 * a)) for a in (0.0, 1.0, 2.0, 3.0) for b in (0.5, 1.5))


def test_a_point_stands_at_its_target_and_what_is_predicted() -> None:
    film, snapshot, frame = filmed(ExperimentConfig(problem="rows", rows=SUMS, rate=0.01), 20)
    view = film.views[0]
    assert isinstance(view, Predictions)
    predicted = film.experiment.predict(film.experiment.train.X, snapshot.parameters)
    points = frame["scatter"].reshape(2, 8, 2)
    for at, chart in enumerate(view.charts):
        low, high = chart.x
        x = low + (points[at, :, 0] - chart.left) / chart.width * (high - low)
        y = high - (points[at, :, 1] - chart.top) / chart.height * (high - low)
        np.testing.assert_allclose(x, film.experiment.train.Y[:, at], atol=1e-4 * (high - low))
        expected = np.clip(predicted[:, at], low, high)
        np.testing.assert_allclose(y, expected, atol=1e-4 * (high - low))
    (bound,) = [one for one in scene_of(film).bindings if isinstance(one, PlaceBinding)]
    assert bound.ids == tuple(f"trained{chart}.{at}" for chart in (1, 2) for at in range(8))


def test_charts_stand_beside_each_other_inside_the_picture() -> None:
    for count in range(1, 7):
        rows = tuple(((x, x, x), (2.5 + x,) * count) for x in (0.0, 1.0, 2.0))
        film, _, _ = filmed(ExperimentConfig(problem="rows", rows=rows, rate=0.01), 0)
        scene = scene_of(film)
        grounds = [one for one in scene.elements if isinstance(one, Cell) and one.id.endswith(".ground")]
        assert len(grounds) == count
        assert all(one.x >= 438 and one.x + one.width <= scene.width for one in grounds)
        for one, other in combinations(grounds, 2):
            apart = max(abs(one.x - other.x) - one.width, abs(one.y - other.y) - one.height)
            assert apart > 40, count


def test_the_table_of_rows_has_what_is_typed_and_what_is_predicted() -> None:
    film, snapshot, frame = filmed(ExperimentConfig(problem="rows", rows=SUMS, rate=0.01), 20)
    predicted = film.experiment.predict(film.experiment.train.X, snapshot.parameters)
    np.testing.assert_array_equal(frame["predicted"], predicted.astype(np.float32).ravel())
    errors = predicted - film.experiment.train.Y
    np.testing.assert_array_equal(frame["missed"], errors.astype(np.float32).ravel())
    found = panels_of(film)
    tables = [one for one in found if isinstance(one, ScenePanel) and one.id.startswith("rows")]
    assert [one.title for one in tables] == [f"Predictions of y{at}, sample by sample" for at in (1, 2)]
    words = {one.id: one.text for one in tables[1].scene.elements if isinstance(one, Label)}
    assert [words[f"head{at}"] for at in range(6)] == ["x1", "x2", "x3", "target", "prediction", "error"]
    assert [words[f"given[5,{at}]"] for at in range(4)] == ["2", "1.5", "3", "20"]
    (first, second) = [one for one in tables[1].scene.bindings if isinstance(one, TextBinding)]
    assert (first.field, first.start, first.stride) == ("predicted", 1, 2)
    assert (second.field, len(second.ids)) == ("missed", 8)


def test_classes_of_many_inputs_are_answered_by_a_confusion_matrix_in_the_picture() -> None:
    rows = tuple(((a, b, a), (float(a > b),)) for a in (0.0, 1.0, 2.0) for b in (0.5, 1.5))
    film, _, _ = filmed(ExperimentConfig(problem="rows", rows=rows), 5)
    ids = {one.id for one in scene_of(film).elements}
    assert {"count[0,1]", "share[1,1]", "true1", "score.accuracy.train"} <= ids
    found = panels_of(film)
    assert "confusion" not in {panel.id for panel in found}


@pytest.mark.parametrize("name", sorted(problems()))
def test_every_picture_of_a_problem_is_bound_to_fields_that_there_are(name: str) -> None:
    film, _, frame = filmed(problems()[name], 1)
    scene = scene_of(film)
    ids = [one.id for one in scene.elements]
    assert len(ids) == len(set(ids))
    sizes = {one.name: one.length for one in film.layout.fields}
    for binding in scene.bindings:
        if binding.field not in LOOKED:
            assert binding.field in sizes, binding.field
            assert set(binding.ids) <= set(ids), binding.field
    places = {one.id: one for one in scene.elements}
    for one in scene.elements:
        if isinstance(one, Lens):
            assert one.map in places
            assert one.of in places
    assert frame.dtype.itemsize == film.layout.dtype.itemsize


@pytest.mark.parametrize("name", sorted(problems()))
def test_the_past_is_seen_with_the_activations_that_it_had(name: str) -> None:
    experiment = Experiment(problems()[name])
    experiment.trainer.run(1)
    moment = experiment.record()
    film = Film(experiment, np.array(PAIRS))
    before = film.frames([moment])[0].copy()
    experiment.trainer.change_activation(1, "sigmoid")
    after, now = film.frames([moment, experiment.record()])
    for field in film.layout.fields:
        np.testing.assert_array_equal(after[field.name], before[field.name], field.name)
    assert any((now[one.name] != before[one.name]).any() for one in film.layout.fields if one.name != "step")


@pytest.mark.parametrize("problem", ["circle", "three", "curve", "digits"])
def test_a_run_costs_no_more_than_a_line_can_carry(problem: str) -> None:
    film, _, _ = filmed(ExperimentConfig(problem=problem), 0)
    assert film.layout.dtype.itemsize * 41 < 600_000


# -- digits -------------------------------------------------------------------------------------
def test_a_picture_is_read_as_the_core_reads_it() -> None:
    film, snapshot, frame = filmed(ExperimentConfig(problem="digits", batch_size=64), 3, sample=12)
    experiment = film.experiment
    assert experiment.test is not None
    answers = experiment.predict(experiment.test.X, snapshot.parameters)
    np.testing.assert_array_equal(frame["p"], answers[12].astype(np.float32))
    assert (frame["sample"][0], frame["said"][0]) == (13, answers[12].argmax())
    assert frame["truth"][0] == experiment.test.Y[12].argmax()
    ink = frame["picture"] / 127.5 - 1
    assert np.abs(ink - experiment.test.X[12]).max() <= 0.5 / 127.5 + 1e-9
    ends = frame["bars"].reshape(10, 2)
    np.testing.assert_allclose(np.diff(ends)[:, 0] / LENGTH, answers[12], atol=1e-5)


def test_the_pictures_read_wrong_are_the_first_ones() -> None:
    film, snapshot, frame = filmed(ExperimentConfig(problem="digits", batch_size=64), 3)
    experiment = film.experiment
    assert experiment.test is not None
    said = experiment.predict(experiment.test.X, snapshot.parameters).argmax(axis=1)
    truths = experiment.test.Y.argmax(axis=1)
    wrong = np.flatnonzero(said != truths)
    assert frame["wrong"][0] == len(wrong) > MOST_WRONG
    assert snapshot.test_accuracy == pytest.approx(1 - len(wrong) / len(truths))
    first = wrong[0]
    (words,) = [one for one in scene_of(film).bindings if isinstance(one, WordBinding)]
    assert words.words[int(frame["wrong_words"][0])] == f"{said[first]} (is {truths[first]})"
    ink = frame["wrong_pictures"].reshape(MOST_WRONG, 64)[0] / 127.5 - 1
    assert np.abs(ink - experiment.test.X[first]).max() <= 0.5 / 127.5 + 1e-9


def test_a_picture_read_wrong_tells_its_place_in_the_test_and_is_marked_while_it_is_shown() -> None:
    config = ExperimentConfig(problem="digits", batch_size=64)
    _, _, frame = filmed(config, 3)
    places = frame["wrong_samples"].astype(int).tolist()
    film, _, frame = filmed(config, 3, sample=places[2])
    assert frame["wrong_chosen"].tolist() == [0, 0, 1, 0, 0, 0, 0, 0]
    np.testing.assert_array_equal(frame["picture"], frame["wrong_pictures"].reshape(MOST_WRONG, 64)[2])
    cells = {one.id: one for one in scene_of(film).elements if isinstance(one, Cell)}
    assert all(cells[f"mistake[{at}]"].press and cells[f"mistake[{at}]"].tells for at in range(MOST_WRONG))
    bound = {one.attribute: one for one in scene_of(film).bindings if "mistake[0]" in one.ids}
    assert isinstance(bound["data"], DataBinding)
    assert (bound["data"].field, bound["data"].name) == ("wrong_samples", cells["mistake[0]"].tells)


def test_where_few_pictures_are_read_wrong_the_other_places_have_no_button() -> None:
    film, snapshot, _ = filmed(ExperimentConfig(problem="digits", batch_size=16, rate=0.5), 60)
    experiment = film.experiment
    assert experiment.test is not None
    held = replace(experiment.test, X=experiment.test.X[:60], Y=experiment.test.Y[:60])
    view = film.views[0]
    assert isinstance(view, Pictures)
    view.X, view.truths = held.X, view.truths[:60]
    frame = film.frames([snapshot])[0]
    count = int(frame["wrong"][0])
    assert 0 < count < MOST_WRONG
    assert (frame["wrong_samples"][:count] >= 0).all()
    assert frame["wrong_samples"][count:].tolist() == [-1] * (MOST_WRONG - count)
    (away,) = [one for one in scene_of(film).bindings if isinstance(one, BelowBinding) and one.name == "away"]
    assert (away.field, away.below) == ("wrong_samples", 0)


def test_a_unit_shows_its_weights_as_a_picture() -> None:
    film, _, frame = filmed(ExperimentConfig(problem="digits"), 2)
    images = frame["images"].reshape(16, 64) / 127.5 - 1
    W = frame["W1"].reshape(64, 16).T
    assert np.abs(images - W / np.abs(W).max(axis=1, keepdims=True)).max() <= 0.5 / 127.5 + 1e-6
    scene = scene_of(film)
    (bound,) = [one for one in scene.bindings if isinstance(one, MapBinding) and one.field == "images"]
    assert bound.downward
    assert bound.ids == tuple(f"image1.{unit}" for unit in range(1, 17))
    ids = {one.id for one in scene.elements}
    assert {"shown.map", "bundle1.1", "sample.next", "rail[9]"} <= ids
    assert not [id_ for id_ in ids if id_.startswith("w1.")]


def test_behind_the_last_picture_comes_the_first() -> None:
    config = ExperimentConfig(problem="digits")
    first, last, after = (filmed(config, 0, sample=sample)[2] for sample in (0, 538, 539))
    assert after["sample"][0] == 1
    np.testing.assert_array_equal(after["picture"], first["picture"])
    assert last["sample"][0] == 539
    assert (last["picture"] != first["picture"]).any()


def test_crowded_units_stand_beside_each_other_inside_the_picture() -> None:
    for units in (9, 16, 32):
        film, _, _ = filmed(ExperimentConfig(problem="digits", hidden=((units, "relu"),)), 0)
        scene = scene_of(film)
        squares = [one for one in scene.elements if isinstance(one, Cell) and one.id.startswith("u1.")]
        assert len(squares) == units
        assert min(one.y for one in squares) >= 28
        assert max(one.y + one.height for one in squares) <= scene.height
        for one, other in combinations(squares, 2):
            apart = max(abs(one.x - other.x) - one.width, abs(one.y - other.y) - one.height)
            assert apart > 0, (units, one.id, other.id)


# -- axes ---------------------------------------------------------------------------------------
def test_ticks_are_round_numbers() -> None:
    assert ticks((0.0, 1.0)) == [0, 0.2, 0.4, 0.6, 0.8, 1]
    assert ticks((-5.3, 5.2)) == [-4, -2, 0, 2, 4]
    assert ticks((2.9, 8.1), 3) == [4, 6, 8]
    assert ticks((1e-9, 3e-9), 2) == [1e-9, 2e-9, 3e-9]


def test_a_span_has_air_and_no_span_is_empty() -> None:
    assert roomy(np.array([0.0, 10.0, np.nan, np.inf]), 0.1) == (-1, 11)
    assert roomy(np.array([4.0])) == (2, 6)
    assert roomy(np.array([0.0])) == (-1, 1)
    assert roomy(np.array([np.nan])) == pytest.approx((-0.06, 1.06))


# -- a narrow window ----------------------------------------------------------------------------
@pytest.mark.parametrize("problem", ["circle", "three", "rows", "curve", "digits"])
def test_in_a_narrow_window_the_answer_stands_below_the_network(problem: str) -> None:
    film, _, _ = filmed(ExperimentConfig(problem=problem), 1)
    scene = scene_of(film)
    parts = scene.elements[: scene.second], scene.elements[scene.second :]
    first, second = ([one for one in part if isinstance(one, Cell | Disc | Label)] for part in parts)
    assert 0 < scene.second < len(scene.elements)
    assert scene.width / 2 < scene.fold < scene.width
    assert max(one.x for one in first) < scene.fold <= min(one.x for one in second)
    shown = {one.id for one in second}
    assert {"score.loss", "score.loss.train"} <= shown
    assert not any(one.startswith(("u1.", "in1")) for one in shown)


def test_the_articles_picture_and_a_second_network_are_never_folded() -> None:
    film, _, _ = filmed(ExperimentConfig(problem="article"), 1)
    assert scene_of(film).fold == 0
    film, _, _ = filmed(ExperimentConfig(problem="circle"), 1)
    assert slim(scene_of(film), ("first", "second")).fold == 0


@pytest.mark.parametrize("problem", ["article", "circle", "curve", "digits"])
def test_shares_are_explained_where_they_are_written(problem: str) -> None:
    film, _, _ = filmed(ExperimentConfig(problem=problem), 1)
    panel = network_panel(film, False, 1, EN)
    assert ("%" in panel.detail) is (problem in ("article", "circle"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_signs_of_a_curve_stand_clear_of_each_other(language: Language) -> None:
    film, _, _ = filmed(ExperimentConfig(problem="curve"), 1)
    elements = {one.id: one for one in network_scene(film, False, 1, Text("train", language)).elements}
    word, line = elements["sign.learned.word"], elements["sign.rule"]
    assert isinstance(word, Label)
    assert isinstance(line, Curve)
    letter = word.size * (1.0 if language == "ja" else 0.47)
    assert word.x + letter * len(word.text) + 6 <= line.points[0]
