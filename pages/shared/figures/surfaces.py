"""Two surfaces over the same square side by side: the rule that made the data, and the prediction.
Both share one colour scale, symmetric about zero, so that equal colours mean equal numbers."""

from dataclasses import dataclass

import numpy as np
import plotly.graph_objects as go

from pages.shared.theme import COLOURS, INKS, ThemeName, template

Array = np.ndarray[tuple[int, ...], np.dtype[np.float64]]
TRUTH, PREDICTION = 0, 1


@dataclass(frozen=True)
class Names:
    """The words of the figure, in the visitor's language."""

    truth: str
    prediction: str
    x: str
    y: str


def surfaces(
    truth: Array, low: float, high: float, limit: float, names: Names, theme: ThemeName
) -> go.Figure:
    """Return the figure for `truth` (size, size) over [low, high]², coloured from -limit to limit."""
    figure = go.Figure(layout={"template": template(theme)})
    ticks = np.linspace(low, high, truth.shape[0])
    shared = {
        "x": ticks,
        "y": ticks,
        "zmin": -limit,
        "zmax": limit,
        "colorscale": COLOURS[theme].scale,
        "showscale": False,
    }
    where = f"{names.x} %{{x:.0f}}, {names.y} %{{y:.0f}}"
    figure.add_heatmap(z=truth, zsmooth="fast", hovertemplate=where + ": %{z:.1f}<extra></extra>", **shared)
    figure.add_heatmap(
        z=np.zeros_like(truth),
        xaxis="x2",
        yaxis="y2",
        hovertemplate=where + ": ≈ %{z:.0f}<extra></extra>",
        **shared,
    )
    inks = INKS[theme]
    for x, name in ((0.0, names.truth), (0.53, names.prediction)):
        figure.add_annotation(
            text=name,
            x=x,
            y=1,
            xref="paper",
            yref="paper",
            xanchor="left",
            yanchor="bottom",
            showarrow=False,
            font={"size": 14, "color": inks.text},
        )
    marks = {"tickvals": [low, high], "ticks": "outside", "tickcolor": inks.soft}
    span = {"range": [low, high], "fixedrange": True, "showgrid": False} | marks
    bare = span | {"showticklabels": False, "ticks": ""}
    figure.update_layout(
        xaxis=span | {"domain": [0, 0.47], "title": {"text": names.x, "standoff": 0}},
        yaxis=span | {"title": {"text": names.y, "standoff": 0}},
        xaxis2=bare | {"domain": [0.53, 1], "anchor": "y2"},
        yaxis2=bare | {"anchor": "x2"},
        margin={"l": 40, "r": 8, "t": 24, "b": 34},
    )
    return figure
