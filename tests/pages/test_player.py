"""The player's Python side: packets that can be read back, hostile requests, and the names of specs."""

import json
from dataclasses import replace
from typing import Any

import numpy as np
import plotly.graph_objects as go
import pytest

from nnviz import ExperimentConfig
from pages.parts.train.frames import Film
from pages.parts.train.panels import panels as training_view
from pages.parts.train.run.training_session import Live
from pages.parts.train.settings import PAIRS
from pages.shared.player.component import HTML, LOADER
from pages.shared.protocol.answers import Append, Note, Replace
from pages.shared.protocol.describing import written
from pages.shared.protocol.layouts import Array, Field, Layout, placed
from pages.shared.protocol.number_formats import Whole
from pages.shared.protocol.packets import encode
from pages.shared.protocol.panels import Caption, FigurePanel
from pages.shared.protocol.timelines import FixedTimeline, GrowingTimeline, TrainingSpeed
from pages.shared.text import Text
from tests.every import every
from tests.pages.packets import split, unfolded

LAYOUT = Layout((Field("step", "float64"), Field("map", "uint8", 3)))


def plain_spec(**changes: Any) -> GrowingTimeline:
    spec = GrowingTimeline(
        layout=LAYOUT,
        panels=(FigurePanel("a", "A", "alt", go.Figure(), height=10),),
        words={"play": "Play"},
        caption="{step}",
        spoken="{step}.",
        formats={"step": Whole()},
        clock="step",
        theme="light",
        speeds=(TrainingSpeed("auto", "auto"),),
    )
    return replace(spec, **changes)


def frames(*steps: float) -> Array:
    found = LAYOUT.empty(len(steps))
    found["step"][:, 0] = steps
    found["map"] = 7
    return found


# -- packets -----------------------------------------------------------------------------------
def test_an_answer_that_replaces_says_so_with_its_own_words() -> None:
    captions: tuple[Caption, ...] = ((("", "one "), ("a", "2")),)
    answer = Replace(frames(0), captions=captions, lines={"code": ("z = 1",)})
    head, _ = split(encode(answer, "run-1", plain_spec(), 1, whole=False))
    assert head["replace"] is True
    assert head["captions"] == [[["", "one "], ["a", "2"]]]
    assert head["lines"] == {"code": ["z = 1"]}


def test_an_answer_says_nothing_of_what_it_has_not() -> None:
    head, _ = split(encode(Append(frames(0)), "run-1", plain_spec(), 1, whole=False))
    assert not {"captions", "lines", "focus", "changed", "spec"} & head.keys()
    assert head["replace"] is False


def test_a_packet_is_a_length_a_header_and_the_frames() -> None:
    spec = plain_spec()
    notes = [(2.0, [Note("info", "Ünïcode 損失")])]
    answer = Append(frames(1, 2), notes, fresh=True, status="half", ended=True)
    head, body = split(encode(answer, "run-1", spec, 5, whole=False))
    assert head == {
        "sequence": 5,
        "run": "run-1",
        "spec_id": spec.id,
        "notes": [[2.0, [{"level": "info", "text": "Ünïcode 損失", "actions": [], "finding": ""}]]],
        "fresh": True,
        "status": "half",
        "ended": True,
        "coming": None,
        "guess": None,
        "look": None,
        "link": None,
        "undo": False,
        "at_once": False,
        "again": False,
        "queue": None,
        "refused": {},
        "replace": False,
        "life": "",
        "stream": "",
        "below": False,
        "opens": "",
        "unchanged": False,
    }
    assert body == answer.frames.tobytes()
    assert np.frombuffer(body, LAYOUT.dtype)["step"].ravel().tolist() == [1, 2]


def test_a_packet_says_when_its_frames_are_to_be_seen_at_once() -> None:
    heads = [
        split(encode(Append(frames(1), at_once=told), "run-1", plain_spec(), 1, whole=False))[0]
        for told in (False, True)
    ]
    assert [head["at_once"] for head in heads] == [False, True]


@pytest.mark.parametrize("growing", [False, True])
def test_frames_that_come_as_a_whole_travel_as_what_changes_where_that_is_shorter(growing: bool) -> None:
    fixed = FixedTimeline(LAYOUT, (), {}, "step", "light")
    spec, rows = plain_spec() if growing else fixed, frames(*[7] * 20)
    head, body = split(encode(Append(rows), "run-1", spec, 1, whole=False))
    if growing:
        assert "changed" not in head
        assert body == rows.tobytes()
        head, body = split(encode(Replace(rows), "run-1", spec, 1, whole=False))
    assert head["changed"] == [20, 0]
    assert len(body) < rows.nbytes / 2
    assert unfolded(body, 20, 0, LAYOUT.dtype.itemsize) == rows.tobytes()
    loud = frames(*range(20))
    loud["map"] = np.arange(60).reshape(20, 3)
    head, body = split(encode(Replace(loud), "run-1", spec, 1, whole=False))
    assert "changed" not in head
    assert body == loud.tobytes()


def test_a_whole_packet_carries_the_spec_with_its_name() -> None:
    spec = plain_spec()
    head, body = split(encode(Append(frames()), "run-1", spec, 1, whole=True))
    assert body == b""
    assert head["spec"]["id"] == head["spec_id"] == spec.id
    assert head["spec"]["layout"] == json.loads(written(placed(LAYOUT)))
    assert [panel["id"] for panel in head["spec"]["panels"]] == ["a"]
    colours = head["spec"]["colours"]
    assert colours.pop("classes")[:2] == ["#b35806", "#2166ac"]
    assert colours == {"negative": "#b35806", "middle": "#f7f7f7", "positive": "#2166ac"}
    assert head["spec"]["speeds"] == [
        {"id": "auto", "label": "auto", "epochs_per_picture": None, "ms_per_picture": 0.0}
    ]
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
@every(
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


def training_spec(
    language: Any = "en", theme: Any = "light", pairs: Any = PAIRS, layer: int = 1, epochs: int = 0
) -> GrowingTimeline:
    live = Live(ExperimentConfig(stream="seeded", samples=100), 1000)
    film = Film(live.experiment, np.array(pairs))
    if epochs:
        live.more(film, 0.0, epochs, 1)
    return training_view.spec(live, film, layer, Text("train", language), theme)


def test_the_spec_of_a_run_follows_language_theme_layer_and_number_of_pairs_and_nothing_else() -> None:
    name = training_spec().id
    assert training_spec().id == name
    assert training_spec(epochs=3).id == name, "a run that goes on keeps its spec"
    others = [
        training_spec(language="ja").id,
        training_spec(theme="dark").id,
        training_spec(pairs=((1.0, 2.0),)).id,
        training_spec(layer=2).id,
    ]
    assert len({name, *others}) == 5
    assert training_spec(pairs=np.array(PAIRS) + 1).id == name, "numbers that are asked are in the frames"
