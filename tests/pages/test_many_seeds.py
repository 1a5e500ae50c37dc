"""Many seeds on the page Train: the numbers are the core's, the field fills as they come, one is opened."""

from collections.abc import Iterator
from dataclasses import replace

import numpy as np
import pytest

import nnviz
from pages.parts.train import lesson_choice
from pages.parts.train.settings import MOST_SEEDS, START, STORE, SWEEP_BYTES, TrainSettings
from pages.parts.train.sweep import many_seeds as module
from pages.parts.train.sweep.frames import frames, layout, level_lines
from pages.parts.train.sweep.interactions import CLOSE, touched
from pages.parts.train.sweep.lesson import many_seeds
from pages.parts.train.sweep.many_seeds import MOST_MOMENTS, ManySeeds, configs
from pages.parts.train.sweep.panels import spec
from pages.shared.protocol.answers import Append
from pages.shared.protocol.layouts import Array
from pages.shared.protocol.panels import ScenePanel
from pages.shared.protocol.requests import Request, Touch
from pages.shared.scenes import seed_field, sorted_losses
from pages.shared.state import session
from pages.shared.text import LANGUAGES, Text
from tests.every import every

EN, JA = Text("train", "en"), Text("train", "ja")
COUNTS = (1, 2, 3, 7, 13, 40, 60, 61, 100, 150, 151, 499, 1000)


@pytest.fixture(autouse=True)
def patient(monkeypatch: pytest.MonkeyPatch) -> None:
    """An answer on a busy machine is late, not short."""
    monkeypatch.setattr(module, "LONGEST", 20.0)


@pytest.fixture
def visit() -> Iterator[None]:
    with session.visiting(session.Store()):
        yield


def linked(**query: str) -> TrainSettings:
    return STORE.read({"problem": "rows", "hidden": "2relu", "epochs": "4000", "sweep": "40"} | query)[0]


def trained(settings: TrainSettings, epochs: int | None = None) -> ManySeeds:
    many = ManySeeds(configs(settings), settings.epochs)
    while not many.ended:
        many.more(many.sweep.epoch, 8, epochs, 0.0, 1.0)
    return many


def said(row: Array, field: str, line: int = 0) -> str:
    """The words that bytes of a frame spell."""
    letters = sorted_losses.LETTERS
    return bytes(row[field][line * letters : (line + 1) * letters]).rstrip(b"\0").decode()


# -- the numbers ----------------------------------------------------------------------------------
def test_the_numbers_are_those_of_the_core() -> None:
    many = trained(linked())
    (row,) = frames(many, many.moments[-1:], EN)
    tried = [
        nnviz.ExperimentConfig(problem="rows", hidden=((2, "relu"),), rate=0.3, seed=seed)
        for seed in range(40)
    ]
    found = nnviz.sweep(tried, epochs=4000)
    np.testing.assert_array_equal(row["losses"], found.losses.astype(np.float32))
    assert (row["epoch"], row["count"], row["solvedcount"]) == (4000, 40, found.solved().sum())
    np.testing.assert_array_equal(row["solved"] == 1, found.solved())
    assert said(row, "learned") == "9 of 40 have learned it"
    assert [said(row, "levels", line) for line in range(4)] == [
        "12 at the loss 0.347",
        "14 at the loss 0.477",
        "5 at the loss 0.693",
        "",
    ]


@every("epochs", [1, 10, 1000])
def test_the_pace_changes_no_number(epochs: int) -> None:
    settings = linked(sweep="5", epochs="300")
    alike, usual = trained(settings, epochs), trained(settings)
    np.testing.assert_array_equal(alike.moments[-1].losses, usual.moments[-1].losses)
    assert alike.moments[-1].epoch == usual.moments[-1].epoch == 300
    known = [moment.epoch for moment in alike.moments]
    assert epochs == 1 or known == [*range(0, 300, epochs), 300]


def test_what_has_learned_follows_from_what_knowing_nothing_costs() -> None:
    assert ManySeeds(configs(linked()), 10).bound == 0.1
    article = replace(START, sweep=2, samples=50)
    many = ManySeeds(configs(article), 10)
    assert many.bound == pytest.approx(0.05 * nnviz.Experiment(configs(article)[0]).variance, rel=0.05)


@pytest.mark.usefixtures("visit")
def test_the_loss_at_which_a_run_stops_is_the_one_that_counts() -> None:
    settings = linked(sweep="3", stop="0.5")
    many = many_seeds(settings)
    assert many.bound == 0.5
    (share,) = (panel for panel in spec(many, EN, "light").panels if panel.id == "share")
    assert "learned: the training loss is below 0.5" in share.json
    assert many_seeds(linked(sweep="3")) is many
    assert many.bound == 0.1


