"""The lesson "perceptron" of the page Neuron through the frame: one step a mistake, epochs, circle, words."""

import numpy as np
import pytest
from streamlit.testing.v1 import AppTest

from nnviz.lessons.logic_gates import GATE_INPUTS, GATES
from nnviz.lessons.perceptron_rule import perceptron
from pages.parts.neuron.settings import EPOCHS, RATES
from pages.shared.scenes.mistakes import COUNTS
from pages.shared.text import LANGUAGES, Language, Text
from tests.every import every
from tests.pages.packets import Frame, Packet, asked
from tests.pages.test_neuron import KEY, link, opened, packet

SOLVABLE = [gate for gate in GATES if gate not in ("XOR", "XNOR")]
WORDS = Text("gates", "en")


def lesson(**settings: str) -> AppTest:
    return opened(view="perceptron", lang="en", **settings)


def counts(frame: Frame) -> list[str]:
    """The numbers above the columns of the epochs."""
    return [COUNTS[int(count)] for count in frame["counts"]]


def notes_at(found: Packet, step: int) -> list[str]:
    """What is noticed at a step."""
    (*_, lines) = [lines for at, lines in found.head["notes"] if at <= step]
    return [line["text"] for line in lines]


def test_and_ends_at_the_numbers_of_the_course() -> None:
    found = packet(lesson())
    last = found.frames[-1]
    assert last["after"] == [1, 2, -3]
    assert counts(last) == ["2", "3", "3", "2", "1", "0"]
    assert last["wrong"] == [0, 0, 0, 0]
    assert found.captions[-1] == "Epoch 6: no mistake, done. w = (1, 2), b = -3"
    solved, book = notes_at(found, len(found.frames) - 1)
    assert solved.endswith("Mistakes in each epoch: 2, 3, 3, 2, 1, 0.")
    assert "fires only on sums > 0" in book
    assert "b = -2" in book
    assert "1, 3, 3, 2, 1, 0" in book
    assert "exactly 0 counts as firing" in notes_at(found, 0)[0]


def test_a_step_is_a_mistake_with_its_arithmetic() -> None:
    found = packet(lesson())
    assert len(found.frames) == 13  # the start, 11 mistakes, the end
    assert found.captions[1:4] == [
        "Epoch 1, (0, 0): output 1, target 0. w ← (0, 0) + 1·(0 − 1)·(0, 0) = (0, 0), b ← 0 + 1·(0 − 1) = -1",
        "Epoch 1, (1, 1): output 0, target 1. w ← (0, 0) + 1·(1 − 0)·(1, 1) = (1, 1), b ← -1 + 1·(1 − 0) = 0",
        "Epoch 2, (0, 0): output 1, target 0. w ← (1, 1) + 1·(0 − 1)·(0, 0) = (1, 1), b ← 0 + 1·(0 − 1) = -1",
    ]
    second = found.frames[2]
    arithmetic = ("before", "rate", "error", "input", "after")
    assert [second[name] for name in arithmetic] == [[0, 0, -1], [1] * 3, [1] * 3, [1, 1, 1], [1, 1, 0]]
    assert second["live"] == [0, 0, 0, 1]
    assert second["earlier"] == found.frames[1]["line"]
    assert second["line"] != second["earlier"]


@every("gate", GATES)
def test_every_step_follows_from_the_one_before(gate: str) -> None:
    found = packet(lesson(gate=gate, epochs="6"))
    for before, after in zip(found.frames[:-1], found.frames[1:-1], strict=False):
        assert after["before"] == before["after"]
        parts = zip(after["before"], after["rate"], after["error"], after["input"], strict=True)
        assert [w + rate * error * x for w, rate, error, x in parts] == after["after"]


def test_the_mistakes_of_an_epoch_grow_and_its_end_can_be_seen() -> None:
    found = packet(lesson())
    assert [counts(frame)[:2] for frame in found.frames[:7]] == [
        ["", ""], ["1", ""], ["2", ""], ["2", "1"], ["2", "2"], ["2", "3"], ["2", "3"],
    ]  # fmt: skip
    assert [frame["under_way"].index(1) for frame in found.frames[1:]] == [0, 0, 1, 1, 1, 2, 2, 2, 3, 3, 4, 5]
    assert [sum(frame["blocks"]) for frame in found.frames] == [*range(12), 11]
    assert notes_at(found, 3) == [
        "Epoch 1 is over: 2 of 4 rows were wrong. Epoch 2 begins with w = (1, 1), b = 0."
    ]


