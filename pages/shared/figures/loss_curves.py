"""Loss against epochs: training and test data, and what they are compared with as lines across.
The lines start empty; the player fills them from the frames it knows."""

from collections.abc import Sequence
from dataclasses import dataclass

import plotly.graph_objects as go

from pages.shared.theme import INKS, ThemeName, template


@dataclass(frozen=True)
class Names:
    """The words of the figure, in the visitor's language; without a test part `test` is empty."""

    epochs: str
    loss: str
    train: str
    test: str
    second: str = ""


@dataclass(frozen=True)
class Rule:
    """A line across at the height of a `value`."""

    value: float
    name: str


TRAIN, TEST = 0, 1
DASHES = ("2px,4px", "9px,4px,2px,4px", "1px,7px")  # of the rules


def loss_curves(rules: Sequence[Rule], names: Names, theme: ThemeName) -> go.Figure:
    """Return the figure with its rules; a second run that has a name is one more line, behind all others."""
    inks = INKS[theme]
    figure = go.Figure(layout={"template": template(theme), "uirevision": "loss"})
    hover = "%{y:.6g}"
    figure.add_scatter(
        x=[],
        y=[],
        mode="lines",
        name=names.train,
        line={"color": inks.train, "width": 3, "simplify": False},
        hovertemplate=hover,
    )
    figure.add_scatter(
        x=[],
        y=[],
        mode="lines",
        name=names.test,
        hovertemplate=hover,
        line={"color": inks.test, "width": 3, "dash": "6px,4px", "simplify": False},
    )
    for rule, dash in zip(rules, DASHES, strict=False):
        line = {"color": inks.soft, "width": 2, "dash": dash}
        figure.add_hline(y=rule.value, line=line, layer="below")
        figure.add_scatter(x=[None], y=[None], mode="lines", name=rule.name, line=line)
    if names.second:
        dashed = {"color": inks.text, "width": 3, "dash": "12px,5px", "simplify": False}
        figure.add_scatter(x=[], y=[], mode="lines", name=names.second, line=dashed, hovertemplate=hover)
    figure.update_xaxes(title_text=names.epochs, rangemode="tozero", nticks=6)
    figure.update_yaxes(title_text=names.loss, nticks=6, rangemode="tozero")
    figure.update_layout(
        hovermode="x unified",
        showlegend=False,  # the player writes the names above the figure
        margin={"t": 8, "l": 58},
    )
    return figure
