"""The pictures of the page Arrays: cells, ghosts, frames, captions, and bindings that fit."""

import re

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as npst

from nnviz.arrays.array_operations import ARRAY_OPERATIONS, apply
from nnviz.arrays.elementwise import elementwise
from nnviz.arrays.shape_mismatch import ShapeMismatchError
from nnviz.arrays.shapes import OPERATIONS
from pages.parts.arrays.panels import Film, detail, spec, transcript
from pages.parts.arrays.pictures import Picture, act_picture, alone, clash_picture, pair_picture
from pages.parts.arrays.settings import array
from pages.shared.protocol.panels import ScenePanel
from pages.shared.scenes.arrays import LIVE, MOST, shown, slot, slots
from pages.shared.text import LANGUAGES, Language, Text
from tests.every import every
from tests.pages.drawn import parts_of, values_of

EN = Text("arrays", "en")


def pair(x: str, operation: str, y: str) -> Picture:
    return pair_picture(elementwise(array(x), array(y), operation), EN)


def captions(picture: Picture) -> list[str]:
    return [line.partition(": ")[2] for line in transcript(picture).splitlines()]


def check(film: Film) -> None:
    """Ids are unique, every binding meets its elements and its field, and frames have as many captions."""
    made = spec(film, "Why?", 10**6, EN, "light")
    assert made.start == len(film.picture.moments)
    assert len(film.frames()) == len(made.captions) == len(film.picture.moments) + 1
    lengths = {one.name: one.length for one in film.layout.fields}
    for panel in made.panels:
        assert isinstance(panel, ScenePanel)
        ids = [element["id"] for element in parts_of(panel.scene)]
        assert len(ids) == len(set(ids))
        assert all(0 <= element["x"] <= panel.scene.width for element in parts_of(panel.scene))
        for binding in panel.scene.bindings:
            assert set(binding.ids) <= set(ids)
            values = 2 if binding.attribute == "place" else values_of(binding)[1]
            assert (len(binding.ids) - 1) * values < lengths[binding.field]


@given(st.data())
@settings(max_examples=40)
def test_every_picture_of_two_arrays_is_consistent(data: st.DataObject) -> None:
    shapes = data.draw(npst.mutually_broadcastable_shapes(num_shapes=2, max_dims=3, max_side=8))
    X, Y = (np.arange(np.prod(shape, dtype=int)).reshape(shape) for shape in shapes.input_shapes)
    if not X.size or not Y.size:
        return
    timeline = elementwise(X, Y, data.draw(st.sampled_from(["add", "subtract", "multiply", "divide"])))
    film = Film(pair_picture(timeline, EN))
    check(film)
    last = film.frames()[-1]
    assert last["seenZ"].all()
    assert not last["roomZ"].any()


@every("x", ["7", "[1,2,3]", "[[1,2,3],[4,5,6]]", "[[[1,2],[3,4]],[[5,6],[7,8]]]"])
@every("name", ARRAY_OPERATIONS)
def test_every_picture_of_one_array_is_consistent(x: str, name: str) -> None:
    X = array(x)
    check(Film(alone(X, EN)))
    if X.ndim >= ARRAY_OPERATIONS[name].needs:
        check(Film(act_picture(apply(X, name, (X.size,), 0), EN)))


def test_the_golden_rows_of_the_course() -> None:
    assert captions(pair("[[1,2],[3,4]]", "multiply", "[10,20]")) == [
        "X * Y: 4 steps. Press play.",
        "Z[0,0] = 1 * 10 = 10",
        "Z[0,1] = 2 * 20 = 40",
        "Z[1,0] = 3 * 10 = 30   (Y[0] is used again)",
        "Z[1,1] = 4 * 20 = 80   (Y[1] is used again)",
    ]


