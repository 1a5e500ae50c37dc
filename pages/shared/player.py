"""The player: one component that shows any timeline, told what to draw in Python.
The browser is the clock: it asks for frames when it runs low, and an answer is one packet of bytes."""

import hashlib
import json
import struct
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, field
from functools import cache, cached_property
from types import MappingProxyType
from typing import Any, TypeVar
from weakref import ref

import streamlit as st

from pages.shared import address, session, stream, turns
from pages.shared.changes import changes
from pages.shared.figures.theme import MIDDLE, NEGATIVE, POSITIVE, ThemeName
from pages.shared.panels import Array, Layout, Panel
from pages.shared.requests import Request, Touches

T = TypeVar("T")

# Sent again with every answer, so it only fetches the module that does the work. Its line
# breaks matter: a text without any would be taken for a path.
LOADER = """export default (component) => {
  let stop = () => {};
  import(new URL('assets/player.js', document.baseURI))
    .then((player) => { stop = player.default(component) ?? stop; });
  return () => stop();
}
"""
HTML = '<div data-nnviz="player" data-state="idle" data-step="0" data-steps="0" data-painted="0"></div>'


@dataclass(frozen=True)
class Speed:
    """A choice of the speed box; on a growing timeline a picture stays for `pause` milliseconds at least."""

    id: str
    label: str
    pause: float = 0.0


Caption = tuple[tuple[str, str], ...]  # pieces of a sentence, each with the tone of what it speaks of


@dataclass(frozen=True)
class Spec:
    """Everything about a timeline that does not change from frame to frame.

    `clock` names the field that orders frames for ever; `caption` and `spoken` are sentences with
    fields in braces, `formats` says how each field is printed; `ahead` frames are asked for at once,
    and a picture stays for `period` milliseconds at least. A timeline that is not `growing` is known as
    a whole: its speeds are milliseconds a step, `captions` has one for every step, neighbours are joined
    by `tween` milliseconds of motion, it opens at clock value `start`, and `link` names the step in the
    address."""

    layout: Layout
    panels: tuple[Panel, ...]
    words: Mapping[str, str]
    caption: str
    spoken: str
    formats: Mapping[str, Mapping[str, int | bool]]
    clock: str
    theme: ThemeName
    speeds: tuple[Speed, ...] = ()
    ahead: int = 6
    period: float = 24.0
    growing: bool = True
    captions: tuple[Caption, ...] = ()
    tween: int = 0
    start: float = 0.0
    link: str = ""
    touch_words: Mapping[str, str] = field(default_factory=dict)

    @cached_property
    def id(self) -> str:
        """A short name that changes whenever anything in the spec does."""
        return hashlib.sha256(self._body.encode()).hexdigest()[:16]

    @cached_property
    def json(self) -> str:
        """The spec as JSON, with its id."""
        return f'{{"id": "{self.id}", {self._body[1:]}'

    @cached_property
    def _body(self) -> str:
        plain = ("words", "caption", "spoken", "formats", "clock", "theme", "ahead", "period")
        more = ("growing", "tween", "start", "link", "touch_words")
        return json.dumps(
            {
                "layout": self.layout.describe(),
                "panels": [panel.describe() for panel in self.panels],
                "colours": {"negative": NEGATIVE, "middle": MIDDLE, "positive": POSITIVE},
                "speeds": [asdict(speed) for speed in self.speeds],
                **{name: getattr(self, name) for name in plain + more},
                "captions": [marked(caption) for caption in self.captions],
            }
        )


Note = dict[str, str]
Notes = list[tuple[float, list[Note]]]


@dataclass(frozen=True)
class Answer:
    """Frames for a request, and the words that go with them: `notes` pairs a clock value with lines.

    `fresh` notes take the place of all that the browser has; others are added. Frames that `replace` take
    the place of all that were known, with `captions` of their own, one for every step. `once` holds the
    fields that all of them share. `lines` are new lines of code by the id of their panel, and `focus` is
    what gets the focus, by its touch. Frames to be seen `at_once`, because a knob was turned, go before
    those that wait in the browser."""

    frames: Array
    notes: Notes = field(default_factory=list)
    fresh: bool = False
    status: str = ""
    ended: bool = False
    replace: bool = False
    captions: tuple[Caption, ...] = ()
    lines: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    once: Array | None = None
    focus: str = ""
    at_once: bool = False


