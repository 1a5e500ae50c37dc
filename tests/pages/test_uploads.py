"""Files that visitors bring: a session holds few, and nobody's are taken for another's."""

import asyncio

from starlette.types import Message, Receive, Scope, Send
from streamlit.runtime.memory_uploaded_file_manager import MemoryUploadedFileManager
from streamlit.runtime.uploaded_file_manager import UploadedFileRec

from pages.shared.hosting.gate import KINDS
from pages.shared.hosting.uploads import MOST_AT_ONCE, MOST_HELD, Uploads, forget


def holding(*files: tuple[str, str]) -> MemoryUploadedFileManager:
    """What Streamlit holds, file after file, each with its session."""
    held = MemoryUploadedFileManager("/_stcore/upload_file")
    for session, name in files:
        held.add_file(session, UploadedFileRec(name, "a.csv", "text/csv", b"1"))
    return held


def test_a_session_keeps_its_newest_files() -> None:
    held = holding(("me", "a"), ("you", "x"), ("me", "b"), ("me", "c"), ("me", "d"))
    forget(held, "me")
    assert list(held.file_storage["me"]) == ["c", "d"][-MOST_HELD:]
    assert list(held.file_storage["you"]) == ["x"]
    forget(held, "nobody")
    assert "nobody" not in held.file_storage


def test_few_files_are_on_their_way_at_once() -> None:
    coming, most = 0, 0

    async def app(_scope: Scope, _receive: Receive, _send: Send) -> None:
        nonlocal coming, most
        coming, most = coming + 1, max(most, coming + 1)
        for _ in range(5):
            await asyncio.sleep(0)
        coming -= 1
        raise ConnectionError  # there is no Streamlit that holds anything

    async def all_at_once() -> None:
        uploads = Uploads(app)
        scope = {"type": "http", "method": "PUT", "path": "/app/_stcore/upload_file/me/a"}
        await asyncio.gather(*(uploads(scope, nothing, nowhere) for _ in range(20)), return_exceptions=True)

    asyncio.run(all_at_once())
    assert most == MOST_AT_ONCE


async def nothing() -> Message:
    return {"type": "http.request"}


async def nowhere(_message: Message) -> None:
    return None


def test_the_gate_lets_a_page_ask_for_a_place_for_a_file() -> None:
    assert "file_urls_request" in KINDS
