"""The curve of an activation function and its slope, with the point at which a neuron works on both.
A step jumps: a tie belongs to the upper side."""

from dataclasses import dataclass

import numpy as np
import plotly.graph_objects as go

from nnviz.networks.activations import HIDDEN_ACTIVATIONS
from pages.shared.theme import INKS, ThemeName, template

SEEN = 6.0  # z from -6 to 6
Z = np.linspace(-SEEN, SEEN, 241)
CURVE, SLOPE, TANGENT, POINT, SLOPE_POINT, EDGE = range(6)
ROOM = 0.25  # on the axis of a, beyond the limits of a bounded activation
HIGH = (-6.5, 6.5)


@dataclass(frozen=True)
class Names:
    """The words of the figure, in the visitor's language."""

    z: str
    a: str
    slope: str


def activation_curve(activation: str, names: Names, theme: ThemeName) -> go.Figure:
    """Return the figure; its traces are CURVE, SLOPE and the points that follow the neuron."""
    inks = INKS[theme]
    function = HIDDEN_ACTIVATIONS[activation]
    figure = go.Figure(layout={"template": template(theme)})
    jump = {"shape": "hv"} if function.jumps else {}
    line = {"color": inks.train, "width": 3}
    figure.add_scatter(x=Z, y=function(Z), line=line | jump, mode="lines", name=names.a)
    dashed = {"color": inks.test, "width": 3, "dash": "6px,4px"}
    figure.add_scatter(x=Z, y=function.slope_at(Z), line=dashed, mode="lines", name=names.slope, yaxis="y2")
    thin = {"color": inks.text, "width": 2}
    figure.add_scatter(x=[None, None], y=[None, None], mode="lines", line=thin, hoverinfo="skip")
    for axis, symbol in (("y", "circle"), ("y2", "circle"), ("y", "diamond-open")):
        edge = {"size": 14, "symbol": symbol, "color": inks.text, "line": {"width": 2, "color": inks.text}}
        figure.add_scatter(x=[None], y=[None], yaxis=axis, mode="markers", marker=edge, cliponaxis=False)
    figure.update_traces(showlegend=False)
    outputs = (function.low - ROOM, function.high + ROOM) if function.bounded else HIGH
    return _axes(figure, outputs, names)


def _axes(figure: go.Figure, outputs: tuple[float, float], names: Names) -> go.Figure:
    fixed = {"fixedrange": True, "zeroline": True}
    figure.update_layout(
        xaxis=fixed | {"range": [-SEEN, SEEN], "title_text": names.z, "anchor": "y2", "dtick": 2},
        yaxis=fixed | {"range": outputs, "domain": [0.46, 1], "title_text": names.a},
        yaxis2=fixed | {"range": [-0.15, 1.15], "domain": [0, 0.36], "title_text": names.slope, "dtick": 0.5},
        hovermode="x",
        height=HEIGHT,
    )
    return figure


HEIGHT = 380
