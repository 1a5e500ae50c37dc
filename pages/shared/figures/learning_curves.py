"""What a network learns against its updates: two curves from training and test pictures, and a reference.
The axes do not move while the curves grow."""

import plotly.graph_objects as go

from pages.shared.figures.loss_curves import Names, Rule, loss_curves
from pages.shared.theme import ThemeName


def learning_curves(
    reference: Rule, last: int, top: float, shares: bool, names: Names, theme: ThemeName
) -> go.Figure:
    """Return the figure of `last` updates and values up to `top`; `shares` are written in percent."""
    figure = loss_curves((reference,), names, theme)
    figure.update_xaxes(range=[0, last], autorange=False)
    figure.update_yaxes(range=[0, top], autorange=False, tickformat=".0%" if shares else None)
    if shares:
        figure.update_traces(hovertemplate="%{y:.1%}")
    return figure
