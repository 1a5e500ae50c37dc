"""Hints to the browser: what a page will need as soon as Streamlit has started.
Files travel while Streamlit's own scripts still run, so that the first picture comes sooner."""

from pathlib import Path

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

ASSETS = Path(__file__).resolve().parent / "assets"


FIGURES = ("/neuron", "/train")  # where paths of pages with figures end: they need plotly.js at once


def links(path: str) -> str:
    """Return the Link header of a page: the modules, the style sheet, and plotly.js where it is needed."""
    modules = [f"<assets/{file.name}>; rel=modulepreload" for file in sorted(ASSETS.glob("*.js"))]
    found = [*modules, "<assets/player.css>; rel=preload; as=style"]
    if path.endswith(FIGURES):
        found.append("<vendor/plotly.min.js>; rel=preload; as=script")
    return ", ".join(found)


class Hints:
    """ASGI middleware that puts a Link header on every HTML page."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, and add the header if a page comes back."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        async def send_with_hints(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                if headers.get("content-type", "").startswith("text/html"):
                    headers["Link"] = links(scope["path"])
            await send(message)

        await self.app(scope, receive, send_with_hints)
