"""Tokens, and who answers for them. A token cannot be guessed, belongs to one timeline of one session, and
dies with it: nothing but the session holds the channel that it stands for."""

import secrets
from typing import Protocol
from weakref import WeakValueDictionary

from pages.shared.player import host
from pages.shared.protocol.requests import Request

NONE = ""  # the token of a channel that no stream leads to
BYTES_OF_TOKEN = 24


class Channel(Protocol):
    """What a token stands for: somebody who answers requests of a visitor."""

    @property
    def visitor(self) -> object:
        """Whose it is; None if there is no session any more."""

    def reply(self, request: Request) -> bytes | None:
        """Return the packet that answers a request; None if there is no session any more."""


_channels: "WeakValueDictionary[str, Channel]" = WeakValueDictionary()


def token_for(channel: Channel) -> str:
    """Return the token of a channel, as long as somebody else keeps it; `NONE` where no stream opens."""
    if not host.STREAMS:
        return NONE
    token = secrets.token_urlsafe(BYTES_OF_TOKEN)
    _channels[token] = channel
    return token


def channel_of(token: str) -> Channel | None:
    """Return who answers for a token; None if it means nothing any more."""
    return _channels.get(token)


def known(token: str) -> bool:
    """Whether a token stands for a channel."""
    return token in _channels


def revoke(token: str) -> None:
    """Let a token stand for nothing any more."""
    _channels.pop(token, None)
