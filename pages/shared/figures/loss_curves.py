"""Loss against epochs: training and test data, and the loss of the best constant as a reference.
The lines start empty; the player fills them from the frames it knows."""

from dataclasses import dataclass

import plotly.graph_objects as go

from pages.shared.theme import INKS, ThemeName, template


@dataclass(frozen=True)
class Names:
    """The words of the figure, in the visitor's language."""

    epochs: str
    loss: str
    train: str
    test: str
    reference: str
    second: str = ""


TRAIN, TEST, SECOND = 0, 1, 3


def loss_curves(reference: float, names: Names, theme: ThemeName) -> go.Figure:
    """Return the figure; `reference` is the loss of predicting the mean of the training targets. A second run
    that has a name is another line."""
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
    rule = {"color": inks.soft, "width": 2, "dash": "2px,4px"}
    figure.add_hline(y=reference, line=rule, layer="below")
    figure.add_scatter(x=[None], y=[None], mode="lines", name=names.reference, line=rule)
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
