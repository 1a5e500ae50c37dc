"""Loops against NumPy: the time of one product by the size of its matrices, both axes logarithmic.
The two lines differ in colour and in dash."""

from collections.abc import Sequence

import plotly.graph_objects as go

from nnviz.product.matmul_benchmark import Lap
from pages.shared.theme import INKS, ThemeName, template


def race(laps: Sequence[Lap], names: tuple[str, str, str, str], theme: ThemeName) -> go.Figure:
    """Return the figure; `names` are those of the x axis, the y axis, the loops and NumPy."""
    inks = INKS[theme]
    figure = go.Figure(layout={"template": template(theme)})
    sizes = [lap.n for lap in laps]
    loops = {
        "y": [lap.loop_seconds for lap in laps],
        "line": {"color": inks.test, "width": 3, "dash": "6px,4px"},
    }
    fast = {"y": [lap.numpy_seconds for lap in laps], "line": {"color": inks.train, "width": 3}}
    for name, trace in ((names[2], loops), (names[3], fast)):
        hover = "n = %{x}: %{y:.3s}s"
        figure.add_scatter(
            x=sizes, name=name, mode="lines+markers", marker={"size": 9}, hovertemplate=hover, **trace
        )
    figure.update_xaxes(type="log", title_text=names[0], tickvals=sizes, ticktext=[str(n) for n in sizes])
    figure.update_yaxes(type="log", title_text=names[1], exponentformat="SI", ticksuffix="s", dtick=1)
    legend = {"orientation": "h", "y": 1.02, "yanchor": "bottom"}
    figure.update_layout(height=330, legend=legend, margin={"t": 36, "l": 64})
    return figure
