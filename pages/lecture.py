"""The page "Lecture": moments of the other pages in a row, each with a question for the class. It is played,
printed as a worksheet, and one makes a lecture of one's own from the moments that one visited."""

from pages.parts.lecture.controls import lecture_settings
from pages.parts.lecture.settings import STORE
from pages.parts.lecture.views import VIEWS
from pages.shared.state import language, link_warnings

text = language.text("lecture")

# -- the choice: which lecture, and how it is seen ------------------------------------------------
settings = lecture_settings(text)
link_warnings.show(STORE.complaints())

# -- the lecture ----------------------------------------------------------------------------------
VIEWS[settings.view](settings, text)
