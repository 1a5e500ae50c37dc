"""Frames hold what the core says of a snapshot, in little room."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest

from nnviz import Experiment, ExperimentConfig, Grid, Snapshot, inspection
from pages.parts.train.frames import Film
from pages.parts.train.settings import PAIRS
from pages.parts.train.views.article import SURFACE, ArticleRule
from pages.parts.train.views.unit_maps import MAP
from pages.shared.figures.colormap import places
from pages.shared.protocol.layouts import Array, placed
from tests.every import every

CONFIG = ExperimentConfig(stream="seeded", samples=300, hidden=((5, "relu"), (3, "tanh")))
SHAPES = {
    "the article's": ExperimentConfig(),
    "two layers": CONFIG,
    "none hidden": replace(CONFIG, hidden=()),
    "largest": replace(CONFIG, hidden=((32, "relu"),) * 6),
    "one sample": replace(CONFIG, samples=10, train_fraction=0.1),
    "zeros": replace(CONFIG, init="zeros"),
    "raw data": replace(CONFIG, standardise=False, rate=1e-6),
}


@pytest.fixture(params=SHAPES)
def shape(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def filmed(config: ExperimentConfig, epochs: int = 3) -> tuple[Film, Snapshot, Array]:
    """A film, a snapshot of the past, and its frame; the network has gone on since."""
    experiment = Experiment(config)
    experiment.trainer.run(epochs)
    snapshot = experiment.record()
    experiment.trainer.run(2)
    film = Film(experiment, np.array(PAIRS))
    return film, snapshot, film.frames([snapshot])[0]


def rule_of(film: Film) -> ArticleRule:
    """The view of the article's rule."""
    (view,) = film.views
    assert isinstance(view, ArticleRule)
    return view


def matrices(snapshot: Snapshot, sizes: tuple[int, ...]) -> Iterator[tuple[Array, Array]]:
    """W (inputs, units) and b (units,) of every layer, cut from the flat parameters by hand."""
    start = 0
    for inputs, units in pairwise(sizes):
        rows = snapshot.parameters[start : start + units * (inputs + 1)].reshape(units, inputs + 1)
        yield rows[:, :-1].T, rows[:, -1]
        start += rows.size


def test_the_losses_and_the_time_are_the_snapshots(shape: str) -> None:
    _, snapshot, frame = filmed(SHAPES[shape])
    assert [frame["step"][0], frame["epoch"][0]] == [snapshot.step, snapshot.epoch]
    assert [frame["train"][0], frame["test"][0]] == [snapshot.train_loss, snapshot.test_loss]
    assert frame["train"].dtype == np.float64


def test_weights_and_biases_are_the_snapshots_by_inputs_and_units(shape: str) -> None:
    film, snapshot, frame = filmed(SHAPES[shape])
    sizes = SHAPES[shape].sizes
    for layer, (W, b) in enumerate(matrices(snapshot, sizes), start=1):
        np.testing.assert_array_equal(frame[f"W{layer}"], W.astype(np.float32).ravel())
        np.testing.assert_array_equal(frame[f"b{layer}"], b.astype(np.float32))
    assert f"W{len(sizes)}" not in film.layout.dtype.fields  # type: ignore[operator]


def test_the_first_weights_of_the_article_are_where_a_reader_looks_for_them() -> None:
    experiment = Experiment()
    film = Film(experiment, np.array(PAIRS))
    frame = film.frames([experiment.record()])[0]
    W = frame["W1"].reshape(2, 4)
    np.testing.assert_allclose(W, experiment.network.weights[0], rtol=1e-7)
    np.testing.assert_allclose(frame["b1"], experiment.network.biases[0], rtol=1e-7)


def test_predictions_and_errors_are_those_of_the_experiment(shape: str) -> None:
    film, snapshot, frame = filmed(SHAPES[shape])
    expected = film.experiment.predict(PAIRS, snapshot.parameters)
    np.testing.assert_array_equal(frame["predictions"].reshape(4, 3), expected.astype(np.float32))
    a, b = np.array(PAIRS).T
    truth = np.column_stack([a + b, a - b, abs(a - b)])
    np.testing.assert_array_equal(frame["errors"].reshape(4, 3), (expected - truth).astype(np.float32))