def test_captions_of_other_operations() -> None:
    assert (
        captions(pair("[[1,2],[3,4]]", "matmul", "[[10,20],[30,40]]"))[1] == "Z[0,0] = 1 · 10 + 2 · 30 = 70"
    )
    assert captions(pair("[5,-2]", "subtract_into", "0.5"))[1:] == [
        "Z[0] = 5 − 0.5 = 4.5, cut to int64 = 4",
        "Z[1] = (-2) − 0.5 = -2.5, cut to int64 = -2   (Y[()] is used again)",
    ]
    assert (
        captions(pair("[5]", "subtract_into", "[0.0001]"))[1]
        == "Z[0] = 5 − 0.0001 = 4.9999, cut to int64 = 4"
    )
    assert captions(pair("[5]", "subtract_into", "[1e-12]"))[1] == (
        "Z[0] = 5 − 1e-12 = 4.999999999999, cut to int64 = 4"
    )
    assert captions(pair("[5]", "subtract_into", "[1e-20]"))[1] == "Z[0] = 5 − 1e-20 ≈ 5"
    assert captions(pair("[5.0]", "subtract_into", "[0.0001]"))[1] == "Z[0] = 5. − 0.0001 = 4.9999"
    assert captions(pair("1", "divide", "0"))[1] == "Z[()] = 1 / 0 = inf"
    assert captions(pair("0", "divide", "0"))[1] == "Z[()] = 0 / 0 = nan"
    assert captions(pair("[1,0.3]", "divide", "[3,0.1]"))[1:] == [
        "Z[0] = 1. / 3. ≈ 0.333333333",
        "Z[1] = 0.3 / 0.1 = 3.",
    ]
    assert captions(pair("[0.1,1234.5678]", "add", "[0.2,0.1234567890123]"))[1:] == [
        "Z[0] = 0.1 + 0.2 = 0.3",
        "Z[1] ≈ 1234.5678 + 0.123456789 ≈ 1234.69126",
    ]
    turned = captions(act_picture(apply(array("[4.7,-0.99999]"), "int", (), 0), EN))
    assert turned[1:] == ["Z[0] = X[0] = 4.7, cut to int64 = 4", "Z[1] = X[1] = -0.99999, cut to int64 = 0"]
    assert captions(alone(array("[0.12345678901234]"), EN))[1].startswith("X[0] ≈ 0.123456789   place")
    assert captions(act_picture(apply(array("[[1,2],[3,4]]"), "sum", (), 0), EN))[1] == "Z[0] = 1 + 3 = 4"
    place = "X[1,0] = 3   place in memory: 1·16 + 0·8 = 16 bytes from the start"
    assert captions(alone(array("[[1,2],[3,4]]"), EN))[3] == place


@every(
    "x, operation, y, sign",
    [
        ("[1,2]", "divide", "[4,5]", "="),
        ("[1,2]", "divide", "[3,5]", "≈"),
        ("[0.12345]", "add", "[1]", "≈"),
        ("[0.1]", "add", "[0.2]", "="),
        ("[5]", "subtract_into", "[0.5]", "→"),
        ("[1]", "divide", "[0]", "="),
    ],
)
def test_the_picture_says_nearly_where_its_cells_are_rounded(
    x: str, operation: str, y: str, sign: str
) -> None:
    assert pair(x, operation, y).signs[1] == sign


def test_stretched_cells_are_ghosts_of_the_cells_that_are_there() -> None:
    film = Film(pair("[[1],[2],[3]]", "subtract", "[1,2,3]"))
    cells = [one["data"] for one in parts_of(film.scene) if one["kind"] == "token"]
    real = [cell for name, cell in cells if name == "cell"]
    ghosts = [cell for name, cell in cells if name == "ghost"]
    assert real == ["X[0,0]", "X[1,0]", "X[2,0]", "Y[0]", "Y[1]", "Y[2]"] + [
        f"Z[{i},{j}]" for i in range(3) for j in range(3)
    ]
    assert ghosts == ["X[0,0]"] * 2 + ["X[1,0]"] * 2 + ["X[2,0]"] * 2 + ["Y[0]", "Y[1]", "Y[2]"] * 2
    assert "(3, 3)" not in str([one for one in film.picture.grids if not one.hidden])
    assert detail(film.picture, EN) == "Pale cells are not in memory: the same numbers are read again."


