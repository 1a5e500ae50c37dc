"""The ids of what is drawn and touched: made here and parsed here, so that nobody else counts brackets.
An id is a name, numbers behind it, a place in brackets, and the step that it belongs to, where it has them:
`bias`, `insert3`, `unit1.12`, `w[0]`, `W1[10,2]`, `z12[0,3]@40`."""

import re
from dataclasses import dataclass

_NUMBER = r"(?:0|[1-9][0-9]{0,5})"  # up to 999,999, written in one way only
_ID = re.compile(
    r"(?P<name>(?:[A-Za-z]+\.)*[A-Za-z]+)"
    rf"(?P<numbers>{_NUMBER}(?:\.{_NUMBER})*)?"
    rf"(?:\[(?P<place>{_NUMBER}(?:,{_NUMBER})*)\])?"
    rf"(?:@(?P<step>{_NUMBER}))?"
)
_NUMBERS = re.compile(rf"{_NUMBER}(?:\.{_NUMBER})*")
SLIDER = "slide"  # a slider has the id of its box behind this


@dataclass(frozen=True)
class Id:
    """What an id says; `name` holds letters, and points between them."""

    name: str
    numbers: tuple[int, ...] = ()
    place: tuple[int, ...] = ()
    step: int | None = None

    def __str__(self) -> str:
        numbers, place = ".".join(map(str, self.numbers)), ",".join(map(str, self.place))
        step = "" if self.step is None else f"@{self.step}"
        return f"{self.name}{numbers}{f'[{place}]' if place else ''}{step}"


def parse(text: str) -> Id | None:
    """Return what an id says; None for a text that is no id."""
    found = _ID.fullmatch(text)
    if found is None:
        return None
    numbers, place = _numbers(found["numbers"], "."), _numbers(found["place"], ",")
    return Id(found["name"], numbers, place, int(found["step"]) if found["step"] else None)


def parse_numbers(text: str) -> tuple[int, ...] | None:
    """Return the numbers of a name that has nothing else, such as 2.12; None for any other text."""
    return _numbers(text, ".") if _NUMBERS.fullmatch(text) else None


def _numbers(text: str | None, sign: str) -> tuple[int, ...]:
    return tuple(int(one) for one in text.split(sign)) if text else ()


def cell_id(array: str, *place: int) -> str:
    """Return the id of a number of an array: W1[10,2]; X[()] for an array without axes."""
    return f"{array}[{','.join(map(str, place)) if place else '()'}]"


def cell_ids(array: str, *shape: int) -> tuple[str, ...]:
    """Return the ids of all numbers of a vector or a matrix, row by row."""
    if len(shape) == 1:
        return tuple(f"{array}[{i}]" for i in range(shape[0]))
    rows, columns = shape
    return tuple(f"{array}[{i},{j}]" for i in range(rows) for j in range(columns))


def unit_id(layer: int, number: int, name: str = "") -> str:
    """Return the id of a unit, which counts from 1: unit2.12; without a name as a link says it, 2.12."""
    return f"{name}{layer}.{number}"


def numbered(name: str, count: int) -> tuple[str, ...]:
    """Return name0, name1, …: the ids of `count` elements of one kind."""
    return tuple(f"{name}{at}" for at in range(count))


def slider_id(box: str) -> str:
    """Return the id of the slider beside a box."""
    return f"{SLIDER}.{box}"


def box_of(touched: str) -> str:
    """Return the id of the box whose number a touch changes: a touch of the box, or of its slider."""
    return touched.removeprefix(f"{SLIDER}.")
