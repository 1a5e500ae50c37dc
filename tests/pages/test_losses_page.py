"""Two losses for one answer, below the lesson "softmax": the numbers of the course are read off the page."""

import re
from math import log

import pytest
from streamlit.testing.v1 import AppTest

from pages.parts.network.probabilities import START, probabilities, read_probabilities, write_probabilities
from pages.parts.network.store import SETTINGS
from pages.shared.numbers.nested_lists import Unreadable
from pages.shared.text import LANGUAGES, Language, Text
from tests.every import every
from tests.pages.apps import address, open_page, well

GOLDEN = (0.0975, 0.5108256238, 2.3025850930)


def opened(**link: str) -> AppTest:
    return open_page("network", view="softmax", **link)


def typed(app: AppTest, answer: str) -> AppTest:
    """The page after somebody typed this answer."""
    return well(app.text_input(key="network-y").set_value(answer).run())


def read(app: AppTest) -> tuple[float, ...]:
    """Half squared error, cross entropy, and that of an even guess, as they stand on the page."""
    assert all(re.fullmatch(r"\d+\.\d{10}", one.value) for one in app.metric)
    return tuple(float(one.value) for one in app.metric)


def exactly(*values: float) -> object:
    return pytest.approx(values, rel=0, abs=1e-8)


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_opens_with_the_answer_worked_out_by_hand(language: Language) -> None:
    app = opened(lang=language)
    text = Text("digits", language)
    assert read(app) == exactly(*GOLDEN)
    words = {"t": 2, "truth": "0.6", "classes": 10}
    assert [one.label for one in app.metric] == [
        text(f"losses.label.{name}", **words) for name in ("squared", "entropy", "even")
    ]
    assert not app.error
    assert text("losses.title") in [one.label for one in app.expander]


@pytest.mark.parametrize(
    ("answer", "even"),
    [
        ("0.5,0.5", 0.6931471806),
        ("0.3333333333333,0.3333333333333,0.3333333333334", 1.0986122887),
        (",".join(["0.1"] * 10), 2.3025850930),
    ],
)
def test_an_even_guess_costs_ln_k(answer: str, even: float) -> None:
    app = typed(opened(), answer)
    assert read(app)[1:] == exactly(even, even)


def test_another_truth_is_another_loss_and_stands_in_the_link() -> None:
    app = opened()
    well(app.number_input(key="network-t").set_value(0).run())
    squares = 0.9**2 + 0.05**2 + 0.6**2 + 0.05**2 + 0.1**2 + 0.1**2
    assert read(app) == exactly(squares / 2, -log(0.1), log(10))
    assert address(app, SETTINGS) == {"view": "softmax", "t": "0"}


def test_no_chance_for_the_truth_is_a_very_large_loss_and_the_page_says_why() -> None:
    app = opened(t="3")
    assert 700 < read(app)[1] < 710
    assert [one.value for one in app.info] == [Text("digits", "en")("losses.none")]


@every("language", LANGUAGES)
@every(
    "answer, kind, value",
    [
        ("", "empty", ""),
        ("0.5,a", "number", "a"),
        ("0.5,nan", "number", "nan"),
        ("-0.5,1.5", "range", r"\-0\.5"),
        ("1", "count", "1"),
        (",".join(["0"] * 12 + ["1"]), "count", "13"),
        ("0.5,0.4", "sum", r"0\.9"),
        ("0.500002,0.5", "sum", r"1\.000002"),
        ("0.5,0;0,0.5", "ragged", "2, 2"),
    ],
)
def test_what_is_no_answer_is_told_and_the_last_good_one_stays(
    answer: str, kind: str, value: str, language: Language
) -> None:
    app = typed(opened(lang=language), "0.25,0.75")
    before = read(app)
    typed(app, answer)
    expected = Text("digits", language)(f"losses.error.{kind}", value=value, fewest=2, most=12)
    assert [one.value for one in app.error] == [expected]
    assert read(app) == before
    assert address(app, SETTINGS)["y"] == "0.25,0.75"
    assert not typed(app, "0.5,0.5").error


def test_a_shorter_answer_takes_its_last_class_for_the_truth() -> None:
    app = opened(t="9")
    assert read(app)[1] > 700
    typed(app, "0.2, 0.3, 0.5")
    assert app.number_input(key="network-t").value == 2
    assert read(app)[1] == pytest.approx(log(2), rel=0, abs=1e-8)
    assert address(app, SETTINGS) == {"view": "softmax", "y": "0.2,0.3,0.5"}


def test_a_link_leads_to_answer_and_truth_and_is_written_again() -> None:
    app = opened(y="0.125,0.875,0", t="1")
    assert app.text_input(key="network-y").value == "0.125,0.875,0"
    assert read(app) == exactly(0.125**2, -log(0.875), log(3))
    assert address(app, SETTINGS) == {"view": "softmax", "y": "0.125,0.875,0", "t": "1"}
    assert not app.warning


@pytest.mark.parametrize("link", [{"y": "1,2"}, {"y": "<b>"}, {"t": "99"}, {"y": "0.5,0.5", "t": "2"}])
def test_a_link_that_cannot_be_followed_is_complained_about_once(link: dict[str, str]) -> None:
    app = opened(**link)
    assert len(app.warning) == 1
    assert not typed(app, "0.25,0.75").warning
    assert read(app) == exactly(0.25**2, -log(0.75), log(2))


def test_answer_and_truth_outlive_another_lesson() -> None:
    app = opened(y="0.125,0.875", t="0")
    for view in ("build", "digits", "softmax"):
        well(app.segmented_control(key="network-view").set_value(view).run())
        assert address(app, SETTINGS)["y"] == "0.125,0.875"
    assert read(app)[1] == pytest.approx(log(8), rel=0, abs=1e-8)


@pytest.mark.parametrize("answer", [START, "1,0", "1e-300,1", "0.3333333333333333,0.6666666666666666"])
def test_probabilities_go_through_text_unchanged(answer: str) -> None:
    assert write_probabilities(probabilities(answer)) == answer


def test_other_ways_to_write_the_same_answer_are_understood() -> None:
    assert read_probabilities("[.2 .3 .5]") == read_probabilities(" .2，.3、 0.50 ") == (0.2, 0.3, 0.5)
    assert isinstance(read_probabilities("0.5" * 500), Unreadable)
