"""Messages that no page sends, against the running app: they cost next to nothing and take nothing away."""

import json

import pytest
from streamlit.proto.BackMsg_pb2 import BackMsg

from tests.load.running import run
from tests.load.visitor import Visitor
from tests.load.wire import GoneError

HOSTILE = {
    "nested": "[" * 20_000 + "]" * 20_000,
    "digits": '[{"event": "request", "value": {"known": ' + "9" * 5000 + "}}]",
    "huge": '[{"event": "request", "value": {"touched": [["w[0]", 1' + "0" * 400 + "]]}}]",
    "name": '[{"event": "request", "value": {"run": ' + "[" * 900 + "]" * 900 + "}}]",
    "values": '[{"event": "request", "value": [1, true, null]}, {"event": 5}, "request", 5]',
    "cut": '[{"event": "request"',
    "no list": '{"event": "request", "value": {"want": "more"}}',
    "many": json.dumps([{"event": "request", "value": {}}] * 1800),
    "surrogate": '[{"event": "request", "value": {"want": "touch", "touched": [["\\ud800", 1]]}}]',
}


async def trains_on(visitor: Visitor, after: str = "") -> None:
    """Nothing was wrong so far, and the run goes on."""
    run, known = visitor.head["run"], visitor.known
    await visitor.ask("more", 6, speed="1")
    assert not visitor.errors, after
    assert visitor.head["run"] == run, after
    assert visitor.known > known, after


def test_hostile_triggers_are_answered_like_any_other(url: str) -> None:
    async def visit() -> None:
        async with Visitor(url, "trigger") as visitor:
            for name, text in HOSTILE.items():
                await visitor.wire.send(visitor.wire.trigger(visitor.key, text))
                await visitor.wire.finished()
                await visitor.ask("all", 0)
                await trains_on(visitor, name)

    run(visit())


def test_who_sends_8000_events_is_cut_off_and_others_are_answered(url: str) -> None:
    async def visit() -> None:
        async with Visitor(url) as sender, Visitor(url) as other:
            events = json.dumps([{"event": "request", "value": {}}] * 8000)
            await sender.wire.send(sender.wire.trigger(sender.key, events))
            with pytest.raises(GoneError) as gone:
                await sender.wire.finished()
            assert gone.value.code == 1009
            await trains_on(other)

    run(visit())


KINDS = [name for name, field in BackMsg.DESCRIPTOR.fields_by_name.items() if not field.message_type]


def test_no_message_of_another_visitor_stops_a_run(url: str) -> None:
    """Any browser may send these; `clear_cache` clears what Streamlit keeps for all visitors."""

    async def visit() -> None:
        async with Visitor(url) as sender, Visitor(url) as other:
            for kind in KINDS:
                message = BackMsg()
                setattr(message, kind, True)
                await sender.wire.send(message)
                await trains_on(other, kind)
                await trains_on(sender, kind)

    run(visit())


@pytest.mark.parametrize(
    ("address", "rate"),
    [
        ("?rate=0.02", "0.02"),
        ("?embed=true&Embed_Options=dark_theme&rate=0.02", "0.02"),
        ("?embed=true", None),
        ("x" * 4000, None),
        ("?%00=%ff", None),
    ],
)
def test_a_page_that_outlived_its_session_may_say_any_address(
    url: str, address: str, rate: str | None
) -> None:
    """Its settings are followed, and belong into the address again; Streamlit is told nothing."""

    async def visit() -> None:
        async with Visitor(url, "trigger") as visitor:
            await visitor.ask("nothing", 0, address=address)
            await visitor.ask("all", 0)
            assert visitor.head["link"]["rate"] == rate
            assert visitor.wire.query == ""
            await trains_on(visitor)

    run(visit())
