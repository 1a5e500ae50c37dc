"""How a request gets to the server and its frames back: over the component's trigger, or over a socket.
Both take the same request and return the same packet, as the player in a browser does."""

import json
from typing import Any, Protocol

from tests.load.wire import Wire
from tests.pages.packets import split

Head = dict[str, Any]


class Carrier(Protocol):
    """Carries one request at a time."""

    async def ask(self, request: Head) -> tuple[Head, bytes]:
        """The head and the body of the packet that answers a request."""


class Trigger:
    """The trigger of the component: a run of its fragment, which Streamlit answers on its own websocket."""

    def __init__(self, wire: Wire, key: str) -> None:
        self.wire, self.key = wire, key

    async def ask(self, request: Head) -> tuple[Head, bytes]:
        """Trigger, and wait for the end of the run."""
        events = [{"event": "request", "value": request}]
        await self.wire.send(self.wire.trigger(self.key, json.dumps(events)))
        await self.wire.finished()
        return split(self.wire.shown.components[self.key].bytes)
