"""The pictures of a product: every element has a name, lies inside, and follows a field; the flow's tokens
are never in each other's way."""

from collections.abc import Mapping

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from nnviz import cache_simulator, product
from nnviz.product.matmul_trace import VIEWS, Trace
from pages.parts.product.editing import editing
from pages.parts.product.frames import ProductFilm
from pages.parts.product.panels import panels
from pages.parts.product.settings import PRESETS, matrix
from pages.shared.protocol.layouts import Array, Field, Layout
from pages.shared.protocol.panels import Scene, ScenePanel
from pages.shared.scenes.matmul import crossing, shortest
from pages.shared.scenes.shape_mismatch import clash
from pages.shared.text import Text
from tests.every import every
from tests.pages.drawn import Drawn, options, parts_of, values_of

EN = Text("product", "en")
KINDS = {"cell", "label", "token"}
TITLES = ("A", "B", "C")


def filmed(trace: Trace) -> ProductFilm:
    return ProductFilm(trace, cache_simulator.simulate_trace(trace, cache_simulator.layout(trace.sizes), 4))


def scenes_of(film: ProductFilm) -> dict[str, Scene]:
    return {panel.id: panel.scene for panel in panels(film, EN) if isinstance(panel, ScenePanel)}


def product_of(m: int, k: int, n: int) -> tuple[Array, Array]:
    return np.arange(m * k).reshape(m, k) - 3, np.arange(k * n).reshape(k, n) + 1


def by_id(scene: Scene) -> dict[str, Drawn]:
    return {str(element["id"]): element for element in parts_of(scene)}


def box(element: Drawn) -> tuple[float, float, float, float]:
    """Left, top, right and bottom; tokens are placed by their centre, of a label its point counts."""
    x, y = float(element["x"]), float(element["y"])
    wide, high = float(element.get("width", 0)), float(element.get("height", 0))
    if element["kind"] == "token":
        return x - wide / 2, y - high / 2, x + wide / 2, y + high / 2
    return x, y, x + wide, y + high


def inside(scene: Scene, element: Drawn) -> bool:
    left, top, right, bottom = box(element)
    return left >= 0 and top >= 0 and right <= scene.width and bottom <= scene.height


def check(scene: Scene, layout: Layout) -> None:
    """What holds for every scene; moving tokens are looked at below."""
    ids = [str(element["id"]) for element in parts_of(scene)]
    assert len(ids) == len(set(ids))
    lengths = {field.name: field.length for field in (*layout.fields, *layout.once)}
    moving = {id_ for binding in scene.bindings if binding.attribute == "place" for id_ in binding.ids}
    for element in parts_of(scene):
        assert element["kind"] in KINDS
        assert element["id"] in moving or inside(scene, element), element
        assert element.get("width", 1) > 0
        assert element.get("height", 1) > 0
    for binding in scene.bindings:
        assert binding.ids
        assert set(binding.ids) <= set(ids)
        values = 2 if binding.attribute == "place" else 1
        start, stride = values_of(binding)
        last = start + (len(binding.ids) - 1) * stride
        assert (last + 1) * values <= lengths[binding.field], binding.field


SIZES = [(3, 2, 3), (3, 2, 4), (1, 1, 1), (6, 6, 6), (1, 6, 1), (6, 1, 6), (2, 6, 5)]


@every("sizes", SIZES)
@every("view, wave", [*((view, True) for view in VIEWS), ("flow", False)])
def test_every_picture_is_inside_and_bound_to_its_frame(
    view: str, wave: bool, sizes: tuple[int, int, int]
) -> None:
    film = filmed(product.trace(*product_of(*sizes), view, wave=wave))
    found = scenes_of(film)
    assert "product" in found
    for scene in found.values():
        check(scene, film.layout)


