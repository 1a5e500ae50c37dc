"""The net that reads digits as it learns: the same numbers as a trainer alone, its past, its scenes."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import pytest

from nnviz import LOSSES, SGD, Trainer, inspection
from nnviz.lessons.digit_classifier import (
    A_THREE_IN_TEST,
    BATCH_SIZE,
    RATE,
    digit_parts,
    untrained_classifier,
)
from pages.parts.network.cells import PICTURES as COUNT
from pages.parts.network.digits import training_session as module
from pages.parts.network.digits.frames import ANSWER, GUESS, LAYOUT, TRUTH, View, frames, ink, truths
from pages.parts.network.digits.panels import DIGITS, EASY, HARD, PICTURES, TOPS, panels
from pages.parts.network.digits.training_session import ALL, LAST, ONE, DigitsLive, Guesses
from pages.shared.protocol.layouts import Array
from pages.shared.protocol.panels import FigurePanel, ScenePanel
from pages.shared.scenes.class_bars import LEFT, LENGTH
from pages.shared.text import LANGUAGES, Language, Text
from tests.pages.drawn import options, parts_of, values_of

THREE = View(A_THREE_IN_TEST)
TRAIN, TEST = digit_parts()


@pytest.fixture(autouse=True)
def patient(monkeypatch: pytest.MonkeyPatch) -> None:
    """An answer on a busy machine is late, not short."""
    monkeypatch.setattr(module, "LONGEST", 20.0)


@dataclass(frozen=True)
class Turn:
    """An update at which the answer to a picture became right or wrong, and the answer then (from 1)."""

    step: int
    right: bool
    answer: int


def turns(net: DigitsLive, digit: int) -> list[Turn]:
    """The start, and every update at which the answer to a picture became right or wrong."""
    found: list[Turn] = []
    for moment in net.moments:
        answer = moment.answers[digit]
        right = answer == truths()[digit]
        if not found or found[-1].right != right:
            found.append(Turn(moment.snapshot.step, right, answer + 1))
    return found


def learned(updates: int, learn: str = ALL) -> DigitsLive:
    net = DigitsLive(learn, A_THREE_IN_TEST)
    net.more(THREE, -1.0, updates + 1)
    return net


def python_runs(updates: int) -> Iterator[Array]:
    """The probabilities of the 3 before each update of a trainer made by hand, and after the last."""
    net = untrained_classifier()
    trainer = Trainer(net, TRAIN.X, TRAIN.Y, "cross_entropy", SGD(RATE), BATCH_SIZE, seed=0)
    for _ in range(updates):
        yield net.predict(TEST.X[[A_THREE_IN_TEST]])[0]
        trainer.step()
    yield net.predict(TEST.X[[A_THREE_IN_TEST]])[0]


# -- the numbers --------------------------------------------------------------------------------
def test_the_untrained_net_says_6_with_49_percent_to_a_3() -> None:
    (frame,) = DigitsLive(ALL, A_THREE_IN_TEST).past(THREE)
    assert (frame["step"], frame["answer"], frame["truth"]) == (0, 6, 2)
    assert f"{frame['answer_p'][0]:.0%}" == "49%"
    assert frame["loss"][0] == pytest.approx(-np.log(frame["p"][2]), abs=1e-14)
    assert frame["test"][0] == pytest.approx(2.0765133058972873, abs=1e-12)


def test_every_update_is_that_of_a_trainer_in_python() -> None:
    found = learned(60).past(THREE)
    np.testing.assert_allclose(found["p"], list(python_runs(60)), rtol=0, atol=1e-12)
    assert found["step"].ravel().tolist() == list(range(61))


def test_losses_and_right_answers_are_those_of_the_core() -> None:
    net = learned(30)
    frame, trained = net.past(THREE)[-1], net.trainer.net
    loss = LOSSES["cross_entropy"]
    assert frame["train"][0] == pytest.approx(loss(trained.predict(TRAIN.X), TRAIN.Y), abs=1e-12)
    assert frame["test"][0] == pytest.approx(loss(trained.predict(TEST.X), TEST.Y), abs=1e-12)
    assert frame["train_right"] == inspection.accuracy(trained, TRAIN.X, TRAIN.Y)
    assert frame["test_right"] == inspection.accuracy(trained, TEST.X, TEST.Y)
    before, _ = trained.layers(TEST.X[[A_THREE_IN_TEST]])
    np.testing.assert_allclose(frame["a"], before.after[0], atol=1e-7)
    maps = frame["maps"].reshape(8, 64) / 127.5 - 1
    np.testing.assert_allclose(maps, trained.weights[0].T.clip(-1, 1), atol=1 / 250)


def test_from_update_6_on_it_says_3() -> None:
    net = learned(40)
    assert turns(net, A_THREE_IN_TEST) == [Turn(0, False, 6), Turn(6, True, 3)]
    assert net.past(THREE)["answer"].ravel()[:8].tolist() == [6, 6, 6, 6, 6, 6, 3, 3]


def test_it_pauses_where_an_answer_becomes_right_or_wrong_and_nowhere_else() -> None:
    net = learned(40)
    turned = np.flatnonzero(net.past(THREE)["turned"]).tolist()
    assert turned == [turn.step for turn in turns(net, A_THREE_IN_TEST)][1:] == [6]
    assert (
        np.flatnonzero(net.past(View(HARD[0]))["turned"]).tolist()
        == [turn.step for turn in turns(net, HARD[0])][1:]
    )
    assert net.more(THREE, 5.0, 3)["turned"].ravel().tolist() == [1, 0, 0]


def test_an_update_is_reached_once_and_is_that_of_a_run() -> None:
    net = DigitsLive(ALL, A_THREE_IN_TEST).reach(7)
    assert net.trainer.steps == 7
    assert net.past(THREE).tobytes() == learned(7).past(THREE).tobytes()
    assert net.reach(3).trainer.steps == 7
    assert net.reach(9999).ended


def test_one_picture_is_learned_at_once_and_nothing_else() -> None:
    net = learned(5, ONE)
    last = net.past(THREE)[-1]
    assert (last["answer"], last["train_right"]) == (3, 1)
    assert net.moments[1].same
    assert set(net.moments[-1].answers) == {2}
    assert last["test_right"] == pytest.approx(np.mean(np.array(truths()) == 2), abs=1e-12)
    assert last["test"] > net.past(THREE)[0]["test"]


def test_all_losses_fit_on_the_axis() -> None:
    for learn, top in TOPS.items():
        found = learned(LAST, learn).past(THREE)
        assert top * 0.6 < max(found["train"].max(), found["test"].max()) < top


# -- the run --------------------------------------------------------------------------------------
def test_nothing_is_sent_twice_and_the_run_ends() -> None:
    net, known = DigitsLive(ALL, A_THREE_IN_TEST), 0.0
    steps: list[float] = []
    while not net.ended:
        fresh = net.more(THREE, known, 7)["step"].ravel().tolist()
        steps += fresh
        known = fresh[-1]
    assert steps == list(range(1, LAST + 1))
    assert len(net.more(THREE, known, 7)) == 0
    assert len(net.past(THREE)) == LAST + 1


def test_the_past_is_not_learned_again_and_an_answer_is_no_longer_than_a_click_may_wait(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    net = learned(20)
    again = net.more(THREE, 3.0, 4)
    assert again["step"].ravel().tolist() == [4, 5, 6, 7]
    assert net.trainer.steps == 20
    monkeypatch.setattr(module, "LONGEST", 0.0)
    assert len(net.more(THREE, 20.0, 8)) == 0


def test_the_one_picture_is_the_shown_one_until_something_was_learned() -> None:
    net = DigitsLive(ONE, A_THREE_IN_TEST)
    net.teach(0)
    assert net.taught == 0
    net.more(View(0), 0.0, 3)
    net.teach(A_THREE_IN_TEST)
    assert net.taught == 0
    assert net.past(View(0))["answer"][-1] == truths()[0] + 1


def test_every_run_starts_alike() -> None:
    first, second = (learned(12).past(THREE) for _ in range(2))
    assert first.tobytes() == second.tobytes()


# -- what is looked at ------------------------------------------------------------------------------
def test_marks_and_bars_say_answer_truth_and_guess() -> None:
    (frame,) = frames(learned(0).moments, View(A_THREE_IN_TEST, guess=5))
    assert frame["marks"].tolist() == [0, 0, TRUTH, 0, 0, ANSWER + GUESS]
    ends = frame["bars"].reshape(6, 2)
    np.testing.assert_allclose(ends[:, 0], LEFT)
    np.testing.assert_allclose(ends[:, 1] - LEFT, LENGTH * frame["p"], atol=1e-4)


def test_what_is_hidden_tells_nothing() -> None:
    (frame,) = frames(learned(0).moments, View(A_THREE_IN_TEST, hidden=True))
    for name in ("p", "answer", "answer_p", "truth_p", "loss"):
        assert np.isnan(frame[name]).all(), name
    assert frame["marks"].tolist() == [0, 0, TRUTH, 0, 0, 0]
    assert (frame["bars"] == LEFT).all()


def test_a_guess_is_waited_for_once_for_each_picture_until_something_was_learned() -> None:
    guesses = Guesses({3: 1})
    assert [guesses.waits(digit) for digit in (3, 4)] == [False, True]
    guesses.over = True
    assert not guesses.waits(4)
    assert not Guesses().waits(A_THREE_IN_TEST), "the lesson opens with its answer"


# -- the picture ------------------------------------------------------------------------------------
def test_the_pictures_to_choose_from_stand_in_columns_of_their_digit() -> None:
    assert [truths()[digit] for digit in PICTURES] == [*range(6)] * 3
    assert A_THREE_IN_TEST in EASY
    assert len(TEST) == COUNT == len(truths())
    assert (ink(0) >= 127).all()  # paper is the middle of the colours, ink is blue


def test_the_first_row_is_learned_soon_and_half_of_the_last_one_never() -> None:
    net = learned(LAST)
    assert all(turns(net, digit)[-1].right and turns(net, digit)[-1].step <= 12 for digit in EASY)
    assert [turns(net, digit)[-1].right for digit in HARD] == [True, True, True, False, False, False]
    assert all(turns(net, digit)[-1].step >= 79 for digit in HARD[:3])


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("learn", [ALL, ONE])
def test_every_panel_follows_fields_that_are_there(language: Language, learn: str) -> None:
    lengths = {field.name: field.length for field in LAYOUT.fields}
    for panel in panels(learn, Text("digits", language), "light"):
        if isinstance(panel, FigurePanel) and panel.curves:
            assert {panel.curves.x, *(line.field for line in panel.curves.lines)} <= set(lengths)
        if isinstance(panel, ScenePanel):
            check(panel, lengths)


def check(panel: ScenePanel, lengths: dict[str, int]) -> None:
    """Every element has a name of its own and lies in the picture; every binding finds its numbers."""
    by_id = {element["id"]: element for element in parts_of(panel.scene)}
    assert len(by_id) == len(panel.scene.elements)
    for element in by_id.values():
        half = element["width"] / 2 if element["kind"] == "token" else 0
        assert 0 <= element["x"] - half <= element["x"] + half <= panel.scene.width
        assert 0 <= element["y"] <= element["y"] + element.get("height", 0) <= panel.scene.height + 24
    for binding in panel.scene.bindings:
        assert set(binding.ids) <= set(by_id)
        each = {"map": 64, "span": 2}.get(binding.attribute, 1)
        start, stride = values_of(binding)
        last = start + (len(binding.ids) - 1) * stride + 1
        assert last * each <= lengths[binding.field], binding
        if binding.attribute == "word":
            assert all(isinstance(word, str) for word in binding.words)


def test_the_bars_can_say_every_mark() -> None:
    (answer,) = (panel for panel in panels(ALL, Text("digits", "en"), "dark") if panel.id == "answer")
    assert isinstance(answer, ScenePanel)
    (marks,) = (one for one in answer.scene.bindings if one.field == "marks")
    words = options(marks)["words"]
    assert (words[0], words[TRUTH], words[ANSWER + TRUTH]) == ("", "correct", "says · correct")
    assert len(words) == ANSWER + TRUTH + GUESS + 1
    assert [one["text"] for one in parts_of(answer.scene) if one["kind"] == "token"] == list(DIGITS)
