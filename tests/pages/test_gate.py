"""What may come in over Streamlit's websocket, message by message."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from starlette.types import Message, Receive, Scope, Send
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.WidgetStates_pb2 import WidgetState

from pages.shared.hosting.gate import (
    KINDS,
    MOST_BYTES,
    MOST_EVENTS,
    MOST_WIDGETS,
    STREAM,
    Gate,
    Refused,
    harmless,
)
from tests.every import every


def rerun(*states: WidgetState, **fields: str) -> BackMsg:
    message = BackMsg()
    message.rerun_script.widget_states.widgets.extend(states)
    for name, value in fields.items():
        setattr(message.rerun_script, name, value)
    return message


def passed(message: BackMsg) -> BackMsg:
    """The message as Streamlit gets it."""
    found = BackMsg()
    found.ParseFromString(harmless(message.SerializeToString()) or b"")
    return found


def events(number: int) -> WidgetState:
    sent = [{"event": "request", "value": {"count": at}} for at in range(number)]
    return WidgetState(id="player", json_trigger_value=json.dumps(sent))


# -- what a page sends ------------------------------------------------------------------------------
def test_what_a_page_sends_passes_as_it_is() -> None:
    pairs = WidgetState(id="pairs", string_value="1,2")
    sizes = WidgetState(id="sizes")
    sizes.int_array_value.data.extend([4, 4])
    state = WidgetState(id="state", json_value='{"a": null}')
    message = rerun(pairs, sizes, state, events(1), query_string="rate=0.02", fragment_id="abc")
    assert passed(message) == message


@every("text", ["", "null", "[]", '"a"', "[NaN]", '[{"event": "request", "value": 1e999}]'])
def test_any_json_that_can_be_read_passes(text: str) -> None:
    message = rerun(WidgetState(id="player", json_trigger_value=text))
    assert len(passed(message).rerun_script.widget_states.widgets) == 1


def test_the_last_events_of_a_trigger_count() -> None:
    (state,) = passed(rerun(events(1200))).rerun_script.widget_states.widgets
    assert [event["value"]["count"] for event in json.loads(state.json_trigger_value)] == list(
        range(1200 - MOST_EVENTS, 1200)
    )


# -- what no page sends -------------------------------------------------------------------------------
@every("kind", ["json_value", "json_trigger_value"])
@every("text", ["[" * 9000 + "]" * 9000, "9" * 5000, "{", "[1], [2"])
def test_json_that_cannot_be_read_is_left_out(kind: str, text: str) -> None:
    hostile = WidgetState(id="a")
    setattr(hostile, kind, text)
    message = rerun(hostile, WidgetState(id="b", int_value=1))
    assert [state.id for state in passed(message).rerun_script.widget_states.widgets] == ["b"]


@every("kind", sorted(set(BackMsg.DESCRIPTOR.fields_by_name) - KINDS))
def test_kinds_that_no_page_needs_are_left_out(kind: str) -> None:
    message = BackMsg()
    if BackMsg.DESCRIPTOR.fields_by_name[kind].message_type:
        getattr(message, kind).SetInParent()
    else:
        setattr(message, kind, True)
    assert message.WhichOneof("type") == kind
    assert harmless(message.SerializeToString()) is None


@pytest.mark.parametrize("message", [BackMsg(stop_script=True), BackMsg(app_heartbeat=True)])
def test_a_heartbeat_and_a_stop_pass(message: BackMsg) -> None:
    assert passed(message) == message


def test_a_download_passes_and_no_other_operation() -> None:
    download, skills = BackMsg(), BackMsg()
    download.backend_operation_request.deferred_file.file_id = "abc"
    skills.backend_operation_request.install_skills.SetInParent()
    assert passed(download) == download
    assert harmless(skills.SerializeToString()) is None


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (None, 1003),
        (b"\x00" * (MOST_BYTES + 1), 1009),
        (rerun(events(8000)).SerializeToString(), 1009),
        (rerun(*[WidgetState(id="a")] * (MOST_WIDGETS + 1)).SerializeToString(), 1008),
    ],
    ids=["text", "bytes", "8,000 events", "widgets"],
)
def test_who_sends_what_is_too_much_is_refused(data: bytes | None, code: int) -> None:
    with pytest.raises(Refused) as refused:
        harmless(data)
    assert refused.value.code == code


@given(data=st.binary(max_size=300))
def test_any_bytes_are_passed_left_out_or_refused(data: bytes) -> None:
    try:
        assert harmless(data) is None or isinstance(harmless(data), bytes)
    except Refused:
        pytest.fail("bytes this short must not be refused")


# -- the connection ------------------------------------------------------------------------------------
def talk(messages: list[Message], path: str = STREAM) -> tuple[list[Message], list[Message]]:
    """What an application gets of these messages, and what the browser does: a word for each, a last one."""
    got: list[Message] = []
    sent: list[Message] = []
    waiting = iter(messages)

    async def app(_scope: Scope, receive: Receive, send: Send) -> None:
        while (message := await receive())["type"] != "websocket.disconnect":
            got.append(message)
            await send({"type": "websocket.send", "text": "word"})
        got.append(message)
        await send({"type": "websocket.send", "text": "last"})

    async def receive() -> Message:
        return next(waiting)

    async def send(message: Message) -> None:
        sent.append(message)

    call = Gate(app)({"type": "websocket", "path": path}, receive, send)
    with pytest.raises(StopIteration):  # it waits for nothing, so that no event loop is needed
        call.send(None)
    return got, sent


END: Message = {"type": "websocket.disconnect", "code": 1000}


def binary(message: BackMsg) -> Message:
    return {"type": "websocket.receive", "bytes": message.SerializeToString()}


def test_the_connection_of_a_page_goes_on() -> None:
    got, sent = talk([{"type": "websocket.connect"}, binary(rerun()), END])
    assert [message["type"] for message in got] == [
        "websocket.connect",
        "websocket.receive",
        "websocket.disconnect",
    ]
    assert [message["text"] for message in sent] == ["word", "word", "last"]


def test_what_is_left_out_is_not_even_heard_of() -> None:
    got, sent = talk([binary(BackMsg(clear_cache=True)), binary(rerun()), END])
    assert [message["type"] for message in got] == ["websocket.receive", "websocket.disconnect"]
    assert len(sent) == 2


def test_who_is_refused_is_cut_off_and_gets_no_more_news() -> None:
    got, sent = talk([binary(rerun(events(8000)))])
    assert got == [{"type": "websocket.disconnect", "code": 1009}]
    assert sent == [{"type": "websocket.close", "code": 1009}]


def test_other_websockets_and_a_prefix_of_the_path() -> None:
    text: Message = {"type": "websocket.receive", "text": "hello"}
    assert talk([text, END], "/stream/abc")[0][0] == text
    assert talk([text], "/classes/nnviz" + STREAM)[1] == [{"type": "websocket.close", "code": 1003}]
