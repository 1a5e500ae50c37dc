"""Where a visitor types rows: a field for all of them, buttons for one more or less, and examples.
A mistake is answered at the field; what was typed stays there, and the last good rows are learned."""

import streamlit as st

from nnviz.datasets.rows import MOST_INPUTS, MOST_ROWS, MOST_TARGETS, Row
from nnviz.experiments.problems import ROWS
from pages.parts.train.data.own_file import words
from pages.parts.train.data.rows_examples import EXAMPLES, example
from pages.parts.train.data.rows_settings import with_rows
from pages.parts.train.data.typed_rows import LONGEST, UnreadableCell, read_rows, write_rows
from pages.parts.train.settings import STORE
from pages.shared.numbers.nested_lists import Unreadable
from pages.shared.state import session
from pages.shared.state.examples import examples
from pages.shared.text import Text, plain

Rows = tuple[Row, ...]
FIELD = "rows"


def rows_control(page_text: Text) -> None:
    """Type the rows of the problem that has rows; other rows begin the run anew."""
    now = STORE.current()
    if now.problem != ROWS:
        return
    text = words(page_text)
    examples(
        "train-rows-example", {name: name for name in EXAMPLES}, _take, text, label=text("rows.examples")
    )
    typed = st.text_area(
        text("rows.label"),
        key=STORE.widget(FIELD, write_rows(now.rows)),
        height=170,
        max_chars=LONGEST,
        help=text("rows.help"),
    )
    found = read_rows(typed, len(now.rows[0][1]))
    if isinstance(found, Unreadable):
        st.error(complaint(found, text), icon=":material/error:")
    else:
        if found != now.rows:
            STORE.keep(with_rows(now, found))
            session.forget((STORE.key("output"), STORE.key("loss")))  # they stand below
        inputs, targets = (len(part) for part in found[0])
        st.caption(text("rows.read", rows=len(found), inputs=inputs, targets=targets))
    _buttons(None if isinstance(found, Unreadable) else found, text)


def complaint(found: Unreadable, text: Text, kept: bool = True) -> str:
    """Return what is wrong with what was typed, what can be done, and maybe what stays."""
    values = {
        "value": plain(found.value),
        "row": found.place,
        "column": found.column if isinstance(found, UnreadableCell) else 0,
        "inputs": found.lengths[0],
        "targets": found.lengths[1],
        "most_rows": MOST_ROWS,
        "most_inputs": MOST_INPUTS,
        "most_targets": MOST_TARGETS,
    }
    said = text(f"error.{found.kind}", **values)
    return f"{said} {text('rows.kept')}" if kept else said


def _take(name: str) -> None:
    STORE.take(example(name))


def _put(rows: Rows) -> None:
    STORE.take(with_rows(STORE.current(), rows))


def _buttons(rows: Rows | None, text: Text) -> None:
    """One more or less of rows, inputs and targets; nothing while what was typed cannot be read."""
    for name, sizes, more, less in (
        ("row", (len(rows or ()), MOST_ROWS), _with_row, lambda one: one[:-1]),
        ("input", (len(rows[0][0]) if rows else 0, MOST_INPUTS), _with_input, _without_input),
        ("target", (len(rows[0][1]) if rows else 0, MOST_TARGETS), _with_target, _without_target),
    ):
        add, remove = st.columns(2, gap="small")
        size, most = sizes
        add.button(
            text(f"add.{name}"),
            key=f"train-add-{name}",
            disabled=not 0 < size < most,
            on_click=_put,
            args=(more(rows) if rows else (),),
            width="stretch",
        )
        remove.button(
            text(f"remove.{name}"),
            key=f"train-remove-{name}",
            disabled=size < 2,
            on_click=_put,
            args=(less(rows) if rows else (),),
            width="stretch",
        )


def _with_row(rows: Rows) -> Rows:
    inputs, targets = rows[-1]
    return (*rows, ((0.0,) * len(inputs), (0.0,) * len(targets)))


def _with_input(rows: Rows) -> Rows:
    return tuple(((*inputs, 0.0), targets) for inputs, targets in rows)


def _without_input(rows: Rows) -> Rows:
    return tuple((inputs[:-1], targets) for inputs, targets in rows)


def _with_target(rows: Rows) -> Rows:
    return tuple((inputs, (*targets, 0.0)) for inputs, targets in rows)


def _without_target(rows: Rows) -> Rows:
    return tuple((inputs, targets[:-1]) for inputs, targets in rows)
