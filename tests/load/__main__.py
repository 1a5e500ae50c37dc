"""`python -m tests.load 1 5 10`: how the page Train serves visitors at once, or what they leave behind.
The application is started here; visitors speak to it as browsers do, but paint nothing. Linux only."""

import argparse
import asyncio
import os
import sys
from pathlib import Path

from tests.benchmarks.server import Server, serving
from tests.load.carriers import CARRIERS
from tests.load.crowd import LONG, crowd
from tests.load.visitor import Visitor

CROWDS = (1, 5, 10, 20, 40)
FIRST = 3  # visitors after whom everything stands that stays
SILENCE = 75.0  # seconds after the last visitor: sessions are kept for 45, and looked for every 5


def main() -> int:
    """Print what was seen; the exit status is 1 if anything went wrong."""
    parser = argparse.ArgumentParser(prog="python -m tests.load", description=__doc__)
    parser.add_argument("visitors", nargs="*", type=int, default=CROWDS, help="how many train at once")
    parser.add_argument("--seconds", type=float, default=15.0, help="how long each crowd is watched")
    parser.add_argument("--carrier", choices=CARRIERS, default="socket", help="what carries the frames")
    parser.add_argument("--query", default=LONG, help="settings of those who train, as in a link")
    parser.add_argument("--leave", type=int, default=0, metavar="N", help="N one after another instead")
    asked = parser.parse_args()
    say(f"load of the machine in the last minute: {os.getloadavg()[0]:.1f}")
    with serving() as server:
        if asked.leave:
            return asyncio.run(leave(server, asked.leave, asked.carrier))
        return asyncio.run(crowds(server, asked))


async def crowds(server: Server, asked: argparse.Namespace) -> int:
    """One crowd after another."""
    wrong = 0
    for number in asked.visitors:
        found = await crowd(server, number, asked.seconds, asked.carrier, asked.query)
        say(found)
        wrong += len(found.errors)
    return int(wrong > 0)


async def leave(server: Server, number: int, carrier: str) -> int:
    """Visitors one after another, each of whom opens the page, asks three times and leaves."""
    await one_after_another(server, FIRST, carrier)
    before = state(server, f"after {FIRST} visitors")
    await one_after_another(server, number, carrier)
    state(server, f"after {number} more")
    await asyncio.sleep(SILENCE)
    after = state(server, f"{SILENCE:g} s later")
    memory = (after[0] - before[0]) / number
    say(f"left behind by each: {memory:.2f} MB, {(after[1] - before[1]) / number:.2f} handles")
    return 0


async def one_after_another(server: Server, number: int, carrier: str) -> None:
    """So many visitors; raises RuntimeError if anything was wrong."""
    for _ in range(number):
        async with Visitor(server.url, carrier) as visitor:
            for _ in range(3):
                await visitor.ask()
        if visitor.errors:
            raise RuntimeError(f"a visitor must be served without errors, got {visitor.errors}")


def state(server: Server, when: str) -> tuple[float, int]:
    """Print and return memory in MB, and the files and sockets that are open."""
    memory, handles = server.memory(), len(list(Path(f"/proc/{server.pid}/fd").iterdir()))
    say(f"{when:24}{memory:7.1f} MB {handles:5} handles")
    return memory, handles


def say(text: object) -> None:
    """Print a line at once, so that one can watch."""
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
