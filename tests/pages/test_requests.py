"""Requests that a browser sends: read as they are where they can be, harmless whatever they hold."""

import json
import sys
from math import inf, isfinite, nan
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pages.shared.protocol.requests import (
    DEEPEST,
    LONGEST_PERIOD,
    MOST_ADDRESS,
    MOST_FRAMES,
    MOST_NAME,
    MOST_STEPS,
    MOST_TEXT,
    MOST_TOUCHES,
    Request,
    load,
)
from tests.every import every


# -- touches ------------------------------------------------------------------------------------
def test_touches_are_read_and_hostile_ones_are_left_out() -> None:
    touched = [
        ["w[0]", 0.5],
        ["add", None],
        ["x", 3],
        ["nan", nan],
        ["inf", inf],
        ["huge", 10**400],
        ["less", -(10**400)],
        ["true", True],
        "no",
        [],
        ["a", "b"],
        [1, 2],
    ]
    found = Request.read({"want": "touch", "touched": touched}).touched
    assert found == (("w[0]", 0.5), ("add", None), ("x", 3.0))


def test_a_drag_is_read_as_a_touch_for_each_number() -> None:
    drags = [
        ["line", [1, 2.5]],
        ["none", []],
        ["nan", [nan, 1]],
        ["five", [1] * 5],
        ["deep", [[1]]],
        ["w", ["1"]],
    ]
    assert Request.read({"touched": drags}).touched == (("line[0]", 1.0), ("line[1]", 2.5))
    many = Request.read({"touched": [["x" * MOST_NAME, [1, 2, 3, 4]]] * MOST_TOUCHES}).touched
    assert len(many) == MOST_TOUCHES
    assert {len(name) for name, _ in many} == {MOST_NAME}


@every("hostile", [None, "w[0]", 5, {"w": 1}, [["x" * 1000, None]] * 100])
def test_what_is_no_list_of_touches_does_no_harm(hostile: object) -> None:
    found = Request.read({"want": "touch", "touched": hostile})
    assert found.want == "touch"
    assert len(found.touched) <= MOST_TOUCHES
    assert all(len(name) <= 64 for name, _ in found.touched)


# -- requests -------------------------------------------------------------------------------------
def test_a_request_is_read_as_it_is() -> None:
    value = {"want": "step", "count": 3, "known": 12, "run": "run-1", "spec": "abc", "speed": "10"}
    assert Request.read(value) == Request("step", 3, 12.0, "run-1", "abc", "10")


@every("value", [None, 5, "more", [], [["want", "more"]], True, b"want"])
def test_what_is_no_mapping_asks_for_all(value: object) -> None:
    assert Request.read(value) == Request("all", 0, -1.0, "", "", "")


@every("want", [None, "", "ALL", "train", 1, ["more"], {"more": 1}])
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
        (True, 0),
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
        (True, -1.0),
        (MOST_STEPS, -1.0),
    ],
)
def test_what_is_known_is_a_finite_number(known: object, used: float) -> None:
    assert Request.read({"want": "more", "known": known}).known == used


@every(
    "period, used",
    [(24, 24.0), (41.5, 41.5), (-1, 0.0), (nan, 0.0), (inf, 0.0), (2000, 0.0), ("24", 0.0), (True, 0.0)],
)
def test_the_time_of_a_picture_is_held(period: object, used: float) -> None:
    assert Request.read({"want": "more", "period": period}).period == used


@pytest.mark.parametrize(
    ("address", "used"),
    [("?rate=0.02", "?rate=0.02"), ("x" * 10_000, "x" * MOST_ADDRESS), (None, ""), (["?a=1"], "")],
)
def test_the_address_is_a_short_text(address: object, used: str) -> None:
    assert Request.read({"address": address}).address == used


def test_names_are_cut_and_what_is_no_text_is_no_name() -> None:
    deep: list[Any] = []
    for _ in range(2 * sys.getrecursionlimit()):
        deep = [deep]
    found = Request.read({"run": "r" * 10_000, "spec": deep, "speed": 10**5000})
    assert (found.run, found.spec, found.speed) == ("r" * MOST_NAME, "", "")