@every("sizes", SIZES)
@every("view, wave", [*((view, True) for view in VIEWS), ("flow", False)])
def test_every_number_of_the_three_matrices_can_be_found_by_its_place(
    view: str, wave: bool, sizes: tuple[int, int, int]
) -> None:
    m, k, n = sizes
    scene = scenes_of(filmed(product.trace(*product_of(m, k, n), view, wave=wave)))["product"]
    cells = [one["data"][1] for one in parts_of(scene) if one.get("data")]
    shapes = {"A": (m, k), "B": (k, n), "C": (m, n)}
    expected = [f"{name}[{i},{j}]" for name, shape in shapes.items() for i, j in np.ndindex(shape)]
    assert sorted(cells) == sorted(expected)
    for element in parts_of(scene):
        if element.get("data"):
            assert ("cell", element["id"]) == element["data"]


def bound(scene: Scene, field: str) -> list[tuple[str, ...]]:
    return [binding.ids for binding in scene.bindings if binding.field == field]


@every("view", VIEWS)
def test_sums_and_marks_belong_to_the_cells_in_the_order_of_the_frame(view: str) -> None:
    scene = scenes_of(filmed(product.trace(*product_of(2, 3, 4), view)))["product"]
    names = {
        name: tuple(f"{name}[{i},{j}]" for i, j in np.ndindex(shape))
        for name, shape in {"A": (2, 3), "B": (3, 4), "C": (2, 4)}.items()
    }
    assert bound(scene, "sums") == [names["C"]]
    assert set(bound(scene, "counts")) == {names["C"]}
    assert names["A"] in bound(scene, "markA")
    if view == "flow":
        assert bound(scene, "placeB") == bound(scene, "seenB") == [names["B"]]
        assert bound(scene, "placeC") == bound(scene, "seenC") == [names["C"]]
    else:
        assert set(bound(scene, "markB")) == {names["B"]}
        assert set(bound(scene, "markC")) == {names["C"]}
    done = [
        options(one)["equal"]
        for one in scene.bindings
        if one.field == "counts" and options(one)["name"] == "done"
    ]
    assert done == [3.0], "a cell is done with as many products as A has columns"


# -- the crossing ---------------------------------------------------------------------------------------
def test_a_row_of_a_and_a_column_of_b_cross_in_their_cell_of_c() -> None:
    A, B = product_of(3, 2, 4)
    found = by_id(crossing(A, B, TITLES))
    for i, j in np.ndindex(3, 4):
        assert found[f"C[{i},{j}]"]["y"] == found[f"A[{i},0]"]["y"] == found[f"A[{i},1]"]["y"]
        assert found[f"C[{i},{j}]"]["x"] == found[f"B[0,{j}]"]["x"] == found[f"B[1,{j}]"]["x"]
    assert found["A[2,1]"]["x"] < found["C[0,0]"]["x"]
    assert found["B[1,0]"]["y"] < found["C[0,0]"]["y"]
    assert found["A[1,0]"]["text"] == shortest(A[1, 0])
    assert found["C[0,0]"]["text"] == ""
    assert [found[f"title{name}"]["text"] for name in "ABC"] == list(TITLES)


@every("sizes", SIZES)
def test_no_two_cells_overlap(sizes: tuple[int, int, int]) -> None:
    scene = crossing(*product_of(*sizes), TITLES)
    boxes = [box(one) for one in parts_of(scene) if one["kind"] == "token"]
    assert_apart(boxes)


def assert_apart(boxes: list[tuple[float, float, float, float]]) -> None:
    """No two boxes overlap."""
    for at, one in enumerate(boxes):
        for other in boxes[:at]:
            apart = one[2] <= other[0] or other[2] <= one[0] or one[3] <= other[1] or other[3] <= one[1]
            assert apart, (one, other)


@every("value, text", [(3, "3"), (-4.0, "-4"), (0.5, "0.5"), (1.23456, "1.235"), (100, "100"), (0, "0")])
def test_numbers_are_written_without_zeros_at_their_end(value: float, text: str) -> None:
    assert shortest(value) == text


# -- the flow ----------------------------------------------------------------------------------------------
sizes = st.tuples(st.integers(1, 6), st.integers(1, 6), st.integers(1, 6))
Tokens = Mapping[str, tuple[float, float, float, float]]


