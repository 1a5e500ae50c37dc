"""Pairs of numbers that a visitor types: "30,70; 3,5". What cannot be read is named, not guessed at."""

from pages.shared.numbers.nested_lists import LARGEST, Unreadable
from pages.shared.numbers.numerals import ascii_signs, numeral, write_numeral

Pairs = tuple[tuple[float, float], ...]

MOST = 8
SHOWN = 40  # characters of what cannot be read


def read_pairs(text: str, held: bool = False) -> Pairs | Unreadable:
    """Return the pairs of a text, or what is wrong with it: pairs_count, pairs_form or pairs_range.

    Full-width signs are read as well. With `held` numbers out of range become the nearest inside."""
    parts = [part.strip() for part in ascii_signs(text).split(";")]
    asked = [(part, inside) for part in parts if (inside := _without_brackets(part))]
    if not 1 <= len(asked) <= MOST:
        return Unreadable("pairs_count", str(len(asked)))
    pairs = []
    for part, inside in asked:
        numbers = [numeral(number) for number in inside.split(",")]
        values = [number for number in numbers if number is not None]
        if len(numbers) != 2 or len(values) != 2:
            return Unreadable("pairs_form", part[:SHOWN])
        if max(map(abs, values)) > LARGEST and not held:
            return Unreadable("pairs_range", part[:SHOWN])
        a, b = (max(-LARGEST, min(LARGEST, value)) for value in values)
        pairs.append((a, b))
    return tuple(pairs)


def _without_brackets(part: str) -> str:
    """A pair without the brackets around it; a bracket alone stays, and is no number then."""
    inside = part[1:-1] if part.startswith("(") and part.endswith(")") else part
    return inside.strip()


def write_pairs(pairs: Pairs) -> str:
    """Return the text that `read_pairs` reads."""
    return "; ".join(f"{write_numeral(a)},{write_numeral(b)}" for a, b in pairs)