def test_the_losses_of_the_targets_add_up(shape: str) -> None:
    film, snapshot, frame = filmed(SHAPES[shape])
    expected = film.experiment.target_losses(snapshot.parameters)
    np.testing.assert_array_equal(frame["losses"], expected.astype(np.float32))
    assert frame["losses"].sum() == pytest.approx(snapshot.train_loss, rel=1e-5)


def test_activity_is_that_of_the_inspection() -> None:
    film, snapshot, frame = filmed(CONFIG)
    twin = film.experiment.network.copy()
    twin.load(snapshot.parameters)
    first, second = inspection.activity(twin, film.experiment.X_train)
    np.testing.assert_array_equal(frame["activity"], np.concatenate([first, second]).astype(np.float32))
    assert 0 < frame["activity"].min() < frame["activity"].max() <= 1


def test_surfaces_are_within_half_a_colour_of_the_cores(shape: str) -> None:
    film, snapshot, frame = filmed(SHAPES[shape])
    experiment = film.experiment
    grid = Grid(
        experiment.network,
        rule_of(film).span,
        rule_of(film).span,
        SURFACE,
        experiment.inputs,
        experiment.targets,
    )
    expected = grid.surface(snapshot.parameters)
    decoded = decode(frame["surfaces"].reshape(3, SURFACE, SURFACE), rule_of(film).limits)
    for target, limit in enumerate(rule_of(film).limits):
        held = np.clip(expected[target], -limit, limit)
        assert np.abs(decoded[target] - held).max() <= limit / 127.5 / 2 + 1e-9


def decode(bytes_: Array, limits: Array) -> Array:
    """Numbers from places in the colour table: 0 is -limit, 255 is +limit."""
    return np.asarray((bytes_.astype(float) / 127.5 - 1) * limits[:, None, None])


def test_maps_are_within_half_a_colour_of_the_cores() -> None:
    film, snapshot, frame = filmed(CONFIG)
    grid = Grid(film.experiment.network, rule_of(film).span, rule_of(film).span, MAP, film.experiment.inputs)
    expected = grid.unit_maps(snapshot.parameters)
    limits = np.abs(expected).max(axis=(1, 2))
    decoded = decode(frame["maps"].reshape(8, MAP, MAP), limits)
    assert (np.abs(decoded - expected).max(axis=(1, 2)) <= limits / 127.5 / 2 + 1e-9).all()


def test_the_true_surfaces_are_the_rules_over_the_square_of_the_data() -> None:
    film = Film(Experiment(CONFIG), np.array(PAIRS))
    assert rule_of(film).span == (0, 100)
    total, difference, distance = rule_of(film).true_surfaces
    assert (total[0, 0], total[0, -1], total[-1, 0], total[-1, -1]) == (0, 100, 100, 200)
    assert (difference[0, -1], difference[-1, 0]) == (100, -100)  # columns are a, rows are b
    np.testing.assert_array_equal(distance, abs(difference))
    assert rule_of(film).limits.tolist() == [200, 100, 100]


def test_the_places_of_colours_are_symmetric() -> None:
    values = np.array([[[-9.0, -2.0, 0.0, 2.0, 9.0]], [[0.0, 0.0, 0.0, 0.0, 0.0]]])
    assert places(values, np.array([2.0, 0.0])).tolist() == [[[0, 0, 128, 255, 255]], [[128] * 5]]
    assert places(np.array([[[np.nan, np.inf, -np.inf]]]), np.array([1.0])).tolist() == [[[128, 255, 0]]]


# -- memory -------------------------------------------------------------------------------------------
def test_fields_are_aligned_and_cover_the_frame_without_overlap(shape: str) -> None:
    described = placed(Film(Experiment(SHAPES[shape]), np.array(PAIRS)).layout)
    fields = sorted(described.fields, key=lambda field: field.offset)
    end = 0
    for field in fields:
        size = np.dtype(field.dtype).itemsize
        assert field.offset == end
        assert field.offset % size == 0
        end = field.offset + field.length * size
    assert end <= described.stride < end + 8
    assert described.stride % 8 == 0


