"""How a request gets to the server and its frames back: over a socket of the app's own, or over a trigger of
the component. Both take the same request and return the same packet, as the player in a browser does."""

import asyncio
import json
from collections.abc import Callable
from typing import Any, Protocol

from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed
from websockets.typing import Origin

from tests.load.wire import PATIENCE, Wire, gone
from tests.pages.packets import split

Head = dict[str, Any]


class Carrier(Protocol):
    """Carries one request at a time."""

    async def ask(self, request: Head, token: str) -> tuple[Head, bytes]:
        """The head and the body of the packet that answers a request; `token` is that of the timeline."""

    async def close(self) -> None:
        """Let go of what only this carrier needs."""


class Trigger:
    """The trigger of the component: a run of its fragment, which Streamlit answers on its own websocket."""

    def __init__(self, wire: Wire, key: str) -> None:
        self.wire, self.key = wire, key

    async def ask(self, request: Head, token: str) -> tuple[Head, bytes]:
        """Trigger, and wait for the end of the run."""
        del token  # Streamlit knows the session
        events = [{"event": "request", "value": request}]
        await self.wire.send(self.wire.trigger(self.key, json.dumps(events)))
        await self.wire.finished()
        return split(self.wire.shown.components[self.key].bytes)

    async def close(self) -> None:
        """There is nothing besides Streamlit's own websocket."""


class Socket:
    """The stream of the timeline: a text there, a packet back."""

    def __init__(self, wire: Wire, key: str) -> None:
        del key  # the token says it
        self.url = wire.url
        self.token = ""
        self.socket: ClientConnection | None = None

    async def ask(self, request: Head, token: str) -> tuple[Head, bytes]:
        """Send the request and wait for its packet; raises GoneError where the stream is closed."""
        if self.socket is None or token != self.token:
            await self.open(token)
        assert self.socket is not None
        try:
            await self.socket.send(json.dumps(request))
            return split(await asyncio.wait_for(self.socket.recv(decode=False), PATIENCE))
        except ConnectionClosed as error:
            raise gone(error) from None

    async def open(self, token: str) -> None:
        """Open the stream of another timeline."""
        await self.close()
        self.token = token
        self.socket = await connect(
            f"{self.url.replace('http', 'ws', 1)}/stream/{token}",
            origin=Origin(self.url),
            compression=None,
            max_size=None,
            open_timeout=PATIENCE,
            ping_interval=None,
        )

    async def close(self) -> None:
        """Close the stream."""
        if self.socket:
            await self.socket.close()


CARRIERS: dict[str, Callable[[Wire, str], Carrier]] = {"socket": Socket, "trigger": Trigger}
