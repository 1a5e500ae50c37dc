"""Settings as a link: each has a name in the query, a way to be read, and a way to be written.
A link may be old or hostile: whatever cannot be used is replaced by the nearest that can, and said so."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pages.shared.numerals import ascii_signs, numeral

FRAME_NAMES = ("lang", "embed", "embed_options")  # names that belong to the frame and to Streamlit
LONGEST = 1000  # characters of a value; a longer one is not even read
SHOWN = 40  # characters of what a link said that are repeated in a complaint
MOST_UNKNOWN = 5  # complaints about names that nobody knows

Reading = tuple[Any, bool]  # the value that is used, and whether it is what was asked for


@dataclass(frozen=True)
class Setting:
    """One name of the query: `read` gets the text, `write` makes it, `default` is left out of links."""

    default: Any
    read: Callable[[str], Reading | None]
    write: Callable[[Any], str] = str


@dataclass(frozen=True)
class Complaint:
    """A part of a link that was not used as it stood; `used` is None for an unknown name."""

    name: str
    value: str
    used: str | None


def read_link(
    query: Mapping[str, str], settings: Mapping[str, Setting], others: Sequence[str] = FRAME_NAMES
) -> tuple[dict[str, Any], list[Complaint]]:
    """Return a value for every setting, and what had to be changed; `others` belong to somebody else."""
    values = {name: setting.default for name, setting in settings.items()}
    unknown = [name for name in query if name not in settings and name not in others]
    complaints = [Complaint(name[:SHOWN], "", None) for name in unknown[:MOST_UNKNOWN]]
    for name, setting in settings.items():
        if name not in query:
            continue
        text = query[name]
        found = setting.read(text) if len(text) <= LONGEST else None
        values[name] = setting.default if found is None else found[0]
        if found is None or not found[1]:
            complaints.append(Complaint(name, text[:SHOWN], setting.write(values[name])))
    return values, complaints


def write_link(values: Mapping[str, Any], settings: Mapping[str, Setting]) -> dict[str, str]:
    """Return the query that restores `values`; what is at its default is left out."""
    return {
        name: setting.write(values[name])
        for name, setting in settings.items()
        if values[name] != setting.default
    }


# -- ways to be read ---------------------------------------------------------------------
def whole(low: int, high: int) -> Callable[[str], Reading | None]:
    """A whole number, the nearest one inside low..high."""

    def read(text: str) -> Reading | None:
        value = numeral(text)
        if value is None:
            return None
        used = round(max(low, min(high, value)))
        return used, used == value

    return read


def number(low: float, high: float) -> Callable[[str], Reading | None]:
    """A number, held inside low..high."""

    def read(text: str) -> Reading | None:
        value = numeral(text)
        return None if value is None else (max(low, min(high, value)), low <= value <= high)

    return read


def write_number(value: float) -> str:
    """The text that `number` reads."""
    return f"{value:.10g}"


def rows(most: int, longest: int, held: Callable[[float], float]) -> Callable[[str], Reading | None]:
    """Rows of equally many numbers such as `0,0;1,0`, each `held` inside its limits, cut where there are
    too many."""

    def read(text: str) -> Reading | None:
        asked = [[numeral(part) for part in row.split(",")] for row in ascii_signs(text).split(";")]
        if any(value is None for row in asked for value in row) or len({len(row) for row in asked}) != 1:
            return None
        exact = tuple(tuple(value for value in row if value is not None) for row in asked)
        used = tuple(tuple(held(value) for value in row[:longest]) for row in exact[:most])
        return used, used == exact

    return read


def write_rows(value: Sequence[Sequence[float]]) -> str:
    """The text that `rows` reads."""
    return ";".join(",".join(map(write_number, row)) for row in value)


def nearest(values: Sequence[float]) -> Callable[[str], Reading | None]:
    """One of the numbers of a scale; another number becomes the nearest of them."""

    def read(text: str) -> Reading | None:
        value = numeral(text)
        if value is None:
            return None
        held = max(min(values), min(max(values), value))
        used = min(values, key=lambda one: abs(one - held))
        return used, used == value

    return read


def choice(names: Sequence[str]) -> Callable[[str], Reading | None]:
    """One of the names."""
    return lambda text: (text, True) if text in names else None


def switch(text: str) -> Reading | None:
    """1 or 0."""
    return (text == "1", True) if text in ("0", "1") else None


def layers(most: int, units: int, activations: Sequence[str]) -> Callable[[str], Reading | None]:
    """Hidden layers such as `4relu-4relu`; an empty text is none at all."""

    def read(text: str) -> Reading | None:
        parts = text.split("-") if text else []
        found = [re.fullmatch(r"(\d+)([a-z_]+)", part, re.ASCII) for part in parts]
        if not all(match and match[2] in activations for match in found):
            return None
        asked = [(int(match[1]), match[2]) for match in found if match]
        used = tuple((max(1, min(units, size)), name) for size, name in asked[:most])
        return used, list(used) == asked

    return read


def write_layers(value: Sequence[tuple[int, str]]) -> str:
    """The text that `layers` reads."""
    return "-".join(f"{size}{name}" for size, name in value)
