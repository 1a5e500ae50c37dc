"""The player: one component that shows any timeline, told what to draw in Python.
The browser is the clock: it asks for frames when it runs low, and an answer is one packet of bytes."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import Any, TypeVar
from weakref import ref

import streamlit as st

from pages.shared.operating.accounts import accounts
from pages.shared.operating.counters import COUNTERS
from pages.shared.operating.places import training_places
from pages.shared.player import channels, turns
from pages.shared.protocol.answers import Answer, Append, Linked
from pages.shared.protocol.packets import Origin, encode
from pages.shared.protocol.requests import TRAINS, Request, Touches
from pages.shared.protocol.timelines import Spec
from pages.shared.state import address, session

T = TypeVar("T")

STEP = 5.0  # times that a step counts of a visitor who waits for a place

# Sent again with every answer, so it only fetches the module that does the work. Its line
# breaks matter: a text without any would be taken for a path.
LOADER = """export default (component) => {
  const coming = import(new URL('assets/page.js', document.baseURI))
    .then(({ parts }) => parts.player(component));
  return () => { coming.then((stop) => stop?.()); };
}
"""
HTML = '<div data-nnviz="player" data-state="idle" data-step="0" data-steps="0" data-painted="0"></div>'


@dataclass(frozen=True)
class Page:
    """What a page tells its player: the name of the run, the spec, the answer to a request, what a touch
    does, and whether something `below` follows. None of them may call Streamlit."""

    run: Callable[[], str]
    spec: Callable[[], Spec]
    answer: Callable[[Request], Answer]
    touch: Callable[[Touches], None] | None = None
    below: bool = False


class Show:
    """What the player called `key` shows in one session, and how it answers, whichever way it is asked.

    It stands for one run: another one has another show, with another token for its stream. The page is
    another object after every run of the page's script."""

    def __init__(self, key: str, page: Page) -> None:
        self.key, self.page = key, page
        self.token = channels.token_for(self)
        self._store = ref(session.store())  # the store keeps the show, so the show must not keep the store
        self._told: Page | None = None  # the page whose settings the browser has
        self._linked: Linked = {}  # what the browser was told of its address

    @property
    def visitor(self) -> session.Store | None:
        """The session that this is shown in; None if it is over."""
        store = self._store()
        return None if store is None or store.over else store

    def reply(self, request: Request) -> bytes | None:
        """Answer a request that came over a socket; None if the session is over."""
        store = self.visitor
        if store is None:
            channels.revoke(self.token)
            return None
        with session.visiting(store), accounts().charged(store, _weight(request, store)):
            return self.packet(request)

    def packet(self, request: Request | None, sequence: int = 0) -> bytes:
        """Answer one request with one packet. Spec and known past travel if the browser has not got them.

        A browser that wants nothing, because only what stands below the player follows, is told that nothing
        is new, unless the page's script has run since it was answered last."""
        page = self.page
        if request and request.touched and page.touch:
            page.touch(request.touched)
        run, spec = page.run(), page.spec()
        identity = (run, spec.id)
        stale = request is not None and (request.want == "all" or (request.run, request.spec) != identity)
        whole = stale or session.shown(self.key) != identity
        same = request is not None and request.want == "nothing" and not whole and self._told is page
        link, undo = self._news_of_the_address(whole)
        origin = Origin(session.store().life, self.token, page.below, same, link, undo)
        if same:
            return encode(Append(spec.layout.empty(0)), run, spec, sequence, False, origin)
        found = page.answer(_wholly(request, run) if whole else request or Request("nothing"))
        session.remember_shown(self.key, identity)
        self._told = page
        return encode(found, run, spec, sequence, whole, origin)

    def _news_of_the_address(self, whole: bool) -> tuple[Linked | None, bool]:
        """What belongs into the address, if the browser has not been told, and whether Back undoes it."""
        told = address.told()
        if told == self._linked and not whole:
            return None, False
        self._linked = told
        return told, address.is_change()


def player(
    key: str,
    run: str | Callable[[], str],
    spec: Spec | Callable[[], Spec],
    answer: Callable[[Request], Answer],
    touch: Callable[[Touches], None] | None = None,
    below: Callable[[], None] | None = None,
) -> None:
    """Show the timeline named `run` by `spec`; `answer` is called for every request of the browser.

    Requests come over a stream of the show's own, where `answer` and the others run in a thread without
    Streamlit. Where no such stream opens they come as triggers of the component, and are answered in a
    fragment: the rest of the page is not run again. `touch` is told what the visitor touched in a picture
    before spec and answer are made; a touch may change the picture itself, so the spec of such a page is a
    function, and so is the run, where a touch may lead to another timeline. `below` shows what stands below
    the player; it follows when the hand rests."""

    session.mark_whole_run(key)
    page = Page(_function(run), _function(spec), answer, touch, below is not None)
    show = session.kept(f"{key}:show", page.run(), lambda: Show(key, page))
    show.page = page

    @st.fragment(key=f"{key}-fragment")
    def turn() -> None:
        if session.missed_change():
            st.rerun()
        request = session.take_request(key, Request.read)
        if request and request.address and address.say(request.address):
            st.rerun()
        _send(show, request)
        session.remember_asked(request.want if request else "")
        if below:
            below()

    turn()


def hide(key: str) -> None:
    """Let the stream of the player called `key` stand for nothing any more."""
    kept: tuple[object, Show] | None = session.take(f"{key}:show", None)
    if kept:
        channels.revoke(kept[1].token)


def _wholly(request: Request | None, run: str) -> Request:
    """The request of a browser that has nothing; what was touched counts, and what it shows of this run."""
    if request is None:
        return Request()
    return Request("all", touched=request.touched, shown=request.shown if request.run == run else -1.0)


def _function(value: T | Callable[[], T]) -> Callable[[], T]:
    return value if callable(value) else lambda: value


def _weight(request: Request | None, store: session.Store) -> float:
    """How many times over an answer counts for its visitor: a step of one who has no place to train counts
    more, so that nobody plays by stepping."""
    steps = request is not None and request.want == "step"
    return STEP if steps and not training_places().holds(store) else 1.0


def _send(show: Show, request: Request | None) -> None:
    """Answer one request with one packet, in the pool of its kind if it asks for training."""
    key, store, sequence = show.key, session.store(), session.next_sequence(show.key)

    def job() -> bytes:
        with session.visiting(store), accounts().charged(store, _weight(request, store)):
            return show.packet(request, sequence)

    pause = accounts().wait(store)
    if pause:
        COUNTERS.refuse("cpu")
        time.sleep(pause)
    COUNTERS.tick()
    packet = turns.training().start(job).result() if request and request.want in TRAINS else job()
    _component()(key=show.key, data=packet, on_request_change=lambda: session.keep_request(key))


@cache  # not st.cache_resource, which any browser may clear
def _component() -> Any:
    return st.components.v2.component("nnviz_player", html=HTML, js=LOADER, isolate_styles=False)
