"""Files of one's own: what is read, how it is understood, and what is said about it."""

import tracemalloc
from typing import Any

import numpy as np
import pytest

from nnviz.datasets import Table, TableError, TableFinding, read_table
from nnviz.datasets.csv_findings import ERRORS, FINDINGS
from nnviz.datasets.csv_table import MOST_BYTES
from tests.every import every

NAN = float("nan")


def columns(table: Table) -> list[tuple[str, list[float]]]:
    """Names and numbers."""
    return [(column.name, column.values.tolist()) for column in table.columns]


def said(table: Table) -> dict[str, dict[str, Any]]:
    """The findings by kind, and their values; of several of a kind the last."""
    return {finding.kind: dict(finding.values) for finding in table.findings}


PLAIN = [("a", [1.0, 3.0]), ("b", [2.5, -4.0])]


@every(
    "data",
    [
        b"a,b\n1,2.5\n3,-4\n",
        b"a,b\r\n1,2.5\r\n3,-4",
        b"a,b\r1,2.5\r3,-4\r",
        b"a;b\n1;2.5\n3;-4\n",
        b"a;b\n1;2,5\n3;-4\n",
        b"a\tb\n1\t2.5\n3\t-4\n",
        b"a|b\n1|2.5\n3|-4\n",
        b'"a","b"\n"1","2.5"\n"3","-4"\n',
        b"a, b\n 1, 2.5e0\n 3, -.4e1\n",
        b"\xef\xbb\xbfa,b\n1,2.5\n3,-4\n",
        b"a,b,\n1,2.5,\n3,-4,\n",
        b"\n\na,b\n\n1,2.5\n\n3,-4\n\n",
        b"sep=;\r\na;b\r\n1;2.5\r\n3;-4\r\n",
        "a,b\n1,2.5\n3,-4\n".encode("utf-16"),
        "a,b\n1,2.5\n3,-4\n".encode("utf-16-le"),
        "a,b\n1,2.5\n3,-4\n".encode("utf-16-be"),
        "a,b\n1,2.5\n3,-4\n".encode("utf-32"),
        "a,b\n１,２．５\n３,−４\n".encode(),
    ],
)
def test_the_same_table_in_many_forms(data: bytes) -> None:
    assert columns(read_table(data))[:2] == PLAIN
    kinds = set(said(read_table(data)))
    assert kinds <= {"decimal_comma", "empty_column", "unnamed"}


@every(
    "data, encoding, text",
    [
        ("größe,farbe\n1,grün\n2,weiß\n".encode("cp1252"), "Windows-1252", "weiß"),
        ("長さ,色\n1,あか\n2,みどり\n".encode("cp932"), "Shift-JIS", "みどり"),
        ("長さ,色\n1,あか\n2,みどり\n".encode("euc_jp"), "EUC-JP", "みどり"),
    ],
)
def test_old_encodings_are_recognized_and_said(data: bytes, encoding: str, text: str) -> None:
    table = read_table(data)
    assert table.columns[1].labels[1] == text
    assert said(table)["encoding"] == {"encoding": encoding}


