"""Files that never change while the server runs, kept packed in memory: Streamlit's scripts and plotly.js.
Each is read and packed once, for the first visitor; Streamlit sends its own unpacked, 3.5 MB for a page, and
packs plotly.js anew for everybody."""

import asyncio
import gzip
import re
from dataclasses import dataclass

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

MOST_BYTES = 24 * 2**20  # of all files together; a visitor of all pages needs 4 MB
LEVEL = 7  # more takes much longer and saves nothing worth it
GAIN = 0.9  # what is not smaller than this after packing, such as fonts, stays as it is
PATHS = re.compile(r"(?:/[\w~+-]+)*/(?:static|vendor)(?:/[\w-][\w.-]*)+")
_PLAIN = ("range", "if-none-match", "if-modified-since", "if-range", "if-match", "if-unmodified-since")


@dataclass(frozen=True)
class Kept:
    """An answer as it goes out: its headers and its body."""

    headers: list[tuple[bytes, bytes]]
    body: bytes

    async def send(self, send: Send) -> None:
        """Send it."""
        await send({"type": "http.response.start", "status": 200, "headers": list(self.headers)})
        await send({"type": "http.response.body", "body": self.body})


class Shelf:
    """ASGI middleware around all others: what anybody may keep, as its headers say, is kept here as well."""

    def __init__(self, app: ASGIApp, most: int = MOST_BYTES) -> None:
        self.app, self.room = app, most
        self.kept: dict[str, Kept] = {}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer from the shelf; else pass the request on, and keep its answer where that is right."""
        if not asks_for_a_file(scope):
            await self.app(scope, receive, send)
            return
        known = self.kept.get(scope["path"])
        if known is None:
            known = await self._fetch(scope, receive, send)
        if known is not None:
            await known.send(send)

    async def _fetch(self, scope: Scope, receive: Receive, send: Send) -> Kept | None:
        """Ask for the file, unpacked, and keep it; None if that is not right and the answer went out."""
        start: Message = {}
        parts: list[bytes] = []

        async def take(message: Message) -> None:
            nonlocal start
            if message["type"] == "http.response.start" and keeps(message):
                start = message
            elif start and message["type"] == "http.response.body":
                parts.append(message.get("body", b""))
            else:
                await send(message)

        await self.app(unpacked(scope), receive, take)
        if not start:
            return None
        made = await asyncio.to_thread(pack, start, b"".join(parts))
        if scope["path"] not in self.kept and len(made.body) <= self.room:
            self.room -= len(made.body)
            self.kept[scope["path"]] = made
        return made


def asks_for_a_file(scope: Scope) -> bool:
    """Return whether a request asks for the whole of a file that may lie here, and takes it packed."""
    if scope["type"] != "http" or scope["method"] != "GET" or not PATHS.fullmatch(scope["path"]):
        return False
    headers = Headers(scope=scope)
    return "gzip" in headers.get("accept-encoding", "") and not any(name in headers for name in _PLAIN)


def unpacked(scope: Scope) -> Scope:
    """Return the same request from somebody who takes no packed files."""
    others = [(name, value) for name, value in scope["headers"] if name != b"accept-encoding"]
    return {**scope, "headers": others}


def keeps(start: Message) -> bool:
    """Return whether an answer is a whole file that anybody may keep."""
    headers = Headers(raw=start["headers"])
    public = "public" in headers.get("cache-control", "") and "set-cookie" not in headers
    return bool(start["status"] == 200 and public)


def pack(start: Message, body: bytes) -> Kept:
    """Return an answer with its body packed, if that makes it smaller."""
    packed = gzip.compress(body, LEVEL, mtime=0)
    headers = MutableHeaders(raw=[(bytes(name), bytes(value)) for name, value in start["headers"]])
    headers.add_vary_header("Accept-Encoding")
    if len(packed) < GAIN * len(body):
        headers["Content-Encoding"], body = "gzip", packed
    headers["Content-Length"] = str(len(body))
    return Kept(headers.raw, body)
