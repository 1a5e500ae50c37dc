"""The rows of the page's benchmark: what is opened, what somebody does there, and what is asked for.
A row is measured anew by every visitor, and says its figures by name.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from tests.benchmarks import acts
from tests.benchmarks.visitor import Visitor

LONG = "/train?epochs=1000000"  # so long that it does not end while we watch
DEEP = "/train?stream=seeded&samples=500&hidden=" + "-".join(["8relu"] * 6) + "&epochs=1000000"
PLANE = "/train?problem=circle&hidden=4tanh-2tanh&epochs=1000000"
FEATURES = "x,y,xx,yy,xy,sinx,siny"
WIDEST = f"/train?problem=spiral&features={FEATURES}&hidden={'-'.join(['8tanh'] * 6)}&epochs=1000000"
TURNED = "/train?optimizer=adam&rate=1e-05&epochs=1000000"
Measured = Mapping[str, float]


@dataclass(frozen=True)
class Figure:
    """One figure of a row; `least` and `most` are what is asked for, `times` the least ratio to the other."""

    what: str
    least: float | None = None
    most: float | None = None
    times: float | None = None
    digits: int = 1

    @property
    def target(self) -> str:
        """What is asked for, in words; empty where nothing is."""
        limits = ((">= {:g}", self.least), ("<= {:g}", self.most), (">= {:g} times", self.times))
        return ", ".join(words.format(limit) for words, limit in limits if limit is not None)

    def missed(self, value: float, ratio: float | None) -> bool:
        """Whether less was reached than is asked for; a ratio counts only if there is one."""
        if self.times is not None and ratio is not None and ratio < self.times:
            return True
        return (self.least is not None and value < self.least) or (
            self.most is not None and value > self.most
        )


@dataclass(frozen=True)
class Row:
    """What is measured together; what takes the other checkout minutes is tried there `once`."""

    title: str
    path: str
    measure: Callable[[Visitor, float], Measured]
    figures: tuple[Figure, ...]
    once: bool = False
    by_default: bool = True


def playing(pictures: float, animation: float, times: float | None = None) -> tuple[Figure, ...]:
    """The figures of a run that plays; messages are counted while it does."""
    return (
        Figure(acts.PICTURES, least=pictures, times=times),
        Figure(acts.ANIMATION, least=animation),
        Figure(acts.CURVES),
        Figure(acts.EPOCHS, digits=0),
        Figure(acts.STREAMLIT, most=0, digits=0),
        Figure(acts.STREAM),
        Figure(acts.RECEIVED),
        Figure(acts.CPU),
        Figure(acts.MOUNTS, most=0, digits=0),
    )


HAND = (
    Figure(acts.PAUSED, most=50, digits=0),
    Figure(acts.STEPPED, most=100, digits=0),
)
ROWS: Mapping[str, Row] = {
    "play": Row(
        "The default experiment plays", LONG, acts.play, playing(pictures=42, animation=50, times=1.8)
    ),
    "deep": Row("Six hidden layers of 8, 500 samples", DEEP, acts.play, playing(pictures=30, animation=45)),
    "plane": Row(
        "A circle, 2-4-2-1, with the maps of all units", PLANE, acts.play, playing(pictures=40, animation=45)
    ),
    "widest": Row("A spiral, 7-[8]x6-1, with 49 maps", WIDEST, acts.play, playing(pictures=27, animation=30)),
    "article": Row(
        "The article's 20,000 epochs on the automatic pace",
        "/train",
        acts.whole_run,
        (Figure(acts.TO_THE_END, most=20), Figure(acts.PICTURES, least=30)),
        once=True,
    ),
    "cost": Row(
        "One epoch a picture: what the server computes",
        LONG,
        acts.cost,
        (
            Figure(acts.CPU_IN_ALL, digits=2),
            Figure(acts.CPU_TRAINING, digits=2),
            Figure(acts.CPU_BESIDE, most=1.5, digits=2),
            Figure(acts.PICTURES),
        ),
    ),
    "hand": Row("Somebody pauses and steps while it plays", LONG, acts.hand, HAND),
    "rate": Row(
        "Somebody moves the learning rate while it plays",
        TURNED,
        acts.rate,
        (Figure(acts.RATE_PRESSED, most=150, digits=0), Figure(acts.RATE_TOLD, digits=0)),
    ),
    "pairs": Row(
        "Somebody changes their pairs after 240 pictures",
        LONG,
        acts.pairs,
        (Figure(acts.TABLE, most=200, digits=0),),
    ),
    "first": Row(
        "Somebody opens the page with an empty cache",
        "/train",
        acts.first,
        (Figure(acts.FIRST, most=1.5, digits=2),),
    ),
    "hidden": Row(
        "The tab is hidden while it plays",
        LONG,
        acts.hidden,
        (
            Figure(acts.UNSEEN, most=0, digits=0),
            Figure(acts.UNSEEN_CPU, digits=0),
            Figure(acts.SEEN_AGAIN, least=1),
        ),
    ),
    "memory": Row(
        "Memory of a long run",
        LONG,
        acts.memory,
        (Figure(acts.HEAP), Figure(acts.HEAP_GROWTH, most=1.1, digits=2), Figure(acts.SERVER)),
        by_default=False,
    ),
    "use": Row(
        "Memory while somebody trains, scrubs, edits and begins again",
        f"{PLANE}&weight=W1[0,1]",
        acts.use,
        (
            Figure(acts.HEAP),
            Figure(acts.HEAP_SINCE, most=1.1, digits=2),
            Figure(acts.SERVER),
            Figure(acts.SERVER_SINCE, most=1.1, digits=2),
        ),
        by_default=False,
    ),
}
