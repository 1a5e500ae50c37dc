"""The controls of the page Arrays: one array or two, both as text, examples. What is done with them, and
their numbers, are changed in the picture."""

from dataclasses import replace

import streamlit as st

from pages.parts.arrays.array_text import LONGEST, read_array, write_array
from pages.parts.arrays.settings import ONE, PRESETS, START, STORE, ArraysSettings, Preset, suited
from pages.shared import stage
from pages.shared.numbers.nested_lists import Unreadable
from pages.shared.state import drawer, session
from pages.shared.state.array_fields import ArrayFields
from pages.shared.state.examples import examples
from pages.shared.text import Text, plain

MODES = ("one", "two")
FIRST = {"one": "look", "two": START.op}  # what is done first with one array, and with two
LAST = "arrays:last"  # what was done last with one array, and with two


def arrays_settings(text: Text) -> None:
    """Show the controls."""
    STORE.follow()
    with stage.view():
        mode_choice(text)
        examples("arrays-preset", PRESETS, put_preset, text, labelled=False)
    with st.sidebar:
        st.header(text("controls.title"), anchor=False)
        for name in ("x", "y"):
            label = text("controls.array", name=name.upper())
            fields(text).show(name, label, LONGEST + 100, text("controls.array_help"))
    op = STORE.current().op
    session.put({LAST: {**session.get(LAST, {}), mode_of(op): op}})
    drawer.saw("arrays", STORE.current())


def mode_of(op: str) -> str:
    """Whether something is done with one array or with two."""
    return "one" if op in ONE else "two"


def mode_choice(text: Text) -> None:
    """One array or two."""
    now = mode_of(STORE.current().op)
    key = STORE.widget("mode", now)
    if session.get("arrays:mode", now) != now:
        session.put({key: now})
    session.put({"arrays:mode": now})
    st.segmented_control(
        text("mode.label"),
        MODES,
        key=key,
        format_func=lambda name: text(f"mode.{name}"),
        required=True,
        on_change=_mode_chosen,
        label_visibility="collapsed",
    )


def _mode_chosen() -> None:
    """Do what was done last with so many arrays."""
    mode: str = session.get(STORE.key("mode"), MODES[1])
    if mode in MODES:
        op = session.get(LAST, FIRST).get(mode, FIRST[mode])
        STORE.keep(suited(replace(STORE.current(), op=op)))
        session.put({"arrays:mode": mode})


def put_preset(preset: Preset) -> None:
    """Take an example; one that cannot be read stands in its field all the same, and is answered."""
    texts = dict(zip(("x", "y"), preset[::2], strict=True))
    good = {name: one for name, one in texts.items() if not isinstance(read_array(one), Unreadable)}
    now = STORE.current()
    STORE.take(suited(replace(now, op=preset[1], x=good.get("x", now.x), y=good.get("y", now.y))))
    session.put({STORE.key(name): one for name, one in texts.items() if name not in good})


def fields(text: Text) -> ArrayFields[ArraysSettings]:
    """Return the fields of the arrays, and what they say to a text that is none."""
    heading = text("clash.numpy")
    return ArrayFields(STORE, read_array, write_array, lambda found: complaint_about(found, text), heading)


def complaint_about(found: Unreadable, text: Text) -> str:
    """Say why a text is no array."""
    if found.kind != "ragged":
        return text(f"problem.{found.kind}", value=plain(found.value), most=LONGEST)
    expected, got = (text("ragged.number") if n is None else text("ragged.list", n=n) for n in found.lengths)
    return text("ragged.place", place=found.place, expected=expected, found=got)
