"""The page "Activations": the curve of an activation function and its slope, point by point."""

from pages.parts.activations.controls import KEEPER, activations_settings
from pages.parts.activations.lessons import LESSON
from pages.shared import complaints, language, lessons, stage

text = language.text("activations")

# -- the controls: which function ---------------------------------------------------------------
with stage.head() as question:
    settings, found = activations_settings(text)
question.title(text("question"), anchor=False)
complaints.show("activations", found, settings)

# -- the lesson ---------------------------------------------------------------------------------
lessons.play(LESSON, KEEPER)
