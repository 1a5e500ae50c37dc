"""What the network predicts, below the player: for samples that a visitor types, and for those it knows."""

from collections.abc import Iterator

import numpy as np
import streamlit as st

from nnviz import Experiment
from nnviz.experiments.run_tables import prediction
from pages.parts.train.data.own_file import words
from pages.parts.train.data.rows_controls import complaint
from pages.parts.train.data.sample_table import sample_table
from pages.parts.train.data.typed_rows import LONGEST, read_samples
from pages.parts.train.naming import columns_of, names_of
from pages.parts.train.run.training_session import Live
from pages.shared.numbers.nested_lists import Unreadable
from pages.shared.numbers.numerals import rounded
from pages.shared.protocol.layouts import Array
from pages.shared.text import Text

MOST_KNOWN = 50  # samples of the data that are shown
MOST_INPUTS = 8  # of them that have a column
TYPED = "train-asked-samples"


def show(live: Live, page_text: Text) -> None:
    """Ask for samples of one's own, and show what is predicted at the newest moment of the run."""
    text, experiment = words(page_text), live.experiment
    inputs = experiment.data.X.shape[1]
    with st.expander(text("predict.title")):
        typed = _typed(inputs, text) if inputs <= MOST_INPUTS else ()
        moment = experiment.trainer.history[-1]
        epoch = rounded(moment.epoch)
        part = "test" if experiment.test else "train"
        count = min(len(experiment.test or experiment.train), MOST_KNOWN)
        st.caption(text(f"predict.of.{part}", epoch=epoch, count=count))
        rows = list(table(experiment, moment.parameters, typed, text))
        st.html(sample_table(head(experiment, text), rows, text("predict.title")))
        st.button(text("predict.again"), key="train-predict-again", icon=":material/refresh:")


def _typed(inputs: int, text: Text) -> tuple[tuple[float, ...], ...]:
    """The samples that are asked for; a mistake is answered below the field."""
    asked = st.text_area(
        text("predict.label", inputs=inputs),
        key=TYPED,
        height=90,
        max_chars=LONGEST,
        help=text("predict.help"),
    )
    if not asked.strip():
        return ()
    found = read_samples(asked, inputs)
    if isinstance(found, Unreadable):
        st.error(complaint(found, text, kept=False), icon=":material/error:")
        return ()
    return found


# -- the table ------------------------------------------------------------------------------------------
def head(experiment: Experiment, text: Text) -> list[str]:
    """Return the names of the columns of `table`."""
    inputs, outputs = columns_of(experiment, text).inputs, names_of(experiment, text).outputs
    targets = [text("predict.target", name=name) for name in outputs]
    found = [text("predict.found", name=name) for name in outputs]
    return [*inputs[:MOST_INPUTS], *targets, *found, text("predict.remark")]


def table(
    experiment: Experiment, parameters: Array, typed: tuple[tuple[float, ...], ...], text: Text
) -> Iterator[list[str]]:
    """Return a row for each typed sample, then for the samples of the test, or where there are none of the
    training: inputs, targets, predictions, and a remark."""
    outputs = experiment.data.Y.shape[1]
    if typed:
        X = np.array(typed)
        found = prediction(experiment, X, parameters)
        for row, answers, outside in zip(X, found.answers, found.outside, strict=True):
            remark = text("predict.outside") if outside.any() else ""
            yield [*_written(row), *[""] * outputs, *_written(answers), remark]
    known = experiment.test or experiment.train
    X, Y = known.X[:MOST_KNOWN], known.Y[:MOST_KNOWN]
    for row, target, answers in zip(X, Y, prediction(experiment, X, parameters).answers, strict=True):
        yield [*_written(row[:MOST_INPUTS]), *_written(target), *_written(answers), ""]


def _written(numbers: Array) -> list[str]:
    return [rounded(float(number)) for number in numbers]
