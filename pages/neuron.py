"""The page "Neuron": one neuron that can be touched, logic gates by hand, and the perceptron rule.
Every lesson is a timeline of its own; what is touched in its picture is answered without running the page."""

from pages.parts.neuron.controls import neuron_settings
from pages.parts.neuron.lessons import LESSONS
from pages.parts.neuron.settings import STORE
from pages.shared import lessons
from pages.shared.state import language, link_warnings

text = language.text("neuron")

# -- the controls: which neuron, and what is done with it -----------------------------------
settings = neuron_settings(text)
link_warnings.show(STORE.complaints())

# -- the lesson ---------------------------------------------------------------------------------
lessons.play(LESSONS[settings.view], STORE)
