"""Pages with several lessons: a choice between them, and the player with the timeline of the chosen one.
What is touched in the picture of a lesson is answered without running the page."""

from collections.abc import Callable, Sequence
from typing import Protocol, TypeVar

import streamlit as st

from pages.shared import language
from pages.shared.figures.theme import ThemeName
from pages.shared.keeping import Keeper
from pages.shared.player import Answer, Spec, player
from pages.shared.requests import Request, Touches
from pages.shared.text import Text

S = TypeVar("S")


class Lesson(Protocol[S]):
    """A module that makes a timeline of the settings, and changes them by what is touched."""

    def run(self, settings: S) -> str:
        """The name of the run."""

    def spec(self, settings: S, text: Text, theme: ThemeName) -> Spec:
        """What does not change while numbers are touched."""

    def answer(self, settings: S, request: Request, text: Text) -> Answer:
        """The answer to the player."""

    def touched(self, settings: S, touches: Touches) -> S:
        """The settings after some touches."""


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


def play(lesson: Lesson[S], keeper: Keeper[S], below: Callable[[], None] | None = None) -> None:
    """Show the timeline of the lesson for the settings as they are; `below` follows touches as well."""
    page, text, theme = keeper.page, language.text(keeper.page), language.theme()

    def touch(touches: Touches) -> None:
        keeper.keep(lesson.touched(keeper.current(), touches))

    player(
        f"{page}-player",
        lambda: lesson.run(keeper.current()),
        lambda: lesson.spec(keeper.current(), text, theme),
        lambda request: lesson.answer(keeper.current(), request, text),
        touch,
        below,
    )