def test_the_code_shows_where_it_is() -> None:
    found = packet(lesson())
    lines = found.panel("code")["lines"]
    live = [lines[int(at)].strip() for at in found.all_of("code")]
    assert live[0].startswith("w, b, rate = np.zeros(2)")
    assert set(live[1:-1]) == {"w += rate * (target - output) * x"}
    assert live[-1] == "break"
    assert found.panel("code")["states"][2] == (
        "epoch = 1   x = (1, 1)   output = 0   target = 1   w = (1, 1)   b = 0"
    )


@every("gate", SOLVABLE)
@every("rate", RATES)
def test_fourteen_gates_are_learned(gate: str, rate: float) -> None:
    found = packet(lesson(gate=gate, rate=f"{rate:g}"))
    assert found.frames[-1]["wrong"] == [0] * 4
    assert found.captions[-1].startswith(f"Epoch {len(found.frames[-1]['counts'])}: no mistake, done.")


@pytest.mark.parametrize("gate", ["XOR", "XNOR"])
def test_two_gates_never_end_and_the_page_says_why(gate: str) -> None:
    found = packet(lesson(gate=gate))
    cycle = perceptron(GATE_INPUTS, GATES[gate]).cycle
    assert cycle == (3, 1)
    assert len(found.frames[-1]["counts"]) == 20
    assert found.captions[-1].startswith("Stopped after 20 epochs")
    begins = 1 + sum(int(count) for count in counts(found.frames[-1])[:3])  # the first mistake of epoch 4
    circle = [WORDS("rule.cycle", first=3, again=4, w="{w}", b="{b}").partition(":")[0]]
    assert [note.partition(":")[0] for note in notes_at(found, begins) if "same mistakes" in note] == circle
    assert not [note for note in notes_at(found, begins - 1) if "same mistakes" in note]
    assert f"No straight line separates the rows of {gate}." in " ".join(
        notes_at(found, len(found.frames) - 1)
    )
    starts = [begins - 1, begins + 3]
    assert found.frames[starts[0]]["after"] == found.frames[starts[1]]["after"], "epoch 5 begins so too"


def test_too_few_epochs_are_no_proof() -> None:
    found = packet(lesson(epochs="3"))
    assert found.captions[-1] == "Stopped after 3 epochs, still with mistakes. w = (1, 2), b = -2"
    assert notes_at(found, len(found.frames) - 1) == [
        "Not finished yet: allow more epochs in “Numbers and settings”."
    ]


def test_a_rate_of_a_tenth_comes_with_a_word_about_rounding() -> None:
    found = packet(lesson(rate="0.1"))
    assert counts(found.frames[-1]) == ["2", "3", "3", "0"]
    assert WORDS("rule.rounding") in notes_at(found, 0)
    assert WORDS("rule.book") not in found.notes


def test_a_gate_without_mistakes_is_done_at_once() -> None:
    found = packet(lesson(gate="TRUE"))
    assert found.captions == [WORDS("rule.start"), "Epoch 1: no mistake, done. w = (0, 0), b = 0"]
    assert counts(found.frames[-1]) == ["0"]


@pytest.mark.parametrize(
    ("settings", "right", "why"),
    [
        ({}, "6", "The rule needs 6 epochs; the last one has no mistake."),
        ({"epochs": "3"}, "later", "After 3 epochs there are still mistakes. Allow more epochs"),
        ({"gate": "XOR"}, "never", "It never ends: in every epoch some row is wrong."),
    ],
)
def test_the_guess_is_answered_at_the_end(settings: dict[str, str], right: str, why: str) -> None:
    found = packet(lesson(**settings))
    asked = found.spec["guess"]
    assert (asked["right"], asked["since"]) == (right, len(found.frames) - 1)
    assert asked["right"] in asked["options"]
    assert asked["yes"].startswith(f"Correct! {why}")
    assert asked["no"].startswith(f"You said “{{guess}}”. {why}")


