"""The page "Train": a network learns while one watches, pauses, steps and goes back in time.
It opens on the coding article's experiment."""

import numpy as np
import streamlit as st

from pages.parts.train import controls, live_controls, waiting
from pages.parts.train import view as training_view
from pages.parts.train.answers import answers
from pages.parts.train.film import Film
from pages.parts.train.live import Live, run_bytes
from pages.parts.train.settings import STORE
from pages.shared import complaints, language, room, session
from pages.shared.player import player

text = language.text("train")
theme = language.theme()

# -- the controls: what is trained ----------------------------------------------------
settings = controls.train_settings(text)

# -- the run: kept while nothing changes that needs a new start --------------------------
if not room.RUNS.take(session.store(), run_bytes(settings.start)):
    waiting.show(text)
    st.stop()
live = session.kept(
    "train:live", (settings.start, controls.restarts()), lambda: Live(settings.start, settings.epochs)
)
live.target = settings.epochs
live.tune(settings.rate, settings.l2)
live_controls.follow(live.tune)
film = session.kept(
    "train:film", (live.run, settings.pairs), lambda: Film(live.experiment, np.array(settings.pairs))
)
spec = session.kept(
    "train:spec",
    (live.run, settings.pairs, text.language, theme),
    lambda: training_view.spec(live, film, text, theme),
)
changed = controls.changes(settings.start, live.run, text)

# -- the page ------------------------------------------------------------------------------
st.title(text("question"), anchor=False)
guess = controls.guess(text, training_view.NAMES[1])
complaints.show(STORE.complaints())
player("train-player", live.run, spec, answers(live, film, text, changed, guess))
with st.expander(text("about.title")):
    data = live.experiment
    st.markdown(
        text(
            "about.body",
            samples=f"{len(data.data):,}",
            train=f"{len(data.train):,}",
            test=f"{len(data.test):,}",
        )
    )
