"""The ASGI application: the frame and its pages, a stream of frames, plotly.js and our own
modules as files, security headers.
`streamlit run app.py` starts it from anywhere; `uvicorn app:app` from this folder, where its settings are."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import streamlit as st
from starlette.middleware import Middleware
from starlette.routing import Mount, WebSocketRoute
from starlette.staticfiles import StaticFiles

from pages.registry import FIGURES
from pages.shared.departures import departures
from pages.shared.gate import Gate
from pages.shared.hints import Hints
from pages.shared.promptness import hurry
from pages.shared.security import SecurityHeaders
from pages.shared.shelf import Shelf
from pages.shared.start_page import StartPage
from pages.shared.stream import ROUTE, stream

HERE = Path(__file__).resolve().parent


@asynccontextmanager
async def lifespan(app: st.App) -> AsyncIterator[None]:
    """What is done from the start of the server to its end."""
    hurry()
    async with departures(app):
        yield


app = st.App(
    HERE / "pages" / "frame.py",
    lifespan=lifespan,
    routes=[
        WebSocketRoute(ROUTE, stream),
        Mount("/vendor", StaticFiles(packages=[("plotly", "package_data")])),
        Mount("/assets", StaticFiles(directory=HERE / "pages" / "shared" / "assets")),
    ],
    middleware=[
        Middleware(Shelf),
        Middleware(SecurityHeaders),
        Middleware(Hints, figures=FIGURES),
        Middleware(StartPage),
        Middleware(Gate),
    ],
)
