"""What a visitor takes home of a run: a NumPy program, the parameters, the history and predictions as tables,
and the whole run, which the page can load again. Each is written when its button is pressed."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from io import BytesIO
from math import isnan
from typing import Any
from weakref import ref

import numpy as np

from nnviz import Dataset
from nnviz.experiments.experiment_code import experiment_code
from nnviz.experiments.problems import OWN
from nnviz.experiments.run_tables import history_csv, predictions_csv
from pages.parts.train.run.training_session import Live
from pages.parts.train.settings import STORE, TrainSettings

FORMAT = "nnviz run 1"
MOST_OWN = 200_000  # numbers of a file of one's own that the whole run holds; more are not taken along


@dataclass(frozen=True)
class RunFile:
    """A file: what it is called on disk, its kind, and how it is written."""

    file: str
    mime: str
    write: Callable[[Live, TrainSettings], str | bytes]


def program(live: Live, _settings: TrainSettings) -> str:
    """Return the run as a program that trains anew."""
    return experiment_code(live.experiment, live.penalties)


def parameters(live: Live, _settings: TrainSettings) -> bytes:
    """Return the newest parameters as a file of NumPy: W1 (inputs, units), b1 (units,), ..."""
    file = BytesIO()
    np.savez(file, **arrays_of(live))  # type: ignore[arg-type]  # its stub takes the arrays for a switch
    return file.getvalue()


def whole_run(live: Live, settings: TrainSettings) -> str:
    """Return settings, parameters and history as JSON, with data of one's own that are not too large."""
    moment = live.experiment.trainer.history[-1]
    found: dict[str, Any] = {
        "format": FORMAT,
        "settings": STORE.write(settings) | {"epoch": repr(moment.epoch)},
        "step": moment.step,
        "epoch": moment.epoch,
        "parameters": {name: array.tolist() for name, array in arrays_of(live).items()},
        "history": [
            {
                "step": one.step,
                "epoch": one.epoch,
                "train": one.train_loss,
                "test": None if isnan(one.test_loss) else one.test_loss,
            }
            for one in live.experiment.trainer.history
        ],
    }
    own = settings.own
    if settings.problem == OWN and own is not None and own.X.size + own.Y.size <= MOST_OWN:
        found["own"] = written(own)
    return json.dumps(found, allow_nan=True)


def arrays_of(live: Live) -> dict[str, np.ndarray]:
    """Return the parameters of the newest moment by their names."""
    network = live.experiment.network.copy()
    network.load(live.experiment.trainer.history[-1].parameters)
    found: dict[str, np.ndarray] = {}
    for layer, (W, b) in enumerate(zip(network.weights, network.biases, strict=True), 1):
        found |= {f"W{layer}": W.copy(), **({f"b{layer}": b.copy()} if b.size else {})}
    return found


def written(data: Dataset) -> dict[str, Any]:
    """Return a data set as lists and names."""
    return {
        "inputs": data.feature_names,
        "targets": data.target_names,
        "classes": data.class_names,
        "task": data.task,
        "X": data.X.tolist(),
        "Y": data.Y.tolist(),
    }


FILES: Mapping[str, RunFile] = {
    "program": RunFile("train.py", "text/x-python", program),
    "parameters": RunFile("parameters.npz", "application/octet-stream", parameters),
    "history": RunFile("history.csv", "text/csv", lambda live, _: history_csv(live.experiment)),
    "predictions": RunFile("predictions.csv", "text/csv", lambda live, _: predictions_csv(live.experiment)),
    "run": RunFile("run.json", "application/json", whole_run),
}


def made(name: str, live: Live) -> Callable[[], str | bytes]:
    """Return what writes a file about a run as it is when somebody asks for it. Its button does not keep the
    run alive; of one that is gone there is nothing to write."""
    return partial(_made, FILES[name], ref(live))


def _made(one: RunFile, run: ref[Live]) -> str | bytes:
    live = run()
    if live is None:
        return ""
    with live.still():
        return one.write(live, STORE.current())
