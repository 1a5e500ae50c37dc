"""Hints to the browser: what a page will need as soon as Streamlit has started.
Files travel while Streamlit's own scripts still run, so that the first picture comes sooner."""

import re
from collections.abc import Collection, Iterator
from functools import cache
from pathlib import Path

import streamlit
from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

ASSETS = Path(__file__).resolve().parents[1] / "player" / "assets"
STREAMLIT = Path(streamlit.__file__).parent / "static"
# The parts of Streamlit that show a player and the widgets around it; a page asks for them late.
PARTS = (
    "BidiComponent", "Button", "ButtonGroup", "Checkbox", "DownloadButton", "FileUploader", "Html",
    "NumberInput", "PageLink", "Selectbox", "Slider", "TextArea", "TextInput",
)  # fmt: skip
SELDOM = (
    "lecture.css",
    "lecturer.css",
    "worksheet.css",
)  # style sheets of one page, and of a window that few open
LATER = (
    "fetchpriority=low"  # than what Streamlit starts with, which else would wait for a hundred small files
)
_IMPORT = re.compile(r'(?:from|import)"\./([\w.-]+\.js)"')


def links(figures: bool) -> str:
    """Return the Link header of a page: the modules, the style sheets, and plotly.js for `figures`."""
    modules = [f"<{name}>; rel=modulepreload; {LATER}" for name in ("assets/page.js", *component_files())]
    sheets = sorted(file.name for file in ASSETS.glob("*.css") if file.name not in SELDOM)
    found = [*modules, *(f"<assets/{name}>; rel=preload; as=style; {LATER}" for name in sheets)]
    if figures:
        found.append(f"<vendor/plotly.min.js>; rel=preload; as=script; {LATER}")
    return ", ".join(found)


@cache
def component_files() -> tuple[str, ...]:
    """Return Streamlit's own modules that a page with a player needs and that its start page does not name;
    none where another version of Streamlit is built differently."""
    scripts = STREAMLIT / "static" / "js"
    start = STREAMLIT / "index.html"
    known = set(re.findall(r"[\w.-]+\.js", start.read_text(encoding="utf-8"))) if start.is_file() else set()
    found: dict[str, None] = {}

    def follow(names: Iterator[str]) -> None:
        for name in names:
            if name not in known and name not in found and (scripts / name).is_file():
                found[name] = None
                follow(iter(_IMPORT.findall((scripts / name).read_text(encoding="utf-8"))))

    for part in PARTS:
        follow(file.name for file in sorted(scripts.glob(f"{part}.*.js")))
    return tuple(f"static/js/{name}" for name in found)


class Hints:
    """ASGI middleware that puts a Link header on every HTML page; those named in `figures` need plotly.js."""

    def __init__(self, app: ASGIApp, figures: Collection[str]) -> None:
        self.app, self.figures = app, figures

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, and add the header if a page comes back."""
        if scope["type"] != "http" or "/assets/" in scope["path"]:
            await self.app(scope, receive, send)
            return

        async def send_with_hints(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                if headers.get("content-type", "").startswith("text/html"):
                    name = scope["path"].rpartition("/")[2]  # the app may lie below any path
                    headers["Link"] = links(name in self.figures)
            await send(message)

        await self.app(scope, receive, send_with_hints)
