"""Headers for every answer over HTTP: what the page may load, who may embed it, how long files are kept.
Websocket traffic passes untouched."""

import os
import re
from base64 import b64encode
from collections.abc import Iterable
from functools import cache
from hashlib import sha256
from pathlib import Path

import streamlit
from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from pages.shared.state.html_lang import PRESENTING_SCRIPT, SCRIPTS, SERVER_SCRIPT

EMBEDDERS = "NNVIZ_FRAME_ANCESTORS"  # who may show the app in a frame: 'self', 'none', or origins
_ORIGIN = re.compile(r"(?:https?://)?(?:\*\.)?[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?(?::(?:\d{1,5}|\*))?", re.I)
_KEYWORDS = {"self": "'self'", "'self'": "'self'", "none": "'none'", "'none'": "'none'"}
_INLINE_SCRIPT = re.compile(r"<script>(.*?)</script>", re.S)
_FEATURES = (
    "accelerometer", "camera", "display-capture", "geolocation", "gyroscope", "magnetometer", "microphone",
    "midi", "payment", "usb",
)  # fmt: skip
_CACHING = (("/assets/", "no-cache"), ("/vendor/", "public, max-age=604800"))


class SecurityHeaders:
    """ASGI middleware that adds the headers; `embedders` is the text of the variable named EMBEDDERS."""

    def __init__(self, app: ASGIApp, embedders: str | None = None) -> None:
        self.app = app
        chosen = os.environ.get(EMBEDDERS, "") if embedders is None else embedders
        self.headers = security_headers(chosen)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, and add the headers to the start of its answer."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                found = MutableHeaders(scope=message)
                for name, value in self.headers.items():
                    found[name] = value
                for start, caching in _CACHING:
                    if start in scope["path"] and message["status"] in (200, 304):
                        found["Cache-Control"] = caching
            await send(message)

        await self.app(scope, receive, send_with_headers)


def security_headers(embedders: str = "") -> dict[str, str]:
    """Return the headers that every answer carries."""
    return {
        "Content-Security-Policy": content_security_policy(frame_ancestors(embedders)),
        "Permissions-Policy": ", ".join(f"{feature}=()" for feature in _FEATURES),
        "Referrer-Policy": "strict-origin-when-cross-origin",
        "X-Content-Type-Options": "nosniff",
    }


def frame_ancestors(embedders: str) -> str:
    """Return who may embed the app, from a list divided by blanks or commas; empty is the app itself.

    Raises ValueError for anything that is not 'self', 'none' alone, or an origin such as
    https://moodle.example.org, so that nothing else can get into the header."""
    words = re.split(r"[ ,]+", embedders.strip(" ,")) if embedders.strip(" ,") else ["self"]
    found = [_KEYWORDS.get(word) or (word if _ORIGIN.fullmatch(word) else None) for word in words]
    for word, source in zip(words, found, strict=True):
        if source is None or (source == "'none'" and len(words) > 1):
            raise ValueError(
                f"{EMBEDDERS} must list origins such as https://moodle.example.org, or be 'self' or 'none' "
                f"alone, got {word!r}; write the origins with blanks between them"
            )
    return " ".join(source for source in found if source)


def content_security_policy(ancestors: str) -> str:
    """Return the policy; a source stands beside the reason why it cannot be stricter."""
    directives = {
        "default-src": ["'self'"],
        # blob: because Streamlit imports the loader of a component from a blob; evaluated text is refused
        "script-src": ["'self'", "blob:", *script_hashes()],
        # Streamlit and Plotly write styles into the page while they run
        "style-src": ["'self'", "'unsafe-inline'"],
        # data: and blob: because Plotly draws heatmaps, and exports pictures, through them
        "img-src": ["'self'", "data:", "blob:"],
        # data: because Streamlit's style sheet holds a font in itself
        "font-src": ["'self'", "data:"],
        "object-src": ["'none'"],
        "base-uri": ["'none'"],
        "form-action": ["'none'"],
        "frame-ancestors": [ancestors],
    }
    return "; ".join(f"{name} {' '.join(sources)}" for name, sources in directives.items())


@cache
def script_hashes() -> tuple[str, ...]:
    """Return the hashes of the inline scripts that may run: Streamlit's start page and our own."""
    index = Path(streamlit.__file__).parent / "static" / "index.html"
    theirs = _INLINE_SCRIPT.findall(index.read_text(encoding="utf-8"))
    return tuple(_hashes([*theirs, SERVER_SCRIPT, PRESENTING_SCRIPT, *SCRIPTS.values()]))


def _hashes(scripts: Iterable[str]) -> Iterable[str]:
    for script in scripts:
        yield f"'sha256-{b64encode(sha256(script.encode()).digest()).decode()}'"
