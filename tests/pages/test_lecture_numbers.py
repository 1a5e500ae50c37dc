"""The lectures that come with the app: their links open as they stand, no number in an answer is typed, and
each is what the core, or NumPy alone, computes for the link."""

import re
from collections.abc import Iterator
from math import exp

import numpy as np
import pytest

import nnviz
from pages.parts.lecture.known_pages import STORES, read_link, settings_of
from pages.parts.lecture.lecture import Lecture, Moment, Words
from pages.parts.lecture.lecture_file import read_file, write_file
from pages.parts.lecture.numbers import NUMBERS, filled, numbers_of
from pages.parts.lecture.shipped import FOLDER, LECTURES
from pages.parts.lecture.told import told
from pages.registry import PAGES
from pages.shared.numbers.equations import brief
from pages.shared.text import LANGUAGES, Language
from tests.every import every

MOMENTS = [
    (name, number, moment)
    for name, lecture in LECTURES.items()
    for number, moment in enumerate(lecture.moments, 1)
]
NAMES = [(name, number) for name, number, _ in MOMENTS]
JAPANESE = re.compile(r"[\u3040-\u30ff\u4e00-\u9fff]")


def moment(name: str, number: int) -> Moment:
    return LECTURES[name].moments[number - 1]


def texts(one: Moment) -> Iterator[Words]:
    yield from (one.sentence, one.question, one.answer, *one.choices)


# -- the files --------------------------------------------------------------------------------------
def test_three_lectures_come_with_the_app() -> None:
    told = {name: (lecture.title.en, lecture.minutes) for name, lecture in LECTURES.items()}
    assert told == {
        "product_to_layer": ("From a product to a layer", 15),
        "why_networks_learn": ("Why networks learn", 20),
        "what_goes_wrong": ("What goes wrong", 20),
    }
    assert {one.stem for one in FOLDER.glob("*.toml")} == set(LECTURES)


@every("name", LECTURES)
def test_a_file_that_is_written_is_read_as_the_same_lecture(name: str) -> None:
    assert read_file(write_file(LECTURES[name])) == LECTURES[name]


@every("name, number", NAMES)
def test_a_moment_is_whole_in_both_languages(name: str, number: int) -> None:
    one = moment(name, number)
    assert one.sentence
    assert one.question
    assert one.answer
    assert 1 <= one.right <= len(one.choices)
    for words in (one.sentence, one.question, one.answer):
        assert JAPANESE.search(words.ja)
        assert not JAPANESE.search(words.en)
        assert set(re.findall(r"\{\w+\}", words.ja)) == set(re.findall(r"\{\w+\}", words.en)), words


def test_every_mistake_of_the_third_lecture_is_one_of_the_bug_bench() -> None:
    links = [one.link.query for one in LECTURES["what_goes_wrong"].moments]
    assert all(link["mistake"] in nnviz.MISTAKES for link in links)


# -- the links --------------------------------------------------------------------------------------
def test_a_moment_may_lead_to_every_page_of_the_story() -> None:
    assert {page.slug: page.settings for page in PAGES} == {name: one.table for name, one in STORES.items()}


@every("name, number", NAMES)
def test_nothing_of_a_link_is_refused_or_ignored(name: str, number: int) -> None:
    link = moment(name, number).link
    settings, complaints = STORES[link.page].read(link.query)
    assert not complaints
    assert {
        one: STORES[link.page].write(settings).get(one, value) for one, value in link.settings
    } == link.query
    assert read_link(str(link)) == link


# -- the numbers ------------------------------------------------------------------------------------
@every("name, number", NAMES)
def test_every_field_is_filled_and_no_answer_has_a_typed_number(name: str, number: int) -> None:
    one = moment(name, number)
    numbers = numbers_of(one)
    for language in LANGUAGES:
        for words in texts(one):
            assert "{" not in filled(words[language], numbers), words
        typed = re.sub(
            r"\{\w+\}|W\d\[\d,\d\]|axis=1|z ≥ 0|第\d層|[lL]ayer \d|[1-9]つ|1列目|\(\d,\)",
            "",
            one.answer[language],
        )
        assert set(re.findall(r"\d+(?:\.\d+)?", typed)) <= {"0", "1"}, typed  # a limit, a sum, ちょうど 0


@every("name, number", NAMES)
def test_no_two_choices_are_the_same(name: str, number: int) -> None:
    for language in LANGUAGES:
        choices = told(moment(name, number), language).choices
        assert len(set(choices)) == len(choices)


