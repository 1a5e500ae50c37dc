"""Files that never change are packed once and then come from memory, byte for byte the same."""

import asyncio
import gzip
from email.message import Message as Headers
from urllib.request import Request, urlopen

import pytest
from starlette.types import Message, Receive, Scope, Send

from pages.shared.hosting.shelf import Shelf

BODY = b"let number = 1;\n" * 4000
PATH = "/static/js/one.js"
PUBLIC = [(b"content-type", b"text/javascript"), (b"cache-control", b"public, immutable"), (b"etag", b'"1"')]
PACKED = {"accept-encoding": "gzip, br"}


class Files:
    """An application with one file, which counts how often it was asked for it."""

    def __init__(
        self, body: bytes = BODY, status: int = 200, headers: list[tuple[bytes, bytes]] = PUBLIC
    ) -> None:
        self.body, self.status, self.headers = body, status, headers
        self.asked: list[dict[str, str]] = []

    async def __call__(self, scope: Scope, _receive: Receive, send: Send) -> None:
        self.asked.append({name.decode(): value.decode() for name, value in scope["headers"]})
        await send({"type": "http.response.start", "status": self.status, "headers": list(self.headers)})
        for start in range(0, len(self.body), 10_000):
            part = self.body[start : start + 10_000]
            await send({"type": "http.response.body", "body": part, "more_body": True})
        await send({"type": "http.response.body", "body": b""})


def ask(
    app: Shelf, path: str = PATH, method: str = "GET", headers: dict[str, str] = PACKED
) -> tuple[int, dict[str, str], bytes]:
    """Status, headers and body of an answer."""
    sent: list[Message] = []

    async def receive() -> Message:
        return {"type": "http.request"}

    async def send(message: Message) -> None:
        sent.append(message)

    fields = [(name.encode(), value.encode()) for name, value in headers.items()]
    scope = {"type": "http", "method": method, "path": path, "headers": fields}
    asyncio.run(app(scope, receive, send))
    found = {name.decode().lower(): value.decode() for name, value in sent[0]["headers"]}
    return sent[0]["status"], found, b"".join(message["body"] for message in sent[1:])


def test_a_file_is_packed_once_and_is_the_same_for_everybody() -> None:
    files = Files()
    app = Shelf(files)
    first, second = ask(app), ask(app)
    assert first == second
    status, headers, body = first
    assert (status, gzip.decompress(body)) == (200, BODY)
    assert headers["content-encoding"] == "gzip"
    assert headers["content-length"] == str(len(body))
    assert headers["vary"] == "Accept-Encoding"
    assert headers["etag"] == '"1"'
    assert [("accept-encoding" in one) for one in files.asked] == [False]


def test_what_does_not_become_smaller_stays_as_it_is() -> None:
    noise = bytes((at * at * 7919 + at // 3) % 251 for at in range(50))
    app = Shelf(Files(noise))
    for status, headers, body in (ask(app), ask(app)):
        assert (status, body) == (200, noise)
        assert "content-encoding" not in headers


@pytest.mark.parametrize(
    "asked",
    [
        {"path": "/train"},
        {"path": "/assets/player.js"},
        {"path": "/static/../app.py"},
        {"path": "/static//one.js"},
        {"path": "/static/./one.js"},
        {"method": "HEAD"},
        {"headers": {}},
        {"headers": {**PACKED, "range": "bytes=0-9"}},
        {"headers": {**PACKED, "if-none-match": '"1"'}},
    ],
    ids=str,
)
def test_other_requests_are_passed_on_as_they_are(asked: dict[str, str]) -> None:
    files = Files()
    app = Shelf(files)
    ask(app)
    before = len(files.asked)
    for _ in range(2):
        status, headers, body = ask(app, **asked)  # type: ignore[arg-type]
        assert (status, body) == (200, BODY)
        assert "content-encoding" not in headers
    assert len(files.asked) == before + 2
    assert files.asked[-1] == asked.get("headers", PACKED)


@pytest.mark.parametrize(
    ("status", "headers"),
    [
        (404, PUBLIC),
        (206, PUBLIC),
        (200, [(b"cache-control", b"no-cache")]),
        (200, []),
        (200, [*PUBLIC, (b"set-cookie", b"a=1")]),
    ],
    ids=str,
)
def test_an_answer_that_nobody_may_keep_is_not_kept(status: int, headers: list[tuple[bytes, bytes]]) -> None:
    files = Files(status=status, headers=headers)
    app = Shelf(files)
    for _ in range(2):
        assert ask(app)[0::2] == (status, BODY)
    assert len(files.asked) == 2
    assert not app.kept


def test_the_room_is_bounded() -> None:
    files = Files(bytes((at * at * 7919 + at // 3) % 251 for at in range(600)))
    app = Shelf(files, most=1000)
    for at in range(40):
        assert ask(app, f"/static/js/{at}.js")[0] == 200
    assert sum(len(one.body) for one in app.kept.values()) <= 1000


def test_websockets_pass_untouched() -> None:
    seen: list[Scope] = []

    async def socket(scope: Scope, _receive: Receive, _send: Send) -> None:
        seen.append(scope)

    async def nothing(*_: object) -> Message:
        return {}

    scope = {"type": "websocket", "path": PATH}
    asyncio.run(Shelf(socket)(scope, nothing, nothing))  # type: ignore[arg-type]
    assert seen == [scope]


@pytest.mark.parametrize("path", ["vendor/plotly.min.js", "static/js/"])
def test_the_app_sends_its_large_files_packed(url: str, path: str) -> None:
    if path.endswith("/"):
        with urlopen(url, timeout=20) as page:
            path += page.read().decode().split('src="./static/js/')[1].split('"')[0]

    def fetched(**headers: str) -> tuple[Headers, bytes]:
        with urlopen(Request(f"{url}/{path}", headers=headers), timeout=60) as answer:
            return answer.headers, answer.read()

    _, plain = fetched()
    for _ in range(2):
        headers, body = fetched(**{"Accept-Encoding": "gzip"})
        assert gzip.decompress(body) == plain
        assert len(body) < len(plain) / 2
        assert headers["Content-Encoding"] == "gzip"
        assert "Content-Security-Policy" in headers
        assert headers["Cache-Control"].startswith("public")