@every(
    "data, kind, values",
    [
        (b"1,2\n3,4\n", "no_header", {}),
        (b"a;b\n1,5;2\n2;3\n", "decimal_comma", {"example": "1,5", "value": 1.5}),
        (b'a,b\n"1,234.5",2\n5,3\n', "grouped", {"count": 1, "example": "1,234.5", "value": 1234.5}),
        (b"Sales\n\na,b,c\n1,2,3\n4,5,6\n", "lines_before", {"count": 1}),
        (b"a,\n1,2\n3,4\n", "unnamed", {"count": 1}),
        (b"a,a,a\n1,2,3\n4,5,7\n", "duplicate_names", {"count": 2}),
        (b"a,b\x07\n1,2\n3,5\n", "changed_names", {"count": 1}),
        ("a,b\u202etxt.exe\n1,2\n3,5\n".encode(), "changed_names", {"count": 1}),
        (b"a," + b"b" * 300 + b"\n1,2\n3,5\n", "changed_names", {"count": 1}),
        (b"a,=cmd|' /C calc'!A0\n1,2\n3,5\n", "formulas", {"count": 1}),
        (b"a,<script>alert(1)</script>\n1,2\n3,5\n", "markup", {"count": 1}),
        (b"a,b\n1,2\n3\n5,6\n", "short_rows", {"count": 1, "line": 3}),
        (b"a,b\n1,2\n3,4,5\n5,6\n", "long_rows", {"count": 1, "line": 3}),
        (b"a\n1\n2\n", "one_column", {}),
        (b"a,b\n1,NA\n2,\n4,5\n", "missing", {"column": "b", "count": 2}),
        (
            b"a,b\n" + b"1,2\n" * 9 + b"2,two\n",
            "unreadable",
            {"column": "b", "count": 1, "example": "two", "line": 11},
        ),
        (b"a,b\n1,inf\n2,1e308\n3,-Infinity\n5,1e999\n6,2\n", "out_of_range", {"column": "b", "count": 4}),
        (b"a,b\n1,\n2,\n", "empty_column", {"column": "b"}),
        (b"a,b\n1,7\n2,7\n", "constant_column", {"column": "b"}),
        (b"id,b\n1,7\n2,8\n3,2\n", "row_number", {"column": "id"}),
        (b'a,b\n1,"2\n3,4\n5,6\n', "quotes", {}),
        (b"a,b\n1,2\x00\n" + b"3,4\n" * 100, "nul_bytes", {"count": 1}),
        (b"a,b\n" + b"1,2\n" * 50_001, "cut_rows", {"count": 50_001, "kept": 50_000}),
    ],
)
def test_what_is_not_just_as_it_stands_is_said(data: bytes, kind: str, values: dict[str, object]) -> None:
    table = read_table(data)
    assert said(table).get(kind) == values, table.findings
    assert all(str(finding) for finding in table.findings)


