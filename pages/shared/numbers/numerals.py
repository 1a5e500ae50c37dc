"""Numbers as visitors type and link them: one reader and one writer, for every field and every link.
The player's boxes read by the same table (`readNumber` in assets/numerals.js)."""

import re

_NUMERAL = re.compile(r"[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?", re.ASCII | re.IGNORECASE)
_WHOLE = re.compile(r"[+-]?\d+", re.ASCII)
_EXPONENT = re.compile(r"e([+-]?)0*(?=\d)")
_FULL_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}  # ！ to ～ are ! to ~
_SIGNS = _FULL_WIDTH | str.maketrans("、−ー\u3000\u00a0", ",--  ")
SHORT, EXACT = 10, 17  # digits; what a drag leaves behind the tenth is not meant
SPACES = " \t\r\n"


def ascii_signs(text: str) -> str:
    """Return a text with full-width signs, the true minus and wide spaces as those of ASCII.

    Nothing else is made plain: neither ² nor ٤ is a digit here."""
    return text.translate(_SIGNS)


def numeral(text: str) -> float | None:
    """Return the number that a text means, None for any other text.

    Read are digits of ASCII or full width, one point anywhere among them, a sign and an exponent; not read
    are underscores, other digits, hexadecimals, nan and inf. A number too large for float64 is infinite, so
    that whoever has limits can hold it inside them."""
    plain = ascii_signs(text).strip(SPACES)
    return float(plain) if _NUMERAL.fullmatch(plain) else None


def is_whole(text: str) -> bool:
    """Whether a number is written as an integer is: sign and digits, nothing else."""
    return bool(_WHOLE.fullmatch(ascii_signs(text).strip(SPACES)))


def write_numeral(value: float, digits: int = EXACT) -> str:
    """Return the shortest text from which `numeral` reads the number again; of one that has more than
    `SHORT` digits, so many."""
    short, whole = rounded(value, SHORT), plain_exponent(repr(float(value)))
    if float(short) == value:
        return min(short, whole, key=len)
    return short if digits <= SHORT else whole


def rounded(value: float, digits: int = 6) -> str:
    """Return a number with at most so many significant digits and no zeros at its end: 0.25, 2.5e-7, 1e7."""
    return plain_exponent(f"{value:.{digits}g}")


def plain_exponent(text: str) -> str:
    """Return a number's text with its exponent as the player and as people write it: 2.5e-7, 1e300.

    Python writes 2.5e-07 and 1e+300, and so does NumPy: that form belongs to what is shown as code."""
    return _EXPONENT.sub(lambda found: "e" + found[1].replace("+", ""), text)
