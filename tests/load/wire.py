"""Streamlit's websocket as a browser uses it, without a browser: messages to a session, elements back.
One connection belongs to one session; what the session shows is kept by the keys that the pages gave it."""

import asyncio
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.BidiComponent_pb2 import BidiComponent
from streamlit.proto.Element_pb2 import Element
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.WidgetStates_pb2 import WidgetState
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed
from websockets.typing import Origin, Subprotocol

PATIENCE = 60.0  # seconds until a server that is alive must have answered
TRIGGER = "$$STREAMLIT_INTERNAL_KEY_{component}__events"


class GoneError(ConnectionError):
    """The server has closed the connection; `code` says why, as the WebSocket protocol numbers it."""

    def __init__(self, code: int) -> None:
        super().__init__(f"the server must keep the connection, it closed it with code {code}")
        self.code = code


@dataclass
class Shown:
    """What a session shows: components and widgets by their keys, alerts and exceptions as texts."""

    components: dict[str, BidiComponent] = field(default_factory=dict)
    fragments: dict[str, str] = field(default_factory=dict)  # of the components, by their keys
    widgets: dict[str, Element] = field(default_factory=dict)
    alerts: list[str] = field(default_factory=list)
    exceptions: list[str] = field(default_factory=list)


class Wire:
    """One session on Streamlit's websocket, on the page called `page` with a link's `query`."""

    def __init__(self, url: str, page: str = "", query: str = "") -> None:
        self.url, self.page, self.query = url, page, query
        self.session = ""  # its id, once the server has told it
        self.page_hash = ""
        self.shown = Shown()
        self.changed: dict[str, WidgetState] = {}  # widgets that the visitor has set, by id
        self._socket: ClientConnection | None = None

    # -- the connection ------------------------------------------------------------------
    async def open(self, session: str = "") -> None:
        """Connect; `session` asks for one that had been cut."""
        names = [Subprotocol(name) for name in ("streamlit", "none", session) if name]
        self._socket = await connect(
            self.url.replace("http", "ws", 1) + "/_stcore/stream",
            origin=Origin(self.url),
            subprotocols=names,
            compression=None,
            max_size=None,
            open_timeout=PATIENCE,
            ping_interval=None,
        )

    async def close(self) -> None:
        """Leave, as a browser does whose tab is closed."""
        if self._socket:
            await self._socket.close()

    async def send(self, message: BackMsg | bytes) -> None:
        """Send a message; raises GoneError if there is no connection any more."""
        try:
            await self.socket.send(message if isinstance(message, bytes) else message.SerializeToString())
        except ConnectionClosed as error:
            raise gone(error) from None

    @property
    def socket(self) -> ClientConnection:
        """The open connection."""
        if self._socket is None:
            raise ConnectionError("a session must be open before it is used; call open() first")
        return self._socket

    # -- what a visitor does -----------------------------------------------------------------
    async def load(self) -> None:
        """Run the whole page, and wait for its end."""
        await self.send(self.rerun())
        await self.finished()

    async def change(self, *states: WidgetState) -> None:
        """Set widgets, as the visitor does, and wait for the end of the run that follows."""
        for state in states:
            self.changed[state.id] = state
        await self.load()

    def rerun(self, fragment: str = "", states: Iterable[WidgetState] = ()) -> BackMsg:
        """The message that asks for a run of the page or of one fragment, with these widgets besides."""
        message = BackMsg()
        run = message.rerun_script
        run.query_string, run.fragment_id = self.query, fragment
        if self.page_hash:
            run.page_script_hash = self.page_hash
        else:
            run.page_name = self.page
        run.context_info.url = f"{self.url}/{self.page}"
        run.context_info.timezone, run.context_info.locale = "UTC", "en-US"
        run.context_info.color_scheme = "light"
        run.widget_states.SetInParent()
        run.widget_states.widgets.extend([*self.changed.values(), *states])
        return message

    def trigger(self, key: str, text: str) -> BackMsg:
        """The message with which the component called `key` sends its events, a JSON list, as `text`."""
        component = self.shown.components[key]
        state = WidgetState(id=TRIGGER.format(component=component.id), json_trigger_value=text)
        return self.rerun(self.shown.fragments[key], [state])

    # -- what comes back ------------------------------------------------------------------------
    async def receive(self, seconds: float = PATIENCE) -> ForwardMsg:
        """The next message, taken to what is shown; raises GoneError, or TimeoutError if none comes."""
        try:
            data = await asyncio.wait_for(self.socket.recv(), seconds)
        except ConnectionClosed as error:
            raise gone(error) from None
        message = ForwardMsg()
        message.ParseFromString(data if isinstance(data, bytes) else data.encode())
        self._take(message)
        return message

    async def finished(self, seconds: float = PATIENCE) -> None:
        """Receive until a run has ended that no other one follows at once."""
        while True:
            message = await self.receive(seconds)
            ended = message.WhichOneof("type") == "script_finished"
            if ended and message.script_finished != ForwardMsg.FINISHED_EARLY_FOR_RERUN:
                return

    def _take(self, message: ForwardMsg) -> None:
        match message.WhichOneof("type"):
            case "new_session":
                self.session = message.new_session.initialize.session_id
                if not message.metadata.run.fragment_ids:  # the whole page is shown anew
                    self.shown = Shown(exceptions=self.shown.exceptions)
            case "navigation":
                self.page_hash = message.navigation.page_script_hash
            case "page_info_changed":
                self.query = message.page_info_changed.query_string
            case "delta" if message.delta.WhichOneof("type") == "new_element":
                self._show(message.delta.new_element, message.delta.fragment_id)

    def _show(self, element: Element, fragment: str) -> None:
        kind = element.WhichOneof("type") or ""
        content = getattr(element, kind, None)
        if kind == "alert":
            self.shown.alerts.append(element.alert.body)
        elif kind == "toast":
            self.shown.alerts.append(element.toast.body)
        elif kind == "exception":
            self.shown.exceptions.append(f"{element.exception.type}: {element.exception.message}")
        elif kind == "bidi_component":
            key = key_of(element.bidi_component.id)
            self.shown.components[key] = element.bidi_component
            self.shown.fragments[key] = fragment
        elif key := key_of(getattr(content, "id", "")):
            self.shown.widgets[key] = element

    # -- widgets ----------------------------------------------------------------------------------
    def widget(self, key: str, **value: object) -> WidgetState:
        """The state of the widget called `key` with another value, by the name of its kind."""
        element = self.shown.widgets[key]
        return state_of(getattr(element, element.WhichOneof("type") or "").id, value)


def state_of(identity: str, value: Mapping[str, object]) -> WidgetState:
    """The state of a widget: one pair of kind and value; lists go into the arrays of the protocol."""
    state = WidgetState(id=identity)
    for kind, given in value.items():
        if isinstance(given, list):
            getattr(state, kind).data.extend(given)
        else:
            setattr(state, kind, given)
    return state


def key_of(identity: str) -> str:
    """The key that a page gave an element: ids are "$$ID-hash-key", "None" where there is none."""
    _, _, key = identity.removeprefix("$$ID-").partition("-")
    return "" if key == "None" else key


def gone(error: ConnectionClosed) -> GoneError:
    """The same as an error of ours; 1006 stands for a connection that was cut without a word."""
    return GoneError(error.rcvd.code if error.rcvd else 1006)
