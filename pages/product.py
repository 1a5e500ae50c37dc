"""The page "Matrix product": the same multiplications in five views, step by step.
Shapes that do not fit are shown as well, with what would make them fit."""

from pages.parts.product.controls import product_settings
from pages.parts.product.lessons import LESSON
from pages.parts.product.settings import STORE
from pages.shared import lessons
from pages.shared.state import language, link_warnings

text = language.text("product")

# -- the controls: which matrices, seen how ------------------------------------------------
product_settings(text)
link_warnings.show(STORE.complaints())

# -- the lesson ---------------------------------------------------------------------------------
lessons.play(LESSON, STORE)