json_values = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.integers(300, 6000).map(lambda digits: 10**digits)
    | st.integers(300, 6000).map(lambda digits: -(10**digits))
    | st.floats()
    | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=6,
)
NAMES = ("want", "count", "known", "run", "spec", "speed", "touched", "period", "address", "other")
names = st.sampled_from(NAMES)
requests = st.dictionaries(names, json_values)
touching = st.fixed_dictionaries(
    {
        "want": st.just("touch"),
        "touched": st.lists(st.tuples(st.text() | json_values, json_values).map(list), max_size=30),
    }
)


def assert_harmless(found: Request) -> None:
    """Whatever was asked for is inside its limits."""
    assert found.want in ("all", "more", "step", "touch", "nothing")
    assert 0 <= found.count <= MOST_FRAMES
    assert abs(found.known) < MOST_STEPS
    assert all(type(name) is str and len(name) <= MOST_NAME for name in (found.run, found.spec, found.speed))
    assert 0 <= found.period <= LONGEST_PERIOD
    assert type(found.address) is str
    assert len(found.address) <= MOST_ADDRESS
    assert len(found.touched) <= MOST_TOUCHES
    for name, value in found.touched:
        assert type(name) is str
        assert len(name) <= MOST_NAME
        assert value is None or (type(value) is float and isfinite(value))


@given(value=json_values | requests | touching)
def test_anything_a_browser_sends_becomes_a_request(value: Any) -> None:
    assert_harmless(Request.read(value))


# -- requests that come as a text -------------------------------------------------------------------
def test_a_text_is_read_as_its_value_is() -> None:
    value = {"want": "touch", "run": "run-1", "touched": [["w[0]", 0.5], ["add", None]], "at": 12.5}
    assert Request.parse(json.dumps(value)) == Request.read(value)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("", id="empty"),
        pytest.param("more", id="no JSON"),
        pytest.param("[]", id="list"),
        pytest.param('"more"', id="text"),
        pytest.param("null", id="null"),
        pytest.param('{"want": "more"', id="cut off"),
        pytest.param('{"touched": ' + "[" * 4000 + "]" * 4000 + "}", id="nested"),
        pytest.param('{"touched": ' + "[" * DEEPEST + "]" * DEEPEST + "}", id="a level too deep"),
        pytest.param('{"known": ' + "9" * 5000 + "}", id="5,000 digits"),
        pytest.param('{"want": "more", "run": "' + "r" * MOST_TEXT + '"}', id="too long"),
    ],
)
def test_a_text_that_is_no_request_is_refused(text: str) -> None:
    assert Request.parse(text) is None


def test_the_longest_request_that_a_page_sends_is_short_enough() -> None:
    touched = [["x" * MOST_NAME, -1.2345678901234567e-300]] * MOST_TOUCHES
    names = dict.fromkeys(("run", "spec", "speed"), "x" * MOST_NAME)
    value = {**names, "want": "touch", "count": 8, "known": 1e14, "sequence": 10**9, "touched": touched}
    value |= {"period": 123.456789, "address": "?" + "x" * (MOST_ADDRESS - 1), "at": 123456789.123}
    text = json.dumps(value)
    assert Request.parse(text) == Request.read(value)
    assert len(text) < MOST_TEXT


@given(text=st.text() | (json_values | requests | touching).map(lambda value: as_json(value)))
def test_any_text_is_a_request_or_none(text: str) -> None:
    found = Request.parse(text)
    if found:
        assert_harmless(found)


def as_json(value: Any) -> str:
    """JSON as a hostile browser writes it: numbers have as many digits as it likes."""
    limit = sys.get_int_max_str_digits()
    sys.set_int_max_str_digits(0)
    try:
        return json.dumps(value)
    finally:
        sys.set_int_max_str_digits(limit)


def test_what_is_too_long_is_not_even_looked_at() -> None:
    assert load("[1, 2]", 6) == [1, 2]
    assert load("[1, 2]", 5) is None


def test_as_many_levels_as_may_be() -> None:
    inside, too_deep = (("[" * levels + "]" * levels) for levels in (DEEPEST, DEEPEST + 1))
    assert load(inside, MOST_TEXT) is not None
    assert load(too_deep, MOST_TEXT) is None
    assert load('{"a": [1]}', MOST_TEXT) == {"a": [1]}
