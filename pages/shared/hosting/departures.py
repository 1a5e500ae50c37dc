"""Visitors who left: their sessions are ended, and what they held is given back while nobody waits.
Streamlit keeps a session for a while, so that a connection may be cut; then it forgets the session without
ending it, and only when another visitor leaves."""

import asyncio
import logging
import time
from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

import streamlit as st
from streamlit import config
from streamlit.runtime import Runtime
from streamlit.runtime.app_session import AppSession
from streamlit.runtime.session_manager import SessionInfo

from pages.shared.hosting import gc_tuning
from pages.shared.hosting.idleness import put_away

LOOK = 5.0  # seconds between two looks at who is there
EARLY = 15.0  # seconds that a session is ended before Streamlit would forget it
QUIET = 0.2  # of the time since the last look that the process computed at most, if nobody waits for it
LONGEST = 60.0  # seconds that memory waits for a quiet moment
_log = logging.getLogger(__name__)


@dataclass
class Departures:
    """Who has left, and when: sessions by ids, with seconds of the clock; they end `kept` seconds later."""

    kept: float
    left: dict[str, tuple[AppSession, float]] = field(default_factory=dict)

    def over(self, sessions: Iterable[SessionInfo], now: float) -> list[AppSession]:
        """Return the sessions that have to end, once; `sessions` are all that Streamlit knows at this moment.

        One that it knows no more was pushed out by others, who left after it."""
        known = {info.session.id: info for info in sessions}
        away = {name: info.session for name, info in known.items() if info.client is None}
        before, self.left = self.left, {}
        found = [session for name, (session, _) in before.items() if name not in known]
        for name, session in away.items():
            since = before.get(name, (session, now))[1]
            if now - since >= self.kept:
                found.append(session)
            else:
                self.left[name] = (session, since)
        return found


@dataclass
class Tide:
    """When memory is given back: in the first quiet moment after sessions ended, or when it has waited long.

    `computed` is what the process had computed at the last look, in seconds of CPU."""

    now: float
    computed: float
    due: float | None = None  # since when there is something to give back

    def ebbs(self, ended: bool, now: float, computed: float) -> bool:
        """Whether this is the moment; `ended` says whether sessions ended just now."""
        quiet = computed - self.computed <= QUIET * (now - self.now)
        self.now, self.computed = now, computed
        if self.due is None:
            self.due = now if ended else None
            return False  # what ended a moment ago may still be on its way out
        if not quiet and now - self.due < LONGEST:
            return False
        self.due = now if ended else None
        return True


@asynccontextmanager
async def departures(_app: st.App) -> AsyncIterator[None]:
    """Look after those who leave, as long as the app runs: its lifespan."""
    watch = asyncio.create_task(_watch(Runtime.instance()))
    try:
        yield
    finally:
        watch.cancel()


async def _watch(runtime: Runtime) -> None:
    gone = Departures(max(0.0, config.get_option("server.disconnectedSessionTTL") - EARLY))
    tide = Tide(time.monotonic(), time.process_time())
    while True:
        await asyncio.sleep(LOOK)
        try:
            ended, alone = _end(runtime, gone)
            ended |= put_away(info.session for info in runtime._session_mgr.list_active_sessions()) > 0
            if tide.ebbs(ended, time.monotonic(), time.process_time()):
                await asyncio.to_thread(gc_tuning.collect, alone)
        except Exception:  # the next look may do better; nobody else would look
            _log.exception("sessions of visitors who left could not be ended")


def _end(runtime: Runtime, gone: Departures) -> tuple[bool, bool]:
    """End what is over; return whether there was any, and whether nobody is there or expected back."""
    sessions = runtime._session_mgr.list_sessions()  # Streamlit has no public list
    over = gone.over(sessions, time.monotonic())
    for session in over:
        runtime.close_session(session.id)
        session.shutdown()  # for those that were pushed out; a session ends once only
        session.session_state.clear()  # so runs end here, and not when the circles around them are found
    return bool(over), not sessions
