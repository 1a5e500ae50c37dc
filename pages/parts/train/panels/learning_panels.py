"""How a run is shown to learn: its loss over the epochs, its accuracy, and what both are compared with."""

from collections.abc import Mapping
from functools import lru_cache
from typing import Literal

from nnviz import Experiment
from nnviz.experiments.reference_lines import ReferenceLine, accuracy_line, loss_lines
from pages.parts.train.frames import Film
from pages.parts.train.run.second_run import PREFIX
from pages.shared.figures import loss_curves
from pages.shared.numbers.numerals import rounded
from pages.shared.protocol.panels import Curves, FigurePanel, Line, Switch
from pages.shared.text import Text
from pages.shared.theme import ThemeName

LEAST = 126  # pixels of the loss curve where notes need room
KEPT = 64  # figures of each kind that are kept for all visitors: Plotly takes 10 ms and more for one


def loss_panel(experiment: Experiment, text: Text, theme: ThemeName, second: str = "") -> FigurePanel:
    """The curves of an experiment and what its loss is compared with; a `second` run, by what it has changed,
    is one more curve."""
    return _loss_panel(loss_lines(experiment), experiment.test is not None, text, theme, second)


@lru_cache(maxsize=KEPT)
def _loss_panel(
    lines: tuple[ReferenceLine, ...], tested: bool, text: Text, theme: ThemeName, second: str
) -> FigurePanel:
    """Both axes are logarithmic, with a switch for each."""
    names = loss_curves.Names(
        text("loss.epochs"),
        text("loss.title"),
        text("loss.train"),
        text("loss.test") if tested else "",
        second,
    )
    rules = [
        loss_curves.Rule(line.value, text(f"loss.{line.name}", value=rounded(line.value, 4)))
        for line in lines
    ]
    figure = loss_curves.loss_curves(rules, names, theme)
    curves = [Line(loss_curves.TRAIN, "train")]
    curves += [Line(loss_curves.TEST, "test")] if tested else []
    curves += [Line(len(figure.data) - 1, f"{PREFIX}train")] if second else []
    figure.update_xaxes(type="log", nticks=4, tickformat=",")
    figure.update_yaxes(type="log", nticks=3, tickformat="~g")
    return FigurePanel(
        "loss",
        text("loss.title"),
        text("loss.alt"),
        figure,
        height=128 if second else 168,
        least=LEAST,
        curves=Curves("epoch", tuple(curves)),
        cursor="epoch",
        switches=(axis_switch("y", text("loss.log")), axis_switch("x", text("loss.log_epochs"))),
    )


def accuracy_panel(experiment: Experiment, text: Text, theme: ThemeName) -> FigurePanel:
    """The share of samples that are classified rightly, and that of the largest class."""
    line = accuracy_line(experiment)
    return _accuracy_panel(line and line.value, experiment.test is not None, text, theme)


@lru_cache(maxsize=KEPT)
def _accuracy_panel(largest: float | None, tested: bool, text: Text, theme: ThemeName) -> FigurePanel:
    """From 0 to 100 %, over epochs on a logarithmic axis like that of the loss."""
    title, test = text("accuracy.title"), text("loss.test") if tested else ""
    names = loss_curves.Names(text("loss.epochs"), title, text("loss.train"), test)
    words = "" if largest is None else text("accuracy.largest_class", share=f"{100 * largest:.1f}")
    rules = [] if largest is None else [loss_curves.Rule(largest, words)]
    figure = loss_curves.loss_curves(rules, names, theme)
    figure.update_xaxes(type="log", nticks=4, tickformat=",")
    figure.update_yaxes(range=[0, 1.02], autorange=False, tickformat=".0%", nticks=4)
    figure.update_traces(hovertemplate="%{y:.1%}")
    curves = [Line(loss_curves.TRAIN, "train_accuracy")]
    curves += [Line(loss_curves.TEST, "test_accuracy")] if tested else []
    return FigurePanel(
        "accuracy",
        title,
        text("accuracy.alt"),
        figure,
        height=190,
        room="more",
        curves=Curves("epoch", tuple(curves)),
        cursor="epoch",
    )


def has_accuracy(film: Film) -> bool:
    """Return whether frames know how many samples are classified rightly."""
    return "train_accuracy" in (film.layout.dtype.names or ())


def readout(experiment: Experiment, film: Film) -> Mapping[str, str]:
    """Return what programs read of the shown moment, by its field of a frame."""
    losses = {"epoch": "epoch", "train": "train", "test": "test"}
    if not has_accuracy(film):
        return losses
    return losses | {"accuracy": "train_accuracy" if experiment.test is None else "test_accuracy"}


def axis_switch(axis: Literal["x", "y"], label: str) -> Switch:
    """A switch between a linear and a logarithmic axis."""
    return Switch(f"log-{axis}", label, "xaxis" if axis == "x" else "yaxis", "log", "linear", pressed=True)
