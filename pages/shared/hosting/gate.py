"""What may come in over Streamlit's websocket: messages as small as those that pages of ours send, of kinds
that they send. Anybody can write to a websocket; one message must not cost others their server."""

import json

from starlette.types import ASGIApp, Message, Receive, Scope, Send
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.WidgetStates_pb2 import WidgetState

from pages.shared.operating.counters import COUNTERS
from pages.shared.protocol.requests import load

STREAM = "/_stcore/stream"  # where the path of Streamlit's websocket ends
MOST_BYTES = 64 * 1024  # of a message; with all widgets of a page it has about 10,000
MOST_WIDGETS = 256  # of a message; a page has about 50
MOST_EVENTS = 4  # of a component's trigger; Streamlit calls back for each, and the player sends one
UNSUPPORTED, REFUSED, TOO_BIG = 1003, 1008, 1009  # codes for closing, RFC 6455 section 7.4.1

# Others clear everybody's caches, or ask for the state of the repository.
KINDS = frozenset(
    {"rerun_script", "stop_script", "app_heartbeat", "backend_operation_request", "file_urls_request"}
)
OPERATIONS = frozenset({"deferred_file"})  # a download that is made when somebody presses its button


class Refused(Exception):  # noqa: N818 - it is an answer, not an error of ours
    """A message after which the connection is closed, with a code."""

    def __init__(self, code: int) -> None:
        super().__init__(f"a message must be one of a page, it is refused with code {code}")
        self.code = code


class Gate:
    """ASGI middleware in front of Streamlit's websocket. Who sends what no page sends is cut off; kinds that
    are not needed are left out in silence, because Streamlit's own menu sends some of them."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the connection on, and look at all that the browser sends."""
        if scope["type"] != "websocket" or not scope["path"].endswith(STREAM):
            await self.app(scope, receive, send)
            return
        cut_off = False

        async def receive_harmless() -> Message:
            nonlocal cut_off
            while True:
                message = await receive()
                if message["type"] != "websocket.receive":
                    return message
                try:
                    data = harmless(message.get("bytes"))
                except Refused as refused:
                    COUNTERS.refuse("message")
                    cut_off = True
                    await send({"type": "websocket.close", "code": refused.code})
                    return {"type": "websocket.disconnect", "code": refused.code}
                if data is not None:
                    return {**message, "bytes": data}

        async def send_while_open(message: Message) -> None:
            if not cut_off:  # Streamlit may still have news for a visitor who was cut off
                await send(message)

        await self.app(scope, receive_harmless, send_while_open)


def harmless(data: bytes | None) -> bytes | None:
    """Return what may be passed on of a binary message; None where nothing may.

    Raises Refused for texts, and for messages that are too big."""
    if data is None:
        raise Refused(UNSUPPORTED)
    if len(data) > MOST_BYTES:
        raise Refused(TOO_BIG)
    message = BackMsg()
    try:
        message.ParseFromString(data)
    except Exception:  # protobuf has an error of its own for each of its engines
        return data  # Streamlit knows what to say to it
    kind = message.WhichOneof("type")
    if kind not in KINDS:
        return None
    if kind == "backend_operation_request":
        return data if message.backend_operation_request.WhichOneof("payload") in OPERATIONS else None
    if kind != "rerun_script":
        return data
    states = message.rerun_script.widget_states
    if len(states.widgets) > MOST_WIDGETS:
        raise Refused(REFUSED)
    kept = [state for state in states.widgets if eased(state)]
    del states.widgets[:]
    states.widgets.extend(kept)
    passed: bytes = message.SerializeToString()
    return passed


def eased(state: WidgetState) -> bool:
    """Cut the events of a trigger down to the last few; return False where JSON cannot be read, which
    Streamlit takes for granted."""
    kind = state.WhichOneof("value")
    if kind not in ("json_value", "json_trigger_value"):
        return True
    read = load(f"[{getattr(state, kind)}]", MOST_BYTES)  # in a list, because null is a value as well
    if not isinstance(read, list):
        return False
    if read and kind == "json_trigger_value" and isinstance(read[0], list):
        state.json_trigger_value = json.dumps(read[0][-MOST_EVENTS:])
    return True
