"""Ids: what is made is parsed back, however large its numbers are; what is no id is nothing."""

from hypothesis import given
from hypothesis import strategies as st

from pages.shared.protocol.ids import (
    Id,
    box_of,
    cell_id,
    cell_ids,
    numbered,
    parse,
    parse_numbers,
    slider_id,
    unit_id,
)
from tests.every import every

NUMBERS = st.integers(0, 999_999)
PLACES = st.lists(NUMBERS, max_size=3).map(tuple)


@given(
    st.from_regex(r"[A-Za-z]{1,5}(\.[A-Za-z]{1,5})?", fullmatch=True),
    st.lists(NUMBERS, max_size=2).map(tuple),
    PLACES,
    st.none() | NUMBERS,
)
def test_every_id_is_parsed_back(
    name: str, numbers: tuple[int, ...], place: tuple[int, ...], step: int | None
) -> None:
    made = Id(name, numbers, place, step)
    assert parse(str(made)) == made


@every(
    "text, found",
    [
        ("bias", Id("bias")),
        ("insert12", Id("insert", (12,))),
        ("unit1.12", Id("unit", (1, 12))),
        ("w[0]", Id("w", (), (0,))),
        ("w[10]", Id("w", (), (10,))),
        ("W1[10,2]@40", Id("W", (1,), (10, 2), 40)),
        ("z12[10,11]", Id("z", (12,), (10, 11))),
        ("slide.w[1]", Id("slide.w", (), (1,))),
        ("wire.W1[0,2]", Id("wire.W", (1,), (0, 2))),
    ],
)
def test_ids_that_pages_use(text: str, found: Id) -> None:
    assert parse(text) == found
    assert str(found) == text


HOSTILE = (
    "", "1", "[0]", "w[", "w[]", "w[0", "w]0[", "w[0]]", "w[0,]", "w[,0]", "w[-1]", "w[+1]", "w[0 ]",
    "w[1.5]", "w[01]", "W01[0]", "w[²]", "w[٢]", "w[２]", "w@", "w@x", "w@1@2", "w.", ".w", "w[0]x",
    "w[0][1]", "w\n", "w[0]\n", "é", "w~", "w[1000000]", f"w[{'9' * 5000}]", "__class__", "w[()]",
)  # fmt: skip


def test_what_is_no_id_is_nothing() -> None:
    assert {text: found for text in HOSTILE if (found := parse(text)) is not None} == {}


def test_names_that_are_numbers_are_read_alone() -> None:
    assert parse_numbers("2.12") == (2, 12)
    assert [parse_numbers(text) for text in ("", "2.", "x2", "2.01", "2.1\n", "²")] == [None] * 6


def test_ids_of_arrays_units_and_rows() -> None:
    assert (cell_id("W1", 10, 2), cell_id("X")) == ("W1[10,2]", "X[()]")
    assert cell_ids("b2", 2) == ("b2[0]", "b2[1]")
    assert cell_ids("A", 2, 2) == ("A[0,0]", "A[0,1]", "A[1,0]", "A[1,1]")
    assert len(set(cell_ids("A", 11, 12))) == 132
    assert (unit_id(1, 12, "unit"), unit_id(2, 10)) == ("unit1.12", "2.10")
    assert numbered("row", 11)[-1] == "row10"


def test_a_slider_changes_the_number_of_its_box() -> None:
    assert slider_id("w[10]") == "slide.w[10]"
    assert (box_of("slide.w[10]"), box_of("w[10]")) == ("w[10]", "w[10]")
