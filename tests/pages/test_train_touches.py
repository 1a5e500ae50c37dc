"""What is touched on the page Train: the pair that is asked, the layer that is shown, and what may help."""

from dataclasses import replace

import pytest

import nnviz
from pages.parts.train.findings.cures import BESIDE, cured, cures
from pages.parts.train.interactions import TouchedSettings, is_stale, stale_widgets, touched
from pages.parts.train.lessons import LESSON
from pages.parts.train.run import training_session
from pages.parts.train.settings import OUTSIDE, PAIRS, RATES, START, STORE, TrainSettings
from pages.shared.hosting import room as rooms
from pages.shared.hosting.room import Room
from pages.shared.protocol.answers import Append, Replace
from pages.shared.protocol.requests import Request, Touch
from pages.shared.state import session
from pages.shared.text import Text
from tests.every import every

EN = Text("train", "en")
SMALL = replace(START, stream="seeded", samples=100)


def after(id_: str, value: float | None = None, settings: TrainSettings = START) -> TrainSettings:
    return touched(settings, (Touch(id_, value),))


# -- what a touch changes -------------------------------------------------------------------------
@every("value, sample", [(7.0, 7), (49_999.0, 49_999), (-1.0, 3), (50_000.0, 3), (None, 3)])
def test_a_picture_read_wrong_becomes_the_shown_sample(value: float | None, sample: int) -> None:
    assert after("mistake[2]", value, replace(START, sample=3)) == replace(START, sample=sample)


@every("id_, layer", [("layer2", 2), ("u3.1", 3), ("layer99", 7), ("layer0", 1), ("layer", 1)])
def test_a_layer_or_a_unit_chooses_whose_weights_are_shown(id_: str, layer: int) -> None:
    assert after(id_) == replace(START, layer=layer)


def test_a_number_of_the_first_pair_is_asked_and_the_others_stay() -> None:
    assert after("pair[0]", 12.5).pairs == ((12.5, 70), *PAIRS[1:])
    assert after("pair[1]", -3).pairs == ((30, -3), *PAIRS[1:])
    assert after("pair[1]", 1e300).pairs[0] == (30, 1e6)


def test_a_pair_outside_of_the_data_is_asked_first_and_once() -> None:
    assert after("pair.outside").pairs == (OUTSIDE, *PAIRS[:3])
    many = replace(START, pairs=tuple((float(at), 1.0) for at in range(8)))
    assert after("pair.outside", settings=many).pairs == (OUTSIDE, *many.pairs[:7])


@every("id_", ["", "pair[2]", "pair[0]", "pair", "cure.", "cure.magic", "W1[0,0]", "x" * 64, "u", "layer-1"])
def test_what_is_not_there_changes_nothing(id_: str) -> None:
    assert after(id_) == START


# -- cures ----------------------------------------------------------------------------------------
def test_every_cure_changes_one_thing() -> None:
    found = {cure.name: cure.settings for cure in cures(START)}
    assert found == {
        "rate": replace(START, rate=0.1),
        "adam": replace(START, optimizer="adam"),
        "leaky": replace(START, hidden=((4, "leaky_relu"), (4, "leaky_relu"))),
        "units": replace(START, hidden=((8, "relu"), (8, "relu"))),
        "seed": replace(START, stream="seeded", seed=1),
    }
    beside = {name: after(f"cure.{name}").second for name in BESIDE}
    assert beside == {name: replace(settings, beside=()) for name, settings in found.items()}


def test_what_would_change_nothing_is_not_offered() -> None:
    settings = replace(START, rate=RATES[-1], optimizer="adam", hidden=((32, "tanh"),))
    assert [cure.name for cure in cures(settings)] == ["seed"]


@pytest.mark.parametrize("name", ["leaky", "seed"])
def test_a_cure_can_help_the_run_that_is_stuck(name: str) -> None:
    """The article's run stays at about 0.49 for ever."""
    experiment = nnviz.Experiment(cured(START, name).experiment)
    experiment.trainer.run(3000)
    assert experiment.trainer.loss() < 0.4


# -- the settings ---------------------------------------------------------------------------------
def test_widgets_that_show_what_was_before_a_touch_are_known_once() -> None:
    with session.visiting(session.Store()):
        assert not is_stale()
        TouchedSettings().keep(cured(START, "leaky"))
        assert STORE.current().hidden == ((4, "leaky_relu"), (4, "leaky_relu"))
        assert is_stale()
        keys = stale_widgets()
        assert {"train-hidden", "train-units0", "train-activation1"} <= set(keys)
        assert not any("rate" in key for key in keys)
        assert not is_stale()
        TouchedSettings().keep(cured(STORE.current(), "seed"))
        assert {"train-article", "train-seed"} <= set(stale_widgets())


def test_a_run_that_does_not_fit_is_not_begun_by_a_touch(monkeypatch: pytest.MonkeyPatch) -> None:
    other, room = session.Store(), Room(2**30)
    monkeypatch.setattr(rooms, "runs", lambda: room)
    with session.visiting(session.Store()):
        room.take(session.store(), 2**20)
        room.take(other, 2**30 - 2**20)
        TouchedSettings().keep(after("cure.units"))
        assert STORE.current() == START
        TouchedSettings().keep(after("layer2"))
        assert STORE.current().layer == 2


# -- answers --------------------------------------------------------------------------------------
def test_another_pair_replaces_all_frames_of_the_same_run_and_picture(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(training_session, "LONGEST", 20.0)  # an answer on a busy machine is late, not short
    with session.visiting(session.Store()):
        spec = LESSON.spec(SMALL, EN, "light")
        LESSON.answer(SMALL, Request("all"), EN)
        LESSON.answer(SMALL, Request("more", 3, known=0.0, speed="1"), EN)
        asked = touched(SMALL, (Touch("pair[0]", 99.0),))
        assert LESSON.run(asked) == LESSON.run(SMALL)
        assert LESSON.spec(asked, EN, "light").id == spec.id
        found = LESSON.answer(asked, Request("touch", known=3.0), EN)
        assert isinstance(found, Replace)
        assert found.frames["epoch"].ravel().tolist() == [0, 1, 2, 3]
        assert set(found.frames["pairs"][:, 0]) == {99}
        on = LESSON.answer(asked, Request("more", 1, known=3.0, speed="1"), EN)
        assert isinstance(on, Append)
        assert on.frames["epoch"].ravel().tolist() == [4]


def test_another_optimizer_begins_another_run_and_a_layer_does_not() -> None:
    with session.visiting(session.Store()):
        first = LESSON.run(SMALL)
        assert LESSON.run(touched(SMALL, (Touch("layer2", None),))) == first
        assert LESSON.run(cured(SMALL, "adam")) != first
