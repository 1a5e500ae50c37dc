"""What is taken home of a run: its numbers are those of the page, and the whole run can be loaded again."""

import csv
import json
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from io import BytesIO, StringIO
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from streamlit.testing.v1 import AppTest

from nnviz.datasets.csv_table import read_table
from pages.parts.train.data import own_table
from pages.parts.train.files.run_files import FILES
from pages.parts.train.files.saved_run import UnknownRun, read_run
from pages.parts.train.run.training_session import Live
from pages.parts.train.settings import STORE as SETTINGS_STORE
from pages.parts.train.settings import TrainSettings, begun
from pages.parts.train.values.live_values import LiveValues
from pages.shared.state.session import STORE
from pages.shared.text import FOLDER, entries
from tests.every import every
from tests.pages.apps import open_page, well


def trained(settings: TrainSettings, epochs: int = 8) -> Live:
    """A run of these settings after some epochs, with its rate and its penalty turned on the way."""
    live = Live(settings.start, settings.epochs, (), settings.rate)
    live.tune(LiveValues.asked(settings.experiment))
    for change in (settings.rate, settings.rate / 2):
        live.tune(replace(live.values, rate=change, l2=0.001))
        live.experiment.trainer.run(epochs // 2)
        live.experiment.record()
    return live


def written(name: str, live: Live, settings: TrainSettings) -> Any:
    """What stands in the file."""
    return FILES[name].write(live, settings)


RUNS = {
    "article": begun("article"),
    "rows": begun("rows"),
    "all that can be set": replace(
        begun("circle"), batch_size=16, l1=1e-3, clip=0.5, hidden=((4, "elu"), (3, "relu")), optimizer="adam"
    ),
}


@every("name", RUNS)
def test_the_program_follows_what_was_turned_on_the_page(name: str, tmp_path: Path) -> None:
    live = trained(RUNS[name])
    assert live.retold
    program = tmp_path / "train.py"
    program.write_text(written("program", live, RUNS[name]), encoding="utf-8")
    run = subprocess.run([sys.executable, "-I", program], capture_output=True, text=True, check=True)
    *_, last, worst = run.stdout.splitlines()
    newest = live.experiment.trainer.history[-1]
    assert abs(float(last.split()[1]) - newest.train_loss) < 1e-9
    assert float(worst.split()[-1]) < 1e-9


def test_parameters_are_those_of_the_newest_moment() -> None:
    live = trained(begun("circle"))
    with np.load(BytesIO(written("parameters", live, begun("circle")))) as found:
        assert sorted(found) == ["W1", "W2", "W3", "b1", "b2", "b3"]
        np.testing.assert_array_equal(found["W2"], live.experiment.network.weights[1])


def test_tables_have_a_row_for_each_moment_and_sample() -> None:
    live = trained(begun("moons"))
    rows = {
        name: list(csv.DictReader(StringIO(written(name, live, begun("moons")))))
        for name in ("history", "predictions")
    }
    assert len(rows["history"]) == len(live.experiment.trainer.history)
    assert len(rows["predictions"]) == 500


@every("problem", ("article", "spiral", "rows", "curve"))
def test_a_run_that_was_taken_home_is_loaded_again(problem: str) -> None:
    settings = begun(problem)
    live = trained(settings)
    found = read_run(written("run", live, settings).encode())
    assert found.epoch == live.experiment.trainer.epoch
    assert SETTINGS_STORE.write(found) == SETTINGS_STORE.write(settings) | {"epoch": "8"}


def altered(change: Callable[[dict[str, Any]], object]) -> bytes:
    """A run that somebody has edited."""
    settings = begun("circle")
    found = json.loads(written("run", trained(settings, 2), settings))
    change(found)
    return json.dumps(found).encode()


@every(
    "data, kind",
    (
        (b"", "other"),
        (b"\xff\xfe", "other"),
        (b"[]", "other"),
        (b"[" * 100_000, "other"),
        (b'{"format": "nnviz run 1", "settings": []}', "other"),
        (b'{"format": "nnviz run 1", "settings": {}}', "damaged"),
        (b'{"format": "nnviz run 1", "settings": {"problem": "csv"}}', "without"),
        (b'{"format": "nnviz run 1", "settings": {"problem": "csv"}, "own": {"X": 1}}', "damaged"),
        (b" " * (6 * 2**20), "large"),
        (altered(lambda run: run["parameters"].pop("W2")), "damaged"),
        (altered(lambda run: run["parameters"].update(W1=[[1]])), "damaged"),
        (altered(lambda run: run["parameters"].update(b1=["x"] * 4)), "damaged"),
        (altered(lambda run: run["parameters"]["b1"].__setitem__(0, float("nan"))), "damaged"),
        (altered(lambda run: run["settings"].update(hidden="3tanh")), "damaged"),
        (altered(lambda run: run.update(format="other")), "other"),
    ),
)
def test_what_is_no_run_is_refused(data: bytes, kind: str) -> None:
    with pytest.raises(UnknownRun) as refused:
        read_run(data)
    assert refused.value.kind == kind
    assert f"run.{kind}" in entries(FOLDER / "own_data.toml")


def settings_of(app: AppTest) -> TrainSettings:
    """The settings of the page as they are now."""
    found: TrainSettings = app.session_state[STORE]["train:settings"]
    return found


def test_a_run_is_brought_back_to_the_page_with_its_own_data() -> None:
    own = own_table.Columns(("length_mm", "width_mm"), ("tree",), "classification")
    table = read_table(own_table.SAMPLE.read_bytes())
    settings = TrainSettings(
        problem="csv", own=own.samples(table).data, output="softmax", loss="cross_entropy"
    )
    run = written("run", trained(settings), settings).encode()
    app = open_page("train", problem="circle")
    app.file_uploader(key="train-run0").set_value(("run.json", b"{}", "application/json")).run()
    well(app)
    assert app.error[0].value.startswith("This is not a run")
    app.file_uploader(key="train-run1").set_value(("run.json", run, "application/json")).run()
    well(app)
    now = settings_of(app)
    assert (now.problem, now.epoch) == ("csv", 8)
    assert now.own is not None
    assert settings.own is not None
    np.testing.assert_array_equal(now.own.X, settings.own.X)
    assert now.start.sizes == (2, 4, 4, 3)
    assert app.session_state[STORE]["train:live"][1].goal == 8


def test_samples_of_ones_own_are_predicted_and_those_outside_are_marked() -> None:
    app = open_page("train", problem="rows")
    app.text_area(key="train-asked-samples").set_value("0.5, 0.5\n20 22").run()
    well(app)
    (table,) = [one.proto.body for one in app.get("html") if "outside" in one.proto.body]
    live: Live = app.session_state[STORE]["train:live"][1]
    answer = live.experiment.predict([[20, 22]])[0, 0]
    assert table.count("outside what was trained on") == 1
    assert f">{answer:.6g}<" in table
    app.text_area(key="train-asked-samples").set_value("0.5").run()
    well(app)
    assert app.error[0].value == "Enter 2 numbers in every line; there are 1."


def test_a_run_that_no_program_can_repeat_says_so() -> None:
    live = trained(begun("circle"))
    assert live.retold, "rates and L2 are in the program"
    live.tune(replace(live.values, l1=0.01))
    assert not live.retold
    assert "largest difference" in written("program", live, begun("circle"))
    edited = trained(begun("rows"))
    edited.edit(lambda trainer: trainer.set_parameters(trainer.net.parameters + 1))
    assert not edited.retold