def test_a_picture_of_the_articles_run_is_small_enough_for_a_slow_line() -> None:
    film = Film(Experiment(), np.array(PAIRS))
    assert film.layout.dtype.itemsize * 41 < 200_000  # 41 pictures a second are the most


def test_a_field_for_every_array_and_its_length() -> None:
    film = Film(Experiment(CONFIG), np.array(PAIRS))
    lengths = {field.name: (field.dtype, field.length) for field in film.layout.fields}
    sizes = {f"{kind}{layer}": ("float32", 1) for kind in ("gradient", "update") for layer in (1, 2, 3)}
    assert lengths == sizes | {
        "step": ("float64", 1),
        "epoch": ("float64", 1),
        "train": ("float64", 1),
        "test": ("float64", 1),
        "pairs": ("float32", 8),
        "truths": ("float32", 12),
        "marked": ("float32", 3),
        "goals": ("float32", 4),
        "predictions": ("float32", 12),
        "errors": ("float32", 12),
        "losses": ("float32", 3),
        "activity": ("float32", 8),
        "surfaces": ("uint8", 3 * SURFACE**2),
        "maps": ("uint8", 8 * MAP**2),
        "W1": ("float32", 10),
        "b1": ("float32", 5),
        "W2": ("float32", 15),
        "b2": ("float32", 3),
        "W3": ("float32", 9),
        "b3": ("float32", 3),
    }


def test_no_hidden_layers_and_very_many_units_go_without_their_fields() -> None:
    none, largest = (Film(Experiment(SHAPES[name]), np.array(PAIRS)) for name in ("none hidden", "largest"))
    assert {"activity", "maps"}.isdisjoint(field.name for field in none.layout.fields)
    names = [field.name for field in largest.layout.fields]
    assert "maps" not in names
    assert "activity" in names
    assert largest.map_pixels == 0


@every(
    "hidden, pixels",
    [((8,), MAP), ((9,), 0), ((6,) * 6, MAP), ((8,) * 6, MAP), ((8,) * 6 + (1,), 0)],
)
def test_maps_are_drawn_as_long_as_they_fit(hidden: tuple[int, ...], pixels: int) -> None:
    config = replace(CONFIG, hidden=tuple((units, "relu") for units in hidden))
    assert Film(Experiment(config), np.array(PAIRS)).map_pixels == pixels


def test_filming_leaves_the_network_in_training_alone() -> None:
    experiment = Experiment(CONFIG)
    start = experiment.record()
    experiment.trainer.run(2)
    before = experiment.network.parameters.copy()
    film = Film(experiment, np.array(PAIRS))
    film.frames([start, experiment.record()])
    np.testing.assert_array_equal(experiment.network.parameters, before)
    assert film.viewer is not experiment.network


def test_parameters_too_large_for_a_frame_are_filmed_without_a_warning() -> None:
    experiment = Experiment(replace(CONFIG, hidden=((4, "linear"),) * 3))
    experiment.network.parameters[:] = np.linspace(-1e150, 1e150, experiment.network.parameters.size)
    film = Film(experiment, np.array(PAIRS))
    (frame,) = film.frames([experiment.record()])
    assert frame["W1"][0] == -np.inf
    assert frame["surfaces"].shape == (3 * SURFACE**2,)


def test_sizes_of_gradients_and_updates_are_those_of_the_last_update() -> None:
    experiment = Experiment(CONFIG)
    before = experiment.snapshot()
    experiment.trainer.step()
    moment = experiment.snapshot()
    first, then = Film(experiment, np.array(PAIRS)).frames([before, moment])
    layers = range(1, len(experiment.network.sizes))
    assert all(np.isnan(first[f"{kind}{layer}"]).all() for kind in ("gradient", "update") for layer in layers)
    for kind, sizes in (("gradient", moment.gradient_sizes), ("update", moment.update_sizes)):
        shown = [float(then[f"{kind}{layer}"][0]) for layer in layers]
        np.testing.assert_allclose(shown, sizes, rtol=1e-6)
        assert min(shown) > 0
