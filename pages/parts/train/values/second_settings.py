"""What a second run beside the first has changed, as a link says it: `rate:0.1`, `stream:seeded;seed:1`.
Both learn from the same data, unless the stream of random numbers is what differs."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from pages.shared.numbers.numerals import ascii_signs
from pages.shared.state.codecs import Codec, Reading

CHANGEABLE = ("stream", "hidden", "init", "seed", "optimizer", "rate", "batch_size", "l1", "l2")
Changes = tuple[tuple[str, Any], ...]  # fields of the settings and their other values, in the order above


def changes(values: Mapping[str, Any]) -> Changes:
    """Return changed values by their fields as they are kept."""
    return tuple((name, values[name]) for name in CHANGEABLE if name in values)


@dataclass(frozen=True)
class ChangesCodec:
    """Changes in a link, each read and written by the codec of its setting."""

    codecs: Callable[[], Mapping[str, Codec]]

    def read(self, text: str) -> Reading | None:
        if not text:
            return (), True
        found: dict[str, Any] = {}
        exact = True
        for part in ascii_signs(text).split(";"):
            name, colon, value = part.partition(":")
            reading = self.codecs()[name].read(value) if colon and name in CHANGEABLE else None
            if reading is None or name in found:
                return None
            found[name], exact = reading[0], exact and reading[1]
        return changes(found), exact

    def write(self, value: Changes) -> str:
        return ";".join(f"{name}:{self.codecs()[name].write(one)}" for name, one in value)
