"""Rows that are typed or pasted: every form that is read, and every mistake with its row and column."""

from hypothesis import given
from hypothesis import strategies as st

from nnviz.datasets import XOR_ROWS, Row
from pages.parts.train.rows_link import LARGEST, write_rows_link
from pages.parts.train.rows_text import (
    LONGEST,
    PastedRows,
    RowsProblem,
    read_rows_text,
    split_rows,
    write_rows_text,
)
from tests.every import every
from tests.pages.test_rows_link import own_rows

XOR = ((0.0, 0.0, 0.0), (0.0, 1.0, 1.0), (1.0, 0.0, 1.0), (1.0, 1.0, 0.0))


@every(
    "text, names, targets",
    [
        ("0\t0\t0\n0\t1\t1\n1\t0\t1\n1\t1\t0", (), None),
        ("a\tb\txor\r\n0\t0\t0\r\n0\t1\t1\r\n1\t0\t1\r\n1\t1\t0\r\n", ("a", "b", "xor"), None),
        ("0,0,0\n0,1,1\n1,0,1\n1,1,0\n", (), None),
        ("0, 0, 0,\n0, 1, 1,\n1, 0, 1,\n1, 1, 0,\n", (), None),
        ("a;b;y\n0;0;0\n0;1;1\n1;0;1\n1;1;0\n", ("a", "b", "y"), None),
        ("0,0,0; 0,1,1; 1,0,1; 1,1,0", (), None),
        ("0,0,0;\n0,1,1;\n1,0,1;\n1,1,0;\n", (), None),
        ("0 0 0; 0 1 1; 1 0 1; 1 1 0;", (), None),
        ("0 0 0\n0 1  1\n\n1 0 1\n1 1 0", (), None),
        ("０，０，０\n０，１，１\n１，０，１\n１，１，０", (), None),
        ("0、0、0\n0、1、1\n1、0、1\n1、1、0", (), None),
        ("[[0, 0, 0], [0, 1, 1], [1, 0, 1], [1, 1, 0]]", (), None),
        ("[0, 0, 0], [0, 1, 1], [1, 0, 1], [1, 1, 0]", (), None),
        ("[[0 0 0]\n [0 1 1]\n [1 0 1]\n [1 1 0]]", (), None),
        ("((0, 0, 0), (0, 1, 1), (1, 0, 1), (1, 1, 0))", (), None),
        ("array([[0., 0., 0.],\n       [0., 1., 1.],\n       [1., 0., 1.],\n       [1., 1., 0.]])", (), None),
        ("np.array([[0, 0, 0], [0, 1, 1], [1, 0, 1], [1, 1, 0]], dtype=np.float32)", (), None),
        ("X = np.array([[0,0],[0,1],[1,0],[1,1]])\ny = np.array([[0],[1],[1],[0]])", (), 1),
        ("X = [[0,0],[0,1],[1,0],[1,1]]; y = [0, 1, 1, 0]", (), 1),
        ("0,0:0;0,1:1;1,0:1;1,1:0", (), 1),
        ("0, 0 : 0\n0, 1 : 1\n1, 0 : 1\n1, 1 : 0", (), 1),
        ("0 0:0\n0 1:1\n1 0:1\n1 1:0", (), 1),
    ],
)
def test_four_rows_in_many_forms(text: str, names: tuple[str, ...], targets: int | None) -> None:
    found = read_rows_text(text)
    assert found == PastedRows(XOR, names, targets)
    assert isinstance(found, PastedRows)
    assert split_rows(found, 1) == XOR_ROWS


@every(
    "text, numbers",
    [
        ("1,5\t2\n3\t4,25", ((1.5, 2.0), (3.0, 4.25))),
        ("1,5;2\n3;4,25", ((1.5, 2.0), (3.0, 4.25))),
        ("1,50;2,5\n3,75;4,25", ((1.5, 2.5), (3.75, 4.25))),
        ("x;y\n-0,5;1\n0,25;2", ((-0.5, 1.0), (0.25, 2.0))),
        ("1,05;2\n3,07;4", ((1.05, 2.0), (3.07, 4.0))),
    ],
)
def test_decimal_commas_where_they_can_be_nothing_else(text: str, numbers: object) -> None:
    found = read_rows_text(text)
    assert isinstance(found, PastedRows), found
    assert (found.numbers, found.decimal_comma) == (numbers, True)


