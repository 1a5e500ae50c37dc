"""A lecture as a file: TOML that a person can read and write. A file that comes from elsewhere may hold
anything, so all of it is looked at, and what is not a lecture is refused with the reason."""

import json
import tomllib
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from pages.parts.lecture.known_pages import read_link
from pages.parts.lecture.lecture import (
    LONGEST_TEXT,
    LONGEST_TITLE,
    MINUTES,
    MOST_CHOICES,
    MOST_MOMENTS,
    Lecture,
    Moment,
    Words,
)
from pages.parts.lecture.refusals import Refusal
from pages.shared.text import LANGUAGES

LARGEST = 128 * 1024  # bytes of a file
TEXTS = ("sentence", "question", "answer", "note")
KEYS = ("title", "minutes", "moment")
MOMENT_KEYS = ("link", "covered", "numbers", "right", "choices", *TEXTS)


# -- reading --------------------------------------------------------------------------------------
def read_file(data: bytes) -> Lecture:
    """Return the lecture of a file; Refusal if there is none in it."""
    if len(data) > LARGEST:
        raise Refusal("large", size=LARGEST // 1024)
    try:
        table = tomllib.loads(data.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise Refusal("unreadable", reason=str(error)[:80]) from None
    return read_table(table)


def read_table(table: Mapping[str, Any]) -> Lecture:
    """Return the lecture of a table as it stands in a file; Refusal if it is none."""
    _known(table, KEYS)
    moments = table.get("moment", [])
    if not isinstance(moments, list):
        raise Refusal("kind", name="moment")
    if len(moments) > MOST_MOMENTS:
        raise Refusal("many", most=MOST_MOMENTS)
    found = []
    for number, one in enumerate(moments, 1):
        try:
            found.append(_moment(one))
        except Refusal as refusal:
            raise refusal.at(number) from None
    return Lecture(
        _words(table.get("title", ""), "title", LONGEST_TITLE),
        _whole(table.get("minutes", 20), "minutes", *MINUTES),
        tuple(found),
    )


def _moment(table: Any) -> Moment:
    if not isinstance(table, dict):
        raise Refusal("kind", name="moment")
    _known(table, MOMENT_KEYS)
    link, choices = table.get("link"), table.get("choices", [])
    if not isinstance(link, str):
        raise Refusal("kind", name="link")
    if not isinstance(choices, list) or len(choices) > MOST_CHOICES:
        raise Refusal("choices", most=MOST_CHOICES)
    texts = {name: _words(table.get(name, ""), name, LONGEST_TEXT) for name in TEXTS}
    numbers, covered = table.get("numbers", ""), table.get("covered", False)
    if not isinstance(numbers, str) or len(numbers) > LONGEST_TITLE:
        raise Refusal("kind", name="numbers")
    if not isinstance(covered, bool):
        raise Refusal("kind", name="covered")
    return Moment(
        read_link(link),
        choices=tuple(_words(one, "choices", LONGEST_TEXT) for one in choices),
        right=_whole(table.get("right", 0), "right", 0, len(choices)),
        numbers=numbers,
        covered=covered,
        **texts,
    )


def _known(table: Mapping[str, Any], names: tuple[str, ...]) -> None:
    for name in table:
        if name not in names:
            raise Refusal("name", name=str(name)[:40])


def _words(value: Any, name: str, longest: int) -> Words:
    """The words of a text, or of a table with one text for each language."""
    if isinstance(value, str):
        value = dict.fromkeys(LANGUAGES, value)
    if not isinstance(value, dict) or not value.keys() <= set(LANGUAGES):
        raise Refusal("kind", name=name)
    texts = {language: value.get(language, "") for language in LANGUAGES}
    if not all(isinstance(text, str) for text in texts.values()):
        raise Refusal("kind", name=name)
    if any(len(text) > longest for text in texts.values()):
        raise Refusal("long_text", name=name, most=longest)
    return Words(**{language: clean(text) for language, text in texts.items()})


def clean(text: str) -> str:
    """A text on one line, without what cannot be printed."""
    return " ".join("".join(sign if sign.isprintable() else " " for sign in text).split())


def _whole(value: Any, name: str, low: int, high: int) -> int:
    if type(value) is not int or not low <= value <= high:
        raise Refusal("number", name=name, low=low, high=high)
    return value


# -- writing --------------------------------------------------------------------------------------
def write_file(lecture: Lecture) -> bytes:
    """Return the file that `read_file` reads as this lecture."""
    return "\n".join(_lines(lecture)).encode() + b"\n"


def _lines(lecture: Lecture) -> Iterator[str]:
    yield f"title = {_written(lecture.title)}"
    yield f"minutes = {lecture.minutes}"
    for moment in lecture.moments:
        yield from ("", "[[moment]]")
        for name, write in _VALUES.items():
            value = getattr(moment, name)
            if value:
                yield f"{name} = {write(value)}"


def _written(words: Words) -> str:
    """One text, or a table with one for each language."""
    if words.same:
        return _string(words.en)
    return "{ " + ", ".join(f"{one} = {_string(words[one])}" for one in LANGUAGES) + " }"


def _string(text: str) -> str:
    """A text as TOML takes it: what JSON escapes, TOML reads."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


def _list(choices: tuple[Words, ...]) -> str:
    return "[\n" + "".join(f"  {_written(one)},\n" for one in choices) + "]"


_VALUES: Mapping[str, Callable[[Any], str]] = {
    "link": lambda link: _string(str(link)),
    "covered": lambda _: "true",
    "numbers": _string,
    "sentence": _written,
    "question": _written,
    "choices": _list,
    "right": str,
    "answer": _written,
    "note": _written,
}
