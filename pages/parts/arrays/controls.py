"""The controls of the page Arrays: one array or two, what is done with them, both as text, examples.
A text that cannot be read is answered under its field, and the last good array stays."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from nnviz.arrays.array_operations import operations_for, shapes_of, written
from nnviz.arrays.repairs import Repair
from nnviz.arrays.shape_mismatch import ShapeMismatchError
from nnviz.validation import Shape
from pages.parts.arrays.reading import LONGEST, read_array, write_array
from pages.parts.arrays.settings import (
    ONE,
    PRESETS,
    SETTINGS,
    TWO,
    ArraysSettings,
    Preset,
    array,
    from_shape,
    read_settings,
    to_shape,
)
from pages.shared import session, stage
from pages.shared.examples import examples
from pages.shared.following import Follower
from pages.shared.link import Complaint, write_link
from pages.shared.nested_text import Unreadable
from pages.shared.text import Text, plain

PREFIX = "arrays-"
MODES = ("one", "two")
OPERATORS = {
    "add": "X + Y",
    "subtract": "X - Y",
    "multiply": r"X \* Y",
    "divide": "X / Y",
    "matmul": "X @ Y",
    "subtract_into": r"X\[...\] = X - Y",
}
WITHOUT_STEP = {name: setting for name, setting in SETTINGS.items() if name != "step"}


@dataclass(frozen=True)
class Places:
    """Where things stand above the picture: the question with the mode and the examples, and the fields as
    they are read in code (X, operation, Y)."""

    question: DeltaGenerator
    mode: DeltaGenerator
    preset: DeltaGenerator
    x: DeltaGenerator
    act: DeltaGenerator
    y: DeltaGenerator


def places() -> Places:
    """Make room for the controls."""
    with stage.head() as question:
        mode, preset = st.container(width="content"), st.container(key=f"{PREFIX}place-preset")
    with stage.line("fields"):
        x, act, y = (st.container(key=f"{PREFIX}place-{name}") for name in ("x", "act", "y"))
    return Places(question, mode, preset, x, act, y)


def arrays_settings(text: Text) -> tuple[ArraysSettings, list[Complaint], DeltaGenerator]:
    """Show the controls; return settings, complaints, and the place of the question."""
    complaints = follow_link()
    room = places()
    with room.preset:
        examples(f"{PREFIX}preset", PRESETS, put_preset, text, labelled=False)
    with room.mode:
        mode = mode_choice(text)
    with room.x:
        values: dict[str, Any] = {"x": array_field("x", text)}
    with room.y:
        values["y"] = array_field("y", text) if mode == "two" else kept("y")
    with room.act:
        values["op"] = operator_choice(text) if mode == "two" else act_choice(values["x"], text)
    with room.y:
        values |= act_details(values, text)
    values["step"] = session.get(f"{PREFIX}step", 0)
    keep(values)
    return ArraysSettings.of(values), complaints, room.question


def mode_choice(text: Text) -> str:
    """One array or two."""
    chosen = st.segmented_control(
        text("mode.label"),
        MODES,
        key=f"{PREFIX}mode",
        format_func=lambda name: text(f"mode.{name}"),
        required=True,
        label_visibility="collapsed",
    )
    return chosen if chosen in MODES else MODES[1]


def keep(values: Mapping[str, Any]) -> None:
    """Write the settings into the link, and keep them for when the visitor comes back to the page."""
    shown = {name: value for name, value in values.items() if name != "step"}
    if values["op"] != "reshape":
        shown["to"] = SETTINGS["to"].default
    session.write_link("arrays", write_link(shown, WITHOUT_STEP), WITHOUT_STEP)
    mode = "one" if values["op"] in ONE else "two"
    session.put({"arrays:values": dict(values), f"{PREFIX}last-{mode}": values["op"]})


def follow_link() -> list[Complaint]:
    """Take the settings from the link, or back from before the visitor left the page."""
    return Follower("arrays", WITHOUT_STEP, f"{PREFIX}mode", read_settings, widget_values).follow()


def widget_values(values: Mapping[str, Any]) -> dict[str, Any]:
    """Return what the session must hold, so that the widgets show `values`."""
    mode = "one" if values["op"] in ONE else "two"
    good = {f"{PREFIX}good-{name}": values[name] for name in ("x", "y")}
    choice = {f"{PREFIX}mode": mode, f"{PREFIX}{mode}": values["op"]}
    return {PREFIX + name: value for name, value in values.items()} | good | choice


def kept(name: str) -> Any:
    """Return a setting whose control is not shown now."""
    left: dict[str, Any] = session.get("arrays:values", {})
    return left.get(name, session.get(PREFIX + name, SETTINGS[name].default))


# -- the controls -------------------------------------------------------------------------
def put_preset(preset: Preset) -> None:
    """Write an example into the fields; one that cannot be read is typed all the same, and answered."""
    x, operation, y = preset
    mode = "one" if operation in ONE else "two"
    session.put({f"{PREFIX}x": x, f"{PREFIX}y": y, f"{PREFIX}mode": mode, f"{PREFIX}{mode}": operation})


def put_arrays(x: str, y: str) -> None:
    """Write both arrays into their fields."""
    session.put({f"{PREFIX}x": x, f"{PREFIX}y": y})


def put_act(name: str) -> None:
    """Choose what is done with the one array."""
    session.put({f"{PREFIX}mode": "one", f"{PREFIX}one": name})


def array_field(name: str, text: Text) -> str:
    """One array as text; return the last good one."""
    restore(name, kept(name))
    label = text("controls.array", name=name.upper())
    typed = st.text_input(label, key=PREFIX + name, max_chars=LONGEST + 100, help=text("controls.array_help"))
    found = read_array(typed)
    if isinstance(found, Unreadable):
        st.error(complaint_about(found, text))
        last: str = session.get(f"{PREFIX}good-{name}", SETTINGS[name].default)
        return last
    good = write_array(found)
    session.put({f"{PREFIX}good-{name}": good})
    return good


def complaint_about(found: Unreadable, text: Text) -> str:
    """Say why a text is no array."""
    if found.kind != "ragged":
        return text(f"problem.{found.kind}", value=plain(found.value), most=LONGEST)
    expected, got = (text("ragged.number") if n is None else text("ragged.list", n=n) for n in found.lengths)
    return text("ragged.place", place=found.place, expected=expected, found=got, message=found.message)


def operator_choice(text: Text) -> str:
    """The operation on two arrays."""
    restore("two", SETTINGS["op"].default)
    chosen = st.pills(
        text("controls.operation"),
        TWO,
        key=f"{PREFIX}two",
        format_func=OPERATORS.__getitem__,
        required=True,
    )
    return chosen if chosen in TWO else TWO[0]


def act_choice(x: str, text: Text) -> str:
    """What is done with one array."""
    options = ("look", *operations_for(array(x)))
    restore("one", "look")
    if session.get(f"{PREFIX}one", "look") not in options:
        session.put({f"{PREFIX}one": "look"})
    chosen = st.pills(
        text("controls.act"),
        options,
        key=f"{PREFIX}one",
        format_func=lambda name: text(f"act.{name}"),
        required=True,
    )
    return chosen if chosen in options else "look"


def act_details(values: Mapping[str, Any], text: Text) -> dict[str, Any]:
    """The shape of a reshape, the axis of a sum."""
    X = array(values["x"])
    found = {"to": kept("to"), "axis": kept("axis")}
    if values["op"] == "reshape":
        options = [from_shape(shape) for shape in shapes_of(X.size, X.shape)]
        label = text("controls.to")
        found["to"] = one_of("to", options, label, lambda shape: written(to_shape(shape)))
    elif values["op"] == "sum":
        found["axis"] = one_of("axis", list(range(X.ndim)), text("controls.axis"), str)
    return found


def one_of(name: str, options: Sequence[Any], label: str, show: Any) -> Any:
    """A choice that falls back to its first option."""
    wanted = kept(name) if not session.has(PREFIX + name) else session.get(PREFIX + name, options[0])
    session.put({PREFIX + name: wanted if wanted in options else options[0]})
    return st.selectbox(label, options, key=PREFIX + name, format_func=show)


def restore(name: str, default: str) -> None:
    """Give a control that was hidden the value that it had."""
    if not session.has(PREFIX + name):
        session.put({PREFIX + name: session.get(f"{PREFIX}last-{name}", default)})


# -- guess, repair --------------------------------------------------------------------------
def predict(settings: ArraysSettings, result: Shape, text: Text) -> None:
    """Ask for the shape of the result before it is shown. May be left open."""
    X, Y = settings.X.shape, settings.Y.shape
    near = {X, X[::-1], (settings.X.size,)} if settings.op in ONE else {X, Y, (X + Y)[-3:]}
    options = sorted({written(shape) for shape in near | {result}}, key=lambda words: (len(words), words))
    guess = st.segmented_control(
        text("predict.shape"),
        options,
        key=f"{PREFIX}guess-{settings.x}-{settings.op}-{settings.y}",
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
