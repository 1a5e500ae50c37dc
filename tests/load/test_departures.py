"""Visitors who leave the running app: a connection that is cut may come back, others leave nothing behind."""

import asyncio
import os
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from pages.shared.player.stream import GONE
from tests.conftest import Server, free_port, running
from tests.load.carriers import CARRIERS
from tests.load.running import run
from tests.load.visitor import Visitor
from tests.load.wire import GoneError

pytestmark = pytest.mark.skipif(not Path("/proc/self/fd").exists(), reason="handles are counted in /proc")
TTL = 17  # seconds: sessions end 2 seconds after their visitor left
PATIENCE = 60.0


@pytest.fixture(scope="module")
def hasty(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """The app on a server that does not wait long for those who left."""
    log = tmp_path_factory.mktemp("hasty") / "log.txt"
    with running(free_port(), log, disconnectedSessionTTL=TTL) as found:
        yield found


def handles(server: Server) -> int:
    """How many files and sockets the server has open."""
    return len(os.listdir(f"/proc/{server.process}/fd"))


def test_who_has_left_holds_no_handles(hasty: Server) -> None:
    async def visit(carrier: str) -> None:
        async with Visitor(hasty.url, carrier) as visitor:
            await visitor.ask()
            assert not visitor.errors

    run(visit("socket"))  # the first visitor opens what stays: the pools of threads
    before = handles(hasty)
    for carrier in CARRIERS:
        run(visit(carrier))
    assert handles(hasty) > before, "a session is kept for a while, in case its visitor comes back"
    deadline = time.monotonic() + PATIENCE
    while handles(hasty) >= before and time.monotonic() < deadline:
        time.sleep(1)
    assert handles(hasty) < before
    assert "Traceback" not in hasty.log.read_text()


def test_a_run_ends_with_its_session(hasty: Server) -> None:
    """A stream that stays open when the page has gone is closed, and says that its token is dead."""

    async def visit() -> int:
        async with Visitor(hasty.url, "socket") as visitor:
            await visitor.ask()
            await visitor.wire.close()
            deadline = time.monotonic() + PATIENCE
            try:
                while time.monotonic() < deadline:
                    await visitor.ask()
                    await asyncio.sleep(0.5)
            except GoneError as gone:
                return gone.code
        return 0

    assert run(visit()) == GONE


@pytest.mark.parametrize("carrier", CARRIERS)
def test_who_is_cut_off_finds_everything_again(url: str, carrier: str) -> None:
    async def visit() -> None:
        async with Visitor(url, carrier) as visitor:
            await visitor.ask()
            session, run, known = visitor.wire.session, visitor.head["run"], visitor.known
            await visitor.wire.close()
            await visitor.wire.open(session)
            await visitor.wire.load()
            assert visitor.wire.session == session
            await visitor.ask()
            assert not visitor.errors
            assert visitor.head["run"] == run
            assert visitor.known > known

    run(visit())
