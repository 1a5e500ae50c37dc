"""Panels as plain data: the bytes of a frame lie where the layout says, and all of it becomes JSON."""

import json
from typing import Any

import numpy as np
import plotly.graph_objects as go
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pages.shared.protocol.bindings import WeightBinding
from pages.shared.protocol.describing import written
from pages.shared.protocol.elements import Wire
from pages.shared.protocol.layouts import Field, Layout, placed
from pages.shared.protocol.number_formats import Narrow
from pages.shared.protocol.panels import Curves, FigurePanel, Line, Paint, Scene, ScenePanel, Switch

LAYOUT = Layout((Field("map", "uint8", 5), Field("loss", "float64"), Field("W", "float32", 3)))


def plain(value: object) -> dict[str, Any]:
    """What the browser reads of a value."""
    found: dict[str, Any] = json.loads(written(value))
    return found


def decoded(layout: Layout, bytes_: bytes, frame: int) -> dict[str, list[Any]]:
    """The fields of a frame as the browser reads them: by the description alone."""
    described = plain(placed(layout))
    start = frame * described["stride"]
    return {
        field["name"]: np.frombuffer(
            bytes_, field["dtype"], field["length"], start + field["offset"]
        ).tolist()
        for field in described["fields"]
    }


def test_the_description_of_a_layout_finds_every_value_in_the_bytes() -> None:
    frames = LAYOUT.empty(2)
    frames[1]["map"] = [1, 2, 3, 4, 255]
    frames[1]["loss"] = 0.1
    frames[1]["W"] = [-1.5, 0, 3]
    bytes_ = frames.tobytes()
    assert decoded(LAYOUT, bytes_, 0) == {"map": [0] * 5, "loss": [0.0], "W": [0.0] * 3}
    assert decoded(LAYOUT, bytes_, 1) == {"map": [1, 2, 3, 4, 255], "loss": [0.1], "W": [-1.5, 0.0, 3.0]}


def test_a_layout_says_offsets_lengths_and_stride() -> None:
    assert plain(placed(LAYOUT)) == {
        "stride": 32,
        "fields": [
            {"name": "map", "dtype": "uint8", "length": 5, "offset": 20},
            {"name": "loss", "dtype": "float64", "length": 1, "offset": 0},
            {"name": "W", "dtype": "float32", "length": 3, "offset": 8},
        ],
        "once": None,
    }


fields = st.builds(
    Field,
    st.text("abcdefgh", min_size=1, max_size=8),
    st.sampled_from(("float64", "float32", "uint8")),
    st.integers(1, 40),
)


@given(chosen=st.lists(fields, min_size=1, max_size=8, unique_by=lambda field: field.name), data=st.data())
def test_any_fields_come_back_from_the_bytes(chosen: list[Field], data: st.DataObject) -> None:
    layout = Layout(tuple(chosen))
    frames = layout.empty(3)
    expected = []
    for frame in frames:
        values = {
            one.name: data.draw(st.lists(st.integers(0, 255), min_size=one.length, max_size=one.length))
            for one in chosen
        }
        for name, numbers in values.items():
            frame[name] = numbers
        expected.append(values)
    bytes_ = frames.tobytes()
    assert [decoded(layout, bytes_, at) for at in range(3)] == expected
    for field in placed(layout).fields:
        assert field.offset % np.dtype(field.dtype).itemsize == 0


def test_frames_begin_empty() -> None:
    frames = LAYOUT.empty(4)
    assert frames.shape == (4,)
    assert not any(frames.tobytes())


# -- panels -----------------------------------------------------------------------------------
def test_a_figure_panel_describes_all_that_changes_it() -> None:
    figure = go.Figure().add_heatmap(z=[[0]])
    panel = FigurePanel(
        "matrix1",
        "Layer 1",
        "Weights",
        figure,
        height=100,
        room="more",
        paints=(Paint(0, "W1", 2, 4, -2.0, 2.0, start=3, format=Narrow(2)),),
        curves=Curves("epoch", (Line(0, "train"), Line(1, "test"))),
        cursor="epoch",
        switches=(Switch("log", "log", "yaxis", "log", "linear"),),
    )
    described = json.loads(panel.json)
    assert [described[name] for name in ("kind", "id", "title", "alt", "height", "room", "cursor")] == [
        "figure",
        "matrix1",
        "Layer 1",
        "Weights",
        100,
        "more",
        "epoch",
    ]
    (paint,) = described["paints"]
    assert [paint[name] for name in ("trace", "field", "rows", "columns", "low", "high", "start")] == [
        0,
        "W1",
        2,
        4,
        -2.0,
        2.0,
        3,
    ]
    assert (paint["format"], paint["smooth"]) == ({"cell": 2}, False)
    assert described["curves"]["lines"] == [{"trace": 0, "field": "train"}, {"trace": 1, "field": "test"}]
    assert described["switches"] == [
        {"id": "log", "label": "log", "axis": "yaxis", "on": "log", "off": "linear", "pressed": False}
    ]
    assert described["figure"]["data"][0]["type"] == "heatmap"


def test_a_panel_without_curves_says_so() -> None:
    described = json.loads(FigurePanel("a", "A", "a", go.Figure(), height=1).json)
    assert (described["curves"], described["cursor"], described["paints"]) == (None, None, [])


def test_a_scene_panel_lays_the_options_of_a_binding_beside_it() -> None:
    binding = WeightBinding("W", ("w",), 2.0, start=2, stride=3)
    scene = Scene(10, 20, (Wire("w", 1, 2, 3, 4),), (binding,))
    panel = ScenePanel("network", "Net", "A network", scene, room="picture")
    described = json.loads(panel.json)
    assert [described[name] for name in ("kind", "id", "width", "height", "room")] == [
        "scene",
        "network",
        10,
        20,
        "picture",
    ]
    assert described["elements"] == [{"id": "w", "x": 1, "y": 2, "to_x": 3, "to_y": 4, "kind": "wire"}]
    assert described["bindings"] == [
        {"field": "W", "ids": ["w"], "attribute": "weight", "start": 2, "stride": 3, "scale": 2.0}
    ]


@pytest.mark.parametrize("change", ["field", "ids", "attribute"])
def test_panels_and_their_parts_cannot_be_changed(change: str) -> None:
    with pytest.raises(AttributeError):
        setattr(WeightBinding("W", ("w",), 1.0), change, "other")


def test_what_all_frames_share_lies_before_them_once() -> None:
    layout = Layout((Field("step", "float32"),), (Field("W", "float64", 2), Field("mark", "uint8", 3)))
    once = layout.empty_once()
    once[0]["W"], once[0]["mark"] = [0.1, -2], [1, 2, 3]
    described = plain(placed(layout))
    assert described["once"] == {
        "stride": 24,
        "fields": [
            {"name": "W", "dtype": "float64", "length": 2, "offset": 0},
            {"name": "mark", "dtype": "uint8", "length": 3, "offset": 16},
        ],
        "once": None,
    }
    assert len(once.tobytes()) == 24
