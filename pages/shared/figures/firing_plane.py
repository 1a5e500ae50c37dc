"""A neuron of two inputs over the whole plane: the output as colour, the samples as points.
A sample that fires is a full circle, one that does not is an open square."""

from dataclasses import dataclass

import numpy as np
import plotly.graph_objects as go

from pages.shared.theme import COLOURS, INKS, ThemeName, template

DARK, LIGHT = "#14181f", "#ffffff"  # a point has both, so that it is seen on every colour
GRID = 61  # points along each side; odd, so that 0 is one of them
HEIGHT = 400
PLANE, FIRES, QUIET, SHOWN = range(4)


@dataclass(frozen=True)
class Names:
    """The words of the figure, in the visitor's language."""

    x: str
    y: str
    output: str
    fires: str
    quiet: str


def firing_plane(names: Names, reach: float, ends: tuple[float, float], theme: ThemeName) -> go.Figure:
    """Return the figure over [-reach, reach]²; `ends` are the outputs at the ends of the colours."""
    figure = go.Figure(layout={"template": template(theme)})
    ticks = np.linspace(-reach, reach, GRID)
    colours = {"zmin": ends[0], "zmax": ends[1], "colorscale": COLOURS[theme].scale, "showscale": False}
    where = f"{names.x} %{{x:.2f}}, {names.y} %{{y:.2f}}: {names.output} %{{z:.2f}}<extra></extra>"
    figure.add_heatmap(x=ticks, y=ticks, z=np.zeros((GRID, GRID)), opacity=0, hovertemplate=where, **colours)
    for name, symbol, inside, edge in (
        (names.fires, "circle", DARK, LIGHT),
        (names.quiet, "square", LIGHT, DARK),
        ("", "circle-open", DARK, DARK),
    ):
        marker = {"size": 13, "symbol": symbol, "color": inside, "line": {"width": 2.5, "color": edge}}
        figure.add_scatter(x=[None], y=[None], mode="markers", name=name, marker=marker, cliponaxis=False)
    figure.update_traces(marker={"size": 24, "color": INKS[theme].text}, showlegend=False, selector=SHOWN)
    figure.update_traces(hovertemplate="%{x}, %{y}", selector={"type": "scatter"})
    side = {"range": [-reach, reach], "fixedrange": True, "showgrid": False, "constrain": "domain"}
    legend = {"orientation": "h", "y": 1.02, "yanchor": "bottom", "x": 0}
    figure.update_layout(
        xaxis=side | {"title_text": names.x},
        yaxis=side | {"title_text": names.y, "scaleanchor": "x"},
        legend=legend,
        margin={"t": 40},
        height=HEIGHT,
    )
    return figure