def marked(caption: Caption) -> str:
    """Return a caption as one text, in which a{...} has the tone a."""
    return "".join(f"{tone}{{{piece}}}" if tone else piece for tone, piece in caption)


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
        self.token = stream.token_for(self)
        self._store = ref(session.store())  # the store keeps the show, so the show must not keep the store
        self._told: Page | None = None  # the page whose settings the browser has
        self._linked: address.Linked = {}  # what the browser was told of its address

    def reply(self, request: Request) -> bytes | None:
        """Answer a request that came over a socket; None if the session is over."""
        store = self._store()
        if store is None:
            stream.revoke(self.token)
            return None
        with session.visiting(store):
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
        ours: dict[str, Any] = {
            "life": session.store().life,
            "stream": self.token,
            "below": page.below,
            **self._news_of_the_address(whole),
        }
        if request and request.want == "nothing" and not whole and self._told is page:
            return encode(
                Answer(spec.layout.empty(0)), run, spec, sequence, False, {**ours, "unchanged": True}
            )
        wholly = Request("all", touched=request.touched if request else ())
        found = page.answer(wholly if whole else request or Request("nothing"))
        session.remember_shown(self.key, identity)
        self._told = page
        return encode(found, run, spec, sequence, whole, ours)

    def _news_of_the_address(self, whole: bool) -> dict[str, Any]:
        """What belongs into the address, if the browser has not been told."""
        told = address.told()
        if told == self._linked and not whole:
            return {}
        self._linked = told
        return {"link": told, "undo": address.is_change()}


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
        if below:
            below()

    turn()


def _function(value: T | Callable[[], T]) -> Callable[[], T]:
    return value if callable(value) else lambda: value


def _send(show: Show, request: Request | None) -> None:
    """Answer one request with one packet, in the pool of its kind if it asks for training."""
    store, sequence = session.store(), session.next_sequence(show.key)

    def job() -> bytes:
        with session.visiting(store):
            return show.packet(request, sequence)

    packet = turns.training().start(job).result() if request and request.want == "more" else job()
    _component()(key=show.key, data=packet, on_request_change=lambda: session.keep_request(show.key))


def encode(
    answer: Answer,
    run: str,
    spec: Spec,
    sequence: int,
    whole: bool,
    more: Mapping[str, Any] = MappingProxyType({}),
) -> bytes:
    """Return one packet: length of the header, header as JSON (with `more`), what all share, the frames."""
    frames, changed = _frames(answer, spec)
    head: dict[str, Any] = {
        "sequence": sequence,
        "run": run,
        "spec_id": spec.id,
        "notes": answer.notes,
        "fresh": answer.fresh,
        "status": answer.status,
        "ended": answer.ended,
    }
    head |= more
    head |= {
        name: getattr(answer, name)
        for name in ("replace", "lines", "focus", "at_once")
        if getattr(answer, name)
    }
    if changed:
        head["changed"] = changed
    if answer.captions:
        head["captions"] = [marked(caption) for caption in answer.captions]
    text = json.dumps(head)
    if whole:
        text = f'{text[:-1]}, "spec": {spec.json}}}'
    header = text.encode()
    once = b"" if answer.once is None else answer.once.tobytes()
    return struct.pack("<I", len(header)) + header + once + frames


def _frames(answer: Answer, spec: Spec) -> tuple[bytes, tuple[int, int] | None]:
    """Return the frames as they lie in memory; or those of a timeline that is sent as a whole by what changes
    from one to the next, where that is shorter, and how many frames and runs of changes there are."""
    plain = answer.frames.tobytes()
    if not plain or (spec.growing and not answer.replace):
        return plain, None
    shorter, runs = changes(answer.frames)
    return (shorter, (len(answer.frames), runs)) if len(shorter) < len(plain) else (plain, None)


@cache  # not st.cache_resource, which any browser may clear
def _component() -> Any:
    return st.components.v2.component("nnviz_player", html=HTML, js=LOADER, isolate_styles=False)
