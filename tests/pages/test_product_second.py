"""Two views of a product side by side: one timeline, fields and ids of their own, equally many products."""

from collections import Counter
from itertools import chain

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from nnviz import product
from pages.parts.product import panels as product_view
from pages.parts.product.frames import ProductFilm
from pages.parts.product.prompts import guess
from pages.parts.product.second_view import SecondView
from pages.parts.product.settings import BESIDE, SETTINGS, ProductSettings
from pages.parts.product.timeline import made
from pages.shared.protocol.panels import ScenePanel
from pages.shared.scenes.twin import PREFIX
from pages.shared.state.query_params import write_link
from pages.shared.text import Text
from tests.every import every
from tests.pages.drawn import parts_of
from tests.pages.links import read_link

EN = Text("product", "en")
A, B = "1,2;3,4;5,6", "1,2,3;4,5,6"
VIEWS = BESIDE[1:]
size = st.integers(1, 6)


def filmed(view: str, beside: str, a: str = A, b: str = B) -> ProductFilm:
    film = made(ProductSettings(view, a, b, beside=beside))
    assert isinstance(film, ProductFilm)
    return film


def test_a_link_names_the_second_view_and_the_same_view_or_the_flow_has_none() -> None:
    values, complaints = read_link({"beside": "outer"}, SETTINGS)
    assert complaints == []
    assert write_link(values, SETTINGS) == {"beside": "outer"}
    assert ProductSettings(**values).second == "outer"
    assert ProductSettings("outer", beside="outer").second is None
    assert ProductSettings("flow", beside="outer").second is None
    assert ProductSettings().second is None
    assert read_link({"beside": "flow"}, SETTINGS)[1] != []


@given(sizes=st.tuples(size, size, size), view=st.sampled_from(VIEWS), beside=st.sampled_from(VIEWS))
def test_the_second_view_has_done_as_many_multiplications_in_whole_steps(
    sizes: tuple[int, int, int], view: str, beside: str
) -> None:
    m, k, n = sizes
    operands = np.arange(m * k).reshape(m, k), np.arange(k * n).reshape(k, n)
    first, other = (product.trace(*operands, one) for one in (view, beside))
    steps = SecondView(other, first).steps
    assert len(steps) == len(first) + 1
    assert (steps[0], steps[-1]) == (0, len(other))
    for number, at in enumerate(steps):
        done = np.count_nonzero(first.ticks < number)
        assert np.count_nonzero(other.ticks < at) <= done
        if at < len(other):
            assert np.count_nonzero(other.ticks <= at) > done, "another step of it would be too many"


def test_sums_and_marks_of_both_views_travel_in_one_frame() -> None:
    film = filmed("cell", "outer")
    rows = film.frames()
    outer = product.trace([[1, 2], [3, 4], [5, 6]], [[1, 2, 3], [4, 5, 6]], "outer")
    for number, done in ((0, 0), (8, 0), (9, 1), (17, 1), (18, 2)):
        sums = rows[number][f"{PREFIX}sums"].reshape(3, 3)
        assert (sums == (outer[done - 1].partial if done else 0)).all(), number
    assert rows[9]["sums"].reshape(3, 3).tolist() == [[9, 12, 15], [19, 6, 0], [0, 0, 0]]
    assert rows[9][f"{PREFIX}markA"].tolist() == [2, 0] * 3
    assert (rows[18]["sums"] == rows[18][f"{PREFIX}sums"]).all()


@every("view, beside", [("cell", "outer"), ("outer", "cell"), ("columns", "rows")])
@every("a, b", [(A, B), ("[1,2]", B), ("1,2;3,4", "[5,6]")])
def test_the_second_picture_is_bound_to_its_own_fields_and_has_no_cell_twice(
    view: str, beside: str, a: str, b: str
) -> None:
    film = filmed(view, beside, a, b)
    first, second, *others = product_view.spec(film, 0, EN, "light").panels
    assert isinstance(first, ScenePanel)
    assert isinstance(second, ScenePanel)
    assert (first.room, second.room, second.presented) == ("picture", "beside", True)
    assert {panel.room for panel in others} == {"more"}, "nothing else stands beside the pictures"
    names = {field.name for field in (*film.layout.fields, *film.layout.once)}
    fields = [binding.field for binding in second.scene.bindings]
    assert set(fields) <= names
    assert {name for name in fields if not name.startswith(PREFIX)} == {"A", "B"}
    ids = [element["id"] for panel in (first, second) for element in parts_of(panel.scene)]
    assert len(ids) == len(set(ids))
    known = {element["id"] for element in parts_of(second.scene)}
    assert set(chain(*(binding.ids for binding in second.scene.bindings))) <= known
    drawn = chain(*(parts_of(panel.scene) for panel in (first, second)))
    cells = Counter(one["data"] for one in drawn if one.get("data"))
    assert set(cells.values()) == {1}
    assert first.scene.width == second.scene.width, "both are drawn in one scale"
    titles = [
        next(one["text"] for one in parts_of(panel.scene) if one["id"].endswith("name"))
        for panel in (first, second)
    ]
    assert titles == [EN(f"view.{view}"), EN(f"view.{beside}")]


@pytest.mark.parametrize(("beside", "since"), [("none", 8), ("outer", 8), ("columns", 6), ("rows", 8)])
def test_a_number_is_guessed_until_either_view_shows_it(beside: str, since: float) -> None:
    film = filmed("cell", beside)
    asked = guess(film, EN)
    assert (asked.right, asked.since) == ("19", since)
    rows = film.frames()
    seen = [f"{PREFIX}sums", f"{PREFIX}counts"] if film.second else []
    for number in range(int(since)):
        assert rows[number]["counts"][3] < 2
        assert not seen or rows[number][seen[1]][3] < 2
