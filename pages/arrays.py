"""The page "Arrays": what one is made of, how two of different shapes are matched, and silent traps.
Shapes that do not match are shown as well, with what would make them fit."""

from pages.parts.arrays.controls import arrays_settings
from pages.parts.arrays.lessons import LESSON
from pages.parts.arrays.settings import STORE
from pages.shared import lessons
from pages.shared.state import language, link_warnings

text = language.text("arrays")

# -- the controls: which arrays, and what is done with them ---------------------------------
arrays_settings(text)
link_warnings.show(STORE.complaints())

# -- the lesson ---------------------------------------------------------------------------------
lessons.play(LESSON, STORE)
