"""The page around a timeline that is saved as one file: our own modules and styles in it, and places for the
rest. The browser has all that is shown, so that it makes the file itself; the server only hands it this."""

import json
import re
import zlib
from base64 import b64encode
from collections.abc import Callable
from dataclasses import asdict
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Literal, get_args

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from pages.shared.player.joined_modules import ASSETS, bare, joined
from pages.shared.theme import COLOURS, INKS

Pictures = Literal["scenes", "figures"]  # what the page can show; figures beside scenes
SHEETS = ("player.css", "saved_page.css")
AROUND = Path(__file__).with_name("saved_page.html")
LOADER = ASSETS / "saved_loader.js"
_COMMENT = re.compile(r"/\*.*?\*/", re.S)
_BLANK = re.compile(r"\s*\n\s*")
_RAW = -15  # the largest window, without a header: what browsers call deflate-raw


@cache
def around(pictures: Pictures) -> str:
    """Return the page, with the places %language%, %title% and %packet% for what is saved.

    Its style and its script are in it deflated, and hold because the policy names their hashes."""
    style, script, loader = _style(), joined(f"saved_{pictures}"), bare(LOADER.read_text(encoding="utf-8"))
    themes = {name: {"colours": asdict(COLOURS[name]), "inks": asdict(INKS[name])} for name in COLOURS}
    parts = {
        "policy": policy(style, loader, script),
        "style": deflated(style),
        "loader": loader,
        "script": deflated(script),
        "themes": json.dumps(themes, separators=(",", ":")),
    }
    page = AROUND.read_text(encoding="utf-8")
    return re.sub(r"\{(\w+)\}", lambda place: parts[place[1]], page)


def policy(style: str, *scripts: str) -> str:
    """Return what such a page may do: run its own scripts, have its own style, and ask nobody."""
    directives = {
        "default-src": "'none'",
        "script-src": " ".join(map(_hashed, scripts)),
        "style-src-elem": _hashed(style),
        "style-src-attr": "'unsafe-inline'",  # the player places and sizes what it draws
        "img-src": "data:",
        "base-uri": "'none'",
        "form-action": "'none'",
    }
    return "; ".join(f"{name} {source}" for name, source in directives.items())


def deflated(text: str) -> str:
    """Return a text as the signs of base 64 that a browser inflates."""
    press = zlib.compressobj(9, zlib.DEFLATED, _RAW)
    return b64encode(press.compress(text.encode()) + press.flush()).decode()


def files() -> dict[str, str]:
    """Return the pages by the names that the player asks for, for whoever serves files alone."""
    return {f"saved_{pictures}.html": around(pictures) for pictures in get_args(Pictures)}


def routes(start: str) -> list[Route]:
    """Return the routes of the pages below an address such as /assets."""
    return [Route(f"{start}/saved_{pictures}.html", _serve(pictures)) for pictures in get_args(Pictures)]


def _serve(pictures: Pictures) -> Callable[[Request], Response]:
    def serve(_: Request) -> Response:
        return PlainTextResponse(around(pictures))  # it is no page before its places are filled

    return serve


def _style() -> str:
    """All style sheets as one; the player is named by its class, which is shorter and counts the same."""
    sheets = "\n".join((ASSETS / name).read_text(encoding="utf-8") for name in SHEETS)
    return _BLANK.sub("\n", _COMMENT.sub("", sheets)).replace('[data-nnviz="player"]', ".nz").strip()


def _hashed(text: str) -> str:
    return f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'"
