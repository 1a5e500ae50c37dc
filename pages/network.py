"""The page "Network": layers of neurons as circles and wires, and as the matrices that compute them.
Every lesson is a timeline of its own; what is touched in its picture is answered without running the page."""

from pages.parts.network.controls import network_settings
from pages.parts.network.lessons import LESSONS
from pages.parts.network.store import STORE
from pages.shared import lessons
from pages.shared.state import language, link_warnings

text = language.text("network")

# -- the controls: which network, and what is done with it ----------------------------------
settings = network_settings(text)
link_warnings.show(STORE.complaints())

# -- the lesson ---------------------------------------------------------------------------------
lessons.play(LESSONS[settings.view], STORE)
