"""The page "Network": layers of neurons as circles and wires, and as the matrices that compute them.
Every lesson is a timeline of its own; what is touched in its picture is answered without running the page."""

import streamlit as st

from pages.parts.network import build, digits
from pages.parts.network.controls import KEEPER, network_settings
from pages.shared import complaints, language
from pages.shared.player import Touches, player

LESSONS = {"build": build, "digits": digits}

text = language.text("network")
theme = language.theme()

# -- the controls: which network, and what is done with it ----------------------------------
st.title(text("title"), anchor=False)
question = st.empty()
settings, found = network_settings(text)
lesson = LESSONS[settings.view]
question.subheader(text(f"question.{settings.view}"), anchor=False)
complaints.show("network", found, settings)


def touch(touches: Touches) -> None:
    """Take over what the visitor touched in the picture."""
    KEEPER.keep(lesson.touched(KEEPER.current(), touches))


# -- the page ---------------------------------------------------------------------------------
lesson.ask(settings, text)
player(
    "network-player",
    lambda: lesson.run(KEEPER.current()),
    lambda: lesson.spec(KEEPER.current(), language.text("network"), theme),
    lambda request: lesson.answer(KEEPER.current(), request, language.text("network")),
    touch,
    lambda: lesson.below(KEEPER.current(), language.text("network")),
)
lesson.after(KEEPER.current(), text)
