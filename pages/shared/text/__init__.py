"""Every sentence of the app, from one TOML file a page that holds both languages side by side.
`Text("train", "ja")("loss.title")` is one of them; whatever is missing raises at once.

A key that is put together while the app runs must begin with a fixed prefix that ends in a point:
`text(f"finding.{kind}")` counts as use of every key below `finding.`.

A field may choose a word by its number: `{n} {n:step|steps}` is 1 step, but 2 steps."""

import re
import tomllib
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path
from string import Formatter
from typing import Any, Literal, get_args

Language = Literal["en", "ja"]
LANGUAGES: tuple[Language, ...] = get_args(Language)
FOLDER = Path(__file__).resolve().parent

Entry = Mapping[Language, str]


class TextError(LookupError):
    """A sentence, or its translation, or a value for one of its fields is missing."""


@dataclass(frozen=True)
class Text:
    """The sentences of one page in one language; `folder` is another place in tests only."""

    page: str
    language: Language
    folder: Path = FOLDER

    @cached_property
    def path(self) -> Path:
        """The file that holds the sentences."""
        return self.folder / f"{self.page}.toml"

    def __call__(self, key: str, **values: object) -> str:
        """Return the sentence called `key` with `values` in its fields, as in `str.format`."""
        path = self.path
        found = entries(path).get(key)
        if found is None:
            raise TextError(f"{path.name} must hold every key that is used, got {key!r}; add its en and ja")
        try:
            return _SENTENCES.vformat(found[self.language], (), values)
        except (KeyError, IndexError) as error:
            raise TextError(
                f"{path.name}, {key!r}: every field must be given a value, got none for {error}"
            ) from error


class _Sentences(Formatter):
    """Fills sentences; a field with two words behind it gives the first for 1, the second for all else."""

    def format_field(self, value: Any, format_spec: str) -> str:
        one, choice, many = format_spec.partition("|")
        if not choice:
            return str(super().format_field(value, format_spec))
        return one if str(value) == "1" else many


_SENTENCES = _Sentences()


def entries(path: Path) -> Mapping[str, Entry]:
    """Return all entries of a file by their dotted keys; a file changed on disk is read anew."""
    return _read(path, path.stat().st_mtime_ns)


@lru_cache(maxsize=64)
def _read(path: Path, _changed: int) -> Mapping[str, Entry]:
    with path.open("rb") as file:
        return dict(_flat(tomllib.load(file), "", path.name))


def _flat(table: Mapping[str, Any], prefix: str, file: str) -> Iterator[tuple[str, Entry]]:
    for name, value in table.items():
        key = f"{prefix}{name}"
        if not isinstance(value, dict):
            raise TextError(f"{file}, {key!r} must be a table with en and ja, got {value!r}; write [{key}]")
        if any(isinstance(inner, str) for inner in value.values()):
            yield key, _entry(value, key, file)
        else:
            yield from _flat(value, f"{key}.", file)


def _entry(value: Mapping[str, Any], key: str, file: str) -> Entry:
    good = [name for name, sentence in value.items() if isinstance(sentence, str) and sentence.strip()]
    if sorted(good) != sorted(LANGUAGES) or len(value) != len(LANGUAGES):
        raise TextError(f"{file}, {key!r} must have exactly en and ja, both filled, got {sorted(value)}")
    return {language: value[language].strip("\n") for language in LANGUAGES}


def fields(sentence: str) -> frozenset[str]:
    """Return the names of the fields of a sentence."""
    return frozenset(name for _, name, _, _ in Formatter().parse(sentence) if name is not None)


def plain(value: str) -> str:
    """Return a visitor's own text so that Markdown shows it as it is: no links, pictures or marks, and what
    cannot be seen as its code."""
    return re.sub(r"([\\`*_{}\[\]()#+.!|<>~$:&@/-])", r"\\\1", " ".join(visible(value).split()))


# Letters and signs without a picture that Unicode does not count as control or format characters.
_BLANK = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u180b\u180c\u180d\u180f\u2800\u3164\uffa0") | frozenset(
    map(chr, (*range(0xFE00, 0xFE10), *range(0xE0100, 0xE01F0)))
)


def visible(value: str) -> str:
    """Return a text in which every sign that is invisible, or turns the line around, is shown as its code:
    ‹U+202E›. Tabs and line breaks stay."""
    return "".join(f"‹U+{ord(sign):04X}›" if _unseen(sign) else sign for sign in value)


def _unseen(sign: str) -> bool:
    category = unicodedata.category(sign)
    return sign not in "\t\n\r" and (category[0] == "C" or category in ("Zl", "Zp") or sign in _BLANK)