def of(name: str, number: int) -> dict[str, str]:
    return dict(numbers_of(moment(name, number)))


def test_the_numbers_of_products_are_those_of_numpy() -> None:
    A, B = np.array([[1, 2], [3, 4], [5, 6]]), np.array([[1, 2, 3], [4, 5, 6]])
    first = of("product_to_layer", 1)
    assert first["multiplications"] == str(A.shape[0] * A.shape[1] * B.shape[1]) == "18"
    assert first["result"] == ", ".join(map(str, (A @ B).ravel()))
    second = of("product_to_layer", 2)
    assert (second["columns"], second["rows"]) == ("3", "2")
    assert second["shape"] == str((B @ B.T).shape)
    third = of("product_to_layer", 3)
    assert third["result"] == ", ".join(map(str, np.array([1, 2]) @ np.array([[1, 3, 5], [2, 4, 6]])))
    flow = of("product_to_layer", 4)
    assert (flow["multiplications"], flow["ticks"]) == ("24", str(3 + 2 + 4 - 2))  # the last number's way


def test_the_numbers_of_a_layer_are_those_of_numpy() -> None:
    assert of("product_to_layer", 5)["z"] == str(np.dot([2, -1, 1], [1, 1, 2]) - 3) == "0"
    assert of("product_to_layer", 6)["parameters"] == str(2 * 3 + 3)
    added = np.array([[1, 2, 3], [4, 5, 6]]) + np.array([10, 20, 30])
    assert (of("product_to_layer", 7)["shape"], of("product_to_layer", 7)["last"]) == (
        "(2, 3)",
        str(added[-1, -1]),
    )
    example = nnviz.EXAMPLES["three_layers"]()
    X = example.X
    for W, b in zip(example.network.weights, example.network.biases, strict=True):
        X = X @ W + b
    last = of("product_to_layer", 8)
    assert last["outputs"] == last["single_outputs"] == ", ".join(map(brief, X[0]))
    assert (last["parameters"], last["single"]) == ("23", str(2 * 2 + 2))


def forward(x: np.ndarray, parameters: list[np.ndarray]) -> np.ndarray:
    for W, b in zip(parameters[::2], parameters[1::2], strict=True):
        x = 1 / (1 + np.exp(-(x @ W + b)))
    return x


def test_the_training_step_is_that_of_the_worked_example() -> None:
    first, second, third = (of("why_networks_learn", number) for number in (1, 2, 3))
    x, t = np.array([0.05, 0.1]), np.array([0.01, 0.99])
    parameters = [
        *(np.array([[0.15, 0.25], [0.2, 0.3]]), np.array([0.35, 0.35])),
        *(np.array([[0.4, 0.5], [0.45, 0.55]]), np.array([0.6, 0.6])),
    ]

    def loss() -> float:
        return float(((forward(x, parameters) - t) ** 2).sum() / 2)

    assert first["outputs"] == ", ".join(map(brief, forward(x, parameters)))
    assert first["before"] == brief(loss())
    slopes = []
    for array in parameters:
        slope = np.zeros_like(array)
        for place in np.ndindex(array.shape):
            kept = array[place]
            array[place] = kept + 1e-6
            above = loss()
            array[place] = kept - 1e-6
            slope[place] = (above - loss()) / 2e-6
            array[place] = kept
        slopes.append(slope)
    assert second["gradient"] == brief(slopes[0][0, 1])
    for array, slope in zip(parameters, slopes, strict=True):
        array -= 0.5 * slope
    assert second["new"] == f"{parameters[0][0, 1]:.6f}"
    assert third["after"] == brief(loss())
    assert float(second["gradient"]) > 0  # so that the weight has to shrink
    assert float(third["later"]) < float(third["after"]) < float(third["before"])


def test_slopes_walks_and_perceptrons_are_what_they_must_be() -> None:
    slopes = of("why_networks_learn", 4)
    sigmoid = 1 / (1 + exp(-0.5))
    assert (slopes["step_slope"], slopes["sigmoid_slope"]) == ("0", brief(sigmoid * (1 - sigmoid)))
    walk = of("why_networks_learn", 5)
    assert float(walk["end"]) > 1000 * float(walk["first"])
    learned = of("why_networks_learn", 6)
    w, b = np.array(learned["weights"].split(", "), float), float(learned["bias"])
    gate = [int(w @ x + b >= 0) for x in ([0, 0], [0, 1], [1, 0], [1, 1])]
    assert (gate, learned["last_errors"]) == ([0, 0, 0, 1], "0")
    never = of("why_networks_learn", 7)
    assert (never["cycle_length"], never["last_errors"]) == ("1", "4")


