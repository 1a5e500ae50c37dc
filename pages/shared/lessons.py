"""A lesson is an object of functions that make a timeline of a page's settings; a page shows one at a time.
What is touched in the picture of a lesson is answered without running the page."""

from collections.abc import Callable, Sequence
from contextlib import nullcontext
from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from pages.shared import language
from pages.shared.figures.theme import ThemeName
from pages.shared.keeping import Keeper
from pages.shared.player import Answer, Spec, player
from pages.shared.requests import Request, Touches
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


class Settings(Protocol[S]):
    """Where a page has its settings: they may change while it is shown."""

    @property
    def page(self) -> str:
        """The name of the page."""

    def current(self) -> S:
        """Return the settings as they are now."""

    def keep(self, settings: S) -> None:
        """Make these the settings."""


@dataclass(frozen=True)
class Unchanged(Generic[S]):
    """Settings that only a new run of their page changes."""

    page: str
    settings: S

    def current(self) -> S:
        """Return the settings."""
        return self.settings

    def keep(self, settings: S) -> None:
        """Refuse: a lesson in which something can be touched needs settings that change."""
        raise TypeError(f"the settings of the page {self.page} must be kept in a Keeper, got {settings!r}")


def choose(
    keeper: Keeper[S], views: Sequence[str], text: Text, changed: Callable[[], None] | None = None
) -> str:
    """Show the choice of the lesson, the setting `view`; `changed` is called when another is chosen."""
    view = st.segmented_control(
        text("view.label"),
        views,
        key=keeper.widget("view"),
        format_func=lambda name: text(f"view.{name}"),
        required=True,
        on_change=changed,
        label_visibility="collapsed",
    )
    return str(view) if view in views else views[0]


def play(lesson: Lesson[S], settings: Settings[S]) -> None:
    """Show a lesson with the settings as they are: what is asked, the player, and what stands below it."""
    text, theme = language.text(lesson.words or settings.page), language.theme()
    touched, below = lesson.touched, lesson.below
    place = lesson.ask(settings.current(), text) if lesson.ask else None
    with place or nullcontext():
        player(
            f"{settings.page}-player",
            lambda: lesson.run(settings.current()),
            lambda: lesson.spec(settings.current(), text, theme),
            lambda request: lesson.answer(settings.current(), request, text),
            touched and (lambda touches: settings.keep(touched(settings.current(), touches))),
            below and (lambda: below(settings.current(), text)),
        )
    if lesson.after:
        lesson.after(settings.current(), text)
