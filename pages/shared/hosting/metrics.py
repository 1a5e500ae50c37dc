"""Figures for those who run a server, at /metrics in the text format of Prometheus: who is there, who trains
and waits, how much was answered, and what was refused and why. They are closed unless switched on."""

import hmac
from collections.abc import Iterator

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send
from streamlit.runtime import Runtime

from pages.shared.hosting import room
from pages.shared.operating.counters import COUNTERS
from pages.shared.operating.limits import Limits, limits
from pages.shared.operating.places import training_places

ROUTE = "/metrics"
THEIRS = "/_stcore/metrics"  # Streamlit's own, which it shows to anybody
FORMAT = "text/plain; version=0.0.4; charset=utf-8"


async def metrics(request: Request) -> Response:
    """Return the figures to those who may read them."""
    if not may_read(request.headers.get("authorization", ""), limits()):
        return PlainTextResponse("Not Found", 404)
    return Response("\n".join(lines()) + "\n", media_type=FORMAT)


def may_read(authorization: str, limited: Limits) -> bool:
    """Whether the figures are on, and who asks says the token, if there is one."""
    if limited.metrics_token is not None:
        said = f"Bearer {limited.metrics_token}".encode()
        return hmac.compare_digest(authorization.encode(), said)
    return limited.metrics


def lines() -> Iterator[str]:
    """The figures, each with what it means."""
    train, wait = training_places().count()
    there = len(Runtime.instance()._session_mgr.list_active_sessions())  # Streamlit has no public number
    yield from _figure("visitors", "gauge", "Pages that are open.", there)
    yield from _figure("training", "gauge", "Visitors who train.", train)
    yield from _figure("queue", "gauge", "Visitors who wait for a place to train.", wait)
    yield from _figure("run_bytes", "gauge", "Memory that runs may take, in bytes.", room.runs().held)
    yield from _figure("ticks_total", "counter", "Answers of players.", COUNTERS.ticks)
    yield from _about("refused_total", "counter", "What was not done, or not at once, by the limit.")
    for reason, count in COUNTERS.refused.items():
        yield f'nnviz_refused_total{{reason="{reason}"}} {count}'


def _figure(name: str, kind: str, meaning: str, value: int) -> Iterator[str]:
    yield from _about(name, kind, meaning)
    yield f"nnviz_{name} {value}"


def _about(name: str, kind: str, meaning: str) -> Iterator[str]:
    yield f"# HELP nnviz_{name} {meaning}"
    yield f"# TYPE nnviz_{name} {kind}"


class ClosedFigures:
    """ASGI middleware in front of Streamlit's own figures: they are for the same readers as ours. On a server
    without limits they stay as Streamlit has them."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, unless it asks for the figures and may not."""
        asks = scope["type"] == "http" and scope["path"].endswith(THEIRS) and limits().public
        if asks and not may_read(Request(scope).headers.get("authorization", ""), limits()):
            await PlainTextResponse("Not Found", 404)(scope, receive, send)
            return
        await self.app(scope, receive, send)
