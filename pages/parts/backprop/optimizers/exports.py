"""What stands below the lesson "optimizers": all steps in words, and every number of the chosen walk."""

import csv
from collections.abc import Iterator
from io import StringIO

import streamlit as st

from nnviz import Descent
from pages.parts.backprop.optimizers.captions import captions
from pages.parts.backprop.optimizers.rows import lines_of
from pages.parts.backprop.optimizers.walks import walks
from pages.parts.backprop.settings import BackpropSettings
from pages.parts.backprop.store import STORE
from pages.shared.scenes.optimizer_state import PARAMETERS
from pages.shared.state import session
from pages.shared.text import Text


def below(settings: BackpropSettings, text: Text) -> None:
    """Show all steps of the chosen optimizer in words, and hand out its numbers."""
    with st.expander(text("transcript")):
        st.text(transcript(settings, text))
    table = session.later(lambda: as_csv(walks(STORE.current()).chosen))  # of the moment of the press
    st.download_button(text("export.walk"), table, f"{settings.method}.csv", "text/csv", on_click="ignore")


def transcript(settings: BackpropSettings, text: Text) -> str:
    """Return the captions of all steps, a line each."""
    return "\n".join("".join(words for _, words in one) for one in captions(walks(settings), text))


def as_csv(walk: Descent) -> str:
    """Return a walk as a table with every digit: a row for the start and for each step."""
    found = StringIO()
    csv.writer(found, lineterminator="\n").writerows(table(walk))
    return found.getvalue()


def table(walk: Descent) -> Iterator[list[object]]:
    """The head of the table, then its rows; what the start does not have is empty."""
    names = [line.name for line in lines_of(walk.optimizer).values()]
    yield ["step", "rate", "loss", *(f"{name}[{one}]" for name in names for one in PARAMETERS)]
    start = walk.path[0].tolist()
    empty = [""] * (len(PARAMETERS) * (len(names) - 1))
    yield [0, "", float(walk.losses[0]), *empty, *start]
    for step in walk:
        yield [step.number, step.rate, step.loss, *(x for name in names for x in step.values[name].tolist())]
