"""Pairs of numbers that a visitor types: "30,70; 3,5". What cannot be read is named, not guessed at."""

import re
from dataclasses import dataclass

Pairs = tuple[tuple[float, float], ...]

MOST = 8
LARGEST = 1e6
_NUMBER = re.compile(r"[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?", re.ASCII | re.IGNORECASE)


@dataclass(frozen=True)
class Unreadable:
    """Why a text is not a list of pairs: the kind is pairs_form, pairs_range or pairs_count."""

    kind: str
    value: str


def read_pairs(text: str) -> Pairs | Unreadable:
    """Return the pairs of a text, or what is wrong with it. Full-width signs are read as well."""
    plain = text.translate(str.maketrans("，、；（）　", ",,;() "))
    parts = [part.strip(" ()") for part in plain.split(";") if part.strip(" ()")]
    if not 1 <= len(parts) <= MOST:
        return Unreadable("pairs_count", str(len(parts)))
    pairs = []
    for part in parts:
        numbers = [number.strip() for number in part.split(",")]
        if len(numbers) != 2 or not all(_NUMBER.fullmatch(number) for number in numbers):
            return Unreadable("pairs_form", part[:40])
        a, b = float(numbers[0]), float(numbers[1])
        if max(abs(a), abs(b)) > LARGEST:
            return Unreadable("pairs_range", part[:40])
        pairs.append((a, b))
    return tuple(pairs)


def write_pairs(pairs: Pairs) -> str:
    """Return the text that `read_pairs` reads."""
    return "; ".join(f"{write_number(a)},{write_number(b)}" for a, b in pairs)


def write_number(value: float) -> str:
    """Return a number with as many digits as it needs."""
    short = f"{value:g}"
    return short if float(short) == value else repr(value)
