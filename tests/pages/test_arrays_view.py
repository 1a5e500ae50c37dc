"""The pictures of the page Arrays: cells, ghosts, frames, captions, and bindings that fit."""

import re
from collections.abc import Mapping

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as npst

from nnviz.arrays.array_operations import ARRAY_OPERATIONS, apply
from nnviz.arrays.elementwise import elementwise
from nnviz.arrays.shape_mismatch import ShapeMismatchError
from nnviz.arrays.shapes import OPERATIONS
from pages.parts.arrays.array_text import LONGEST, write_array
from pages.parts.arrays.frames import Film
from pages.parts.arrays.panels import captions as captions_of
from pages.parts.arrays.panels import detail, film, spec, transcript
from pages.parts.arrays.pictures import Picture, act_picture, alone, clash_picture, pair_picture
from pages.parts.arrays.settings import ArraysSettings, array, suited
from pages.shared.protocol.layouts import Array
from pages.shared.protocol.panels import ChoicesPanel, Scene, ScenePanel
from pages.shared.scenes.array_grid import MOST, shown, slot, slots
from pages.shared.scenes.array_layout import BOX
from pages.shared.scenes.arrays import LIVE, SIZE
from pages.shared.text import LANGUAGES, Language, Text
from tests.every import every
from tests.pages.drawn import parts_of, values_of

EN = Text("arrays", "en")


def pair(x: str, operation: str, y: str) -> Picture:
    return pair_picture(elementwise(array(x), array(y), operation), EN)


def shown_of(x: str, operation: str, y: str = "1") -> Film:
    return film(suited(ArraysSettings(x, operation, y)), EN)


def captions(picture: Picture) -> list[str]:
    return [line.partition(": ")[2] for line in transcript(picture).splitlines()]


def set_to(x: Array, op: str, y: Array | int = 1, **more: object) -> ArraysSettings:
    """The settings with these arrays."""
    texts = (write_array(np.asarray(one)) for one in (x, y))
    return suited(ArraysSettings(*[next(texts), op, next(texts)], **more))  # type: ignore[arg-type]


def check(settings: ArraysSettings) -> None:
    """Ids are unique, every binding meets its elements and its field, frames have as many captions, and every
    cell that is drawn has its words."""
    made, shown_film = spec(settings, EN, "light"), film(settings, EN)
    assert len(shown_film.frames()) == len(list(captions_of(shown_film.picture)))
    layout = made.layout
    lengths = {one.name: one.length for one in (*layout.fields, *layout.once)}
    drawn: set[str] = set()
    for panel in made.panels:
        if isinstance(panel, ChoicesPanel):
            continue
        assert isinstance(panel, ScenePanel)
        drawn |= consistent(panel.scene, lengths)
    signs = {name for name in shown_film.texts() if name.startswith("sign")}
    assert set(shown_film.texts()) - drawn <= signs, "a box to choose from may stand for a sign"


def consistent(scene: Scene, lengths: Mapping[str, int]) -> set[str]:
    """The ids of a scene, after a look at its places and bindings."""
    ids = [element["id"] for element in parts_of(scene)]
    assert len(ids) == len(set(ids))
    assert all(0 <= element["x"] <= scene.width for element in parts_of(scene))
    assert all(0 <= element["y"] <= scene.height for element in parts_of(scene))
    for binding in scene.bindings:
        assert set(binding.ids) <= set(ids)
        values = 2 if binding.attribute == "place" else values_of(binding)[1]
        assert (len(binding.ids) - 1) * values < lengths[binding.field], binding.field
    return set(ids)


@given(st.data())
@settings(max_examples=40)
def test_every_picture_of_two_arrays_is_consistent(data: st.DataObject) -> None:
    shapes = data.draw(npst.mutually_broadcastable_shapes(num_shapes=2, max_dims=3, max_side=8))
    X, Y = (np.arange(np.prod(shape, dtype=int)).reshape(shape) for shape in shapes.input_shapes)
    if not X.size or not Y.size or max(map(len, map(write_array, (X, Y)))) > LONGEST:
        return
    settings = set_to(X, data.draw(st.sampled_from(["add", "subtract", "multiply", "divide"])), Y)
    check(settings)
    last = film(settings, EN).frames()[-1]
    assert last["seenZ"].all()
    assert not last["roomZ"].any()


