"""Rows as text: what is read of spreadsheets, CSV and NumPy, and what is said of what cannot be read."""

from collections.abc import Mapping

from hypothesis import given
from hypothesis import strategies as st

from nnviz.datasets.rows import XOR_ROWS, Row, rows_dataset
from pages.parts.train.data.rows_controls import complaint
from pages.parts.train.data.rows_examples import EXAMPLES, example
from pages.parts.train.data.typed_rows import UnreadableCell, read_rows, write_rows
from pages.parts.train.settings import STORE
from pages.parts.train.values.rows_link import write_rows_link
from pages.shared.numbers.nested_lists import Unreadable
from pages.shared.text import FOLDER, LANGUAGES, Text, entries
from tests.every import every
from tests.pages.test_rows_link import own_rows

AB: tuple[Row, ...] = (((1.0, 2.0), (3.0,)), ((4.0, 5.5), (6.0,)))
READ: Mapping[str, tuple[Row, ...]] = {
    "1, 2 : 3\n4, 5.5 : 6": AB,
    "1 2 | 3\n\n4 5.5 | 6\n": AB,
    "1 2 -> 3\n4 5.5 → 6": AB,
    "1,2,3\n4,5.5,6": AB,
    "a,b,sum\n1,2,3\n4,5.5,6": AB,
    "1\t2\t3\n4\t5,5\t6": AB,
    "1;2;3\n4;5,5;6": AB,
    "１、２：３\n４、５．５：６": AB,
    "[[1, 2, 3], [4, 5.5, 6]]": AB,
    "np.array([[1., 2., 3.],\n          [4., 5.5, 6.]])": AB,
    "[[1.  2.  3. ]\n [4.  5.5 6. ]]": AB,
    "X = np.array([[1, 2], [4, 5.5]])\ny = np.array([3, 6])": AB,
    "X = [[1, 2], [4, 5.5]]; Y = [[3], [6]]": AB,
    "X = np.array([[1, 2], [4, 5.5]], dtype=np.float64)\nT = np.array([[3], [6]])": AB,
    "a;b;c\n1;2;3\n4;5,50;6": AB,
    "1,2,3; 4,5.5,6": AB,
    "1 2 3; 4 5.5 6;": AB,
    "1,2,3;\n4,5.5,6;\n": AB,
    "1,2:3;4,5.5:6": AB,
    "1,2:3;\n4,5.5:6": AB,
    "1、2、3\n4、5.5、6": AB,
    "1,5\t2\n3\t4,25": (((1.5,), (2.0,)), ((3.0,), (4.25,))),
    "1,50;2,5\n3,75;4,25": (((1.5,), (2.5,)), ((3.75,), (4.25,))),
    "-0,5;1\n0,25;2": (((-0.5,), (1.0,)), ((0.25,), (2.0,))),
    "1,05;2\n3,07;4": (((1.05,), (2.0,)), ((3.07,), (4.0,))),
    "−1 : 1e3": (((-1.0,), (1000.0,)),),
}
REFUSED: Mapping[str, tuple[str, str]] = {
    "": ("rows_count", "0"),
    "1, x : 2": ("rows_number", "x"),
    "1, nan : 2": ("rows_number", "nan"),
    "1, , 2 : 3\t": ("rows_missing", ""),
    "1\t\t2\n3\t4\t5": ("rows_missing", ""),
    "0,0;0\n0,1;1": ("rows_comma", "0,0"),
    "1\t1,234\n2\t5,678": ("rows_comma", "1,234"),
    "1;1.234,5\n2;3": ("rows_number", "1.234,5"),
    "1 : 1e13": ("rows_range", "1e13"),
    "1 : 2\n1, 2 : 3": ("rows_lengths", "2 + 1"),
    "1 : 2 : 3": ("rows_mark", "1 : 2 : 3"),
    "5": ("rows_inputs", "0"),
    ": 5": ("rows_inputs", "0"),
    "5 :": ("rows_targets", "0"),
    "1 : 1, 2, 3, 4, 5, 6, 7": ("rows_targets", "7"),
    "1,2,3,4,5,6,7,8,9 : 1": ("rows_inputs", "9"),
    "\n".join(["1 : 2"] * 51): ("rows_count", "51"),
    "[[[1,2],3": ("rows_rest", "3"),
    "a = [[1]]; b = [[2]]; c = [[3]]": ("rows_arrays", "3"),
    "a = [[1], [2]]; b = [[2], [3], [4]]": ("rows_uneven", "2 / 3"),
}


@every("text", READ)
def test_rows_are_read(text: str) -> None:
    assert read_rows(text) == READ[text]


@every("text", REFUSED)
def test_what_cannot_be_read_is_named(text: str) -> None:
    found = read_rows(text)
    assert isinstance(found, Unreadable)
    assert (found.kind, found.value) == REFUSED[text]
    assert f"error.{found.kind}" in entries(FOLDER / "own_data.toml")


@every(
    "text, row, column",
    [
        ("1,2\n3,x", "2", 2),
        ("1,2:3\n4,5:y", "2", 3),
        ("1\t\t2\n3\t4\t5", "1", 2),
        ("a;b\n1;0,1\n1;0,2", "1", 2),
    ],
)
def test_a_mistake_has_its_place(text: str, row: str, column: int) -> None:
    found = read_rows(text)
    assert isinstance(found, UnreadableCell)
    assert (found.place, found.column) == (row, column)
    for language in LANGUAGES:
        said = complaint(found, Text("own_data", language))
        assert row in said
        assert str(column) in said


@given(rows=own_rows())
def test_written_rows_come_back_to_the_last_digit(rows: tuple[Row, ...]) -> None:
    for text in (write_rows(rows), write_rows_link(rows)):
        assert read_rows(text) == rows


@given(text=st.text(max_size=60) | st.text("0123456789.,:;-+e[]()\t\n x=", max_size=60))
def test_any_text_is_rows_or_what_is_wrong_with_it(text: str) -> None:
    found = read_rows(text)
    if not isinstance(found, Unreadable):
        rows_dataset(found)


def test_the_last_numbers_are_the_targets_where_no_mark_says_so() -> None:
    assert read_rows("1,2,3", targets=2) == (((1.0,), (2.0, 3.0)),)


@every("text", ("[" * 5000, "1 " * 9000, "=" * 3000, "x = [", "np.array(", "\0", "1:2\n" * 4000))
def test_hostile_texts_are_answered(text: str) -> None:
    assert isinstance(read_rows(text), Unreadable)


@every("name", EXAMPLES)
def test_an_example_can_be_trained_linked_and_typed(name: str) -> None:
    settings = example(name)
    rows_dataset(settings.rows)
    assert read_rows(write_rows(settings.rows), len(settings.rows[0][1])) == settings.rows
    linked, complaints = STORE.read(STORE.write(settings))
    assert (linked, complaints) == (settings, [])
    for field, value in EXAMPLES[name].items():
        assert getattr(settings, field) == value, field
    for language in LANGUAGES:
        assert Text("own_data", language)(f"preset.{name}")


def test_the_first_example_is_what_the_problem_begins_with() -> None:
    assert example("xor").rows == XOR_ROWS
