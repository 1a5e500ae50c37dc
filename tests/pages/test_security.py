"""The headers of every answer, and who may embed the app."""

from urllib.error import HTTPError
from urllib.request import Request, urlopen

import pytest
from starlette.types import Message, Receive, Scope, Send

from pages.shared.hosting.security import SecurityHeaders, frame_ancestors, script_hashes, security_headers
from tests.every import every


class Answer:
    """What the server answers to a request, whatever its status."""

    def __init__(self, address: str, **headers: str) -> None:
        try:
            answer = urlopen(Request(address, headers=headers), timeout=20)
        except HTTPError as refusal:
            answer = refusal
        with answer:
            self.status, self.headers, self.text = answer.status, answer.headers, answer.read().decode()


def directives(policy: str) -> dict[str, list[str]]:
    return {words[0]: words[1:] for words in (part.split() for part in policy.split(";"))}


async def silent(_scope: Scope, _receive: Receive, _send: Send) -> None:
    """An application that answers nothing."""


@every("path", ["/", "/train", "/assets/player.js", "/vendor/plotly.min.js", "/assets/no"])
def test_every_answer_carries_the_headers(url: str, path: str) -> None:
    found = Answer(url + path).headers
    for name, value in security_headers().items():
        assert found[name] == value
    assert found["X-Content-Type-Options"] == "nosniff"


def test_scripts_come_from_the_app_only() -> None:
    policy = directives(security_headers()["Content-Security-Policy"])
    scripts = [source for source in policy["script-src"] if not source.startswith("'sha256-")]
    assert scripts == ["'self'", "blob:"]
    assert policy["default-src"] == ["'self'"]
    assert policy["object-src"] == ["'none'"]
    assert policy["frame-ancestors"] == ["'self'"]


def test_streamlits_start_page_and_both_languages_have_a_hash() -> None:
    assert len(set(script_hashes())) >= 3


def test_our_files_are_asked_for_again_and_plotly_is_kept(url: str) -> None:
    ours, plotly = Answer(f"{url}/assets/player.js"), Answer(f"{url}/vendor/plotly.min.js")
    assert ours.headers["Cache-Control"] == "no-cache"
    assert plotly.headers["Cache-Control"] == "public, max-age=604800"
    again = Answer(f"{url}/assets/player.js", **{"If-None-Match": ours.headers["ETag"]})
    assert (again.status, again.text) == (304, "")


def test_a_missing_file_is_not_kept(url: str) -> None:
    missing = Answer(f"{url}/assets/no.js")
    assert missing.status == 404
    assert "Cache-Control" not in missing.headers


@pytest.mark.parametrize("path", ["/assets/../app.py", "/assets/%2e%2e/app.py", "/assets/..%2f..%2fapp.py"])
def test_files_outside_the_folders_are_not_served(url: str, path: str) -> None:
    assert "SecurityHeaders" not in Answer(url + path).text


@every(
    "embedders, sources",
    [
        ("", "'self'"),
        (" ", "'self'"),
        ("self", "'self'"),
        ("none", "'none'"),
        ("https://moodle.example.org", "https://moodle.example.org"),
        ("self, https://*.example.org:8443", "'self' https://*.example.org:8443"),
        ("http://localhost:* lms.example.org", "http://localhost:* lms.example.org"),
    ],
)
def test_embedders_can_be_named(embedders: str, sources: str) -> None:
    assert frame_ancestors(embedders) == sources


@every(
    "embedders",
    [
        "https://a.org; script-src *",
        "https://a.org\r\nSet-Cookie: a=b",
        "https://a.org\n",
        "*",
        "javascript:alert(1)",
        "https://",
        "'unsafe-inline'",
        "none https://a.org",
    ],
)
def test_nothing_else_gets_into_the_header(embedders: str) -> None:
    with pytest.raises(ValueError, match=r"^NNVIZ_FRAME_ANCESTORS must list origins .*, got .*; write"):
        frame_ancestors(embedders)


def test_the_environment_names_the_embedders(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NNVIZ_FRAME_ANCESTORS", "https://moodle.example.org")
    policy = directives(SecurityHeaders(silent).headers["Content-Security-Policy"])
    assert policy["frame-ancestors"] == ["https://moodle.example.org"]


def test_websockets_pass_untouched() -> None:
    seen: list[Send] = []

    async def socket(_scope: Scope, _receive: Receive, send: Send) -> None:
        seen.append(send)

    async def receive() -> Message:
        return {}

    async def send(_message: Message) -> None: ...

    call = SecurityHeaders(socket)({"type": "websocket", "path": "/"}, receive, send)
    with pytest.raises(StopIteration):  # it waits for nothing, so that no event loop is needed
        call.send(None)
    assert seen == [send]
