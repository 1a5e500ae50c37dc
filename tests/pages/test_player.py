"""The player's Python side: packets that can be read back, hostile requests, and the names of specs."""

from dataclasses import replace
from math import inf, nan
from typing import Any

import numpy as np
import plotly.graph_objects as go
import pytest
from hypothesis import given
from hypothesis import strategies as st

from nnviz import ExperimentConfig
from pages.parts.train import view as training_view
from pages.parts.train.film import Film
from pages.parts.train.live import Live
from pages.parts.train.settings import PAIRS
from pages.shared.panels import Array, Field, FigurePanel, Layout
from pages.shared.player import HTML, LOADER, MOST_FRAMES, MOST_TOUCHES, Answer, Request, Spec, Speed, encode
from pages.shared.text import Text
from tests.pages.packets import split

LAYOUT = Layout((Field("step", "float64"), Field("map", "uint8", 3)))


def plain_spec(**changes: Any) -> Spec:
    spec = Spec(
        layout=LAYOUT,
        panels=(FigurePanel("a", "A", "alt", go.Figure(), height=10),),
        words={"play": "Play"},
        caption="{step}",
        spoken="{step}.",
        formats={"step": {"integer": True}},
        clock="step",
        theme="light",
        speeds=(Speed("auto", "auto"),),
    )
    return replace(spec, **changes)


def frames(*steps: float) -> Array:
    found = LAYOUT.empty(len(steps))
    found["step"][:, 0] = steps
    found["map"] = 7
    return found


# -- touches ------------------------------------------------------------------------------------
def test_touches_are_read_and_hostile_ones_are_left_out() -> None:
    touched = [
        ["w[0]", 0.5],
        ["add", None],
        ["x", 3],
        ["nan", nan],
        ["inf", inf],
        "no",
        [],
        ["a", "b"],
        [1, 2],
    ]
    found = Request.read({"want": "touch", "touched": touched}).touched
    assert found == (("w[0]", 0.5), ("add", None), ("x", 3.0))


@pytest.mark.parametrize("hostile", [None, "w[0]", 5, {"w": 1}, [["x" * 1000, None]] * 100])
def test_what_is_no_list_of_touches_does_no_harm(hostile: object) -> None:
    found = Request.read({"want": "touch", "touched": hostile})
    assert found.want == "touch"
    assert len(found.touched) <= MOST_TOUCHES
    assert all(len(name) <= 64 for name, _ in found.touched)


def test_an_answer_that_replaces_says_so_with_its_own_words() -> None:
    captions = ((("", "one "), ("a", "2")),)
    answer = Answer(
        frames(0), replace=True, captions=captions, lines={"code": ("z = 1",)}, link={"w": "1", "b": ""}
    )
    head, _ = split(encode(answer, "run-1", plain_spec(), 1, whole=False))
    assert head["replace"] is True
    assert head["captions"] == ["one a{2}"]
    assert (head["lines"], head["link"]) == ({"code": ["z = 1"]}, {"w": "1", "b": ""})


def test_an_answer_says_nothing_of_what_it_has_not() -> None:
    head, _ = split(encode(Answer(frames(0)), "run-1", plain_spec(), 1, whole=False))
    assert not {"replace", "captions", "lines", "link"} & head.keys()


# -- packets -----------------------------------------------------------------------------------
def test_a_packet_is_a_length_a_header_and_the_frames() -> None:
    spec = plain_spec()
    notes = [(2.0, [{"level": "info", "text": "Ünïcode 損失"}])]
    answer = Answer(frames(1, 2), notes, fresh=True, status="half", ended=True)
    head, body = split(encode(answer, "run-1", spec, 5, whole=False))
    assert head == {
        "sequence": 5,
        "run": "run-1",
        "spec_id": spec.id,
        "notes": [[2.0, [{"level": "info", "text": "Ünïcode 損失"}]]],
        "fresh": True,
        "status": "half",
        "ended": True,
    }
    assert body == answer.frames.tobytes()
    assert np.frombuffer(body, LAYOUT.dtype)["step"].ravel().tolist() == [1, 2]


def test_a_whole_packet_carries_the_spec_with_its_name() -> None:
    spec = plain_spec()
    head, body = split(encode(Answer(frames()), "run-1", spec, 1, whole=True))
    assert body == b""
    assert head["spec"]["id"] == head["spec_id"] == spec.id
    assert head["spec"]["layout"] == LAYOUT.describe()
    assert [panel["id"] for panel in head["spec"]["panels"]] == ["a"]
    assert head["spec"]["colours"] == {"negative": "#b35806", "middle": "#f7f7f7", "positive": "#2166ac"}
    assert head["spec"]["speeds"] == [{"id": "auto", "label": "auto", "pause": 0.0}]
    assert {name: head["spec"][name] for name in ("words", "caption", "clock", "theme", "ahead")} == {
        "words": {"play": "Play"},
        "caption": "{step}",
        "clock": "step",
        "theme": "light",
        "ahead": 6,
    }


