"""What the page Train shows is what `nnviz` computes from the same numbers and seeds, for every problem."""

from typing import Any

import numpy as np
import pytest
from streamlit.testing.v1 import AppTest

from nnviz import Experiment, ExperimentConfig
from nnviz.datasets.csv_table import read_table
from pages.parts.train.data.own_table import SAMPLE, Columns
from pages.parts.train.run import training_session as live_module
from pages.parts.train.settings import PAIRS
from pages.parts.train.views.curve import POINTS, LearnedCurve
from pages.parts.train.views.decision_map import SIDE, SMOOTH
from pages.parts.train.views.plane import plane_of
from pages.shared.figures.colormap import places
from pages.shared.protocol.layouts import Array
from tests.pages.apps import FRAME, open_page, well
from tests.pages.packets import Frame, asked, packet

EPOCHS = 20
BRIGHTNESS = 1.5  # places of the colour table that rounding may take
ALL_FEATURES = ("x", "y", "xx", "yy", "xy", "sinx", "siny")
AND = (((0.0, 0.0), (0.0,)), ((0.0, 1.0), (0.0,)), ((1.0, 0.0), (0.0,)), ((1.0, 1.0), (1.0,)))

# What a link says, and the same in the words of the core.
SAME: dict[str, tuple[dict[str, str], dict[str, Any]]] = {
    "article": ({}, {}),
    "article_seeded": (
        {"stream": "seeded", "samples": "200", "seed": "4", "optimizer": "adam", "batch_size": "64"},
        {"stream": "seeded", "samples": 200, "seed": 4, "optimizer": "adam", "batch_size": 64},
    ),
    "circle": ({"problem": "circle"}, {"problem": "circle"}),
    "circle_features": (
        {"problem": "circle", "noise": "10", "samples": "250", "features": "x,y,xx", "output": "tanh"},
        {"problem": "circle", "noise": 0.1, "samples": 250, "features": ("x", "y", "xx"), "output": "tanh"},
    ),
    "xor": (
        {"problem": "xor", "bias": "0", "reduction": "sum", "rate": "0.001", "seed": "3"},
        {"problem": "xor", "bias": False, "reduction": "sum", "rate": 0.001, "seed": 3},
    ),
    "gauss": (
        {"problem": "gauss", "split_seed": "5", "data_seed": "7", "train_fraction": "0.5", "l2": "0.001"},
        {"problem": "gauss", "split_seed": 5, "data_seed": 7, "train_fraction": 0.5, "l2": 0.001},
    ),
    "spiral": (
        {"problem": "spiral", "features": ",".join(ALL_FEATURES), "output": "tanh", "batch_size": "32"},
        {"problem": "spiral", "features": ALL_FEATURES, "output": "tanh", "batch_size": 32},
    ),
    "moons": (
        {"problem": "moons", "noise": "20", "init_size": "0.5", "clip": "0.01", "hidden": "3relu-2sigmoid"},
        {
            "problem": "moons",
            "noise": 0.2,
            "init_size": 0.5,
            "clip": 0.01,
            "hidden": ((3, "relu"), (2, "sigmoid")),
        },
    ),
    "moons_two_scores": (
        {"problem": "moons", "output": "softmax", "l1": "0.0001"},
        {"problem": "moons", "output": "softmax", "l1": 0.0001},
    ),
    "three": (
        {"problem": "three", "noise": "5", "optimizer": "rmsprop", "rate": "0.01"},
        {"problem": "three", "noise": 0.05, "optimizer": "rmsprop", "rate": 0.01},
    ),
    "rows": ({"problem": "rows"}, {"problem": "rows"}),
    "rows_typed": (
        {"problem": "rows", "rows": "0,0:0;0,1:0;1,0:0;1,1:1", "loss": "half_squared_error"},
        {"problem": "rows", "rows": AND, "loss": "half_squared_error"},
    ),
    "curve": (
        {"problem": "curve", "curve": "sin", "noise": "5", "samples": "60", "hidden": "6tanh"},
        {"problem": "curve", "curve": "sin", "noise": 0.05, "samples": 60, "hidden": ((6, "tanh"),)},
    ),
    "digits": (
        {"problem": "digits", "samples": "300", "hidden": "8relu", "sample": "2"},
        {"problem": "digits", "samples": 300, "hidden": ((8, "relu"),)},
    ),
}


@pytest.fixture(autouse=True)
def patient(monkeypatch: pytest.MonkeyPatch) -> None:
    """An answer on a busy machine is late, not short."""
    monkeypatch.setattr(live_module, "LONGEST", 20.0)


def on_the_page(app: AppTest) -> Frame:
    """The frame that the page shows after `EPOCHS` epochs."""
    answer = asked(app, "train-player", packet(app), want="more", count=2, known=0, speed="10")
    assert answer.all_of("epoch") == [10, EPOCHS]
    return answer.frames[-1]


def in_the_core(values: dict[str, Any]) -> Experiment:
    """The same experiment, trained as long by the core alone."""
    experiment = Experiment(ExperimentConfig(**values))
    experiment.trainer.run(epochs=EPOCHS)
    return experiment


