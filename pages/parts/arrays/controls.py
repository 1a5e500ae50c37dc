"""The controls of the page Arrays: one array or two, what is done with them, both as text, examples.
A text that cannot be read is answered under its field, and the last good array stays."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from nnviz.arrays.array_operations import operations_for, written
from nnviz.arrays.repairs import Repair
from nnviz.arrays.shape_mismatch import ShapeMismatchError
from nnviz.validation import Shape
from pages.parts.arrays.array_text import LONGEST, read_array, write_array
from pages.parts.arrays.settings import (
    ONE,
    PRESETS,
    START,
    STORE,
    TWO,
    ArraysSettings,
    Preset,
    suited,
    targets,
    to_shape,
)
from pages.shared import stage
from pages.shared.numbers.nested_lists import Unreadable
from pages.shared.protocol.panels import Array
from pages.shared.state import session
from pages.shared.state.controls import Controls, held
from pages.shared.state.examples import examples
from pages.shared.text import Text, plain

MODES = ("one", "two")
OPERATORS = {
    "add": "X + Y",
    "subtract": "X - Y",
    "multiply": r"X \* Y",
    "divide": "X / Y",
    "matmul": "X @ Y",
    "subtract_into": r"X\[...\] = X - Y",
}
FIRST = {"one": "look", "two": START.op}  # what is done first with one array, and with two
LAST = "arrays:last"  # what was done last with one array, and with two


@dataclass(frozen=True)
class Places:
    """Where things stand above the picture: the question with the mode and the examples, and the fields as
    they are read in code (X, operation, Y)."""

    mode: DeltaGenerator
    preset: DeltaGenerator
    x: DeltaGenerator
    act: DeltaGenerator
    y: DeltaGenerator


def places() -> Places:
    """Make room for the controls."""
    with stage.view():
        mode, preset = st.container(width="content"), st.container(key="arrays-place-preset")
    with stage.line("fields"):
        x, act, y = (st.container(key=f"arrays-place-{name}") for name in ("x", "act", "y"))
    return Places(mode, preset, x, act, y)


def arrays_settings(text: Text) -> ArraysSettings:
    """Show the controls; return the settings."""
    STORE.follow()
    controls, room = Controls(STORE, text), places()
    with room.preset:
        examples("arrays-preset", PRESETS, put_preset, text, labelled=False)
    with room.mode:
        mode = mode_choice(text)
    with room.x:
        settings = replace(STORE.current(), x=array_field("x", controls))
    if mode == "two":
        with room.y:
            settings = replace(settings, y=array_field("y", controls))
    with room.act:
        op = operator_choice(text) if mode == "two" else operation_choice(settings.X, text)
    with room.y:
        settings = act_details(replace(settings, op=op), controls)
    STORE.keep(suited(settings))
    session.put({LAST: {**session.get(LAST, {}), mode: op}})
    return STORE.current()


def mode_of(op: str) -> str:
    """Whether something is done with one array or with two."""
    return "one" if op in ONE else "two"


def mode_choice(text: Text) -> str:
    """One array or two."""
    chosen = st.segmented_control(
        text("mode.label"),
        MODES,
        key=STORE.widget("mode", mode_of(STORE.current().op)),
        format_func=lambda name: text(f"mode.{name}"),
        required=True,
        label_visibility="collapsed",
    )
    return chosen if chosen in MODES else MODES[1]


# -- the controls -------------------------------------------------------------------------
def put_preset(preset: Preset) -> None:
    """Write an example into the fields; one that cannot be read is typed all the same, and answered."""
    texts = dict(zip(("x", "y"), preset[::2], strict=True))
    good = {name: one for name, one in texts.items() if not isinstance(read_array(one), Unreadable)}
    now = STORE.current()
    put(replace(now, op=preset[1], x=good.get("x", now.x), y=good.get("y", now.y)))
    session.put({STORE.key(name): one for name, one in texts.items()})


def put(settings: ArraysSettings) -> None:
    """Change arrays or what is done with them, and show that in the fields."""
    STORE.take(suited(settings))


def put_arrays(x: str, y: str) -> None:
    """Write both arrays into their fields."""
    put(replace(STORE.current(), x=x, y=y))


def put_operation(name: str) -> None:
    """Choose what is done with the one array."""
    put(replace(STORE.current(), op=name))


def array_field(name: str, controls: Controls[ArraysSettings]) -> str:
    """One array as text; return the last good one."""
    text = controls.text
    typed = st.text_input(
        text("controls.array", name=name.upper()),
        key=controls.key(name),
        max_chars=LONGEST + 100,
        help=text("controls.array_help"),
    )
    found = read_array(typed)
    if isinstance(found, Unreadable):
        st.error(complaint_about(found, text))
        last: str = getattr(STORE.current(), name)
        return last
    return write_array(found)


def complaint_about(found: Unreadable, text: Text) -> str:
    """Say why a text is no array."""
    if found.kind != "ragged":
        return text(f"problem.{found.kind}", value=plain(found.value), most=LONGEST)
    expected, got = (text("ragged.number") if n is None else text("ragged.list", n=n) for n in found.lengths)
    return text("ragged.place", place=found.place, expected=expected, found=got, message=found.message)


def operation(mode: str, options: Sequence[str]) -> str:
    """Return what is done now, or was done last, with so many arrays."""
    now, last = STORE.current().op, session.get(LAST, FIRST)
    found: str = now if mode_of(now) == mode else last.get(mode, FIRST[mode])
    return found if found in options else FIRST[mode]


def operator_choice(text: Text) -> str:
    """The operation on two arrays."""
    chosen = st.pills(
        text("controls.operation"),
        TWO,
        key=STORE.widget("two", operation("two", TWO)),
        format_func=OPERATORS.__getitem__,
        required=True,
    )
    return chosen if chosen in TWO else TWO[0]


def operation_choice(X: Array, text: Text) -> str:
    """What is done with one array."""
    options = ("look", *operations_for(X))
    chosen = st.pills(
        text("controls.act"),
        options,
        key=STORE.widget_among("one", options, operation("one", options)),
        format_func=lambda name: text(f"act.{name}"),
        required=True,
    )
    return chosen if chosen in options else "look"


def act_details(settings: ArraysSettings, controls: Controls[ArraysSettings]) -> ArraysSettings:
    """The shape of a reshape, the axis of a sum."""
    settings = suited(settings)
    if settings.op == "reshape":
        options = targets(settings.X)
        key = STORE.widget_among("to", options, settings.to)
        shape = st.selectbox(
            controls.label("to"), options, key=key, format_func=lambda to: written(to_shape(to))
        )
        return replace(settings, to=held(shape, options))
    if settings.op == "sum":
        axes = range(settings.X.ndim)
        key = STORE.widget_among("axis", axes, settings.axis)
        return replace(settings, axis=held(st.selectbox(controls.label("axis"), axes, key=key), axes))
    return settings


# -- guess, repair --------------------------------------------------------------------------
def predict(settings: ArraysSettings, result: Shape, text: Text) -> None:
    """Ask for the shape of the result before it is shown. May be left open."""
    X, Y = settings.X.shape, settings.Y.shape
    near = {X, X[::-1], (settings.X.size,)} if settings.op in ONE else {X, Y, (X + Y)[-3:]}
    options = sorted({written(shape) for shape in near | {result}}, key=lambda words: (len(words), words))
    guess = st.segmented_control(
        text("predict.shape"),
        options,
        key=f"arrays-guess-{settings.x}-{settings.op}-{settings.y}",
        help=text("predict.help"),
    )
    if guess == written(result):
        st.caption(text("predict.yes", guess=guess))
    elif guess:
        st.caption(text("predict.no", guess=guess))


def reason(mismatch: ShapeMismatchError, text: Text) -> None:
    """Say why two shapes do not meet."""
    a, b = written(mismatch.shape_a), written(mismatch.shape_b)
    scalar = mismatch.operation == "matmul" and () in (mismatch.shape_a, mismatch.shape_b)
    st.markdown(text(f"clash.{'scalar' if scalar else mismatch.operation}", a=a, b=b))


def repair(settings: ArraysSettings, mismatch: ShapeMismatchError, text: Text) -> None:
    """Offer what would make two shapes meet, and say what NumPy says."""
    repairs(settings, mismatch, text)
    st.markdown(text("clash.numpy", message=mismatch.numpy_message))
    if mismatch.dot_message:
        st.markdown(text("clash.dot", message=mismatch.dot_message))


def repairs(settings: ArraysSettings, mismatch: ShapeMismatchError, text: Text) -> None:
    """Buttons that change the arrays, each with what it does."""
    found = []
    for one in mismatch.repairs:
        texts = tuple(write_array(changed) for changed in one.apply(settings.X, settings.Y))
        if not any(isinstance(read_array(changed), Unreadable) for changed in texts):
            found.append((one, texts))
    if not found:
        st.markdown(text("clash.hopeless"))
        return
    st.markdown(text("clash.repair"))
    for one, texts in found:
        label = text("clash.button", code=in_our_names(one.detail), shape=written(one.result))
        st.button(label, on_click=put_arrays, args=texts, width="stretch")
        st.caption(meaning(one, mismatch, text))


def meaning(repair: Repair, mismatch: ShapeMismatchError, text: Text) -> str:
    """Say what a repair does: shapes that fit are not yet what was meant."""
    if repair.crosses:
        return text("does.crosses")
    name, shape = ("X", mismatch.shape_a) if repair.operand == "a" else ("Y", mismatch.shape_b)
    place = {"1:": 0, ":-1": shape[repair.axis] - 1}.get(repair.keeps, 0) if shape else 0
    axis = repair.axis + len(shape)
    return text(f"does.{repair.kind}", name=name, axis=axis, place=place)


def in_our_names(code: str) -> str:
    """Return code on a and b as code on X and Y."""
    return re.sub(r"\b[ab]\b", lambda name: {"a": "X", "b": "Y"}[name[0]], code)
