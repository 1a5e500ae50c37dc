"""Rows as text: what is read of spreadsheets, CSV and NumPy, and what is said of what cannot be read."""

from collections.abc import Mapping

from nnviz.datasets.rows import XOR_ROWS, Row, rows_dataset
from pages.parts.train.rows_examples import EXAMPLES, example
from pages.parts.train.settings import STORE
from pages.parts.train.typed_rows import read_rows, write_rows
from pages.shared.numbers.nested_lists import Unreadable
from pages.shared.text import FOLDER, LANGUAGES, Text, entries
from tests.every import every

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
    "−1 : 1e3": (((-1.0,), (1000.0,)),),
}
REFUSED: Mapping[str, tuple[str, str]] = {
    "": ("rows_count", "0"),
    "1, x : 2": ("rows_number", "x"),
    "1, nan : 2": ("rows_number", "nan"),
    "1, , 2 : 3\t": ("rows_number", ""),
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