def tokens(scene: Scene, frame: Array, name: str) -> tuple[Tokens, set[str]]:
    """The boxes of all tokens of a matrix in a frame, and the names of those that are seen."""
    (names,) = bound(scene, f"place{name}")
    elements = by_id(scene)
    places, seen = frame[f"place{name}"].reshape(-1, 2).tolist(), frame[f"seen{name}"].tolist()
    boxes = {id_: box(elements[id_] | {"x": x, "y": y}) for id_, (x, y) in zip(names, places, strict=True)}
    assert set(seen) <= {0.0, 1.0}
    return boxes, {id_ for id_, one in zip(names, seen, strict=True) if one}


flows = st.builds(
    lambda sizes, wave, biased, activation: product.trace(
        *product_of(*sizes),
        "flow",
        wave=wave,
        bias=np.arange(sizes[0]) - 1 if biased else None,
        activation=activation,
    ),
    sizes,
    st.booleans(),
    st.booleans(),
    st.sampled_from(("linear", "relu", "sigmoid")),
)


@given(trace=flows)
def test_no_two_tokens_are_in_one_place_and_all_are_inside(trace: Trace) -> None:
    film = filmed(trace)
    scene = scenes_of(film)["product"]
    for frame in film.frames():
        for name in "BC":
            boxes, seen = tokens(scene, frame, name)
            assert_apart([boxes[id_] for id_ in seen])
            for id_ in seen:
                left, top, right, bottom = boxes[id_]
                assert left >= 0, id_
                assert top >= 0, id_
                assert right <= scene.width, id_
                assert bottom <= scene.height, id_


@given(trace=flows)
def test_in_the_end_the_inputs_are_gone_and_every_result_is_in_its_own_place(trace: Trace) -> None:
    film = filmed(trace)
    scene, last = scenes_of(film)["product"], film.frames()[-1]
    _, falling = tokens(scene, last, "B")
    assert falling == set()
    boxes, seen = tokens(scene, last, "C")
    assert seen == set(boxes)
    frames = by_id(scene)
    for id_, (left, top, right, bottom) in boxes.items():
        place = box(frames[f"place{id_[1:]}"])
        assert ((left + right) / 2, (top + bottom) / 2) == pytest.approx(
            ((place[0] + place[2]) / 2, (place[1] + place[3]) / 2), abs=1e-3
        )


@given(trace=flows)
def test_a_number_is_on_the_cell_that_multiplies_it_and_so_is_its_sum(trace: Trace) -> None:
    film = filmed(trace)
    scene = scenes_of(film)["product"]
    cells = by_id(scene)
    for step, frame in zip(trace, film.frames()[1:-1], strict=False):  # the last frame shows all having left
        (inputs, falling), (sums, passing) = tokens(scene, frame, "B"), tokens(scene, frame, "C")
        for i, p, j in step.multiplications:
            left, top, right, bottom = box(cells[f"station[{i},{p}]"])
            assert f"B[{p},{j}]" in falling
            assert f"C[{i},{j}]" in passing
            for one in (inputs[f"B[{p},{j}]"], sums[f"C[{i},{j}]"]):
                assert left <= (one[0] + one[2]) / 2 <= right
                assert top <= (one[1] + one[3]) / 2 <= bottom


def test_before_the_start_a_bias_waits_at_the_entry_and_without_one_there_is_no_sum() -> None:
    for bias, waiting in ((None, set()), ([1, 2, 3], {"C[0,0]"})):
        film = filmed(product.trace(*product_of(3, 2, 3), "flow", bias=bias))
        scene = scenes_of(film)["product"]
        boxes, seen = tokens(scene, film.frames()[0], "C")
        assert seen == waiting
        entry = box(by_id(scene)["station[0,0]"])[0]
        assert all(boxes[id_][2] <= entry for id_ in seen)


