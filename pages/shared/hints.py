"""Hints to the browser: what a page will need as soon as Streamlit has started.
Large files travel while Streamlit's own scripts still run, so that the first picture comes sooner."""

from pathlib import Path

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

ASSETS = Path(__file__).resolve().parent / "assets"


class Hints:
    """ASGI middleware that names plotly.js and the player's modules in a Link header of every HTML page."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app
        modules = [f"<assets/{path.name}>; rel=modulepreload" for path in sorted(ASSETS.glob("*.js"))]
        self.links = ", ".join(["<vendor/plotly.min.js>; rel=preload; as=script", *modules])

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, and add the header if a page comes back."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        async def send_with_hints(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                if headers.get("content-type", "").startswith("text/html"):
                    headers["Link"] = self.links
            await send(message)

        await self.app(scope, receive, send_with_hints)
