"""The page "Train": a network learns while one watches, pauses, steps and goes back in time.
It opens on the coding article's experiment."""

from pages.parts.train import controls
from pages.parts.train.data import own_file
from pages.parts.train.interactions import TouchedSettings, bytes_of_runs
from pages.parts.train.lesson_choice import LESSON
from pages.parts.train.lessons import forget_run
from pages.parts.train.run import server_limits, waiting
from pages.parts.train.settings import STORE
from pages.shared import lessons
from pages.shared.hosting import room
from pages.shared.operating.counters import COUNTERS
from pages.shared.state import language, link_warnings, session

text = language.text("train")

# -- the controls: what is trained ----------------------------------------------------
settings = controls.train_settings(text)
if settings.waits_for_file:
    forget_run()
    lessons.close(STORE.page)
    own_file.show(text)
elif too_much := server_limits.exceeded(settings):
    lessons.close(STORE.page)
    server_limits.show(too_much, text)
elif not room.runs().take(session.store(), bytes_of_runs(settings)):
    COUNTERS.refuse("memory")
    lessons.close(STORE.page)
    waiting.show(text)
else:
    link_warnings.show(STORE.complaints())
    # -- the lesson -----------------------------------------------------------------------------
    lessons.play(LESSON, TouchedSettings())