@pytest.mark.parametrize("name", SAME)
def test_the_numbers_on_the_page_are_those_of_the_core(name: str) -> None:
    link, values = SAME[name]
    compare(on_the_page(open_page("train", **link)), in_the_core(values))


def test_the_numbers_of_a_file_are_those_of_the_core() -> None:
    app = AppTest.from_file(str(FRAME), default_timeout=60)
    app.query_params["problem"], app.query_params["split_seed"] = "csv", "3"
    app.switch_page("train.py").run()
    for key in ("train-sample", "train-learn"):
        app.button(key=key).click().run()
    columns = Columns(("length_mm", "width_mm", "edge"), ("tree",), "classification")
    own = columns.samples(read_table(SAMPLE.read_bytes())).data
    frame = on_the_page(well(app))
    assert "confusion" in frame
    compare(frame, in_the_core({"problem": "csv", "own": own, "split_seed": 3}))


def compare(frame: Frame, experiment: Experiment) -> None:
    """Losses, accuracies, parameters, and what the views of the problem show."""
    snapshot = experiment.snapshot()
    assert frame["train"] == [snapshot.train_loss]
    np.testing.assert_array_equal(frame["test"], [snapshot.test_loss])
    if "train_accuracy" in frame:
        assert frame["train_accuracy"] == [snapshot.train_accuracy]
        np.testing.assert_array_equal(frame["test_accuracy"], [snapshot.test_accuracy])
    network = experiment.network
    for layer, (W, b) in enumerate(zip(network.weights, network.biases, strict=True), 1):
        assert frame[f"W{layer}"] == np.float32(W).ravel().tolist()
        assert frame.get(f"b{layer}", []) == np.float32(b).ravel().tolist()
    seen = [name for name in VIEWS if name in frame]
    assert seen, "something is looked at besides the weights"
    for name in seen:
        VIEWS[name](frame, experiment)


# -- what the views show ------------------------------------------------------------------------------
def pairs(frame: Frame, experiment: Experiment) -> None:
    """The answers to the article's pairs."""
    assert frame["predictions"] == np.float32(experiment.predict(PAIRS)).ravel().tolist()


def decision(frame: Frame, experiment: Experiment) -> None:
    """The map of the plane: how far it leans to the second class at each point, or which class is largest."""
    across, up = (np.linspace(*span, SIDE) for span in plane_of(experiment))
    points = np.stack(np.meshgrid(across, up), axis=-1).reshape(-1, 2)
    answers = experiment.predict(points)
    shown = np.array(frame["decision"])
    if answers.shape[1] == 3:
        first, second = np.sort(answers, axis=1)[:, :-3:-1].T
        sure = first - second > 0.05  # paler points have nearly the colour of all classes
        ranges = [np.ptp(shown[sure & (answers.argmax(axis=1) == class_)]) for class_ in range(3)]
        assert max(ranges) < 256 / 3, "each class has its part of the colour table"
        return
    if answers.shape[1] == 2:
        lean = answers[:, 1] - answers[:, 0]
    else:
        low = -1 if experiment.data.Y.min() < 0 or experiment.Y_train.min() < 0 else 0
        lean = (2 * answers[:, 0] - low - 1) / (1 - low)
    assert (
        np.abs(places(SMOOTH * lean.clip(-1, 1)[None], np.ones(1))[0].astype(float) - shown).max()
        < BRIGHTNESS
    )


def curve(frame: Frame, experiment: Experiment) -> None:
    """The learned curve, at its place in the picture."""
    view = LearnedCurve(experiment)
    x = np.linspace(experiment.data.X.min(), experiment.data.X.max(), POINTS)
    expected = view.chart.places(x, experiment.predict(x[:, None])[:, 0])
    assert frame["curve"] == np.float32(expected).ravel().tolist()


def rows(frame: Frame, experiment: Experiment) -> None:
    """The predictions of the typed rows."""
    expected = experiment.predict(experiment.train.X)
    assert frame["predicted"] == np.float32(expected).ravel().tolist()
    assert frame["missed"] == np.float32(expected - experiment.train.Y).ravel().tolist()


def picture(frame: Frame, experiment: Experiment) -> None:
    """What is said to the chosen digit, and how many are read wrong."""
    assert experiment.test is not None
    answers = experiment.predict(experiment.test.X)
    at = int(frame["sample"][0]) - 1
    np.testing.assert_array_equal(frame["p"], np.float32(answers[at]))
    assert frame["said"] == [answers[at].argmax()]
    wrong = int((answers.argmax(axis=1) != experiment.test.Y.argmax(axis=1)).sum())
    assert frame["wrong"] == [wrong]


def confusion(frame: Frame, experiment: Experiment) -> None:
    """As many right answers on the diagonal as the accuracy says."""
    counts: Array = np.array(frame["confusion"])
    side = round(len(counts) ** 0.5)
    part = "train" if experiment.test is None else "test"
    right = np.trace(counts.reshape(side, side)) / counts.sum()
    assert right == pytest.approx(frame[f"{part}_accuracy"][0], abs=1e-12)


VIEWS = {
    "predictions": pairs,
    "decision": decision,
    "curve": curve,
    "predicted": rows,
    "picture": picture,
    "confusion": confusion,
}
