"""What the lesson "optimizers" asks first, what it notes on the way, and the card at its end."""

import hashlib
from collections.abc import Iterator
from math import isfinite

from nnviz import Descent
from nnviz.training.update_lines import update_lines
from pages.parts.backprop.optimizers.captions import short
from pages.parts.backprop.optimizers.walks import Walks
from pages.parts.backprop.walk_codecs import METHODS
from pages.shared.numbers.equations import written
from pages.shared.numbers.numerals import rounded
from pages.shared.protocol.answers import Note
from pages.shared.protocol.prompts import Ending, Guess
from pages.shared.text import Text

SAID = "{guess}"
SUGGESTED = 0.9  # of the largest rate that does not diverge
LINES_WITHOUT_MEMORY = ("g", "d", "m_hat", "v_hat", "update", "theta")


def guess(walks: Walks, text: Text) -> Guess:
    """Ask whose loss is smallest in the end; other numbers are another question."""
    settings = walks.settings
    losses = {method: walk.losses[-1] for method, walk in walks.by_method.items()}
    ranked = sorted(METHODS, key=lambda method: (not isfinite(losses[method]), losses[method]))
    first, second = ranked[:2]
    winner, loss, other = named(first, text), short(losses[first]), short(losses[second])
    about = walks.ground, walks.start, settings.rates, settings.changes, settings.walk
    return Guess(
        id=f"lowest {hashlib.sha256(repr(about).encode()).hexdigest()[:16]}",
        question=text("lowest.ask", steps=settings.walk),
        options=tuple(named(method, text) for method in METHODS),
        right=winner,
        since=float(settings.walk),
        yes=text("lowest.right", winner=winner, loss=loss, second=named(second, text), other=other),
        no=text("lowest.other", guess=SAID, winner=winner, loss=loss),
    )


def ending(text: Text) -> Ending:
    """Say what has been seen, and where a network learns with it."""
    href = f"train?optimizer=adam&lang={text.language}"
    return Ending(text("ending.word"), text("ending.learned"), text("ending.next"), href)


def named(method: str, text: Text) -> str:
    """Return what an optimizer is called."""
    return text(f"method.{method}")


# -- what is noticed ------------------------------------------------------------------------------------
def notes(walks: Walks, text: Text) -> list[tuple[float, list[Note]]]:
    """Return what is to be said from a frame on, wherever that changes."""
    found: list[tuple[float, list[Note]]] = []
    for frame in range(walks.settings.walk + 1):
        now = [
            *warnings(walks, frame, text),
            *of_slice(walks, frame, text),
            *of_chosen(walks, frame, text),
        ]
        if not found or found[-1][1] != now:
            found.append((float(frame), now))
    return found


def warnings(walks: Walks, frame: int, text: Text) -> Iterator[Note]:
    """Name every optimizer whose rate is too large for this loss, or whose numbers have become endless."""
    for method, walk in walks.by_method.items():
        name, rate = named(method, text), walk.rate_at(frame)
        if walk.diverged and frame >= len(walk):
            yield Note("error", text("note.endless", name=name, step=len(walk)))
        elif rate > walk.limit:
            limit, suggested = written(walk.limit, 3, 3), rounded(SUGGESTED * walk.limit, 2)
            yield Note(
                "warning", text("note.limit", name=name, rate=written(rate), limit=limit, suggested=suggested)
            )


def of_slice(walks: Walks, frame: int, text: Text) -> Iterator[Note]:
    """Say of a slice that it is one, and what training all parameters does instead."""
    if walks.land.network is None:
        return
    count = walks.land.network.parameters.size
    if count == len(walks.land.places):
        yield Note("info", text("note.whole"))
        return
    within, trained = walks.chosen.losses, walks.trainings[walks.settings.method].losses
    alone, whole = (short(float(one[min(frame, len(one) - 1)])) for one in (within, trained))
    yield Note("info", text("note.slice", n=count, alone=alone, all=whole))


def of_chosen(walks: Walks, frame: int, text: Text) -> Iterator[Note]:
    """What the chosen optimizer does, a rate that changed, and that it has arrived or climbed."""
    settings, walk = walks.settings, walks.chosen
    name = named(settings.method, text)
    yield from changed(walk, name, frame, text)
    if walk.arrival is not None and frame >= walk.arrival:
        yield Note("good", text("note.arrived", name=name, step=walk.arrival))
    elif frame == settings.walk and walk.climbs and not walk.diverged:
        loss, first = short(walk.losses[-1]), short(walk.losses[0])
        yield Note("warning", text("note.climbs", name=name, loss=loss, first=first))
    yield Note("info", text(f"about.{settings.method}"))


def changed(walk: Descent, name: str, frame: int, text: Text) -> Iterator[Note]:
    """Say that the rate is another one since a point, and that what is remembered stays."""
    if not any(0 < point <= frame for point in walk.changes):
        return
    rate = written(walk.rate_at(frame))
    known = [line.symbol for line in update_lines(walk.optimizer) if line.name not in LINES_WITHOUT_MEMORY]
    if known:
        yield Note("info", text("note.changed", name=name, rate=rate, moments=", ".join(known)))
    else:
        yield Note("info", text("note.changed_plain", name=name, rate=rate))
