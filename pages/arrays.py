"""The page "Arrays": what one is made of, how two of different shapes meet, and the traps that say nothing.
Shapes that do not meet are shown as well, with what would make them meet."""

import streamlit as st

from nnviz.arrays.array_operations import make
from nnviz.arrays.broadcasting import Mismatch
from nnviz.arrays.elementwise import elementwise
from pages.parts.arrays.controls import arrays_settings, predict, reason, repair
from pages.parts.arrays.pictures import act_picture, alone, clash_picture, pair_picture
from pages.parts.arrays.settings import ONE
from pages.parts.arrays.traps import explain
from pages.parts.arrays.view import Film, spec, transcript
from pages.shared import complaints, language, stage
from pages.shared.complete import at_once
from pages.shared.player import player

text = language.text("arrays")
theme = language.theme()

# -- the controls: which arrays, and what is done with them ---------------------------------
settings, found, room = arrays_settings(text)
room.question.title(text("question.one" if settings.op in ONE else "question.two"), anchor=False)
complaints.show("arrays", found, settings)

# -- the timeline -----------------------------------------------------------------------------
place = st.container()
try:
    if settings.op == "look":
        picture = alone(settings.X, text)
    elif settings.op in ONE:
        picture = act_picture(make(settings.X, settings.op, settings.shape, settings.axis), text)
    else:
        picture = pair_picture(elementwise(settings.X, settings.Y, settings.op), text)
except Mismatch as mismatch:
    place, words = stage.beside()
    with room.line:
        reason(mismatch, text)
    with words:
        repair(settings, mismatch, text)
    picture = clash_picture(settings.X, settings.Y, mismatch, text)
film = Film(picture)

# -- the page -----------------------------------------------------------------------------------
with room.line:
    if "Z" in picture.arrays:
        predict(settings, picture.arrays["Z"].shape, text)
    explain(settings, text)
with place:
    player("arrays-player", "arrays", spec(film, settings.step, text, theme), at_once(film))
with st.expander(text("transcript")):
    st.text(transcript(picture))
