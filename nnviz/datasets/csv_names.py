"""Texts of a file as they can be shown: on one line, of bounded length, without signs that cannot be seen.
Formulas and markup stay what they are, plain text.
"""

import re
import unicodedata
from collections.abc import Sequence

from nnviz.datasets.csv_findings import TableFinding

LONGEST = 60  # characters of a name
FORMULA_SIGNS = ("=", "+", "-", "@")
_UNSEEN = frozenset({"Cc", "Cf", "Cs", "Co", "Cn"})  # control, format (also of direction), and no characters
_BLANK = frozenset("\u034f\u115f\u1160\u2800\u3164\uffa0")  # letters and signs without a picture
_PLAIN = re.compile(r"[+-]?[\d.,]*(e[+-]?\d+)?|[+@=-]", re.IGNORECASE)  # a number, or a sign alone
_MARKUP = re.compile(r"<[a-zA-Z/!]|\]\(|&\w+;|\$\$|`")


def plain_text(text: str) -> str:
    r"""The text on one line of at most `LONGEST` characters, without signs that cannot be seen.

    Examples
    --------
    >>> plain_text("  two\nlines\u202e ")
    'two lines'
    """
    seen = "".join(" " if sign.isspace() else sign for sign in text[: 4 * LONGEST])
    shown = " ".join("".join(sign for sign in seen if _is_seen(sign)).split())
    return shown if len(shown) <= LONGEST and len(text) <= 4 * LONGEST else shown[: LONGEST - 1] + "…"


def _is_seen(sign: str) -> bool:
    return sign not in _BLANK and unicodedata.category(sign) not in _UNSEEN


def safe_cell(text: str) -> str:
    """The text as a cell of a file that a spreadsheet program may open: what would be a formula is none.

    Examples
    --------
    >>> safe_cell("=1+1"), safe_cell("width")
    ("'=1+1", 'width')
    """
    return f"'{text}" if text.startswith(FORMULA_SIGNS) else text


def column_names(header: Sequence[str]) -> tuple[tuple[str, ...], list[TableFinding]]:
    """A name for each column, all different, and what there is to say about them."""
    shown = [plain_text(cell) for cell in header]
    names: list[str] = []
    for number, name in enumerate(shown, 1):
        free = name or f"column {number}"
        count = 1
        while free in names:
            count += 1
            free = f"{name or f'column {number}'} ({count})"
        names.append(free)
    unnamed = sum(not name for name in shown)
    counts = {
        "unnamed": unnamed,
        "duplicate_names": sum(name != new for name, new in zip(shown, names, strict=True)) - unnamed,
        "changed_names": sum(
            " ".join(cell.split()) != name for cell, name in zip(header, shown, strict=True)
        ),
    }
    found = [TableFinding.of(kind, count=count) for kind, count in counts.items() if count]
    return tuple(names), found + text_findings(shown)


def text_findings(texts: Sequence[str]) -> list[TableFinding]:
    """What there is to say about formulas and markup among these texts."""
    counts = {
        "formulas": sum(text.startswith(FORMULA_SIGNS) and not _PLAIN.fullmatch(text) for text in texts),
        "markup": sum(bool(_MARKUP.search(text)) for text in texts),
    }
    return [TableFinding.of(kind, count=count) for kind, count in counts.items() if count]
