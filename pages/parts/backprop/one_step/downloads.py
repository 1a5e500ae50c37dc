"""What a reader takes home from a training step: a sheet in Markdown, all its numbers as CSV, and a program.
Each is written when its button is pressed, about the step that is then on the page."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

import streamlit as st

from nnviz import TrainingTrace
from nnviz.backprop.backprop_code import as_code
from nnviz.backprop.trace_tables import SheetWords, as_csv, as_markdown
from pages.parts.backprop.one_step.captions import PLAN, words
from pages.parts.backprop.settings import BackpropSettings
from pages.parts.backprop.store import STORE
from pages.parts.backprop.training import trace_of
from pages.shared.state import session
from pages.shared.text import Text


@dataclass(frozen=True)
class Download:
    """A file: what it is called on disk, its kind, and how it is written in a language."""

    file: str
    mime: str
    write: Callable[[BackpropSettings, Text], str]


def sheet(settings: BackpropSettings, text: Text) -> str:
    """Return every step with its words, its formula, its line of NumPy and its numbers, in Markdown."""
    return as_markdown(
        trace_of(settings),
        SheetWords(
            title=text("sheet.heading", n=settings.at + 1),
            given=text("sheet.given"),
            phases={phase: text(f"phase.{phase}") for phase in PLAN},
            step=lambda step: words(step, text),
        ),
    )


def _of_trace(write: Callable[[TrainingTrace], str]) -> Callable[[BackpropSettings, Text], str]:
    return lambda settings, _: write(trace_of(settings))


DOWNLOADS = {
    "sheet": Download("training_step.md", "text/markdown", sheet),
    "csv": Download("training_step.csv", "text/csv", _of_trace(as_csv)),
    "code": Download("training_step.py", "text/x-python", _of_trace(as_code)),
}


def written(one: Download, text: Text) -> str:
    """Return a file about the step that is on the page now."""
    return one.write(STORE.current(), text)


def buttons(text: Text) -> None:
    """Show a button for each, side by side."""
    for column, (name, one) in zip(st.columns(len(DOWNLOADS)), DOWNLOADS.items(), strict=True):
        column.download_button(
            text(f"export.{name}"),
            session.later(partial(written, one, text)),
            one.file,
            one.mime,
            on_click="ignore",
            width="stretch",
        )