def test_runs_are_those_of_the_core() -> None:
    run = of("why_networks_learn", 8)
    experiment = nnviz.Experiment(settings_of(moment("why_networks_learn", 8).link).experiment)
    assert run["before"] == brief(experiment.trainer.loss())
    experiment.trainer.run(epochs=1000)
    assert run["after"] == brief(experiment.trainer.loss())
    assert [round(float(one)) for one in run["outputs"].split(", ")] == [0, 1, 1, 0]
    seeds = of("why_networks_learn", 9)
    assert int(seeds["solved"]) + int(seeds["stuck"]) == int(seeds["seeds"]) == 40
    assert 0.3 < int(seeds["solved"]) / 40 < 0.7  # "about half"


def test_mistakes_lead_to_what_is_said_of_them() -> None:
    names = [
        (one.link.query["mistake"], of("what_goes_wrong", number))
        for number, one in enumerate(LECTURES["what_goes_wrong"].moments, 1)
    ]
    for mistake, numbers in names:
        assert numbers["first"], mistake
    plus, slope, late, flat, contrary, luck, twice, zero, softmax = (numbers for _, numbers in names)
    assert float(plus["wrong_after"]) > float(plus["before"]) > float(plus["right_after"])
    assert float(slope["wrong_later"]) < float(slope["right_later"])
    assert float(slope["error"]) > 0.5
    assert late["wrong_newW1"] != late["right_newW1"]
    targets = np.array([1.0, 2.0, 3.0])
    assert flat["wrong_loss"] == brief(((targets[:, None] - targets) ** 2).sum() / 2 / 9)
    assert (flat["right_loss"], flat["wrong_delta1_shape"]) == ("0", "(3, 3)")
    assert float(contrary["wrong_later"]) > float(contrary["before"]) > float(contrary["right_later"])
    assert float(contrary["wrong_dW1"]) * float(contrary["right_dW1"]) < 0
    assert float(luck["wrong_later"]) < float(luck["before"])
    assert (twice["right_dW1"], twice["wrong_dW1"]) == ("4", "8")
    assert zero["wrong_after"] == zero["wrong_later"] == brief(np.log(2))
    scores = np.exp([1.0, 2.0, 3.0])
    assert (softmax["right_a1"], softmax["wrong_a1"]) == (brief(scores[0] / scores.sum()), "0.5")


# -- what fills the fields ----------------------------------------------------------------------------
def test_numbers_follow_the_link() -> None:
    other = Moment(read_link("product?a=1,2,3,4&b=1;2;3;4"), numbers="product")
    assert numbers_of(other)["multiplications"] == "4"


@pytest.mark.parametrize("numbers", ["", "nothing", "step"])
def test_what_belongs_to_another_page_or_is_not_known_fills_nothing(numbers: str) -> None:
    assert numbers_of(Moment(read_link("product"), numbers=numbers)) == {}


def test_what_the_core_cannot_compute_fills_nothing() -> None:
    assert numbers_of(Moment(read_link("product?a=1,2,3&b=1,2"), numbers="product")) == {}


def test_a_text_keeps_what_is_no_field() -> None:
    assert filled("{a} {b.__class__} {0} {", {"a": "1"}) == "1 {b.__class__} {0} {"


@every("name", NUMBERS)
def test_numbers_are_made_of_a_page_that_there_is(name: str) -> None:
    assert NUMBERS[name].page in STORES
    assert numbers_of(Moment(read_link(NUMBERS[name].page), numbers=name)) or name in (
        "product",
        "run",
        "seeds",
    )


def test_the_same_lecture_in_another_language_has_the_same_numbers() -> None:
    def digits(lecture: Lecture, language: Language) -> list[list[str]]:
        found = [told(one, language) for one in lecture.moments]
        return [sorted(re.findall(r"\d+\.\d+(?:e-?\d+)?", f"{one.sentence}{one.answer}")) for one in found]

    for lecture in LECTURES.values():
        assert digits(lecture, "en") == digits(lecture, "ja")
