"""A lecture: a list of moments. A moment is the link to a picture, one sentence about it, and a question with
its answer; where one can vote, it has choices. Every text is in all languages."""

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from pages.shared.text import LANGUAGES, Language

MOST_MOMENTS = 40
LONGEST_TITLE, LONGEST_TEXT = 120, 600  # characters
MOST_CHOICES = 4
MINUTES = (1, 180)


@dataclass(frozen=True)
class Words:
    """A text in all languages; one that is written in a single language stands for all of them."""

    en: str = ""
    ja: str = ""

    def __bool__(self) -> bool:
        return bool(self.en or self.ja)

    def __getitem__(self, language: Language) -> str:
        return self.ja if language == "ja" else self.en

    @classmethod
    def everywhere(cls, text: str) -> "Words":
        """The same text in every language."""
        return cls(text, text)

    @property
    def same(self) -> bool:
        """Whether it is one text for all languages."""
        return self.en == self.ja

    def with_text(self, language: Language, text: str) -> "Words":
        """The same words with another text in one language, or in all of them if they have one text."""
        if self.same:
            return Words.everywhere(text)
        return Words(**{one: text if one == language else self[one] for one in LANGUAGES})


@dataclass(frozen=True)
class Link:
    """A page of this app with its settings, as its address says them."""

    page: str
    settings: tuple[tuple[str, str], ...] = ()

    def __str__(self) -> str:
        return f"{self.page}?{urlencode(self.settings, safe=',;[]:')}" if self.settings else self.page

    @property
    def query(self) -> Mapping[str, str]:
        """The settings by their names."""
        return dict(self.settings)


@dataclass(frozen=True)
class Moment:
    """One moment. `right` is the number of the right choice, from 1, and 0 where there is none; `numbers`
    names what the core computes for the fields in the texts; a `note` is for the lecturer alone. A picture
    that gives the answer away is `covered` until then."""

    link: Link
    sentence: Words = Words()
    question: Words = Words()
    answer: Words = Words()
    choices: tuple[Words, ...] = ()
    right: int = 0
    numbers: str = ""
    note: Words = Words()
    covered: bool = False


@dataclass(frozen=True)
class Lecture:
    """Moments in their order, with a title and how many minutes they take."""

    title: Words = Words()
    minutes: int = 20
    moments: tuple[Moment, ...] = ()
