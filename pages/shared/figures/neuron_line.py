"""A neuron of one input over all its inputs: the line z = wx + b, and what the activation makes of it.
The points are the samples; the short line touches the output at the shown one."""

from dataclasses import dataclass

import plotly.graph_objects as go

from pages.shared.theme import INKS, ThemeName, template

POINTS = 121
HEIGHT = 380
LINE, SAMPLES, POINT, ACTIVATED, OUTPUTS, OUTPUT, TANGENT = range(7)


@dataclass(frozen=True)
class Names:
    """The words of the figure, in the visitor's language."""

    x: str
    z: str
    a: str


@dataclass(frozen=True)
class Ranges:
    """How far each axis goes, to both sides or from low to high."""

    x: float
    z: float
    a: tuple[float, float]


def neuron_line(names: Names, ranges: Ranges, jumps: bool, theme: ThemeName) -> go.Figure:
    """Return the figure: z over x above, the output over x below; all traces follow the frame."""
    inks = INKS[theme]
    figure = go.Figure(layout={"template": template(theme)})
    for axis, ink in (("y", inks.test), ("y2", inks.train)):
        line = {"color": ink, "width": 3} | ({"shape": "hv"} if jumps and axis == "y2" else {})
        small = {"size": 9, "color": ink, "line": {"width": 1.5, "color": inks.text}}
        large = {"size": 15, "color": ink, "line": {"width": 3, "color": inks.text}}
        figure.add_scatter(x=[None], y=[None], mode="lines", line=line, yaxis=axis)
        figure.add_scatter(x=[None], y=[None], mode="markers", marker=small, yaxis=axis)
        figure.add_scatter(x=[None], y=[None], mode="markers", marker=large, yaxis=axis)
    thin = {"color": inks.text, "width": 2}
    figure.add_scatter(x=[None], y=[None], mode="lines", line=thin, yaxis="y2", hoverinfo="skip")
    figure.update_traces(showlegend=False, hovertemplate="%{x:.4g}: %{y:.6g}<extra></extra>")
    fixed = {"fixedrange": True, "zeroline": True}
    figure.update_layout(
        xaxis=fixed | {"range": [-ranges.x, ranges.x], "title_text": names.x, "anchor": "y2"},
        yaxis=fixed | {"range": [-ranges.z, ranges.z], "domain": [0.55, 1], "title_text": names.z},
        yaxis2=fixed | {"range": ranges.a, "domain": [0, 0.45], "title_text": names.a},
        height=HEIGHT,
    )
    return figure
