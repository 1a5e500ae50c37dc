"""Where a visitor brings a CSV file: how, what becomes of it, its first rows, and which columns are learned.
It stands where the run will be, until there is something to learn from."""

from collections.abc import Sequence
from dataclasses import replace

import streamlit as st

from nnviz import Dataset
from nnviz.datasets.csv_findings import TableError, TableFinding
from nnviz.datasets.csv_rows import MOST_ROWS
from nnviz.datasets.dataset import Task
from nnviz.datasets.table_choice import TableSamples
from nnviz.experiments.problems import OWN, beginning, suited_loss
from pages.parts.train.data import own_table
from pages.parts.train.data.drawer_places import FILE_BUTTON
from pages.parts.train.data.own_table import SAMPLE, Columns, OwnFile
from pages.parts.train.data.sample_table import sample_table
from pages.parts.train.settings import STORE, TrainSettings, suited
from pages.shared.operating.limits import limits
from pages.shared.state import session
from pages.shared.state.controls import held
from pages.shared.text import Text, plain

MOST_MB = 5
PREVIEW = 6  # rows that are shown
TASKS: tuple[Task, ...] = ("regression", "classification")


def most_mb() -> int:
    """Return the MB that a file may have on this server."""
    return min(MOST_MB, limits().upload_mb or MOST_MB)


def most_rows() -> int:
    """Return the rows of a file that can be learned from on this server."""
    return min(MOST_ROWS, limits().samples or MOST_ROWS)


def say_most(text: Text) -> None:
    """Say how large a file may be, where the server has a limit of its own."""
    if limits().upload_mb is not None:
        st.caption(text("file.most", most=most_mb()))


def words(text: Text) -> Text:
    """Return the sentences about data of one's own."""
    return Text("own_data", text.language)


# -- the settings ---------------------------------------------------------------------------------------
def with_own(settings: TrainSettings) -> TrainSettings:
    """Return the settings with the samples of this session; they are dropped where another problem is
    learned."""
    if settings.problem != OWN:
        own_table.drop()
        return replace(settings, own=None) if settings.own else settings
    data = own_table.learned()
    if settings.own is data:
        return settings
    return suited(with_samples(settings, data)) if data else replace(settings, own=None)


def with_samples(settings: TrainSettings, data: Dataset) -> TrainSettings:
    """Return the settings with other samples, and with what suits them where nothing else was asked for."""
    settings = replace(settings, own=data)
    suits = beginning(OWN, (), data)["output"]
    if settings.output != beginning(OWN)["output"]:
        return settings
    return replace(settings, output=suits, loss=suited_loss(suits, OWN, (), data))


def again_button(page_text: Text) -> None:
    """Lead back to the choice of a file and its columns, where a file is learned from."""
    text = words(page_text)
    if STORE.current().problem == OWN and own_table.learned():
        label, icon = text("drawer.csv"), ":material/table:"
        st.button(label, icon=icon, key=FILE_BUTTON, on_click=_again, width="stretch")


def _again() -> None:
    own_table.put_away()
    STORE.change(own=None)


# -- the page -------------------------------------------------------------------------------------------
def show(page_text: Text) -> None:
    """Show where a file is brought, and what is known of the one that is there."""
    text = words(page_text)
    st.title(text("file.title"))
    left, right = st.columns([3, 2], gap="large")
    with left:
        st.markdown(text("file.what", rows=f"{most_rows():,}", most=most_mb()))
        _uploader(text)
    with right:
        st.info(text("file.private"), icon=":material/lock:")
        st.markdown(text("file.sample_what"))
        use, save = st.columns(2)
        use.button(text("file.sample"), key="train-sample", on_click=own_table.take_sample, width="stretch")
        sample = SAMPLE.read_bytes(), SAMPLE.name, "text/csv"
        save.download_button(text("file.download"), *sample, on_click="ignore", width="stretch")
    file = own_table.known()
    if file:
        with st.container(gap="small"):
            _choice(file, text)