@every(
    "text, problem",
    [
        ("", RowsProblem("empty")),
        (" \n\t ", RowsProblem("empty")),
        ("1" * (LONGEST + 3), RowsProblem("long", value="3")),
        ("1,2\n3,x", RowsProblem("number", 2, 2, "x")),
        ("a,b\n1,2\n\n3,x1", RowsProblem("number", 4, 2, "x1")),
        ("1,2\n3,nan", RowsProblem("number", 2, 2, "nan")),
        ("1\t2\n3\t", RowsProblem("missing", 2, 2)),
        ("1,,2\n3,4,5", RowsProblem("missing", 1, 2)),
        ("1,2\n3,4e12", RowsProblem("range", 2, 2, "4e12")),
        ("1,2\n3,1e999", RowsProblem("range", 2, 2, "1e999")),
        ("1,2\n3,4,5", RowsProblem("ragged", 2, 0, "3", 2)),
        ("a,b,c\n1,2\n", RowsProblem("ragged", 2, 0, "2", 3)),
        ("0,0;0\n0,1;1", RowsProblem("ambiguous", 1, 1, "0,0")),
        ("1\t1,234\n2\t5,678", RowsProblem("ambiguous", 1, 2, "1,234")),
        ("1;1.234,5\n2;3", RowsProblem("number", 1, 2, "1.234,5")),
        ("[[1, 2], [3, x]]", RowsProblem("number", 2, 2, "x")),
        ("[[1, 2], [3]]", RowsProblem("ragged", 2, 0, "1", 2)),
        ("[[1, 2], []]", RowsProblem("ragged", 2, 0, "1", 2)),
        ("[[1, 2], [3, 4]", RowsProblem("bracket", value="[")),
        ("[1, 2]]", RowsProblem("bracket", value="]")),
        ("[1, 2] x", RowsProblem("bracket", value="x")),
        ("[[[1, 2]]]", RowsProblem("deep", value="3", expected=2)),
        ("X = [[1],[2]]\ny = [1, 2, 3]", RowsProblem("ragged", 3, 0, "3", 2)),
        ("1,2:3;4,5", RowsProblem("ragged", 2, 0, "1", 2)),
        ("1,2:3;4,5:6,7", RowsProblem("ragged", 2, 0, "2", 1)),
        ("1,2:3;4,x:5", RowsProblem("number", 2, 2, "x")),
        ("1,2\n" * 51, RowsProblem("too_many_rows", value="51", expected=50)),
        (",".join(["1"] * 15), RowsProblem("too_many_columns", value="15", expected=14)),
        ("1\n2\n3", RowsProblem("too_few_columns", value="1", expected=2)),
    ],
)
def test_a_mistake_is_named_with_its_row_and_column(text: str, problem: RowsProblem) -> None:
    assert read_rows_text(text) == problem


@every(
    "columns, targets, problem",
    [
        (3, 0, RowsProblem("targets", value="0", expected=2)),
        (3, 3, RowsProblem("targets", value="3", expected=2)),
        (14, 7, RowsProblem("targets", value="7", expected=6)),
        (14, 1, RowsProblem("too_many_columns", value="13", expected=8)),
    ],
)
def test_there_are_inputs_and_targets(columns: int, targets: int, problem: RowsProblem) -> None:
    assert split_rows(PastedRows(((1.0,) * columns,)), targets) == problem


@given(rows=own_rows())
def test_written_rows_come_back_to_the_last_digit(rows: tuple[Row, ...]) -> None:
    for text in (write_rows_text(rows), write_rows_link(rows)):
        found = read_rows_text(text)
        assert isinstance(found, PastedRows), found
        assert split_rows(found, 1) == rows


@every("part", [" ", ", ", "[", "a", "a=", "1;", "1,", "np.", ", dtype", "0,1;1\n", "\t"])
def test_the_longest_text_is_a_problem_too(part: str) -> None:
    assert isinstance(read_rows_text(part * (LONGEST // len(part))), RowsProblem)


@given(text=st.text(max_size=60) | st.text("0123456789.,:;-+e[]()\t\n x=", max_size=60))
def test_any_text_is_rows_or_a_problem(text: str) -> None:
    found = read_rows_text(text)
    if isinstance(found, PastedRows):
        assert len({len(row) for row in found.numbers}) == 1
        assert max(abs(value) for row in found.numbers for value in row) <= LARGEST
        assert not found.names or len(found.names) == len(found.numbers[0])
