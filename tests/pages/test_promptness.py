"""Small answers leave the server at once: no connection waits until what was sent before is acknowledged."""

import asyncio
import socket
from collections.abc import Iterator
from contextlib import ExitStack, closing

import pytest
from streamlit.web.server.starlette.starlette_server import _bind_socket

import app
from pages.shared.hosting.promptness import hurry
from tests.conftest import free_port


@pytest.fixture
def listening() -> Iterator[socket.socket]:
    """A socket that is made as Streamlit makes its own."""
    with closing(_bind_socket("127.0.0.1", free_port(), 5)) as made:
        yield made


def waits(one: socket.socket) -> bool:
    return not one.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY)


def accepted(listening: socket.socket) -> bool:
    """Whether a connection waits that asyncio accepts from this socket, as a server does."""

    async def look() -> bool:
        found: asyncio.Future[bool] = asyncio.get_running_loop().create_future()

        def meet(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            found.set_result(waits(writer.get_extra_info("socket")))
            writer.close()

        async with await asyncio.start_server(meet, sock=listening):
            _, writer = await asyncio.open_connection(*listening.getsockname())
            try:
                return await found
            finally:
                writer.close()

    return asyncio.run(look())


def test_without_it_a_connection_to_streamlit_waits(listening: socket.socket) -> None:
    assert accepted(listening), "Streamlit or asyncio sees to it now: shared/hosting/promptness.py can go"


def test_a_connection_sends_at_once(listening: socket.socket) -> None:
    assert hurry() >= 1
    assert not accepted(listening)


def test_other_sockets_stay_as_they_are() -> None:
    with ExitStack() as stack:
        closed, idle = socket.socket(), stack.enter_context(closing(socket.socket()))
        closed.close()
        kind = getattr(socket, "AF_UNIX", socket.AF_INET)
        stack.enter_context(closing(socket.socket(kind, socket.SOCK_DGRAM)))
        hurry()
        assert waits(idle)


def test_the_app_sees_to_it_when_it_starts(listening: socket.socket, monkeypatch: pytest.MonkeyPatch) -> None:
    async def start() -> None:
        async with app.lifespan(app.app):
            pass

    monkeypatch.setattr("pages.shared.hosting.departures.Runtime.instance", lambda: None)
    asyncio.run(start())
    assert not waits(listening)