def test_a_long_run_keeps_its_first_and_its_newest_moment_and_not_too_many() -> None:
    many = trained(linked(sweep="3", epochs="3000"), epochs=1)
    known = [moment.epoch for moment in many.moments]
    assert len(known) <= MOST_MOMENTS
    assert (known[0], known[-1]) == (0, 3000)
    assert known == sorted(known)
    assert len(many.after(known[-2])) == 1


# -- what is told ---------------------------------------------------------------------------------
def test_what_diverges_is_told_and_has_a_box_of_its_own() -> None:
    losses = np.array([0.02, np.nan, 0.69, np.nan])
    assert list(level_lines(losses, 0.1, EN)) == ["1 at another loss", "2 diverged"]
    many = ManySeeds(configs(linked(sweep="4")), 10)
    (row,) = frames(many, [module.Moment(3, losses)], EN)
    assert row["solved"].tolist() == [1, -1, 0, -1]


@every("language", LANGUAGES)
def test_few_at_a_loss_are_no_level(language: str) -> None:
    text = EN if language == "en" else JA
    losses = np.array([0.3, 0.3, *np.geomspace(0.4, 4, 30), *[0.35] * 9])
    lines = list(level_lines(losses, 0.1, text))
    assert lines == [text("sweep.level", loss="0.350", count=9), text("sweep.others", count=32)]
    assert list(level_lines(np.array([0.01, 0.02]), 0.1, text)) == []


def test_the_lines_have_room() -> None:
    losses = np.concatenate([np.full(100, loss) for loss in np.geomspace(0.2, 5, 10)] + [np.full(7, np.nan)])
    lines = list(level_lines(losses, 0.1, JA))
    assert len(lines) == sorted_losses.LINES
    assert all(len(line.encode()) <= sorted_losses.LETTERS for line in lines)


# -- the picture ----------------------------------------------------------------------------------
@every("count", COUNTS)
def test_every_seed_has_a_box_inside_the_picture_and_none_lies_on_another(count: int) -> None:
    places = seed_field.boxes(count)
    corners = np.array([places.corner(seed) for seed in range(count)])
    assert len({tuple(corner) for corner in corners.round(3)}) == count
    assert corners.min() >= 0
    assert corners[:, 0].max() + places.width <= seed_field.WIDTH + 1e-9
    assert corners[:, 1].max() + places.height <= seed_field.HEIGHT + 1e-9
    assert min(places.width, places.height) >= 12


@every("count", COUNTS)
def test_a_frame_has_all_that_the_scenes_bind(count: int) -> None:
    fields = {field.name: field.length for field in layout(count).fields}
    scenes = (
        seed_field.seed_field([f"seed {seed}" for seed in range(count)]),
        sorted_losses.sorted_losses("", ""),
    )
    for scene in scenes:
        ids = {element.id for element in scene.elements}
        for binding in scene.bindings:
            assert set(binding.ids) <= ids
            assert fields[binding.field] % len(binding.ids) == 0


def test_a_curve_goes_from_the_start_to_the_shown_epoch() -> None:
    epochs, losses = np.array([0, 1, 9]), np.array([[1.0, 2.0], [0.5, np.nan], [0.0, 9.0]])
    curves = seed_field.curve_points(epochs, losses, last=99, highest=2.0)
    assert curves.shape == (2, seed_field.POINTS, 2)
    places = seed_field.boxes(2)
    left, top = places.corner(0)
    bottom, low = top + places.height - seed_field.MARGIN, top + seed_field.HEAD
    assert curves[0, 0].tolist() == pytest.approx([left + seed_field.MARGIN, (bottom + low) / 2])
    middle = left + seed_field.MARGIN + (places.width - 2 * seed_field.MARGIN) / 2  # log 10 of log 100
    assert curves[0, -1].tolist() == pytest.approx([middle, bottom])
    assert np.isfinite(curves).all()
    assert curves[1, :, 1].tolist() == pytest.approx([low] * seed_field.POINTS)


def test_the_losses_are_sorted_into_steps() -> None:
    points = sorted_losses.step_points(np.array([2.0, 0.5, np.nan, 0.5]), highest=2.0)
    heights = (sorted_losses.BOX.bottom - points[:, 1]) / (sorted_losses.BOX.bottom - sorted_losses.BOX.top)
    assert heights.tolist() == pytest.approx([0.25] * 4 + [1.0] * 4)
    assert points[0, 0] == sorted_losses.BOX.left
    assert points[-1, 0] == sorted_losses.BOX.right