@every(
    "data, kind, text",
    [
        (b"", "empty", "a file must hold a table, got no values in its first 10,000 lines; "),
        (b" \r\n\t\n", "empty", "a file must hold a table, got no values in its first 10,000 lines; "),
        (b",,\n,,\n", "empty", "a file must hold a table, got no values in its first 10,000 lines; "),
        (b"PK\x03\x04rest", "spreadsheet", "a file must be CSV text, got a workbook; "),
        (
            b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" * 9,
            "binary",
            "a file must be CSV text, got bytes that are no text; ",
        ),
        (bytes(range(256)) * 20, "binary", "a file must be CSV text, got bytes that are no text; "),
        (b"a,b\n", "no_rows", "a table must have at least one row below its header, got none; "),
        (b"1," * 65 + b"1\n", "too_many_columns", "a table must have at most 64 columns, got 66; "),
        (b"1," * 30_000, "too_many_columns", "a table must have at most 64 columns, got 30001; "),
        (
            b"a,b\n1," + b"x" * 200_000,
            "long_cell",
            "a cell must have at most 131072 characters, got more in line 2; ",
        ),
        (
            b"1,2\n" * (MOST_BYTES // 4 + 1),
            "too_large",
            "a file must have at most 5242880 bytes, got 5242884; ",
        ),
    ],
)
def test_what_is_no_table_is_refused(data: bytes, kind: str, text: str) -> None:
    with pytest.raises(TableError) as caught:
        read_table(data)
    assert caught.value.kind == kind
    assert str(caught.value).startswith(text)


def test_names_are_plain_and_all_different() -> None:
    table = read_table(b"a, a ,,a (2),=1+1,<b>x</b>,two\x0b words\n1,2,3,4,5,6,7\n8,9,1,2,3,4,5\n")
    assert table.names == ("a", "a (2)", "column 3", "a (2) (2)", "=1+1", "<b>x</b>", "two words")


def test_text_and_numbers_are_told_apart() -> None:
    table = read_table(b"kind,size,mixed\ncat,1,1\ndog,2,b\n cat ,3,3\n,4,\n")
    kind, size, mixed = table.columns
    assert (kind.kind, kind.labels, kind.missing) == ("text", ("cat", "dog"), 1)
    np.testing.assert_array_equal(kind.values, [0, 1, 0, NAN])
    assert (size.kind, size.labels) == ("number", ())
    assert (mixed.kind, mixed.labels) == ("text", ("1", "3", "b"))
    assert table.preview[2] == ("cat", "3", "3")


def test_a_negative_number_among_texts_is_no_formula() -> None:
    assert "formulas" not in said(read_table(b"a,b\n1,-5\n2,low\n3,-1e-3\n4,-\n"))
    assert said(read_table(b"a,b\n1,-5\n2,low\n3,-1+1\n4,high\n"))["formulas"] == {"count": 1}


def test_texts_without_end_name_no_classes() -> None:
    many = b"a,b\n" + b"".join(b"%d,id%d\n" % (n, n) for n in range(200))
    assert read_table(many).columns[1].labels == ()
    long = b"a,b\n1,x\n2," + b"y" * 201 + b"\n"
    assert read_table(long).columns[1].labels == ()
    assert np.isnan(read_table(long).columns[1].values).all()


def test_a_header_can_be_said_and_so_can_a_delimiter() -> None:
    data = b"1;2\n3;4\n"
    assert len(read_table(data)) == 2
    assert columns(read_table(data, header=True)) == [("1", [3.0]), ("2", [4.0])]
    assert read_table(b"a;b\nc;d\n", header=False).columns[0].labels == ("a", "c")
    assert len(read_table(data, delimiter=",").columns) == 1


def test_tables_of_the_same_bytes_are_equal() -> None:
    data = b"1,2\n3,4\n"
    assert read_table(data) == read_table(data)
    assert len({read_table(data), read_table(data), read_table(data, header=True)}) == 2
    with pytest.raises(TableError, match=r"^a column must be one of the table's, got 'z'; choose another$"):
        read_table(data).column("z")


def test_every_sentence_has_its_values() -> None:
    values = dict.fromkeys(
        [
            "count",
            "example",
            "value",
            "line",
            "column",
            "rows",
            "kept",
            "target",
            "encoding",
            "most",
            "bytes",
            "columns",
            "inputs",
            "targets",
            "labels",
            "classes",
            "label",
            "least",
        ],
        1,
    )
    for kind in FINDINGS:
        assert "{" not in str(TableFinding(kind, tuple(values.items())))
    for kind in ERRORS:
        assert "{" not in str(TableError(kind, **values))


ROWS = np.random.default_rng(0).normal(size=(10_000, 10))
LARGE = {  # half a megabyte or more each
    "numbers": b"\n".join(b",".join(b"%.6f" % one for one in row) for row in ROWS),
    "digits": (b",".join([b"1"] * 64) + b"\n") * 8_000,
    "texts": b"a,b\n" + b"".join(b"%d,text number %d\n" % (n % 7, n) for n in range(20_000)),
    "missing": b"a,b\n" + b",1\n,\n1,?\n" * 50_000,
    "one line": b"1," * 500_000,
    "blank lines": b"\n" * 1_000_000 + b"1,2\n",
    "open quote": b'a,b\n"' + b"1,2\n" * 120_000,
    "long cell": b"a,b\n1," + b"x" * 1_000_000,
    "wide letters": ("長さ,色😀\n" + "1,あか\n" * 50_000).encode(),
}


@pytest.mark.parametrize("name", LARGE)
def test_memory_stays_within_a_few_times_the_file(name: str) -> None:
    data = LARGE[name]
    tracemalloc.start()
    try:
        table = read_table(data)
    except TableError:
        table = None
    kept, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 8 * len(data) + 3e6  # the block that is read
    assert kept < 5 * len(data) + 1e5
    assert (table is None) == (name in ("one line", "blank lines", "long cell"))
