"""Frames over a websocket of our own, `stream/{token}`: requests come as text, packets go back as bytes.
While a run plays, nothing travels through Streamlit, which would draw the whole page again for every answer.
Who answers for a token says `channels.py`."""

import asyncio
import logging
from concurrent.futures import Future
from urllib.parse import urlsplit
from weakref import WeakKeyDictionary

from starlette.websockets import WebSocket, WebSocketDisconnect
from streamlit.web.server.server_util import is_url_from_allowed_origins
from streamlit.web.server.starlette.starlette_websocket import is_host_allowed

from pages.shared.operating.accounts import accounts
from pages.shared.operating.counters import COUNTERS
from pages.shared.operating.places import training_places
from pages.shared.player import turns
from pages.shared.player.channels import Channel, channel_of, known
from pages.shared.protocol.requests import MOST_TEXT, TRAINS, Request

ROUTE = "/stream/{token}"
GONE, REFUSED, TOO_LONG, FAILED = 4404, 1008, 1009, 1011  # why a socket is closed
_log = logging.getLogger(__name__)
_one_at_a_time: "WeakKeyDictionary[object, asyncio.Lock]" = WeakKeyDictionary()  # by visitor


async def stream(websocket: WebSocket) -> None:
    """Answer one request after another until the visitor leaves or the token dies."""
    if not allowed(websocket.headers.get("origin"), websocket.headers.get("host")):
        await websocket.close(REFUSED)
        return
    await websocket.accept()
    try:
        code = await _answer(websocket, websocket.path_params["token"])
        await websocket.close(code)
    except (WebSocketDisconnect, RuntimeError):  # the visitor has left, maybe in the middle of an answer
        _give_place(websocket.path_params["token"])


def _give_place(token: str) -> None:
    """Whoever asks for nothing more has no place to train any more."""
    channel = channel_of(token)
    if channel is not None and channel.visitor is not None:
        training_places().leave(channel.visitor)


async def _answer(websocket: WebSocket, token: str) -> int:
    """Answer requests; return why that came to an end."""
    while known(token):
        message = await websocket.receive()
        if message["type"] == "websocket.disconnect":
            raise WebSocketDisconnect
        text = message.get("text")
        channel = channel_of(token)
        if channel is None:
            return GONE
        if not isinstance(text, str):
            return REFUSED
        if len(text) > MOST_TEXT:
            return TOO_LONG
        request = Request.parse(text)
        if request is None:
            return REFUSED
        try:
            packet = await _in_turn(channel, request)
        except Exception:
            _log.exception("a request could not be answered")
            return FAILED
        del channel  # only its session keeps it, also while we wait for the next request
        if packet is None:
            return GONE
        await websocket.send_bytes(packet)
    return GONE


async def _in_turn(channel: Channel, request: Request) -> bytes | None:
    """Answer one request of a visitor at a time, on however many sockets they ask, and not before what they
    have computed already is made good."""
    visitor = channel.visitor
    if visitor is None:
        return channel.reply(request)
    async with _one_at_a_time.setdefault(visitor, asyncio.Lock()):
        pause = accounts().wait(visitor)
        if pause:
            COUNTERS.refuse("cpu")
            await asyncio.sleep(pause)
        packet = await asyncio.wrap_future(ask(channel, request))
    COUNTERS.tick()
    return packet


def ask(channel: Channel, request: Request) -> "Future[bytes | None]":
    """Let a channel answer when its turn comes; for anything but more of a run somebody's hand waits."""
    pool = turns.training() if request.want in TRAINS else turns.urgent()
    return pool.start(lambda: channel.reply(request))


def allowed(origin: str | None, host: str | None) -> bool:
    """Whether a page of this origin may open a socket here: as Streamlit decides for its own."""
    if not is_host_allowed(host):
        return False
    return origin is None or urlsplit(origin).netloc == host or is_url_from_allowed_origins(origin)
