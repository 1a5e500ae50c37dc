"""The start page says where its server is, and is otherwise Streamlit's own."""

import asyncio
import re
from urllib.request import Request, urlopen

import pytest
from starlette.types import Message, Receive, Scope, Send

from pages.shared.hosting.start_page import StartPage
from pages.shared.state.html_lang import PRESENTING_SCRIPT, SERVER_SCRIPT

TOLD = f"<script>{SERVER_SCRIPT}</script><script>{PRESENTING_SCRIPT}</script>"
BROWSER = {"Accept": "text/html,application/xhtml+xml,*/*;q=0.8", "Accept-Encoding": "gzip, br"}
PAGE = "<!DOCTYPE html><html><script>first</script><script>second</script>é</html>"


def answered(
    parts: list[str],
    kind: str = "text/html; charset=utf-8",
    status: int = 200,
    method: str = "GET",
    path: str = "/train",
) -> tuple[dict[str, str], list[str]]:
    """Headers and bodies of what comes out when these parts of an answer go in."""
    sent: list[Message] = []

    async def inner(_scope: Scope, _receive: Receive, send: Send) -> None:
        length = str(sum(len(part.encode()) for part in parts))
        headers = {"content-type": kind, "content-length": length, "etag": '"1"', "last-modified": "then"}
        fields = [(name.encode(), value.encode()) for name, value in headers.items()]
        await send({"type": "http.response.start", "status": status, "headers": fields})
        for left, part in reversed(list(enumerate(reversed(parts)))):
            await send({"type": "http.response.body", "body": part.encode(), "more_body": left > 0})

    async def receive() -> Message:
        return {}

    async def send(message: Message) -> None:
        sent.append(message)

    scope = {"type": "http", "method": method, "path": path, "headers": []}
    asyncio.run(StartPage(inner)(scope, receive, send))
    found = {name.decode().lower(): value.decode() for name, value in sent[0]["headers"]}
    return found, [message["body"].decode() for message in sent[1:]]


@pytest.mark.parametrize("cut", [1, 20, 40, len(PAGE) - 1])
def test_the_script_stands_before_all_others_wherever_the_page_is_cut(cut: int) -> None:
    headers, bodies = answered([PAGE[:cut], PAGE[cut:]])
    assert bodies == [PAGE.replace("<script>first", f"{TOLD}<script>first")]
    assert headers["content-length"] == str(len(bodies[0].encode()))
    assert "etag" not in headers
    assert "last-modified" not in headers


@pytest.mark.parametrize(
    ("kind", "status", "method"),
    [("text/javascript", 200, "GET"), ("text/html", 404, "GET"), ("text/html", 200, "HEAD")],
)
def test_all_else_passes_as_it_is(kind: str, status: int, method: str) -> None:
    headers, bodies = answered([PAGE[:9], PAGE[9:]], kind, status, method)
    assert bodies == [PAGE[:9], PAGE[9:]]
    assert headers["etag"] == '"1"'


def test_the_first_moment_has_our_title_and_the_outline_of_a_stage(url: str) -> None:
    with urlopen(Request(f"{url}/train", headers=BROWSER), timeout=20) as answer:
        text = answer.read().decode()
    assert re.findall("<title>(.*)</title>", text) == ["nnviz"]
    assert text.index('id="root"') < text.index('id="nnviz-skeleton"') < text.index("</body>")


@pytest.mark.parametrize("path", ["/", "/train", "/train?lang=ja", "/no-page"])
def test_a_browser_is_told_by_every_page_and_its_policy_lets_it_read_it(url: str, path: str) -> None:
    with urlopen(Request(url + path, headers=BROWSER), timeout=20) as answer:
        text, headers = answer.read().decode(), answer.headers
    assert text.count(TOLD) == 1
    assert text.index("<script") == text.index(TOLD)
    assert len(re.findall(r"'sha256-[^']+'", headers["Content-Security-Policy"])) >= 5
    assert headers["Cache-Control"] == "no-cache"


def test_a_window_of_our_own_is_no_page_of_streamlit() -> None:
    assert answered([PAGE], path="/assets/lecturer.html")[1] == [PAGE]
    assert answered([PAGE], path="/prefix/assets/lecturer.html")[1] == [PAGE]
