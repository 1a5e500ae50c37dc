"""The page "Backpropagation": how a network learns one step, with every number on screen.
Every lesson is a timeline of its own; what is touched in its picture is answered without running the page."""

from pages.parts.backprop.controls import backprop_settings
from pages.parts.backprop.lessons import LESSONS
from pages.parts.backprop.store import STORE
from pages.shared import lessons
from pages.shared.state import language, link_warnings

text = language.text("backprop")

# -- the controls: which network, which samples, and how it learns ------------------------------
settings = backprop_settings(text)
link_warnings.show(STORE.complaints())

# -- the lesson ---------------------------------------------------------------------------------
lessons.play(LESSONS[settings.view], STORE)
