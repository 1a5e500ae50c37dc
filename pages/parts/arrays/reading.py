"""Arrays as a visitor types and links them: nested lists such as [[1, 2], [3, 4]], as Python writes them.
What cannot be read is named with its place, not guessed at."""

import re
import unicodedata
from dataclasses import dataclass
from math import isfinite
from typing import Any

import numpy as np

from nnviz.nested import Ragged, from_nested
from pages.shared.panels import Array

DEEPEST = 3  # brackets inside each other
LARGEST = 1e6
LONGEST = 1000  # characters
_NUMBER = re.compile(r"[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d{1,3})?", re.ASCII | re.IGNORECASE)
_WHOLE = re.compile(r"[+-]?\d+", re.ASCII)
_CALL = re.compile(r"(?:(?:np|numpy)\.)?array\((.*)\)", re.DOTALL)
_TOKEN = re.compile(r"[\[\],]|[^\[\],\s]+")
_PLAIN = str.maketrans("()、−", "[],-")


@dataclass(frozen=True)
class Unreadable:
    """Why a text is no array: long, empty, bracket, deep, number, range or ragged; and which part.

    Of a ragged one also the place, the length that was expected and the one found (None: a number), and
    what NumPy says."""

    kind: str
    value: str
    place: str = ""
    lengths: tuple[int | None, int | None] = (None, None)
    message: str = ""


def read_array(text: str) -> Array | Unreadable:
    """Return the array that a text means: nested brackets, or numbers alone, which are a vector.

    Integers (int64) where all numbers are written so, else float64. Full-width signs are read as well."""
    if len(text) > LONGEST:
        return Unreadable("long", str(len(text)))
    plain = unicodedata.normalize("NFKC", text).strip()
    call = _CALL.fullmatch(plain)
    tokens = _TOKEN.findall((call[1] if call else plain).translate(_PLAIN))
    problem = _problem(tokens)
    return problem or _array(_nested(tokens))


def _problem(tokens: list[str]) -> Unreadable | None:
    if not tokens:
        return Unreadable("empty", "")
    depth = 0
    for before, token in zip(["[", *tokens], tokens, strict=False):
        depth += (token == "[") - (token == "]")
        if depth < 0:
            return Unreadable("bracket", "]")
        if depth > DEEPEST:
            return Unreadable("deep", str(DEEPEST))
        if (token == "," and before in "[,") or (token == "]" and before == "["):
            return Unreadable("empty", "")
        wrong = None if token in "[]," else _wrong_number(token)
        if wrong:
            return wrong
    return Unreadable("bracket", "[") if depth else None


def _wrong_number(token: str) -> Unreadable | None:
    if not _NUMBER.fullmatch(token):
        return Unreadable("number", token[:20])
    value = float(token)
    return None if isfinite(value) and abs(value) <= LARGEST else Unreadable("range", token[:20])


def _nested(tokens: list[str]) -> Any:
    """The lists and numbers that the tokens stand for."""
    open_lists: list[list[Any]] = [[]]
    for token in tokens:
        if token == "[":
            open_lists.append([])
        elif token == "]":
            done = open_lists.pop()
            open_lists[-1].append(done)
        elif token != ",":
            open_lists[-1].append(int(token) if _WHOLE.fullmatch(token) else float(token))
    whole = open_lists[0]
    return whole[0] if len(whole) == 1 else whole


def _array(nested: Any) -> Array | Unreadable:
    try:
        array = from_nested(nested)
    except Ragged as ragged:
        place = "".join(f"[{at}]" for at in ragged.path)
        return Unreadable("ragged", place, place, ragged.lengths, ragged.numpy_message)
    if array.ndim > DEEPEST:
        return Unreadable("deep", str(DEEPEST))
    written = write_array(array)
    return Unreadable("long", str(len(written))) if len(written) > LONGEST else array


def write_array(array: Array) -> str:
    """Return the text that `read_array` reads."""
    return str(array.tolist()).replace(" ", "")


def printed(value: object) -> str:
    """Return a number as NumPy prints it in an array: 1 of an integer, 1. of a decimal, three decimals."""
    if isinstance(value, int | np.integer):
        return str(int(value))
    number = float(value)  # type: ignore[arg-type]
    if not isfinite(number):
        return str(number)
    if number and not 1e-3 <= abs(number) < 1e7:
        return np.format_float_scientific(number, precision=2, trim="-")
    return np.format_float_positional(number, precision=3, trim=".")
