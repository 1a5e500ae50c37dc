"""From bytes to text: which encoding a file has, without holding its text as a whole."""

import codecs
import io
from collections.abc import Iterator
from typing import NamedTuple

from nnviz.datasets.csv_findings import TableError, TableFinding

MARKS = (  # byte order marks, the longer first
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
WORKBOOKS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
SHOWN = {"cp1252": "Windows-1252", "cp932": "Shift-JIS", "euc_jp": "EUC-JP"}
WIDE_UNIT = 2  # bytes of a character of UTF-16
SAMPLE = 100_000  # bytes by which an encoding is told
SLIPS, SLIPS_SHARE = 4, 0.01  # bytes that no text has: so many, or such a part of all, may come in one
CONTROL = bytes(set(range(32)) - {0, 9, 10, 11, 12, 13, 26, 27})
CHUNK = 65_536


class EncodedText(NamedTuple):
    """Bytes that can be decoded, their encoding, and what there is to say about that."""

    data: bytes
    encoding: str
    findings: tuple[TableFinding, ...]

    def stream(self) -> io.TextIOWrapper:
        """The text from its beginning, decoded while it is read; ends of lines stay as they are."""
        return io.TextIOWrapper(io.BytesIO(self.data), self.encoding, errors="replace", newline="")


def encoded_text(data: bytes) -> EncodedText:
    """Find out what encoding `data` has: UTF-8, UTF-16 or UTF-32, else Shift-JIS, EUC-JP or Windows-1252.

    Raises `TableError` for a workbook and for bytes that are no text.
    """
    if data.startswith(WORKBOOKS):
        raise TableError("spreadsheet")
    marked = next((name for mark, name in MARKS if data.startswith(mark)), None)
    if marked and _decodes(data, marked):
        return EncodedText(data, marked, ())
    if wide := _wide(data):
        return EncodedText(data, wide, ())
    found: list[TableFinding] = []
    if count := data.count(0):
        if _are_many(count, data):
            raise TableError("binary")
        data = data.replace(b"\0", b"")
        found.append(TableFinding.of("nul_bytes", count=count))
    if _are_many(len(data) - len(data.translate(None, CONTROL)), data):
        raise TableError("binary")
    encoding = "utf-8-sig" if _decodes(data, "utf-8") else _old_encoding(data)
    if encoding in SHOWN:
        found.append(TableFinding.of("encoding", encoding=SHOWN[encoding]))
    return EncodedText(data, encoding, tuple(found))


def _are_many(count: int, data: bytes) -> bool:
    return count > max(SLIPS, SLIPS_SHARE * len(data))


def _wide(data: bytes) -> str | None:
    """UTF-16 without a mark, where every second byte of a sample is almost always zero."""
    sample = data[: SAMPLE // WIDE_UNIT * WIDE_UNIT]
    halves = {"utf-16-be": sample[0::2], "utf-16-le": sample[1::2]}
    for name, half in halves.items():
        other = halves["utf-16-le" if name == "utf-16-be" else "utf-16-be"]
        if half.count(0) > 0.7 * len(half) and other.count(0) < 0.1 * len(other) and _decodes(data, name):
            return name
    return None


def _decodes(data: bytes, encoding: str) -> bool:
    try:
        for _ in _chunks(data, encoding):
            pass
    except UnicodeError:
        return False
    return True


def _chunks(data: bytes, encoding: str) -> Iterator[str]:
    """The text piece by piece; UnicodeError where it is not of this encoding."""
    decoder = codecs.getincrementaldecoder(encoding)()
    for start in range(0, len(data), CHUNK):
        yield decoder.decode(data[start : start + CHUNK])
    yield decoder.decode(b"", final=True)


def _old_encoding(data: bytes) -> str:
    """What is left when it is not Unicode: Japanese where it decodes and its letters stand in runs."""
    for name in ("cp932", "euc_jp"):
        if _decodes(data, name) and _looks_japanese(data, name):
            return name
    return "cp1252"


def _looks_japanese(data: bytes, encoding: str) -> bool:
    """Whether letters beyond ASCII stand in runs of full-width ones, as accents in a Western text do not."""
    text = codecs.getincrementaldecoder(encoding)().decode(data[:SAMPLE])
    wide = [sign > "\x7f" and not "\uff61" <= sign <= "\uff9f" for sign in text]
    half = sum("\uff61" <= sign <= "\uff9f" for sign in text)
    runs = sum(
        one and (before or after)
        for before, one, after in zip([False, *wide], wide, [*wide[1:], False], strict=False)
    )
    return runs > 0.5 * (sum(wide) + half)