def test_a_number_that_is_turned_flies_from_its_old_place() -> None:
    film = Film(act_picture(apply(array("[[1,2,3]]"), "transpose", (), 0), EN))
    frames, at = film.frames(), {one["id"]: (one["x"], one["y"]) for one in parts_of(film.scene)}
    np.testing.assert_allclose(frames[0]["placeZ"][4:6], at["X[0,2]"], rtol=1e-6)
    np.testing.assert_allclose(frames[3]["placeZ"][4:6], at["Z[2,0]"], rtol=1e-6)
    assert list(frames[3]["markX"]) == [0, 0, LIVE]
    assert list(frames[2]["seenZ"]) == [1, 1, 0]
    assert list(frames[2]["roomZ"]) == [0, 0, 1]


@every(
    "x, operation, y, lonely",
    [
        ("[[1,2,3],[4,5,6]]", "multiply", "[1,2]", {"X[0,2]", "X[1,2]"}),
        ("[[1,2,3],[4,5,6]]", "add", "[[1,2],[3,4]]", {"X[0,2]", "X[1,2]"}),
        ("[[1,2,3],[4,5,6]]", "subtract", "[[1,2,3],[1,2,3],[1,2,3]]", {f"Y[2,{j}]" for j in range(3)}),
        ("[[1,2,3],[4,5,6]]", "matmul", "[[1,2],[3,4]]", {"X[0,2]", "X[1,2]"}),
        ("[[1,2],[3,4]]", "matmul", "[1,2,3]", {"Y[2]"}),
        ("2", "matmul", "[1,2,3]", set()),
        (
            "[[[1,2,3],[4,5,6]],[[1,2,3],[4,5,6]]]",
            "matmul",
            "[[[1,2],[3,4],[5,6]],[[1,2],[3,4],[5,6]],[[1,2],[3,4],[5,6]]]",
            {f"Y[2,{i},{j}]" for i in range(3) for j in range(2)},
        ),
        ("[1,2]", "subtract_into", "[[1],[2]]", set()),
    ],
)
def test_shapes_that_do_not_meet_are_a_picture(x: str, operation: str, y: str, lonely: set[str]) -> None:
    X, Y = array(x), array(y)
    with pytest.raises(ShapeMismatchError) as caught:
        elementwise(X, Y, operation)
    film = Film(clash_picture(X, Y, caught.value, EN))
    check(film)
    marked = {one["id"] for one in parts_of(film.scene) if one.get("tone") == "lonely"}
    assert marked == lonely
    sizes = [size for row in film.picture.rows for size in row.sizes if size and size.lonely]
    assert sizes or not X.ndim or not Y.ndim


def test_stacks_that_clash_are_not_said_to_clash_inside() -> None:
    X, Y = np.ones((2, 2, 3)), np.ones((3, 3, 2))
    with pytest.raises(ShapeMismatchError) as caught:
        elementwise(X, Y, "matmul")
    picture = clash_picture(X, Y, caught.value, EN)
    red = {row.name: [size.words for size in row.sizes if size and size.lonely] for row in picture.rows}
    assert red == {"X": ["2"], "Y": ["3"]}
    assert [size.words for row in picture.rows for size in row.sizes if size and size.live] == ["3", "3"]
    assert picture.meetings[-1] == "="


@given(st.integers(1, 60))
def test_long_axes_are_drawn_in_part(size: int) -> None:
    places = [slot(place, size) for place in shown(size)]
    assert places == sorted(set(places))
    assert len(places) <= MOST
    assert places[-1] == slots(size) - 1
    film = Film(alone(np.arange(size), EN))
    check(film)
    assert ("Long axes" in detail(film.picture, EN)) == (size > MOST)


@every("language", LANGUAGES)
@every("operation", OPERATIONS)
def test_nothing_is_missing_in_either_language(language: Language, operation: str) -> None:
    text = Text("arrays", language)
    timeline = elementwise([[1, 2], [3, 4]], [[0.5, 2], [1, 1]], operation)
    made = spec(Film(pair_picture(timeline, text)), "Why?", 0, text, "dark")
    assert re.search(r'"arrays"', made.json)