def test_columns_enter_one_after_another_when_there_is_no_wave() -> None:
    film = filmed(product.trace(*product_of(3, 2, 3), "flow", wave=False))
    scene = scenes_of(film)["product"]
    cells = by_id(scene)
    top, end = box(cells["station[0,0]"])[1], box(cells["station[2,0]"])[3]
    for frame in film.frames():
        boxes, seen = tokens(scene, frame, "B")
        centres = {id_: (boxes[id_][1] + boxes[id_][3]) / 2 for id_ in seen}
        within = {id_[-2] for id_, y in centres.items() if top < y < end}
        assert len(within) <= 1, "only one column of B is among the cells of A"


# -- shapes that do not meet ---------------------------------------------------------------------------------
@given(sizes=st.tuples(*[st.integers(1, 6)] * 4).filter(lambda four: four[1] != four[2]))
def test_a_clash_of_any_shapes_is_inside_its_picture_and_marks_who_is_left_over(
    sizes: tuple[int, int, int, int],
) -> None:
    m, k, other, n = sizes
    scene = clash(np.ones((m, k)), np.ones((other, n)), TITLES, editing({"A": (m, k), "B": (other, n)}, EN))
    check(scene, Layout((), (Field("A", "float64", m * k), Field("B", "float64", other * n))))
    assert_apart([box(one) for one in parts_of(scene) if one["kind"] == "token"])
    cells = {one["data"][1] for one in parts_of(scene) if one.get("data")}
    assert {f"A[{i},{j}]" for i, j in np.ndindex(m, k)} <= cells
    assert {f"B[{i},{j}]" for i, j in np.ndindex(other, n)} <= cells
    lonely = [one for one in parts_of(scene) if one.get("tone") == "lonely"]
    assert len(lonely) == abs(k - other)


def shown_in(scene: Scene, fields: Mapping[str, Array], name: str) -> list[float]:
    """The numbers of the fields that stand in the cells called `name`."""
    (one,) = [one for one in scene.bindings if one.ids[0].startswith(f"{name}[")]
    start, stride = values_of(one)
    return [fields[one.field].ravel()[start + at * stride].item() for at in range(len(one.ids))]


def test_the_clash_lays_a_row_beside_a_column_partner_below_partner() -> None:
    A, B = (matrix(text) for text in PRESETS["mismatch"])
    scene = clash(A, B, TITLES, editing({"A": A.shape, "B": B.shape}, EN))
    found = by_id(scene)
    assert shown_in(scene, {"A": A, "B": B}, "row") == [1, 2, 3]
    assert shown_in(scene, {"A": A, "B": B}, "column") == [1, 4]
    for at in range(2):
        assert found[f"row[0,{at}]"]["x"] == found[f"column[0,{at}]"]["x"]
    assert [found[f"row[0,{at}]"]["tone"] for at in range(3)] == ["a", "a", "lonely"]


def test_the_numbers_of_a_large_flow_wait_closed_up_and_enter_when_the_steps_say_so() -> None:
    for wave in (True, False):
        film = filmed(product.trace(*product_of(6, 6, 6), "flow", wave=wave))
        scene = scenes_of(film)["product"]
        (names,) = bound(scene, "placeB")
        frames = [frame["placeB"].reshape(6, 6, 2)[..., 1] for frame in film.frames()]
        pitch = frames[0][0, 0] - frames[0][0, 1]
        for column in frames[0]:
            assert np.diff(column) == pytest.approx(np.full(5, -pitch)), "all of B is there, no gap in it"
        assert (frames[0] == frames[0][0]).all(), "every column begins at the same height"
        top = box(by_id(scene)["station[0,0]"])[1]
        for step, places in zip(film.trace, frames[1:], strict=True):
            entering = {(p, j) for i, p, j in step.multiplications if i == 0}
            waiting = {(p, j) for p, j in np.ndindex(6, 6) if film.trace.ticks[0, p, j] > step.number}
            if step.number + 1 < len(film.trace):
                assert all(places[one] > top for one in entering)
                assert all(places[one] < top for one in waiting)
        assert len(names) == 36
