"""A visitor whose player plays: pictures are shown by a clock, and more are asked for when few are left.
Clock and thresholds are those of the player in the browser, so that the server is asked as often."""

import asyncio
import time

from tests.load.carriers import Socket
from tests.load.visitor import Visitor
from tests.load.wire import PATIENCE

LOW_SOCKET, LOW_TRIGGER = 4, 5  # frames left unseen when more are asked for
PAIR = 2  # frames that are asked for at once over a socket
SLOWEST = 0.12  # seconds that a picture stays at most while frames come


class Playing:
    """The player of a visitor; `pictures` have been shown so far."""

    def __init__(self, visitor: Visitor) -> None:
        self.visitor = visitor
        self.least = visitor.spec["period"] / 1000  # seconds that a picture stays at least
        self.period = self.least
        socket = isinstance(visitor.carrier, Socket)
        self.low = LOW_SOCKET if socket else LOW_TRIGGER
        self.count: int = PAIR if socket else visitor.spec["ahead"]
        self.left = 0  # frames that are here and not yet shown
        self.pictures = 0
        self._short, self._news = asyncio.Event(), asyncio.Event()

    async def play(self, until: float) -> None:
        """Play until this moment of `time.perf_counter`; what is under way then is waited for."""
        showing = asyncio.create_task(self._show(until))
        try:
            await self._stock(showing)
        except ConnectionError as error:
            self.visitor.wrong(str(error))
        finally:
            showing.cancel()

    async def _stock(self, showing: "asyncio.Task[None]") -> None:
        while not showing.done() and not self.visitor.head["ended"]:
            if self.left >= self.low:
                self._short.clear()
                short = asyncio.create_task(self._short.wait())
                await asyncio.wait([showing, short], return_when=asyncio.FIRST_COMPLETED)
                short.cancel()
                continue
            start = time.perf_counter()
            frames = await self.visitor.ask("more", self.count, period=1000 * self.least)
            each = (time.perf_counter() - start) / max(1, frames)
            self.period = max(self.least, min(SLOWEST, 0.8 * self.period + 0.2 * each))
            self.left += frames
            self._news.set()

    async def _show(self, until: float) -> None:
        due = time.perf_counter()
        while due < until:
            await asyncio.sleep(due - time.perf_counter())
            if not self.left:
                self._news.clear()
                await asyncio.wait_for(self._news.wait(), PATIENCE)
            self.left -= 1
            self.pictures += 1
            if self.left < self.low:
                self._short.set()
            due = max(due + self.period, time.perf_counter() - self.period)
