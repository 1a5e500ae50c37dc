"""The page "Network": layers of neurons as circles and wires, and as the matrices that compute them.
Every lesson is a timeline of its own; what is touched in its picture is answered without running the page."""

from pages.parts.network import build, digits
from pages.parts.network.controls import KEEPER, network_settings
from pages.shared import complaints, language, lessons, stage

LESSONS = {"build": build, "digits": digits}

text = language.text("network")

# -- the controls: which network, and what is done with it ----------------------------------
with stage.head() as question:
    settings, found = network_settings(text)
lesson = LESSONS[settings.view]
question.title(text(f"question.{settings.view}"), anchor=False)
complaints.show("network", found, settings)

# -- the page ---------------------------------------------------------------------------------
lesson.ask(settings, text)
lessons.play(lesson, KEEPER, lambda: lesson.below(KEEPER.current(), language.text("network")))
lesson.after(KEEPER.current(), text)
