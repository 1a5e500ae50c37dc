"""Visitors whose page is open but who have done nothing for long: what they hold is given back. Their page
stays as it is; at the next touch it finds a new store, says its address, and goes on from there."""

import time
from collections.abc import Iterable
from typing import cast

from streamlit.runtime.app_session import AppSession

from pages.shared.hosting import room
from pages.shared.operating.counters import COUNTERS
from pages.shared.operating.limits import limits
from pages.shared.state.session import PUT_AWAY, STORE, Store


def put_away(sessions: Iterable[AppSession]) -> int:
    """Empty the stores of all whose visitors have been idle for too long; return how many there were."""
    most = limits().idle_seconds
    if most is None:
        return 0
    return sum(_put_away(session, most) for session in sessions if STORE in session.session_state)


def _put_away(session: AppSession, most: float) -> bool:
    """Give a session a store of another life, which knows why, if its visitor was idle; return whether.

    Others may still hold the old store, so that it is emptied."""
    old = cast(Store, session.session_state[STORE])
    if PUT_AWAY in old or time.monotonic() - old.seen <= most or not old.lock.acquire(blocking=False):
        return False
    try:
        old.clear()
        old.over = True
    finally:
        old.lock.release()
    room.runs().leave(old)
    session.session_state[STORE] = new = Store()
    new[PUT_AWAY] = True
    COUNTERS.refuse("idle")
    return True
