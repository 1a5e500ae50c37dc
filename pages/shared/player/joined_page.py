"""The modules of the app's pages as one file: a browser that asks for each of a hundred small ones waits for
the last of them, however fast they come."""

from functools import cache
from hashlib import sha256

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from pages.shared.player.joined_modules import joined

ENTRY = "page"


@cache
def joined_page() -> str:
    """Return the module with all that the pages load."""
    return f"{joined(ENTRY)}export const {{ parts }} = ${ENTRY};\n"


def route(start: str) -> Route:
    """Return the route of the module below an address such as /assets."""
    return Route(f"{start}/{ENTRY}.js", _serve)


def _serve(request: Request) -> Response:
    content = joined_page().encode()
    mark = f'"{sha256(content).hexdigest()}"'
    known = request.headers.get("if-none-match", "")
    headers = {"ETag": mark}
    if mark in known:
        return Response(status_code=304, headers=headers)
    return Response(content, media_type="text/javascript", headers=headers)
