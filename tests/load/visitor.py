"""A visitor of a page with a player: opens it, asks for frames as the player does, and checks what comes.
Steps must grow, and belong to the visitor's own run."""

import time
from dataclasses import dataclass, field
from typing import Any, Self

import numpy as np

from tests.load.carriers import CARRIERS, Head
from tests.load.wire import Wire
from tests.pages.packets import split


@dataclass
class Answers:
    """What came back: frames, seconds from request to answer, and what was wrong."""

    frames: int = 0
    seconds: list[float] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)


class Visitor:
    """One visitor of the page called `page` in a link with a `query`, whose requests go by this carrier."""

    def __init__(self, url: str, carrier: str = "socket", page: str = "train", query: str = "") -> None:
        self.wire = Wire(url, page, query)
        self.key = f"{page}-player"
        self.head: Head = {}  # of the last packet
        self.spec: dict[str, Any] = {}
        self.known = -1.0  # the clock of the last frame
        self.answers = Answers()
        self.carrier = CARRIERS[carrier](self.wire, self.key)

    async def arrive(self) -> float:
        """Open the page; seconds until it stands with its player."""
        start = time.perf_counter()
        await self.wire.open()
        await self.wire.load()
        self.take(*split(self.wire.shown.components[self.key].bytes))
        return time.perf_counter() - start

    async def leave(self) -> None:
        """Close the tab."""
        await self.carrier.close()
        await self.wire.close()

    async def __aenter__(self) -> Self:
        """A visitor who has arrived, and leaves at the end."""
        await self.arrive()
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.leave()

    async def ask(self, want: str = "more", count: int = 6, **more: Any) -> int:
        """Ask for frames, and return how many came."""
        start = time.perf_counter()
        answer = await self.carrier.ask(self.request(want, count, **more), self.head.get("stream", ""))
        self.answers.seconds.append(time.perf_counter() - start)
        return self.take(*answer)

    def request(self, want: str, count: int, **more: Any) -> Head:
        """A request as the player writes it."""
        names = {"run": self.head.get("run", ""), "spec": self.head.get("spec_id", ""), "speed": ""}
        sequence = self.head.get("sequence", -1)
        return {"sequence": sequence, "want": want, "count": count, "known": self.known, **names, **more}

    def take(self, head: Head, body: bytes) -> int:
        """Take a packet in, and check it; return the number of its frames."""
        if "spec" in head:
            self.spec, self.known = head["spec"], -1.0
        elif head["run"] != self.head.get("run"):
            self.wrong(f"frames must be of run {self.head.get('run')}, got {head['run']}")
        self.head = head
        layout = self.spec["layout"]
        if not self.spec["growing"] or not body:
            return 0
        steps = clocks(body, layout, self.spec["clock"])
        if not np.all(np.diff([self.known, *steps]) > 0):
            self.wrong(f"steps must grow, got {steps} after {self.known:g}")
        self.known = float(steps[-1])
        self.answers.frames += len(steps)
        return len(steps)

    def wrong(self, text: str) -> None:
        """Note what must not be."""
        self.answers.errors.append(text)

    @property
    def errors(self) -> list[str]:
        """Everything that was wrong so far, exceptions on the page among it."""
        return [*self.answers.errors, *self.wire.shown.exceptions]


def clocks(body: bytes, layout: dict[str, Any], clock: str) -> list[float]:
    """The clock of every frame in the body of a packet."""
    (field_,) = (one for one in layout["fields"] if one["name"] == clock)
    starts = range(0, len(body), layout["stride"])
    return [float(np.frombuffer(body, field_["dtype"], 1, start + field_["offset"])[0]) for start in starts]