@every("x", ["7", "[1,2,3]", "[[1,2,3],[4,5,6]]", "[[[1,2],[3,4]],[[5,6],[7,8]]]"])
@every("name", ARRAY_OPERATIONS)
def test_every_picture_of_one_array_is_consistent(x: str, name: str) -> None:
    X = array(x)
    check(set_to(X, "look"))
    if X.ndim >= ARRAY_OPERATIONS[name].needs:
        check(set_to(X, name))


def test_the_golden_rows_of_the_course() -> None:
    assert captions(pair("[[1,2],[3,4]]", "multiply", "[10,20]")) == [
        EN("caption.begin", code="X * Y"),
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
    assert pair(x, operation, y).sign == sign


def test_stretched_cells_are_ghosts_of_the_cells_that_are_there() -> None:
    film = shown_of("[[1],[2],[3]]", "subtract", "[1,2,3]")
    cells = [one["data"] for one in parts_of(film.scene) if one["kind"] == "token" and one["data"]]
    real = [cell for name, cell in cells if name == "cell"]
    ghosts = [cell for name, cell in cells if name == "ghost"]
    assert real == ["X[0,0]", "X[1,0]", "X[2,0]", "Y[0]", "Y[1]", "Y[2]"] + [
        f"Z[{i},{j}]" for i in range(3) for j in range(3)
    ]
    assert ghosts == ["X[0,0]"] * 2 + ["X[1,0]"] * 2 + ["X[2,0]"] * 2 + ["Y[0]", "Y[1]", "Y[2]"] * 2
    assert [one.title for one in film.picture.grids if not one.hidden] == ["X (3, 1)", "Y (3,)"]
    assert detail(film.picture, EN) == EN("scene.ghosts")
    pale = [frame["pale"][0] for frame in film.frames()]
    assert pale[0] == 0, "before the first step nothing gives the shape of the result away"
    assert all(0 < one < 1 for one in pale[1:])


def test_a_number_that_is_turned_flies_from_its_old_place() -> None:
    film = shown_of("[[1,2,3]]", "transpose")
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
    settings = set_to(X, operation, Y)
    check(settings)
    film = shown_of(x, operation, y)
    assert film.picture.rows == clash_picture(X, Y, caught.value, EN).rows
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
    settings = set_to(np.arange(size), "look")
    check(settings)
    assert ("Long axes" in detail(film(settings, EN).picture, EN)) == (size > MOST)


@every("language", LANGUAGES)
@every("operation", OPERATIONS)
def test_nothing_is_missing_in_either_language(language: Language, operation: str) -> None:
    settings = ArraysSettings("[[1,2],[3,4]]", operation, "[[0.5,2],[1,1]]")
    made = spec(settings, Text("arrays", language), "dark")
    assert re.search(r'"arrays"', made.json)


def test_cells_have_their_numbers_as_numpy_prints_them() -> None:
    texts = shown_of("[[1.5,2],[3,4]]", "divide", "[0,3]").texts()
    assert [texts[f"X[{place}]"] for place in ("0,0", "0,1", "1,0")] == ["1.5", "2.", "3."]
    assert texts["Yghost[1]@1,1"] == texts["Y[1]"] == "3"
    assert [texts[f"Z[{place}]"] for place in ("0,0", "0,1", "1,1")] == ["inf", "0.667", "1.333"]
    assert texts["sign2"] == "≈"
    assert texts["chipX-dtype"] == "float64"


@every("x, y", [("[1,2,3]", "[4,5,6]"), ("[[1,2],[3,4]]", "[10,20]"), ("[[1],[2],[3]]", "[1,2,3]")])
def test_arrays_of_a_lesson_are_large_enough_to_be_read(x: str, y: str) -> None:
    for operation in OPERATIONS:
        scene = shown_of(x, operation, y).scene
        scale = min(BOX[0] / scene.width, BOX[1] / scene.height)
        assert SIZE * scale >= 22, (operation, scale)
