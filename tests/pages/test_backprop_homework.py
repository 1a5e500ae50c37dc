"""A training step that one works out oneself: nothing on the page gives a number away, what is typed stays,
and the first wrong number is named, with the mistake that gives it."""

import json
from dataclasses import replace

import numpy as np

from nnviz.backprop.mistakes import MISTAKES
from pages.parts.backprop.answers import ANSWERS, linked
from pages.parts.backprop.array_names import is_computed
from pages.parts.backprop.fitting import suited
from pages.parts.backprop.one_step import homework, lesson
from pages.parts.backprop.settings import START, BackpropSettings
from pages.parts.backprop.store import STORE
from pages.parts.backprop.training import trace_of
from pages.shared.protocol.answers import Replace
from pages.shared.protocol.derivations import Derivation
from pages.shared.protocol.describing import described
from pages.shared.protocol.requests import Request, Touch
from pages.shared.text import LANGUAGES, Text
from tests.every import every

EN = Text("backprop", "en")
EMPTY = replace(START, homework=True)
TRACE = trace_of(START)


def answered(settings: BackpropSettings) -> Replace:
    found = lesson.answer(settings, Request(), EN)
    assert isinstance(found, Replace)
    return found


def right_answers() -> tuple[tuple[str, float], ...]:
    found = homework.answered(EMPTY, TRACE).arrays
    return tuple(
        (f"{name}[{','.join(map(str, place))}]", float(TRACE.array(name)[place]))
        for name in found
        if is_computed(name)
        for place in np.ndindex(TRACE.array(name).shape)
    )


def words(told: Derivation) -> str:
    return " ".join(piece.text for line in told.lines for piece in line.pieces)


def written(value: object) -> str:
    return json.dumps(value, default=described)


def test_nothing_gives_a_number_away() -> None:
    found, spec = answered(EMPTY), lesson.spec(EMPTY, EN, "light")
    said = (
        written([found.captions, found.lines, found.derivations, found.hints, found.texts, found.guess])
        + spec.json
    )
    for name in ("z1", "a1", "delta1", "dW1", "db1", "newW1", "newb1", "z2", "a2", "delta2", "dW2", "newW2"):
        assert np.isnan(found.frames[name]).all(), name
        for value in TRACE.array(name).ravel():
            assert f"{value:.4g}" not in said, name
    assert np.isnan(found.frames["outputs"][:, 2:]).all()
    assert np.isnan(found.frames["loss"]).all()
    assert np.isnan(found.frames["lossafter"]).all()
    assert set(found.derivations) == {"homework"}


def test_a_step_says_a_question_mark_for_what_is_to_be_worked_out() -> None:
    captions = ["".join(text for _, text in caption) for caption in answered(EMPTY).captions or ()]
    assert captions[1].endswith("z1[0,0] = 0.05·0.15 + 0.1·0.2 + 0.35 = ?")
    typed = lesson.touched(EMPTY, (Touch("z1[0,0]", 0.3775),))
    captions = ["".join(text for _, text in caption) for caption in answered(typed).captions or ()]
    assert captions[2].endswith("a1[0,0] = sigmoid(0.3775) = ?")


def test_what_is_typed_stands_in_every_frame_and_in_the_link() -> None:
    typed = lesson.touched(EMPTY, (Touch("dW2[1,0]", 0.0827), Touch("a1[0,1]", 0.6)))
    found = answered(typed)
    assert (found.frames["dW2"][:, 2] == 0.0827).all()
    assert typed.answers == (("dW2[1,0]", 0.0827), ("a1[0,1]", 0.6))
    assert found.once is not None
    assert found.once["verdictdW2"][0].tolist() == [0, 0, homework.RIGHT, 0]
    assert found.once["verdicta1"][0].tolist() == [0, homework.RIGHT]
    assert STORE.values(typed)["answers"] == typed.answers
    assert ANSWERS.read(ANSWERS.write(typed.answers)) == (typed.answers, True)


def test_all_right_answers_are_right() -> None:
    told = homework.told(replace(EMPTY, answers=right_answers()), EN)
    assert told.value == "36/36"
    assert words(told) == f"{EN('homework.so_far', right=36, count=36)} {EN('homework.done')}"


@every(
    "cell, value, mistake",
    [
        ("newW2[0,0]", 0.441083520, "plus_for_minus"),
        ("delta2[0,0]", 0.741365, "slope_forgotten"),
        ("newW1[0,0]", 0.14981763856120295, "new_weights_for_hidden_delta"),
    ],
)
def test_the_first_wrong_number_is_named_with_its_mistake(cell: str, value: float, mistake: str) -> None:
    told = words(homework.told(replace(EMPTY, answers=((cell, value),)), EN))
    assert f"The first wrong number is {cell}: " in told
    assert EN("homework.named", mistake=EN(f"homework.mistake.{mistake}")) in told


def test_what_is_wrong_without_a_name_is_said_too() -> None:
    told = words(homework.told(replace(EMPTY, answers=(("z1[0,0]", 5.0),)), EN))
    assert EN("homework.unnamed") in told


@every("language", LANGUAGES)
def test_every_mistake_has_words(language: str) -> None:
    text = Text("backprop", language)  # type: ignore[arg-type]
    assert len({text(f"homework.mistake.{name}") for name in MISTAKES}) == len(MISTAKES)


def test_answers_to_other_numbers_are_gone_and_a_touch_that_is_none_changes_nothing() -> None:
    typed = lesson.touched(EMPTY, (Touch("z1[0,0]", 0.3775),))
    assert lesson.touched(typed, (Touch("next", None),)).answers == ()
    assert lesson.touched(typed, (Touch("T[0,0]", 0.5),)).answers == ()
    assert (
        lesson.touched(
            typed,
            (Touch("z9[0,0]", 1.0), Touch("loss", 1.0), Touch("a0[7,7]", 1.0)),
        )
        == typed
    )
    assert lesson.touched(typed, (Touch("open@3", None),)).opened == ""
    assert lesson.touched(typed, (Touch("anew", None),)).answers == ()
    assert not lesson.touched(typed, (Touch("leave", None),)).homework


def test_a_link_holds_as_many_answers_as_it_can_and_the_page_says_so() -> None:
    many = suited(replace(EMPTY, layers=((8, "tanh"), (8, "tanh")), answers=()))
    cells = [f"dW1[{i},{j}]" for i in range(2) for j in range(8)] + [
        f"dW2[{i},{j}]" for i in range(8) for j in range(8)
    ]
    typed = replace(many, answers=tuple((cell, 1 / 3) for cell in cells))
    kept = linked(typed.answers)
    assert 0 < kept < len(cells)
    assert answered(typed).status == EN("homework.kept", kept=kept, count=len(cells))


@every("text", ["", "z1[0,0]=x", "T[0,0]=1", "a0[0,0]=1", "z1[0,0]", "db1[0]=1e999", ";;;", "dW1[0]=2"])
def test_nonsense_in_the_link_is_left_out(text: str) -> None:
    assert ANSWERS.read(text) in (((), True), ((), False))
