"""The stream of frames: who may open one, what is answered, and when a token stands for nothing any more.
The endpoint is driven as a server would, message by message."""

import asyncio
import json
import threading
from typing import Any

import pytest
import streamlit
from starlette.types import Message
from starlette.websockets import WebSocket

from pages.shared.player import stream
from pages.shared.player.channels import known
from pages.shared.player.component import Page, Show
from pages.shared.protocol.answers import Answer, Append
from pages.shared.protocol.layouts import Field, Layout
from pages.shared.protocol.requests import MOST_TEXT, Request
from pages.shared.protocol.timelines import GrowingTimeline
from pages.shared.state import session
from pages.shared.state.session import Store
from tests.every import every
from tests.pages.packets import split

LAYOUT = Layout((Field("step", "float64"),))
HOME = ((b"host", b"nnviz.example"), (b"origin", b"https://nnviz.example"))


@pytest.fixture(autouse=True)
def state(monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    """A session of our own."""
    values: dict[str, Any] = {}
    monkeypatch.setattr(streamlit, "session_state", values)
    return values


def spec() -> GrowingTimeline:
    words = {"play": "Play"}
    return GrowingTimeline(LAYOUT, (), words, clock="step", theme="light", caption="", spoken="", formats={})


def counted(count: int) -> Answer:
    frames = LAYOUT.empty(count)
    frames["step"][:, 0] = range(count)
    return Append(frames)


def made(**changes: Any) -> Show:
    """A show of the session at hand, whose answer has as many frames as were asked for."""
    asked = {
        "run": lambda: "run-1",
        "spec": spec,
        "answer": lambda request: counted(request.count),
    }
    return session.kept("test:show", "run-1", lambda: Show("test", Page(**{**asked, **changes})))


class Closed(Exception):  # noqa: N818 - it is how a conversation ends
    """The server has closed the socket."""


def talk(token: str, *said: str | bytes, headers: Any = HOME) -> list[Message]:
    """Open a socket with this token and say so much; return what the server did."""
    waiting: list[Message] = [{"type": "websocket.connect"}]
    waiting += [
        {"type": "websocket.receive", "text" if isinstance(one, str) else "bytes": one} for one in said
    ]
    waiting.append({"type": "websocket.disconnect", "code": 1000})
    done: list[Message] = []

    async def receive() -> Message:
        return waiting.pop(0)

    async def send(message: Message) -> None:
        done.append(message)

    scope = {"type": "websocket", "path": "/", "headers": headers, "path_params": {"token": token}}
    socket = WebSocket(scope, receive, send)
    asyncio.run(stream.stream(socket))
    return done


def kinds(done: list[Message]) -> list[str]:
    return [message["type"].removeprefix("websocket.") for message in done]


def request(**changes: Any) -> str:
    return json.dumps({"want": "more", "count": 2, "known": 0, "run": "run-1", "spec": spec().id, **changes})


# -- answers -----------------------------------------------------------------------------------------
def test_every_request_is_answered_with_one_packet() -> None:
    show = made()
    show.packet(None)  # the page itself has sent the spec
    done = talk(show.token, request(), request(count=3), request(want="step", count=1))
    assert kinds(done) == ["accept", "send", "send", "send"]
    heads = [split(message["bytes"]) for message in done[1:]]
    assert [len(body) // 8 for _, body in heads] == [2, 3, 1]
    assert all("spec" not in head and head["stream"] == show.token for head, _ in heads)


def test_a_browser_with_another_picture_is_given_all() -> None:
    show = made()
    show.packet(None)
    (_, answer) = talk(show.token, request(spec="another"))
    assert split(answer["bytes"])[0]["spec"]["id"] == spec().id


def test_touches_reach_the_settings_of_their_own_session_only(state: dict[str, Any]) -> None:
    show = made(touch=lambda touches: session.put({"test:touched": touches}))
    state[session.STORE], mine = Store(), state[session.STORE]  # somebody else's session in this thread
    talk(show.token, request(want="touch", touched=[["w", 2]]))
    assert mine["test:touched"] == (("w", 2.0),)
    assert "test:touched" not in state[session.STORE]


def test_training_waits_its_turn_and_what_a_hand_waits_for_does_not() -> None:
    names: list[str] = []

    def named(request: Request) -> Answer:
        names.append(threading.current_thread().name.split("_")[0])
        return counted(request.count)

    show = made(answer=named)
    show.packet(None)
    talk(show.token, *(request(want=want) for want in ("more", "step", "touch", "all")))
    assert names[1:] == ["training", "urgent", "urgent", "urgent"]


@every("said", ["", "[]", "null", "{", "7", "[" * 5000, b"\x00", "x" * (MOST_TEXT + 1)])
def test_what_is_no_request_ends_the_conversation(said: str | bytes) -> None:
    done = talk(made().token, said, request())
    assert kinds(done) == ["accept", "close"]
    assert done[1]["code"] in (stream.REFUSED, stream.TOO_LONG)


def test_a_fault_while_answering_is_logged_and_ends_the_conversation(
    caplog: pytest.LogCaptureFixture,
) -> None:
    def fails(_: Request) -> Answer:
        raise ZeroDivisionError

    done = talk(made(answer=fails).token, request(), request())
    assert kinds(done) == ["accept", "close"]
    assert done[1]["code"] == stream.FAILED
    assert "ZeroDivisionError" in caplog.text


# -- tokens ------------------------------------------------------------------------------------------
def test_a_token_cannot_be_guessed() -> None:
    tokens = {Show("test", Page(lambda: "", spec, lambda _: counted(0))).token for _ in range(50)}
    assert len(tokens) == 50
    assert all(len(token) >= 32 for token in tokens)


@pytest.mark.parametrize("token", ["", "nobody's", "../all"])
def test_a_token_that_stands_for_nothing_is_told_so(token: str) -> None:
    done = talk(token, request())
    assert kinds(done) == ["accept", "close"]
    assert done[1]["code"] == stream.GONE


def test_a_token_dies_with_its_session(state: dict[str, Any]) -> None:
    token = made().token
    assert known(token)
    state.clear()  # without a collection: nothing but the session may hold the show
    assert not known(token)


def test_a_token_dies_with_its_run() -> None:
    token = made().token
    session.kept(
        "test:show", "run-2", lambda: Show("test", Page(lambda: "run-2", spec, lambda _: counted(0)))
    )
    assert not known(token)


def test_a_token_that_dies_ends_the_conversation(state: dict[str, Any]) -> None:
    def leaves(_: Request) -> Answer:
        state.clear()
        return counted(1)

    done = talk(made(answer=leaves).token, request(), request())
    assert kinds(done)[-1] == "close"
    assert done[-1]["code"] == stream.GONE


# -- origins -----------------------------------------------------------------------------------------
@every(
    "origin, welcome",
    [
        ("https://nnviz.example", True),
        (None, True),  # no browser
        ("https://evil.example", False),
        ("https://nnviz.example.evil.example", False),
        ("null", False),  # a file, or a frame in a sandbox
        ("", False),
    ],
)
def test_only_pages_of_the_app_may_open_a_stream(origin: str | None, welcome: bool) -> None:
    headers = HOME[:1] if origin is None else (*HOME[:1], (b"origin", origin.encode()))
    done = talk(made().token, request(), headers=headers)
    assert kinds(done) == (["accept", "send"] if welcome else ["close"])


# -- what stands below follows --------------------------------------------------------------------------
def test_who_wants_nothing_is_told_that_nothing_is_new_unless_the_page_has_run_since() -> None:
    answered: list[str] = []

    def answer(request: Request) -> Answer:
        answered.append(request.want)
        return counted(3)

    show = made(answer=answer, below=True)
    first, _ = split(show.packet(None, 1))
    follow = Request("nothing", run=first["run"], spec=first["spec_id"])
    head, body = split(show.packet(follow, 2))
    assert (head["unchanged"], head["below"], head["sequence"], body) == (True, True, 2, b"")
    assert answered == ["all"]
    show.page = Page(show.page.run, show.page.spec, answer, below=True)  # as a run of the page's script does
    head, body = split(show.packet(follow, 3))
    assert (head["unchanged"], len(body)) == (False, 24)
    assert split(show.packet(follow, 4))[0]["unchanged"]
    assert not split(show.packet(None, 5))[0]["unchanged"]
    head, _ = split(show.packet(Request("nothing", run=first["run"], spec="another"), 6))
    assert "spec" in head, "a browser with another picture is given all"
    assert answered == ["all", "nothing", "nothing", "all"]
