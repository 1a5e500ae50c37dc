"""The file that a visitor has brought: its table, what is learned from it, and what it takes of memory.
It lies in the visitor's session, goes with it, and is dropped where another problem is chosen."""

from dataclasses import dataclass
from pathlib import Path

import numpy as np

from nnviz import Dataset
from nnviz.datasets.csv_findings import TableError
from nnviz.datasets.csv_table import Table, read_table
from nnviz.datasets.dataset import Task
from nnviz.datasets.table_choice import TableChoice, TableSamples, suggested_choice
from pages.shared.state import session

FILE, REFUSED, SAMPLES, COLUMNS = (
    "train:file",
    "train:file-refused",
    "train:file-samples",
    "train:file-columns",
)
BROUGHT = "train:files-brought"
MOST_NAME = 60  # characters of a file's name that are shown
SAMPLE = Path(__file__).with_name("leaves.csv")


@dataclass(frozen=True)
class OwnFile:
    """A file that was read: what it is called, and its table."""

    name: str
    table: Table


@dataclass(frozen=True)
class Columns:
    """What is chosen of a table, by the names of its columns; it may be impossible."""

    inputs: tuple[str, ...]
    targets: tuple[str, ...]
    task: Task

    def samples(self, table: Table) -> TableSamples:
        """Return the samples of this choice; TableError where there are none."""
        return TableChoice(table, self.inputs, self.targets, self.task).samples()


def known() -> OwnFile | None:
    """Return the file of this session, if there is one."""
    return session.get(FILE, None)


def take(name: str, data: bytes) -> None:
    """Read a file; one that cannot be read is refused, and the one before it stays."""
    session.put({BROUGHT: brought() + 1})
    try:
        table = read_table(data)
    except TableError as error:
        session.put({REFUSED: error})
        return
    drop()
    session.put({FILE: OwnFile(name[:MOST_NAME], table), COLUMNS: _suggested(table)})


def take_sample() -> None:
    """Read the sample that comes with the page."""
    take(SAMPLE.name, SAMPLE.read_bytes())


def brought() -> int:
    """Return how many files were brought in this session, whether they could be read or not."""
    return session.get(BROUGHT, 0)


def refused() -> TableError | None:
    """Return why the last file could not be read, until another one is brought."""
    return session.get(REFUSED, None)


def columns(table: Table) -> Columns:
    """Return what is chosen of the table."""
    return session.get(COLUMNS, Columns((), table.names[-1:], "regression"))


def choose(chosen: Columns) -> None:
    """Remember a choice, whether it is possible or not."""
    session.put({COLUMNS: chosen})


def learn(samples: TableSamples) -> None:
    """Remember what is learned from."""
    session.put({SAMPLES: samples})


def learn_again(data: Dataset) -> None:
    """Remember samples that were taken home with their run; of their file nothing else is known."""
    drop()
    learn(TableSamples(data, np.arange(len(data)), ()))


def learned() -> Dataset | None:
    """Return the samples that are learned from, if there are any."""
    samples: TableSamples | None = session.get(SAMPLES, None)
    return samples.data if samples else None


def put_away() -> None:
    """Learn from nothing any more; the file stays."""
    session.forget((SAMPLES,))


def drop() -> None:
    """Forget the file and all that was made of it."""
    session.forget((FILE, REFUSED, SAMPLES, COLUMNS))


def held_bytes() -> int:
    """Return the bytes that the table and its samples take."""
    file, data = known(), learned()
    table = sum(column.values.nbytes for column in file.table.columns) if file else 0
    return table + (data.X.nbytes + data.Y.nbytes if data else 0)


def _suggested(table: Table) -> Columns:
    """What is probably meant; nothing but the last column as a target where that cannot be told."""
    try:
        found = suggested_choice(table)
    except TableError:
        return Columns((), table.names[-1:], "regression")
    return Columns(found.inputs, found.targets, found.task)
