"""Hundreds of hostile files from a seed: none of them crashes, and each is a table or a reason."""

from collections.abc import Callable, Sequence
from functools import cache

import numpy as np
import pytest

from nnviz.datasets import Dataset, Table, TableChoice, TableError, read_table, suggested_choice
from nnviz.datasets.csv_columns import MOST_LABELS
from nnviz.datasets.csv_dialect import MOST_COLUMNS
from nnviz.datasets.csv_names import LONGEST
from tests.every import every

FILES = 360
ENCODINGS = ("utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252", "cp932", "euc_jp")
CELLS = (
    *(
        "",
        " ",
        "0",
        "1",
        "-1",
        "2.5",
        "1,5",
        "1.234,5",
        "1,234.5",
        "1e308",
        "-1e308",
        "1e999",
        "1e-320",
        "1_000",
    ),
    *(
        "nan",
        "NaN",
        "inf",
        "-Infinity",
        "NULL",
        "#DIV/0!",
        "0x1F",
        "1e",
        "e5",
        "--1",
        "+",
        "-",
        "１２",
        "٣",
        "²",
        "−3",
    ),
    *("=1+1", '=HYPERLINK("http://x","y")', "@SUM(A1)", "+cmd|' /C calc'!A0", "<script>alert(1)</script>"),
    *(
        "<img src=x onerror=alert(1)>",
        "[x](javascript:alert(1))",
        "$\\frac{1}{0}$",
        "`code`",
        "**bold**",
        "{x}",
        "{0}",
    ),
    *(
        "{kind.__class__}",
        "%s%n",
        "'; DROP TABLE",
        "../../etc/passwd",
        "\x00",
        "\x1b[31m",
        "\x07",
        "\u202eabc",
        "\u200b",
    ),
    *(
        "\ufeff",
        "\ud7ff",
        "😀",
        "あ",
        "é",
        "a\nb",
        "a\r\nb",
        'a"b',
        '"',
        '""',
        "a,b",
        "a;b",
        "a\tb",
        "x" * 5000,
    ),
)
ROW_ENDS = ("\n", "\r\n", "\r", "\n\n", "\n,\n", "\x0b", "\u2028")

Rng = np.random.Generator


def hostile_table(rng: Rng) -> bytes:
    """A table whose cells, separators, quotes, line ends and encoding are drawn."""
    width, height = int(rng.integers(1, rng.choice([4, 12, 70]))), int(rng.integers(0, 40))
    delimiter, end = _one(rng, [",", ";", "\t", "|", " "]), _one(rng, ROW_ENDS)
    numbers = rng.random()
    rows = []
    for _ in range(height + 1):
        ragged = width + int(rng.integers(-2, 3)) if rng.random() < 0.1 else width
        cells = [_cell(rng, numbers) for _ in range(max(0, ragged))]
        rows.append(delimiter.join(cells))
    text = end.join(rows)
    return text.encode(_one(rng, ENCODINGS), errors="replace")


def _one(rng: Rng, texts: Sequence[str]) -> str:
    return texts[int(rng.integers(len(texts)))]


def _cell(rng: Rng, numbers: float) -> str:
    if rng.random() < numbers:
        return f"{rng.normal():.3g}"
    cell = _one(rng, CELLS)
    quoted = rng.random()
    return '"' + cell.replace('"', '""') + '"' if quoted < 0.3 else f'"{cell}' if quoted < 0.33 else cell


def damaged(rng: Rng) -> bytes:
    """A table of which bytes are cut, changed, doubled or swapped."""
    data = bytearray(hostile_table(rng))
    for _ in range(int(rng.integers(1, 20))):
        place = int(rng.integers(0, len(data) + 1))
        data[place : place + int(rng.integers(0, 4))] = rng.bytes(int(rng.integers(0, 4)))
    return bytes(data[: int(rng.integers(0, len(data) + 1))] if rng.random() < 0.3 else data)


def noise(rng: Rng) -> bytes:
    """Bytes of all kinds, of those of a table, or of line ends and quotes."""
    alphabet = [bytes(range(256)), b'0123456789,;.\n\t"-e', b'",\r\n;', b"\x00\xff\xfe,1\n"][
        int(rng.integers(4))
    ]
    return bytes(rng.choice(list(alphabet), int(rng.choice([0, 30, 3000]))).astype(np.uint8))


MAKERS: tuple[Callable[[Rng], bytes], ...] = (hostile_table, damaged, noise)


@cache
def files() -> list[bytes]:
    """The files, the same in every run."""
    return [MAKERS[seed % len(MAKERS)](np.random.default_rng(seed)) for seed in range(FILES)]


def check_table(table: Table) -> None:
    """What holds for everything that was read."""
    assert len(table) >= 1
    assert 1 <= len(table.columns) <= MOST_COLUMNS
    assert len(set(table.names)) == len(table.columns)
    for column in table.columns:
        assert len(column.values) == len(table)
        assert len(column.labels) <= MOST_LABELS
        assert not np.isinf(column.values).any()
        for text in (column.name, *column.labels):
            assert text.isprintable() or "\u3000" in text, ascii(text)
            assert 0 < len(text) <= LONGEST + 10
    assert all(str(finding) for finding in table.findings)
    assert all(len(row) == len(table.columns) for row in table.preview)


def samples(table: Table) -> Dataset | None:
    """What would be learned from it, where anything can be."""
    try:
        return suggested_choice(table).samples().data
    except TableError:
        return None


def test_every_hostile_file_is_a_table_or_a_reason() -> None:
    read, learned, reasons = 0, 0, set()
    for number, data in enumerate(files()):
        try:
            table = read_table(data)
        except TableError as error:
            reasons.add((error.kind, bool(str(error))))
            continue
        check_table(table)
        read += 1
        found = samples(table)
        learned += found is not None
        if found is not None:
            assert np.isfinite(found.X.std(axis=0)).all(), number
            assert np.isfinite(found.Y.std(axis=0)).all(), number
    assert read > FILES / 3  # they are not all refused at the door
    assert learned > FILES / 15
    assert {("empty", True), ("binary", True), ("no_rows", True)} <= reasons


def test_any_choice_of_columns_is_samples_or_a_reason() -> None:
    rng, made = np.random.default_rng(0), 0
    for data in files():
        try:
            table = read_table(data)
            names = rng.permutation(table.names)[:3].tolist()
            task = "classification" if rng.random() < 0.5 else "regression"
            TableChoice(table, tuple(names[:-1]), (names[-1],), task).samples()  # type: ignore[arg-type]
            made += 1
        except TableError:
            pass
    assert made > FILES / 20


@every("delimiter", [",", ";", "\t", "|", " ", "x"])
def test_a_delimiter_that_is_said_makes_no_difference_to_that(delimiter: str) -> None:
    for number, data in enumerate(files()[:60]):
        try:
            check_table(read_table(data, delimiter, header=bool(number % 2)))
        except TableError:
            continue


def test_a_delimiter_is_one_sign() -> None:
    with pytest.raises(
        ValueError, match=r"^delimiter must be one sign other than a quotation mark, got ',,'"
    ):
        read_table(b"1,2", delimiter=",,")
