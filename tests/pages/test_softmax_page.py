"""The lesson "softmax" of the page Network: the numbers of its table, scores that are moved, old links."""

import numpy as np
import pytest
from streamlit.testing.v1 import AppTest

from nnviz import ACTIVATIONS
from nnviz.lessons.digit_classifier import A_THREE_IN_TEST, digit_parts, untrained_classifier
from pages.parts.network.softmax.captions import captions
from pages.parts.network.softmax.frames import DELTA, EXP, LOSS, MAX, SHARE, SHIFT, SUM, Table, frames
from pages.parts.network.store import SETTINGS
from pages.shared.scenes.softmax_table import LEFT, LENGTH
from pages.shared.text import LANGUAGES, Language, Text
from tests.pages.apps import address, open_page
from tests.pages.packets import Packet, touched, whole

KEY = "network-player"
BY_HAND = (0.3, 2.9, 4.0, -1.0, 0.0, 0.0)


def opened(**link: str) -> tuple[AppTest, Packet]:
    app = open_page("network", **{"view": "softmax"} | link)
    return app, whole(app, KEY)


# -- the numbers --------------------------------------------------------------------------------------
def test_every_step_adds_its_numbers_and_the_probabilities_are_always_there() -> None:
    rows = frames(Table(BY_HAND, truth=2))
    firsts = {"top": MAX, "shifted": SHIFT, "powers": EXP, "naive": EXP, "total": SUM, "loss": LOSS}
    for name, step in (firsts | {"whole": SHARE, "delta": DELTA}).items():
        assert np.isnan(rows[name][:step]).all(), name
        assert np.isfinite(rows[name][step:]).all(), name
    p = ACTIVATIONS["softmax"](np.array([BY_HAND]))[0]
    for row in rows:
        np.testing.assert_allclose(row["p"], p, rtol=1e-15)
        np.testing.assert_allclose(row["bars"][1::2], LEFT + LENGTH * p, rtol=1e-6)
    last = rows[-1]
    np.testing.assert_allclose(last["delta"], p - np.eye(6)[2], atol=1e-15)
    assert last["loss"][0] == pytest.approx(-np.log(p[2]), abs=1e-14)
    np.testing.assert_allclose(last["naive"], np.exp(BY_HAND), rtol=1e-15)


def test_1000_more_on_every_score_changes_no_probability() -> None:
    plain, moved = frames(Table(BY_HAND, 2))[-1], frames(Table(BY_HAND, 2, added=True))[-1]
    np.testing.assert_allclose(moved["z"], plain["z"] + 1000, rtol=0, atol=1e-12)
    for name in ("shifted", "powers", "p"):
        np.testing.assert_allclose(moved[name], plain[name], rtol=0, atol=1e-12)
    assert np.isinf(moved["naive"]).all()
    assert np.isinf(moved["naive_total"]).all()


def test_only_the_gradient_of_the_correct_class_is_negative_as_the_guess_says() -> None:
    _, found = opened(z=",".join(map(str, BY_HAND)))
    assert found.spec["guess"]["right"] == str(sum(value < 0 for value in found.frames[-1]["delta"]))
    assert found.spec["guess"]["since"] == DELTA


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_words_have_the_numbers_of_the_correct_class(language: Language) -> None:
    words = [
        "".join(text for _, text in one) for one in captions(Table(BY_HAND, 2), 0, Text("digits", language))
    ]
    assert len(words) == DELTA + 1
    for step, number in ((MAX, "4"), (SHIFT, "4 − 4"), (EXP, "exp(0) ≈ 1"), (SUM, "1.4"), (SHARE, "0.714")):
        assert number in words[step]
    assert "−ln 0.714 ≈ 0.337" in words[LOSS]
    assert "0.714 − 1 ≈ -0.286" in words[DELTA]


# -- what is touched ------------------------------------------------------------------------------------
@pytest.mark.parametrize("update", [0, 6])
def test_it_opens_with_the_scores_of_the_network(update: int) -> None:
    _, found = opened(update=str(update))
    if not update:
        net, (_, test) = untrained_classifier(), digit_parts()
        expected = net.layers(test.X[[A_THREE_IN_TEST]])[1].before[0]
        assert found.frames[0]["z"] == expected.tolist()
    says = int(np.argmax(found.frames[0]["p"])) + 1
    assert says == (3 if update else 6)


def test_a_score_is_moved_the_picture_stays_and_the_own_scores_come_back() -> None:
    app, first = opened()
    moved = touched(app, KEY, first, ("z[0]", 5.0))
    assert "spec" not in moved.head
    assert moved.frames[0]["z"] == [5.0, *first.frames[0]["z"][1:]]
    assert moved.frames[0]["moved"] == [1]
    assert int(np.argmax(moved.frames[0]["p"])) == 0
    assert moved.head["link"]["z"].startswith("5,")
    back = touched(app, KEY, first, ("own", None))
    assert str(back.frames) == str(first.frames)  # NaN where nothing is computed yet
    assert address(app, SETTINGS) == {"view": "softmax"}


def test_a_score_is_typed_with_the_1000_that_were_added() -> None:
    app, first = opened(z="1,2,3,4,5,6", shift="1")
    assert first.frames[0]["z"] == [1001, 1002, 1003, 1004, 1005, 1006]
    typed = touched(app, KEY, first, ("z[5]", 1000.5))
    assert typed.head["link"]["z"] == "1,2,3,4,5,0.5"
    plain = touched(app, KEY, first, ("add", None))
    assert plain.frames[0]["z"] == [1, 2, 3, 4, 5, 0.5]


def test_touches_of_what_is_not_there_change_nothing() -> None:
    app, first = opened()
    for name in ("z[6]", "z[0,0]", "z", "x[0]", "", "guess[1]"):
        assert str(touched(app, KEY, first, (name, 3.0)).frames) == str(first.frames)


# -- links ----------------------------------------------------------------------------------------------
@pytest.mark.parametrize("link", [{"shift": "1"}, {"y": "0.5,0.25,0.25"}, {"t": "1"}])
def test_a_link_to_the_digits_from_before_still_shows_what_it_showed(link: dict[str, str]) -> None:
    app, found = opened(view="digits", digit="13", **link)
    assert not app.warning
    assert found.frames[0]["truth"] == [3]
    assert found.frames[0]["added"] == [int("shift" in link)]
    assert address(app, SETTINGS) == {"view": "softmax", "digit": "13"} | link


@pytest.mark.parametrize("scores", ["1,2,3", "a,b,c,d,e,f", "1,2,3,4,5,1e9"])
def test_scores_that_cannot_be_are_told(scores: str) -> None:
    app, found = opened(z=scores)
    assert len(app.warning) == 1
    assert all(-99 <= z <= 999 for z in found.frames[0]["z"])
