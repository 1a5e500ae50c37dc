"""How a link says what a problem is drawn with: noise in percent, and features of the plane by name."""

from dataclasses import dataclass

from nnviz.datasets import FEATURES
from pages.shared.numbers.numerals import SHORT, numeral, write_numeral
from pages.shared.state.codecs import Reading


@dataclass(frozen=True)
class Percent:
    """A share that a link says in percent, from 0 to `most`."""

    most: int

    def read(self, text: str) -> Reading | None:
        value = numeral(text)
        if value is None:
            return None
        used = max(0.0, min(float(self.most), value))
        return used / 100, used == value

    def write(self, value: float) -> str:
        return write_numeral(100 * value, SHORT)


@dataclass(frozen=True)
class Features:
    """Features of a point of the plane, such as `x,y,xx`; each once, in the order of their table."""

    def read(self, text: str) -> Reading | None:
        asked = text.split(",")
        if any(name not in FEATURES for name in asked):
            return None
        used = tuple(name for name in FEATURES if name in asked)
        return used, list(used) == asked

    def write(self, value: tuple[str, ...]) -> str:
        return ",".join(value)
