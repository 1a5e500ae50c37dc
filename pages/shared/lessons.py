"""A lesson is an object of functions that make a timeline of a page's settings; a page shows one at a time.
What is touched in the picture of a lesson is answered without running the page."""

from collections.abc import Callable
from contextlib import nullcontext
from dataclasses import dataclass
from typing import Generic, TypeVar

from streamlit.delta_generator import DeltaGenerator

from pages.shared import language
from pages.shared.figures.theme import ThemeName
from pages.shared.player import Answer, Spec, player
from pages.shared.requests import Request, Touches
from pages.shared.settings_store import SettingsStore
from pages.shared.text import Text

S = TypeVar("S")


@dataclass(frozen=True)
class Lesson(Generic[S]):
    """One lesson about settings of the type S.

    `run` names the timeline, `spec` is what does not change while numbers are touched, and `answer` answers
    the player; `touched` gives the settings after some touches, where anything can be touched. These four may
    not call Streamlit, because they are called without a run of the page as well.

    What stands around the player is shown by `ask` before it, by `below` after it and again when a touch
    changed the settings, and by `after` at the end of the page. If `ask` returns a place, the player stands
    there. The sentences are those of the file `words`, or of the page's own."""

    run: Callable[[S], str]
    spec: Callable[[S, Text, ThemeName], Spec]
    answer: Callable[[S, Request, Text], Answer]
    touched: Callable[[S, Touches], S] | None = None
    ask: Callable[[S, Text], DeltaGenerator | None] | None = None
    below: Callable[[S, Text], None] | None = None
    after: Callable[[S, Text], None] | None = None
    words: str = ""


def play(lesson: Lesson[S], store: SettingsStore[S]) -> None:
    """Show a lesson with the settings as they are: what is asked, the player, and what stands below it."""
    text, theme = language.text(lesson.words or store.page), language.theme()
    touched, below = lesson.touched, lesson.below
    place = lesson.ask(store.current(), text) if lesson.ask else None
    with place or nullcontext():
        player(
            f"{store.page}-player",
            lambda: lesson.run(store.current()),
            lambda: lesson.spec(store.current(), text, theme),
            lambda request: lesson.answer(store.current(), request, text),
            touched and (lambda touches: store.keep(touched(store.current(), touches))),
            below and (lambda: below(store.current(), text)),
        )
    if lesson.after:
        lesson.after(store.current(), text)
