"""Streamlit's start page, made ours: it has the app's title and the outline of a stage from the first moment,
not white, and of a presented one where the address asks for it. And it is told where its server is: beside
the page. Else it looks below the page's own path first, is refused twice, and waits before it looks where it
should."""

from pathlib import Path

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from pages.shared.state.html_lang import PRESENTING_SCRIPT, SERVER_SCRIPT

ASSETS = "/assets/"  # where a document is a window of our own
_BEFORE = b"<script"  # the first of Streamlit's own
_TOLD = f"<script>{SERVER_SCRIPT}</script><script>{PRESENTING_SCRIPT}</script>".encode()
_TITLES = b"<title>Streamlit</title>", b"<title>nnviz</title>"
_END = b"</body>"
SKELETON = (Path(__file__).parent / "skeleton.html").read_bytes()


class StartPage:
    """ASGI middleware that puts two scripts before those of every HTML page, its title and a skeleton."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on; what comes back as a page is gathered, and sent with the scripts."""
        if scope["type"] != "http" or scope["method"] != "GET" or ASSETS in scope["path"]:
            await self.app(scope, receive, send)
            return
        start: Message = {}
        parts: list[bytes] = []

        async def gather(message: Message) -> None:
            nonlocal start
            if message["type"] == "http.response.start" and _is_page(message):
                start = message
                return
            if not start or message["type"] != "http.response.body":
                await send(message)
                return
            parts.append(message.get("body", b""))
            if message.get("more_body"):
                return
            page = _ours(b"".join(parts))
            await send(_of_length(start, len(page)))
            await send({"type": "http.response.body", "body": page})

        await self.app(_plain(scope), receive, gather)


def _ours(page: bytes) -> bytes:
    """Return a page with all that it lacks."""
    page = page.replace(_BEFORE, _TOLD + _BEFORE, 1).replace(*_TITLES, 1)
    return page.replace(_END, SKELETON + _END, 1)


def _plain(scope: Scope) -> Scope:
    """Return a request for a page as from somebody who takes no packed ones: it is small, and read here."""
    if "text/html" not in Headers(scope=scope).get("accept", ""):
        return scope
    others = [(name, value) for name, value in scope["headers"] if name != b"accept-encoding"]
    return {**scope, "headers": others}


def _is_page(start: Message) -> bool:
    headers = MutableHeaders(scope=start)
    html = headers.get("content-type", "").startswith("text/html")
    return bool(start["status"] == 200 and html and "content-encoding" not in headers)


def _of_length(start: Message, length: int) -> Message:
    """Return the start of an answer for a body that is not the file's any more."""
    headers = MutableHeaders(raw=list(start["headers"]))
    headers["Content-Length"] = str(length)
    for name in ("ETag", "Last-Modified", "Accept-Ranges"):
        del headers[name]
    return {**start, "headers": headers.raw}
