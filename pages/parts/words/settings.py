"""What a link to the page Words may say: the word that it asks for."""

from dataclasses import dataclass

from pages.parts.words.concepts import CONCEPTS
from pages.shared.state.codecs import OneOf
from pages.shared.state.query_params import setting
from pages.shared.state.settings_store import SettingsStore


@dataclass(frozen=True)
class WordsSettings:
    """`word` is the concept that stands on top, or empty."""

    word: str = setting("", OneOf(("", *CONCEPTS)))


STORE = SettingsStore("words", WordsSettings())
SETTINGS = STORE.table
