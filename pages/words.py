"""The page "Words": every word that the other pages explain, in both languages, with its picture.
`?word=softmax` opens it with that one on top."""

from pages.parts.words.glossary import glossary
from pages.parts.words.settings import STORE
from pages.shared.state import language, link_warnings

STORE.follow()
link_warnings.show(STORE.complaints())
STORE.keep(STORE.current())
glossary(STORE.current().word, language.text("words"), language.theme())
