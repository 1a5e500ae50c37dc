"""Who may train now: on a server with so many places, the next visitors wait in a queue. Their player says so
with their number, and asks again from time to time; meanwhile they look, change numbers and step."""

from collections.abc import Callable
from dataclasses import replace

from pages.shared.operating.counters import COUNTERS
from pages.shared.operating.places import training_places
from pages.shared.protocol.answers import Answer, Append, Queue
from pages.shared.protocol.requests import TRAINS, Request
from pages.shared.state import session
from pages.shared.text import Text

PAUSE = 1500.0  # milliseconds until a player that waits asks again


def admitted(answer: Callable[[Request], Answer], request: Request, text: Text) -> Answer:
    """Answer a request that trains if its visitor has a place; else answer without training, and say why.

    A step is one picture; what only looks or touches asks for none, whatever its message says."""
    if request.want not in TRAINS:
        most = 1 if request.want == "step" else 0
        return answer(replace(request, count=min(request.count, most)))
    places, visitor = training_places(), session.store()
    number = places.ask(visitor)
    if number:
        COUNTERS.refuse("queue")
        found = answer(replace(request, want="look", count=0))
        words = text("queue.waits", number=number, places=places.most)
        return replace(found, queue=Queue(words, PAUSE)) if isinstance(found, Append) else found
    found = answer(request)
    if found.ended:
        places.leave(visitor)
    return found
