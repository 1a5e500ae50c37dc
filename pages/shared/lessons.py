"""A lesson is an object of functions that make a timeline of a page's settings; a page shows one at a time.
What is touched in the picture of a lesson is answered without running the page."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar

from pages.shared.hosting.admission import admitted
from pages.shared.player.component import hide, player
from pages.shared.protocol.answers import Answer
from pages.shared.protocol.requests import Request, Touches
from pages.shared.protocol.timelines import Spec
from pages.shared.state import language
from pages.shared.text import Text
from pages.shared.theme import ThemeName

S = TypeVar("S")


@dataclass(frozen=True)
class Lesson(Generic[S]):
    """One lesson about settings of the type S.

    `run` names the timeline, `spec` is what does not change while numbers are touched, and `answer` answers
    the player; `touched` gives the settings after some touches, where anything can be touched. These four may
    not call Streamlit, because they are called without a run of the page as well.

    What stands after the player is shown by `below`, again when a touch changed the settings, and by `after`
    at the end of the page. The sentences are those of the file `words`, or of the page's own."""

    run: Callable[[S], str]
    spec: Callable[[S, Text, ThemeName], Spec]
    answer: Callable[[S, Request, Text], Answer]
    touched: Callable[[S, Touches], S] | None = None
    below: Callable[[S, Text], None] | None = None
    after: Callable[[S, Text], None] | None = None
    words: str = ""


class Source(Protocol[S]):
    """What a lesson is about, such as the store of a page's settings."""

    @property
    def page(self) -> str:
        """The name of the page."""

    def current(self) -> S:
        """Return it as it is now."""

    def keep(self, settings: S) -> None:
        """Change it."""


def close(page: str) -> None:
    """Answer the player of a page no more, until it is shown again."""
    hide(f"{page}-player")


def play(lesson: Lesson[S], source: Source[S]) -> None:
    """Show a lesson with the settings as they are: the player, and what stands below it."""
    text, theme = language.text(lesson.words or source.page), language.theme()
    player_text = language.text("player")
    touched, below = lesson.touched, lesson.below
    player(
        f"{source.page}-player",
        lambda: lesson.run(source.current()),
        lambda: lesson.spec(source.current(), text, theme),
        lambda request: admitted(
            lambda one: lesson.answer(source.current(), one, text), request, player_text
        ),
        touched and (lambda touches: source.keep(touched(source.current(), touches))),
        below and (lambda: below(source.current(), text)),
    )
    if lesson.after:
        lesson.after(source.current(), text)
