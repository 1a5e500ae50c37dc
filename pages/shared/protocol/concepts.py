"""Words of a picture that are explained in place: the player puts a "?" behind each where it stands first."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from pages.shared.text import Language, Text, entries

_BEHIND = re.compile(r" \(.*?\)")  # a reading or another name, which no sentence repeats


@dataclass(frozen=True)
class Concept:
    """A word that may be new. Any of its `words` is looked for in the question, the titles and the lines
    below them, and in notes; `label` names the button behind it, and its explanation is fetched from
    `source`, an address beside the page. A `quiet` one has no button where no sentence says its word."""

    name: str
    words: tuple[str, ...]
    label: str
    source: str
    quiet: bool = False


def concepts(language: Language, *names: str, quiet: Sequence[str] = ()) -> tuple[Concept, ...]:
    """Return the concepts of these names in `words.toml`; what is not there raises a TextError."""
    return (
        *(_concept(language, one, False) for one in names),
        *(_concept(language, one, True) for one in quiet),
    )


@cache
def _concept(language: Language, name: str, quiet: bool) -> Concept:
    text = Text("words", language)
    found = words(text(f"concept.{name}.term"))
    if f"concept.{name}.also" in entries(text.path):
        found += words(text(f"concept.{name}.also"))
    return Concept(name, found, text("open", term=found[0]), f"concepts/{language}/{name}", quiet)


def words(term: str) -> tuple[str, ...]:
    """Return the words that a term consists of, without their readings."""
    return tuple(re.split(", |、", _BEHIND.sub("", term)))
