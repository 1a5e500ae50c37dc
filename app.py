"""The ASGI application: the frame and its pages, a stream of frames, plotly.js and our own
modules as files, security headers.
`streamlit run app.py` starts it from anywhere; `uvicorn app:app` from this folder, where its settings are."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import streamlit as st
from starlette.middleware import Middleware
from starlette.routing import Mount, Route, WebSocketRoute
from starlette.staticfiles import StaticFiles

from pages.parts.words import explanations
from pages.registry import FIGURES
from pages.shared.hosting.base_path import below_base_path
from pages.shared.hosting.departures import departures
from pages.shared.hosting.gate import Gate
from pages.shared.hosting.metrics import ROUTE as METRICS
from pages.shared.hosting.metrics import ClosedFigures, metrics
from pages.shared.hosting.preload import ASSETS, Hints
from pages.shared.hosting.promptness import hurry
from pages.shared.hosting.security import SecurityHeaders
from pages.shared.hosting.shelf import Shelf
from pages.shared.hosting.start_page import StartPage
from pages.shared.hosting.starting import settle_limits
from pages.shared.hosting.uploads import Uploads
from pages.shared.player import joined_page, saved_page
from pages.shared.player.stream import ROUTE, stream

settle_limits()
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
        WebSocketRoute(below_base_path(ROUTE), stream),
        Route(below_base_path(METRICS), metrics),
        Route(below_base_path(explanations.ROUTE), explanations.explain),
        Mount(below_base_path("/vendor"), StaticFiles(packages=[("plotly", "package_data")])),
        joined_page.route(below_base_path("/assets")),
        *saved_page.routes(below_base_path("/assets")),
        Mount(below_base_path("/assets"), StaticFiles(directory=ASSETS)),
    ],
    middleware=[
        Middleware(Shelf),
        Middleware(SecurityHeaders),
        Middleware(Hints, figures=FIGURES),
        Middleware(StartPage),
        Middleware(ClosedFigures),
        Middleware(Gate),
        Middleware(Uploads),
    ],
)