def _uploader(text: Text) -> None:
    key = f"train-file{own_table.brought()}"  # the next file has a new widget, so that no bytes are kept
    most = most_mb()
    brought = st.file_uploader(text("file.choose"), ["csv", "tsv", "txt"], key=key, max_upload_size=most)
    if brought is not None:
        own_table.take(brought.name, brought.getvalue())
        st.rerun()
    refused = own_table.refused()
    if refused:
        kept = f" {text('file.kept')}" if own_table.known() else ""
        st.error(sentence(refused, text) + kept, icon=":material/error:")


def _choice(file: OwnFile, text: Text) -> None:
    """Which columns of a file are learned, its first rows, and what is noticed about it."""
    table = file.table
    size = {"rows": f"{len(table):,}", "columns": len(table.columns)}
    st.markdown(text("file.is", name=plain(file.name), **size))
    found = own_table.columns(table)
    inputs, targets, kind = st.columns([5, 4, 3], gap="medium")
    empty = text("file.choose_columns")
    taken, aimed = _key("inputs", found.inputs), _key("targets", found.targets)
    chosen = Columns(
        tuple(inputs.multiselect(text("file.inputs"), table.names, key=taken, placeholder=empty)),
        tuple(targets.multiselect(text("file.targets"), table.names, key=aimed, placeholder=empty)),
        held(
            kind.segmented_control(
                text("file.task"),
                TASKS,
                key=_key("task", found.task),
                format_func=lambda one: text(f"task.{one}"),
                required=True,
            ),
            TASKS,
        ),
    )
    own_table.choose(chosen)
    samples = _samples(chosen, file, text)
    st.button(
        text("file.train"),
        type="primary",
        icon=":material/play_arrow:",
        key="train-learn",
        disabled=samples is None,
        on_click=_learn,
    )
    st.html(sample_table(table.names, table.preview[:PREVIEW], text("file.preview")))
    _findings((*table.findings, *(samples.findings if samples else ())), text)


def _key(name: str, value: object) -> str:
    """The key of a widget about the file that is there, which shows this value if it is new."""
    key = f"train-{name}-{own_table.brought()}"
    session.restore(key, list(value) if isinstance(value, tuple) else value)
    return key


def _samples(chosen: Columns, file: OwnFile, text: Text) -> TableSamples | None:
    """The samples of a choice, in words; or why there are none."""
    try:
        samples = chosen.samples(file.table)
    except TableError as error:
        st.error(sentence(error, text), icon=":material/error:")
        return None
    data = samples.data
    if data.task == "classification":
        names = plain(", ".join(data.class_names))
        outputs = text("file.classes", count=len(data.class_names), names=names)
    else:
        outputs = text("file.numbers", count=data.Y.shape[1])
    st.markdown(text("file.samples", count=len(data), inputs=data.X.shape[1], outputs=outputs))
    return samples


def _learn() -> None:
    file = own_table.known()
    if file:  # the samples are made anew: what a button is given is kept for long
        own_table.learn(own_table.columns(file.table).samples(file.table))
        STORE.take(with_own(STORE.current()))


def _findings(findings: Sequence[TableFinding], text: Text) -> None:
    lines = list(dict.fromkeys(sentence(found, text) for found in findings))
    if lines:
        st.markdown("\n".join([f"**{text('file.found')}**", "", *(f"- {line}" for line in lines)]))


# -- words ----------------------------------------------------------------------------------------------
def sentence(found: TableFinding | TableError, text: Text) -> str:
    """Return what there is to say, in the visitor's language; what stands in the file is shown as it is."""
    values = {name: _said(name, value, text) for name, value in dict(found.values).items()}
    if isinstance(found, TableError):
        return text(f"error.{found.kind}", **values)
    return text(f"finding.{found.kind}", **values)


def _said(name: str, value: float | str, text: Text) -> str:
    if name in ("labels", "classes") and value == "many":
        return text("many")
    if isinstance(value, int):
        return f"{value:,}" if name not in ("line",) else str(value)
    return plain(str(value))