def test_the_loader_is_taken_for_a_script_and_not_for_a_path() -> None:
    assert "\n" in LOADER
    assert 'data-nnviz="player"' in HTML
    assert 'data-state="idle"' in HTML


# -- names of specs ------------------------------------------------------------------------------
@pytest.mark.parametrize(
    "changes",
    [
        {"theme": "dark"},
        {"words": {"play": "再生"}},
        {"caption": "{step}!"},
        {"clock": "map"},
        {"formats": {}},
        {"speeds": ()},
        {"ahead": 5},
        {"period": 25.0},
        {"panels": ()},
        {"layout": Layout((Field("step", "float64"), Field("map", "uint8", 4)))},
    ],
)
def test_any_change_gives_a_spec_another_name(changes: dict[str, Any]) -> None:
    assert plain_spec(**changes).id != plain_spec().id


def test_the_same_spec_has_the_same_name() -> None:
    assert plain_spec().id == plain_spec().id
    assert len(plain_spec().id) == 16


def training_spec(language: Any = "en", theme: Any = "light", pairs: Any = PAIRS, epochs: int = 0) -> Spec:
    live = Live(ExperimentConfig(stream="seeded", samples=100), 1000)
    film = Film(live.experiment, np.array(pairs))
    if epochs:
        live.more(film, 0.0, epochs, 1)
    return training_view.spec(live, film, Text("train", language), theme)


def test_the_spec_of_a_run_follows_language_theme_and_pairs_and_nothing_else() -> None:
    name = training_spec().id
    assert training_spec().id == name
    assert training_spec(epochs=3).id == name, "a run that goes on keeps its spec"
    others = [
        training_spec(language="ja").id,
        training_spec(theme="dark").id,
        training_spec(pairs=((1.0, 2.0),)).id,
    ]
    assert len({name, *others}) == 4


# -- requests -------------------------------------------------------------------------------------
def test_a_request_is_read_as_it_is() -> None:
    value = {"want": "step", "count": 3, "known": 12, "run": "run-1", "spec": "abc", "speed": "10"}
    assert Request.read(value) == Request("step", 3, 12.0, "run-1", "abc", "10")


@pytest.mark.parametrize("value", [None, 5, "more", [], [["want", "more"]], True, b"want"])
def test_what_is_no_mapping_asks_for_all(value: object) -> None:
    assert Request.read(value) == Request("all", 0, -1.0, "", "", "")


@pytest.mark.parametrize("want", [None, "", "ALL", "train", 1, ["more"], {"more": 1}])
def test_an_unknown_wish_asks_for_all(want: object) -> None:
    assert Request.read({"want": want}).want == "all"


@pytest.mark.parametrize(
    ("count", "used"),
    [
        (-1, 0),
        (10**6, MOST_FRAMES),
        pytest.param(10**400, MOST_FRAMES, id="huge"),
        ("3", 0),
        (2.5, 0),
        (None, 0),
        ([3], 0),
        (inf, 0),
    ],
)
def test_the_number_of_pictures_is_held(count: object, used: int) -> None:
    assert Request.read({"want": "more", "count": count}).count == used


@pytest.mark.parametrize(
    ("known", "used"),
    [
        (7, 7.0),
        (-3.5, -3.5),
        (nan, -1.0),
        (inf, -1.0),
        pytest.param(10**400, -1.0, id="huge"),
        ("7", -1.0),
        (None, -1.0),
        ([], -1.0),
    ],
)
def test_what_is_known_is_a_finite_number(known: object, used: float) -> None:
    assert Request.read({"want": "more", "known": known}).known == used


def test_names_are_cut() -> None:
    found = Request.read({"run": "r" * 10_000, "spec": {"deep": [1]}, "speed": None})
    assert (found.run, found.spec, found.speed) == ("r" * 64, "{'deep': [1]}", "None")


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=6,
)
names = st.sampled_from(("want", "count", "known", "run", "spec", "speed", "other"))


@given(value=json_values | st.dictionaries(names, json_values))
def test_anything_a_browser_sends_becomes_a_request(value: Any) -> None:
    found = Request.read(value)
    assert found.want in ("all", "more", "step", "nothing")
    assert 0 <= found.count <= MOST_FRAMES
    assert -inf < found.known < inf
    assert all(len(name) <= 64 for name in (found.run, found.spec, found.speed))