def test_the_count_is_written_for_programs_that_read_the_page() -> None:
    timeline = spec(ManySeeds(configs(linked(sweep="3")), 10), EN, "light")
    (share,) = (panel for panel in timeline.panels if panel.id == "share")
    assert isinstance(share, ScenePanel)
    (label,) = (one for one in share.scene.elements if getattr(one, "data", None) == ("nnviz", "sweep"))
    written = {one.name: one.field for one in share.scene.bindings if one.attribute == "data"}
    assert label.id == "learned"
    assert written == {"solved": "solvedcount", "count": "count"}


# -- links and touches ----------------------------------------------------------------------------
def test_a_link_has_as_many_seeds_as_there_is_memory_for() -> None:
    assert linked(sweep="1000").sweep == 1000
    assert linked(sweep="5000").sweep == MOST_SEEDS
    assert linked(sweep="0").sweep == 0
    wide, complaints = STORE.read({"samples": "20000", "hidden": "-".join(["32tanh"] * 6), "sweep": "1000"})
    assert 1 <= wide.sweep < MOST_SEEDS
    assert nnviz.budget.sweep_bytes(wide.from_seeds.experiment, wide.sweep) <= SWEEP_BYTES
    assert [(one.name, one.used) for one in complaints] == [("sweep", str(wide.sweep))]


def test_a_pressed_seed_is_opened_alone() -> None:
    settings = linked()
    found = touched(settings, (Touch("seed31", None),))
    assert found == replace(settings, seed=31, sweep=0)
    article = touched(replace(START, sweep=5), (Touch("seed4", None),))
    assert (article.seed, article.stream, article.sweep) == (4, "seeded", 0)
    assert touched(settings, (Touch(CLOSE, None),)) == replace(settings, sweep=0)


@every("id_", ["seed40", "seed", "seed1.2", "seed-1", "", "u1.1", "curve3"])
def test_what_is_not_there_changes_nothing(id_: str) -> None:
    assert touched(linked(), (Touch(id_, None),)) == linked()


@pytest.mark.usefixtures("visit")
def test_the_field_is_as_it_was_when_one_comes_back_and_a_seed_opens_where_it_stood() -> None:
    lesson, settings = lesson_choice.LESSON, linked(sweep="3", epochs="200")
    assert lesson.touched is not None
    assert isinstance(lesson.answer(settings, Request("all"), EN), Append)
    many = many_seeds(settings)
    lesson.answer(settings, Request("more", 8, known=0.0, speed="10"), EN)
    assert many.sweep.epoch == 80
    alone = lesson.touched(settings, (Touch("seed2", None),))
    assert lesson.run(alone) != many.run
    opening = lesson.answer(alone, Request("all"), EN)
    assert isinstance(opening, Append)
    assert opening.coming is not None
    while isinstance(on := lesson.answer(alone, Request("reach", known=1e9), EN), Append) and on.coming:
        assert on.coming.share < 1
    reached = lesson.answer(alone, Request("all"), EN).frames[-1]
    assert reached["epoch"] == 80
    assert reached["train"] == pytest.approx(many.sweep.losses[2], rel=1e-9)
    assert many_seeds(settings) is many
    assert many_seeds(replace(settings, seed=2)) is many
    assert many_seeds(replace(settings, rate=0.1)) is not many


@pytest.mark.usefixtures("visit")
def test_answers_go_on_where_the_browser_is_and_end() -> None:
    lesson, settings = lesson_choice.LESSON, linked(sweep="3", epochs="20")
    first = lesson.answer(settings, Request("more", 3, known=0.0, speed="1"), EN)
    assert first.frames["epoch"].ravel().tolist() == [1, 2, 3]
    again = lesson.answer(settings, Request("more", 2, known=1.0, speed="1"), EN)
    assert again.frames["epoch"].ravel().tolist() == [2, 3]
    step = lesson.answer(settings, Request("step", 1, known=3.0), EN)
    assert step.frames["epoch"].ravel().tolist() == [4]
    last = lesson.answer(settings, Request("more", 8, known=4.0, speed="10"), EN)
    assert last.frames["epoch"].ravel().tolist() == [14, 20]
    assert last.ended
    assert last.status == "Done: 20 epochs"
    assert lesson.answer(settings, Request("more", 8, known=20.0), EN).frames.size == 0
    whole = lesson.answer(settings, Request("all"), JA)
    assert whole.frames["epoch"].ravel().tolist() == [0, 1, 2, 3, 4, 14, 20]
    assert said(whole.frames[0], "learned") == "3 個中 0 個が学習"
