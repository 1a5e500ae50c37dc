"""So many visitors at once who train, one among them who pauses, steps and changes a widget, and newcomers.
Everybody is checked: steps grow, nobody gets another's run, nothing goes wrong on a page."""

import asyncio
import resource
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from statistics import median

from tests.benchmarks.server import Server
from tests.load.playing import Playing
from tests.load.visitor import Visitor
from tests.pages.packets import split

LONG = "epochs=100000"  # a run that does not end meanwhile
RATES = ("0.02", "0.01")
PAUSE = 0.3  # seconds in which the stepping visitor looks at what came


@dataclass
class Waits:
    """Seconds that somebody waited: for one step, for a page after a widget was changed, for a new page."""

    steps: list[float] = field(default_factory=list)
    changes: list[float] = field(default_factory=list)
    arrivals: list[float] = field(default_factory=list)


@dataclass(frozen=True)
class Figures:
    """What a crowd saw, and what it cost. Cores are CPU seconds for each second; memory is in MB."""

    visitors: int
    pictures: Sequence[float]  # a second, of each visitor who trains
    waits: Waits
    server_cores: float
    client_cores: float
    memory: float
    errors: Sequence[str]
    runs: Sequence[str]  # that visitors saw, one each

    def __str__(self) -> str:
        """One line for each figure."""
        waits = self.waits
        return "\n".join(
            (
                f"{self.visitors} visitors train",
                f"  pictures a second each  {spread(self.pictures)}",
                f"  a step answered         {late(waits.steps)}",
                f"  a widget changed        {late(waits.changes)}",
                f"  a new visitor's page    {late(waits.arrivals)}",
                f"  server                  {self.server_cores:.2f} cores, {self.memory:.0f} MB",
                f"  client                  {self.client_cores:.2f} cores",
                f"  errors                  {len(self.errors)} {'; '.join(self.errors[:2])}",
            )
        )


def spread(values: Sequence[float]) -> str:
    """Least, median and most."""
    return f"{min(values):.1f}  {median(values):.1f}  {max(values):.1f}" if values else "-"


def late(seconds: Sequence[float]) -> str:
    """Median and longest, in milliseconds."""
    return f"{1000 * median(seconds):.0f} ms, at most {1000 * max(seconds):.0f} ms" if seconds else "-"


async def crowd(server: Server, visitors: int, seconds: float, carrier: str, query: str = LONG) -> Figures:
    """Let so many visitors train for so long; everybody has left afterwards."""
    training = [Visitor(server.url, carrier, query=query) for _ in range(visitors)]
    stepping = Visitor(server.url, carrier, query=query)
    try:
        for visitor in (*training, stepping):
            await visitor.arrive()
        return await watch(server, training, stepping, seconds)
    finally:
        await asyncio.gather(*(visitor.leave() for visitor in (*training, stepping)))


async def watch(server: Server, training: Sequence[Visitor], stepping: Visitor, seconds: float) -> Figures:
    """Let visitors who have arrived train, and look on."""
    playing = [Playing(visitor) for visitor in training]
    waits, newcomers = Waits(), list[Visitor]()
    cpu, ours, start = server.cpu(), own_cpu(), time.perf_counter()
    until = start + seconds
    await asyncio.gather(
        *(one.play(until) for one in playing),
        step_and_change(stepping, waits, until),
        arrive(stepping, waits, newcomers, until),
    )
    passed = time.perf_counter() - start
    everybody = [*training, stepping, *newcomers]
    return Figures(
        len(training),
        [one.pictures / passed for one in playing],
        waits,
        (server.cpu() - cpu) / passed,
        (own_cpu() - ours) / passed,
        server.memory(),
        [error for visitor in everybody for error in visitor.errors],
        [visitor.head["run"] for visitor in everybody if visitor.head],
    )


async def step_and_change(visitor: Visitor, waits: Waits, until: float) -> None:
    """Step once, change the learning rate, look; and again. At least once, however little time there is."""
    turn = 0
    while turn == 0 or time.perf_counter() < until:
        known, start = visitor.known, time.perf_counter()
        await visitor.ask("step", 1)
        waits.steps.append(time.perf_counter() - start)
        if not visitor.known > known:
            visitor.wrong(f"a step must bring a picture after {known:g}")
        start = time.perf_counter()
        await visitor.wire.change(visitor.wire.widget("train-rate", string_array_value=[RATES[turn % 2]]))
        waits.changes.append(time.perf_counter() - start)
        visitor.take(*split(visitor.wire.shown.components[visitor.key].bytes))
        turn += 1
        await asyncio.sleep(PAUSE)


async def arrive(like: Visitor, waits: Waits, newcomers: list[Visitor], until: float) -> None:
    """One newcomer after another opens the page and leaves, at least one."""
    while not newcomers or time.perf_counter() < until:
        visitor = Visitor(like.wire.url, "socket")
        newcomers.append(visitor)
        waits.arrivals.append(await visitor.arrive())
        await visitor.leave()
        await asyncio.sleep(PAUSE)


def own_cpu() -> float:
    """CPU seconds of this process, which the visitors share."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime
