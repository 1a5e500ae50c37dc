"""Matrices that are edited in the picture: numbers, sizes, the drawer that follows, and what C says."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from nnviz import product
from pages.parts.product.captions import hints
from pages.parts.product.interactions import touched
from pages.parts.product.lessons import LESSON
from pages.parts.product.matrix_text import MOST
from pages.parts.product.settings import LIMITS, PRESETS, ProductSettings, matrix
from pages.shared.numbers.edited_arrays import NEW
from pages.shared.protocol.elements import Token
from pages.shared.protocol.panels import ScenePanel
from pages.shared.protocol.requests import Touch
from pages.shared.text import Text
from tests.every import every
from tests.pages import packets
from tests.pages.apps import address, open_page, well

EN = Text("product", "en")
KEY = "product-player"


def after(settings: ProductSettings, *touches: tuple[str, float | None]) -> ProductSettings:
    return touched(settings, tuple(Touch(*one) for one in touches))


# -- numbers ------------------------------------------------------------------------------------------
def test_a_number_is_changed_where_it_stands_and_all_others_stay() -> None:
    settings = after(ProductSettings(), ("A[2,1]", 60.0), ("B[0,2]", -1.5))
    assert settings.A.tolist() == [[1, 2], [3, 4], [5, 60]]
    assert settings.A.dtype == np.int64, "whole numbers stay so"
    assert settings.B.tolist() == [[1, 2, -1.5], [4, 5, 6]]


def test_a_vector_is_touched_as_it_is_drawn() -> None:
    settings = ProductSettings(a="[1,2]", b="[3,4]")
    found = after(settings, ("A[0,1]", 7.0), ("B[1,0]", 8.0))
    assert (found.a, found.b) == ("[1,7]", "[3,8]")


def test_numbers_beyond_the_limits_are_held() -> None:
    found = after(ProductSettings(), ("A[0,0]", 1e300), ("B[0,0]", -1e300))
    assert (found.A[0, 0], found.B[0, 0]) == (LIMITS[1], LIMITS[0])


@every("name", ["A[3,0]", "A[0,2]", "A[0]", "A", "A[0,0,0]", "Z[0,0]", "b[0]", "more.A0", "<b>", "C[0,0]"])
def test_a_touch_of_what_is_not_there_changes_nothing(name: str) -> None:
    assert after(ProductSettings(), (name, 5.0)) == ProductSettings()


@every("name", ["more.A2", "more.C0", "repair0", "more.A", "fewer.A0.1", "A[0,0]", "nothing"])
def test_a_press_of_what_is_not_there_changes_nothing(name: str) -> None:
    assert after(ProductSettings(), (name, None)) == ProductSettings()


# -- sizes --------------------------------------------------------------------------------------------
@every(
    "name, a, b",
    [
        ("more.A0", (4, 2), (2, 3)),
        ("fewer.A0", (2, 2), (2, 3)),
        ("more.A1", (3, 3), (2, 3)),
        ("fewer.A1", (3, 1), (2, 3)),
        ("more.B0", (3, 2), (3, 3)),
        ("fewer.B1", (3, 2), (2, 2)),
    ],
)
def test_rows_and_columns_come_and_go_at_the_end(name: str, a: tuple[int, int], b: tuple[int, int]) -> None:
    start = ProductSettings()
    found = after(start, (name, None))
    assert (found.A.shape, found.B.shape) == (a, b)
    common = (slice(min(a[0], 3)), slice(min(a[1], 2)))
    np.testing.assert_array_equal(found.A[common], start.A[common])


def test_a_new_number_is_not_zero() -> None:
    assert NEW != 0
    assert after(ProductSettings(), ("more.A0", None)).A[3].tolist() == [NEW, NEW]


@given(
    presses=st.lists(
        st.sampled_from(
            [f"{way}.{name}{axis}" for way in ("more", "fewer") for name in "AB" for axis in (0, 1)]
        ),
        max_size=30,
    )
)
def test_no_press_leads_beyond_the_sizes_that_a_field_takes(presses: list[str]) -> None:
    found = after(ProductSettings(), *((one, None) for one in presses))
    for array in (found.A, found.B):
        assert all(1 <= size <= MOST for size in array.shape)
        assert np.abs(array).min() > 0


def test_at_a_limit_a_button_is_there_and_cannot_be_pressed() -> None:
    settings = ProductSettings(a="1,2,3,4,5,6", b="1;1;1;1;1;1")
    spec = LESSON.spec(settings, EN, "light")
    scene = next(panel.scene for panel in spec.panels if isinstance(panel, ScenePanel))
    buttons = {one.id: one for one in scene.elements if isinstance(one, Token) and "knob" in one.tone}
    pale = {name for name, one in buttons.items() if "off" in one.tone}
    assert pale == {"fewer.A0", "more.A1", "more.B0", "fewer.B1"}
    assert all(one.disabled and not one.press for name, one in buttons.items() if name in pale)
    assert len(buttons) == 8


def test_a_bias_keeps_one_number_for_each_row_of_a() -> None:
    settings = ProductSettings(view="flow", bias="[1,2,3]")
    assert after(settings, ("more.A0", None)).bias == "[1,2,3,1]"
    assert after(settings, ("fewer.A0", None)).bias == "[1,2]"
    assert after(settings, ("b[1]", 9.0)).bias == "[1,9,3]"
    assert after(settings, ("bias", None)).bias == ""
    assert after(ProductSettings(view="flow"), ("bias", None)).bias == "[1,1,1]"


# -- the picture stays --------------------------------------------------------------------------------
@pytest.mark.parametrize("view", ["cell", "columns", "rows", "outer", "flow"])
def test_a_touched_number_leaves_the_picture_as_it_is(view: str) -> None:
    settings = ProductSettings(view=view, bias="[1,2,3]")
    before = LESSON.spec(settings, EN, "light")
    for name, value in (("A[0,0]", 0.25), ("B[1,2]", 123456.0), ("b[0]", -7.0)):
        settings = after(settings, (name, value))
        assert LESSON.spec(settings, EN, "light").id == before.id
    assert LESSON.spec(after(settings, ("more.B1", None)), EN, "light").id != before.id


def test_a_touch_is_answered_with_frames_words_and_numbers() -> None:
    app = open_page("product", step="8")
    first = packets.whole(app, KEY)
    found = packets.touched(app, KEY, first, ("A[1,1]", 10.0))
    assert "spec" not in found.head
    assert found.captions[8] == "C[1,0] = 3·1 + 10·4 = 43"
    assert found.frames[8]["sums"][3] == 43
    assert found.frames[0]["A"] == [1, 2, 3, 10, 5, 6]
    assert address(app, ("a",)) == {"a": "1,2;3,10;5,6"}


def test_a_column_too_many_leads_to_the_clash_and_one_less_back() -> None:
    app = open_page("product")
    first = packets.whole(app, KEY)
    clash = packets.touched(app, KEY, first, ("more.A1", None))
    assert [panel["id"] for panel in clash.spec["panels"]] == ["clash", "repairs"]
    assert clash.frames[0]["A"] == [1, 2, NEW, 3, 4, NEW, 5, 6, NEW]
    back = packets.touched(app, KEY, clash, ("fewer.A1", None))
    assert back.head["run"] == first.head["run"]
    assert back.spec == first.spec


# -- the drawer ----------------------------------------------------------------------------------------
def test_the_fields_in_the_drawer_follow_what_was_touched_and_the_other_way_round() -> None:
    app = open_page("product")
    packets.touched(app, KEY, packets.whole(app, KEY), ("A[0,0]", 9.0))
    well(app.run())
    assert app.text_input(key="product-a").value == "9,2;3,4;5,6"
    app.text_input(key="product-a").set_value("[[1, 1], [2, 2],]").run()
    assert address(app, ("a",)) == {"a": "1,1;2,2"}
    assert app.text_input(key="product-a").value == "[[1, 1], [2, 2],]", "a text stays as it was typed"
    packets.touched(app, KEY, packets.whole(app, KEY), ("A[0,0]", 5.0))
    well(app.run())
    assert app.text_input(key="product-a").value == "5,1;2,2"
    assert not app.error


# -- what C says of itself --------------------------------------------------------------------------------
def test_every_number_of_c_says_how_it_comes_about_lights_what_it_is_made_of_and_leads_to_its_step() -> None:
    A, B = (matrix(text) for text in PRESETS["three"])
    for view in ("cell", "columns", "rows", "outer", "flow"):
        trace = product.trace(A, B, view)
        said = {name: "".join(words for _, words in caption) for name, caption in hints(trace, EN).items()}
        assert said["C[1,2]"] == "C[1,2] = 3·3 + 4·6 = 33"
        settings = ProductSettings(view=view)
        scene = next(
            one.scene for one in LESSON.spec(settings, EN, "light").panels if isinstance(one, ScenePanel)
        )
        cells = {one.id: one for one in scene.elements if isinstance(one, Token) and one.lights}
        assert cells.keys() == said.keys()
        assert set(cells["C[1,2]"].lights) == {"A[1,0]", "A[1,1]", "B[0,2]", "B[1,2]"}
        for name, one in cells.items():
            i, j = (int(at) for at in name[2:-1].split(","))
            assert one.leads is not None
            counts = [trace[step].counts[i, j] for step in range(len(trace))]
            assert int(one.leads) == counts.index(2) + 1, "the first step after which it is complete"


def test_behind_an_activation_c_says_what_leaves_as_well() -> None:
    trace = product.trace([[1, -1]], [[3], [5]], "flow", activation="relu")
    (said,) = hints(trace, EN).values()
    assert "".join(words for _, words in said) == "C[0,0] = 1·3 + (-1)·5 = -2   ReLU = 0"


def test_a_bias_comes_and_goes_by_a_button_of_the_flow() -> None:
    app = open_page("product", view="flow")
    first = packets.whole(app, KEY)
    (button,) = [one for one in first.panel("product")["elements"] if one["id"] == "bias"]
    assert button["press"] == EN("edit.bias")
    packets.touched(app, KEY, first, ("bias", None))
    found = packets.whole(app, KEY)
    assert found.frames[0]["bias"] == [1, 1, 1]
    assert found.frames[0]["sums"] == [1] * 9
    packets.touched(app, KEY, found, ("bias", None))
    assert address(app, ("bias",)) == {}
