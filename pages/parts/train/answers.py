"""How a training run answers the player: with frames, and with what was noticed.
It is made here and not on the page: a function of a script and the names that it knows hold each other,
so that a run would stay in memory when another one follows."""

from collections.abc import Callable

from pages.parts.train.film import Film
from pages.parts.train.live import Live
from pages.parts.train.view import notes, status
from pages.shared import turns
from pages.shared.player import Answer
from pages.shared.requests import Request
from pages.shared.text import Text


def answers(
    live: Live, film: Film, text: Text, changed: tuple[str, ...], guess: int | None
) -> Callable[[Request], Answer]:
    """Return the answer to a request: train as long as the player needs pictures, and say what was noticed.

    `changed` names the settings that made the run start anew, `guess` is the visitor's."""

    def answer(request: Request) -> Answer:
        whole, fresh = request.want == "all", request.want in ("all", "nothing")
        epochs = int(request.speed) if request.speed.isdecimal() else 1 if request.want == "step" else None
        at_once = live.turned()
        if whole:
            frames = live.past(film)
        else:
            period, share = request.period / 1000, turns.training().share
            frames = live.more(film, request.known, request.count, epochs, period, share)
        return Answer(
            frames,
            notes(live, text, -1.0 if fresh else request.known, changed, guess),
            fresh,
            status(live, text),
            live.ended,
            at_once=at_once,
        )

    return answer
