"""Nested lists as visitors type and link them: brackets and numbers, as Python and NumPy write them.
What cannot be read is named with its place, not guessed at."""

import re
from dataclasses import dataclass
from typing import Any

from pages.shared.numbers.numerals import SPACES, ascii_signs, is_whole, numeral

LARGEST = 1e6
_CALL = re.compile(r"(?:(?:np|numpy)\.)?array\((.*)\)", re.DOTALL)
_TOKEN = re.compile(r"[\[\],]|[^\[\],\s]+")
_PART = re.compile(r"[^\[\],;\s]*")
PAIRS = {"[": "]", "(": ")"}
_BRACKETS = str.maketrans("()", "[]")


@dataclass(frozen=True)
class Unreadable:
    """Why a text cannot be read, and which part of it is meant.

    Of a ragged list of the page Arrays also the place, the length that was expected and the one found
    (None: a number), and what NumPy says."""

    kind: str
    value: str
    place: str = ""
    lengths: tuple[int | None, int | None] = (None, None)
    message: str = ""


def read_nested(text: str, deepest: int, held: bool = False) -> Any:
    """Return the numbers and lists that a text means, or `Unreadable`: empty, gap, bracket, deep, number or
    range.

    Numbers side by side need no commas, a comma may stand behind the last one, round brackets are as good
    as square ones, and np.array(...) may stand around all of it. Integers stay int. With `held` a number
    out of ±`LARGEST` becomes the nearest that is inside."""
    plain = ascii_signs(text).strip(SPACES)
    call = _CALL.fullmatch(plain)
    inner = call[1] if call else plain
    found = list(_TOKEN.finditer(inner.translate(_BRACKETS)))
    problem = _misplaced([one[0] for one in found], deepest)
    if problem:
        return problem
    numbers = {one.start(): _number(one[0], held) for one in found if one[0] not in "[],"}
    for start, number in numbers.items():
        if isinstance(number, Unreadable):
            part = _PART.match(inner, start)
            return Unreadable(number.kind, part[0][:20] if part else number.value)
    return _nested([numbers.get(one.start(), one[0]) for one in found])


def read_rows(text: str, deepest: int, held: bool = False) -> Any:
    """Return the rows that a text with semicolons means, as lists of numbers: "1,2; 3,4".

    Each row may have brackets; brackets around all of them do no harm, nor does a semicolon behind the last.
    What cannot be read is `Unreadable`, as of `read_nested`, whose depth counts within a row."""
    plain = ascii_signs(text).strip(SPACES)
    if PAIRS.get(plain[0]) == plain[-1] and not _closed(plain.partition(";")[0]):
        plain = plain[1:-1]
    parts = plain.split(";")
    if not parts[-1].strip():
        parts.pop()
    rows = [read_nested(part, deepest, held) for part in parts]
    problem = next((row for row in rows if isinstance(row, Unreadable)), None)
    if problem or not rows:
        return problem or Unreadable("empty", "")
    return [row if isinstance(row, list) else [row] for row in rows]


def _closed(part: str) -> bool:
    """Whether as many brackets are closed as opened."""
    return sum(part.count(one) for one in "[(") == sum(part.count(one) for one in "])")


def _misplaced(tokens: list[str], deepest: int) -> Unreadable | None:
    """What is wrong with the brackets and commas."""
    if not tokens:
        return Unreadable("empty", "")
    depth = 0
    for before, token in zip(["[", *tokens], tokens, strict=False):
        depth += (token == "[") - (token == "]")
        if depth < 0:
            return Unreadable("bracket", "]")
        if depth > deepest:
            return Unreadable("deep", str(deepest))
        if token == "," and before in "[,":
            return Unreadable("gap", "")
        if token == "]" and before == "[":
            return Unreadable("empty", "")
    return Unreadable("bracket", "[") if depth else None


def _number(token: str, held: bool) -> float | Unreadable:
    value = numeral(token)
    if value is None:
        return Unreadable("number", token[:20])
    if abs(value) > LARGEST and not held:
        return Unreadable("range", token[:20])
    value = max(-LARGEST, min(LARGEST, value))
    return int(value) if is_whole(token) else value


def _nested(tokens: list[Any]) -> Any:
    """The lists and numbers that the tokens stand for."""
    open_lists: list[list[Any]] = [[]]
    for token in tokens:
        if token == "[":
            open_lists.append([])
        elif token == "]":
            done = open_lists.pop()
            open_lists[-1].append(done)
        elif token != ",":
            open_lists[-1].append(token)
    whole = open_lists[0]
    return whole[0] if len(whole) == 1 else whole