def test_the_number_of_epochs_is_not_seen_before_they_begin() -> None:
    for gate in ("AND", "OR", "TRUE"):
        found = packet(lesson(gate=gate))
        scene = found.panel("mistakes")
        widths = {one["width"] for one in scene["elements"] if one["id"].startswith("epoch")}
        assert widths == {(470 - 16) / 8 - 2}, "whether there are 1 or 8"
        numbers = {one["id"]: one for one in scene["elements"] if one["id"].startswith("number")}
        assert {one.get("text", "") for one in numbers.values()} == {""}
        written = {one["ids"][0]: one for one in scene["bindings"] if one["ids"][0] in numbers}
        said = {
            name: one["words"][int(found.frames[0]["counts"][one.get("start", 0)])]
            for name, one in written.items()
        }
        assert set(said) == set(numbers)
        assert set(said.values()) == {""}


def test_the_ending_names_the_rule_or_says_why_there_is_no_end() -> None:
    ends = [packet(lesson(**one)).spec["ending"] for one in ({}, {"gate": "XOR"}, {"epochs": "2"})]
    words = ["Perceptron learning rule", "Not linearly separable", "Perceptron learning rule"]
    assert [one["word"] for one in ends] == words
    assert [one["href"].partition("?")[0] for one in ends] == ["network", "neuron", "network"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_opens_in_both_languages(language: Language) -> None:
    app, text = opened(view="perceptron", gate="XOR", lang=language), Text("gates", language)
    assert packet(app).captions[0] == text("rule.start")
    assert app.expander[0].label == text("ends.title")


@pytest.mark.parametrize(
    ("name", "asked_for", "used"),
    [("rate", "0.7", "0.5"), ("rate", "-3", "0.1"), ("epochs", "0", "1"), ("epochs", "999999", "60"),
     ("epochs", "many", None), ("step", "-4", None)],
)  # fmt: skip
def test_a_link_that_asks_too_much_is_held_and_says_so(name: str, asked_for: str, used: str | None) -> None:
    app = opened(**{"view": "perceptron", "lang": "en", name: asked_for})
    assert len(app.warning) == 1
    assert {key: value for key, value in link(app).items() if key != "step"}.get(name) == used


def test_the_longest_run_fits_into_the_steps_of_a_link() -> None:
    found = packet(lesson(gate="XOR", epochs=str(EPOCHS[1]), step="230"))
    assert len(found.frames) == 240
    assert found.spec["start"] == 230


def test_a_learner_begins_at_numbers_of_their_own() -> None:
    found = packet(lesson(gate="AND", rate="0.1", start="0.5,0.5,0.5", ties="0"))
    last = found.frames[-1]
    assert np.round(last["after"], 12).tolist() == [0.2, 0.2, -0.3]
    assert counts(last) == ["3", "3", "2", "0"]
    assert found.captions[0] == "The start: w = (0.5, 0.5), b = 0.5. Nothing has been learned yet."
    assert "fires only on sums above 0" in notes_at(found, 0)[0]


def test_with_the_sign_turned_every_epoch_has_its_mistakes() -> None:
    asked_for = {"gate": "AND", "rate": "0.1", "start": "0.5,0.5,0.5", "epochs": "60", "backwards": "1"}
    found = packet(lesson(**asked_for))
    last = found.frames[-1]
    assert np.round(last["after"], 12).tolist() == [6.5, 6.5, 18.5]
    assert counts(last) == ["3"] * 60
    assert "0.1·(1 − 0)·(0, 0)" in found.captions[1], "output - target of a row that must not fire"
    assert notes_at(found, len(found.frames) - 1)[0].startswith("It never ends")
    assert found.spec["guess"]["right"] == Text("gates", "en")("ask.never")


def test_which_rows_are_wrong_at_a_tie_follows_the_rule() -> None:
    fires, not_yet = (packet(lesson(gate="OR", ties=ties)).frames[0]["wrong"] for ties in "10")
    assert fires == [1, 0, 0, 0]
    assert not_yet == [0, 1, 1, 1]


def test_frames_travel_once() -> None:
    app = lesson()
    first = packet(app)
    assert asked(app, KEY, first, want="nothing").frames == []
