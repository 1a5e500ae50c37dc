"""What is said of a moment, as the browser shows it: all texts in one language, with their numbers."""

from dataclasses import dataclass
from urllib.parse import urlencode

from pages.parts.lecture.lecture import Lecture, Moment, Words
from pages.parts.lecture.numbers import filled, numbers_of
from pages.shared.text import Language


@dataclass(frozen=True)
class Told:
    """One moment: where its picture is, and its texts; `right` counts from 1, and is 0 if nothing is."""

    href: str
    sentence: str
    question: str
    choices: tuple[str, ...]
    right: int
    answer: str
    note: str
    covered: bool


def told(moment: Moment, language: Language) -> Told:
    """Return what is said of a moment."""
    numbers = numbers_of(moment)

    def said(words: Words) -> str:
        return filled(words[language], numbers)

    return Told(
        href=f"{moment.link.page}?{urlencode(moment.link.settings)}",
        sentence=said(moment.sentence),
        question=said(moment.question),
        choices=tuple(map(said, moment.choices)),
        right=moment.right,
        answer=said(moment.answer),
        note=said(moment.note),
        covered=moment.covered,
    )


def all_told(lecture: Lecture, language: Language) -> list[Told]:
    """Return what is said of all moments."""
    return [told(moment, language) for moment in lecture.moments]
