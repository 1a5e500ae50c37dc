"""The page "Activations": the curve of an activation function and its slope, point by point."""

from pages.parts.activations import controls
from pages.parts.activations.lessons import LESSON
from pages.parts.activations.settings import STORE
from pages.shared import complaints, language, lessons, stage

text = language.text("activations")

# -- the controls: which function ---------------------------------------------------------------
with stage.head() as question:
    controls.show(text)
question.title(text("question"), anchor=False)
complaints.show(STORE.complaints())

# -- the lesson ---------------------------------------------------------------------------------
lessons.play(LESSON, STORE)
