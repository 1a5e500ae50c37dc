"""Files that visitors bring: a page reads one at once and needs it no more, but a browser may send many more.
So a session holds few, and few are on their way at the same time. `config.toml` says how large one may be."""

import asyncio
import re

from starlette.types import ASGIApp, Message, Receive, Scope, Send
from streamlit.runtime import Runtime
from streamlit.runtime.memory_uploaded_file_manager import MemoryUploadedFileManager

from pages.shared.operating.counters import COUNTERS

TOO_LARGE = 413
MOST_HELD = 2  # files of a session; a page has two places for one
MOST_AT_ONCE = 4  # files that are on their way, of all visitors
_PATH = re.compile(r"/_stcore/upload_file/(?P<session>[^/]+)/[^/]+$")


class Uploads:
    """ASGI middleware in front of Streamlit's route for files."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app
        self._ways = asyncio.Semaphore(MOST_AT_ONCE)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on; for a file that comes, older ones of its session may have to go first."""
        found = _PATH.search(scope["path"]) if scope["type"] == "http" else None
        if found is None or scope["method"] != "PUT":
            await self.app(scope, receive, send)
            return
        async with self._ways:
            await self.app(scope, receive, _counted(send))
        held = Runtime.instance().uploaded_file_mgr
        if isinstance(held, MemoryUploadedFileManager):
            forget(held, found["session"])


def _counted(send: Send) -> Send:
    """Pass an answer on, and count it if the file was too large."""

    async def counting(message: Message) -> None:
        if message["type"] == "http.response.start" and message["status"] == TOO_LARGE:
            COUNTERS.refuse("upload")
        await send(message)

    return counting


def forget(held: MemoryUploadedFileManager, session: str) -> None:
    """Let a session hold its newest files only."""
    names = list(held.file_storage.get(session, ()))
    for name in names[:-MOST_HELD]:
        held.remove_file(session, name)
