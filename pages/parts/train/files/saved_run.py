"""A run that was taken home, read again: whoever edited the file, nothing but a run comes of it."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any, cast

import numpy as np

from nnviz import Dataset, Network
from nnviz.datasets.dataset import LARGEST
from nnviz.datasets.rows import MOST_TARGETS, TASKS
from nnviz.experiments.problems import OWN
from pages.parts.train.files.run_files import FORMAT, MOST_OWN
from pages.parts.train.settings import STORE, TrainSettings, is_trainable
from pages.shared.protocol.requests import load

MOST_BYTES = 5 * 2**20
MOST_SETTINGS = 60


class UnknownRun(ValueError):  # noqa: N818 - it is an answer, not an error of ours
    """What was brought is no run; `kind` is a key `run.` of the sentences."""

    def __init__(self, kind: str) -> None:
        self.kind = kind
        super().__init__(f"a run must be a file that this page has written, got something else ({kind})")


def read_run(data: bytes) -> TrainSettings:
    """Return the settings of a run, at the epoch that was its newest, with its own data if it has any.

    Raises UnknownRun for what is no run, or whose parameters are not those of its network."""
    found = _loaded(data)
    if found.get("format") != FORMAT or not isinstance(found.get("settings"), dict):
        raise UnknownRun("other")
    query = {str(name): str(value) for name, value in list(found["settings"].items())[:MOST_SETTINGS]}
    settings, _ = STORE.read(query)
    if settings.problem == OWN:
        if not isinstance(found.get("own"), dict):
            raise UnknownRun("without")
        settings = replace(settings, own=_own(found["own"]))
        if not is_trainable(settings):
            raise UnknownRun("damaged")
    _check(found.get("parameters"), settings.start.sizes, settings.bias)
    return settings


def _loaded(data: bytes) -> Mapping[str, Any]:
    if len(data) > MOST_BYTES:
        raise UnknownRun("large")
    try:
        found = load(data.decode("utf-8-sig"), MOST_BYTES)
    except UnicodeDecodeError:
        raise UnknownRun("other") from None
    if not isinstance(found, dict):
        raise UnknownRun("other")
    return found


def _own(found: Mapping[str, Any]) -> Dataset:
    """The data that were taken along."""
    try:
        names = [tuple(str(name) for name in found[part]) for part in ("inputs", "targets", "classes")]
        X, Y = (np.array(found[part], dtype=np.float64) for part in ("X", "Y"))
        task = next(task for task in TASKS if task == found["task"])
        if X.size + Y.size > MOST_OWN or Y.shape[1] > MOST_TARGETS or np.abs(X).max() > LARGEST:
            raise UnknownRun("damaged")
        return Dataset(X, Y, names[0], names[1], task, names[2])
    except (KeyError, IndexError, TypeError, ValueError, StopIteration):
        raise UnknownRun("damaged") from None


def _check(found: object, sizes: tuple[int, ...], bias: bool) -> None:
    """Raise UnknownRun unless these are parameters of such a network."""
    layers = range(1, len(sizes))
    try:
        given = cast(Mapping[str, Any], found)
        weights = [np.array(given[f"W{layer}"], dtype=np.float64) for layer in layers]
        biases = [np.array(given[f"b{layer}"], dtype=np.float64) for layer in layers] if bias else None
        network = Network.from_parameters(weights, biases, "linear")
    except (KeyError, TypeError, ValueError):
        raise UnknownRun("damaged") from None
    if network.sizes != sizes:
        raise UnknownRun("damaged")
