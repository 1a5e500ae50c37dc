"""One number of each layer against epochs, on logarithmic axes: sizes of gradients, of updates.
The lines start empty; the player fills them from the frames it knows."""

from collections.abc import Sequence

import plotly.graph_objects as go

from pages.shared.theme import INKS, ThemeName, template

# A layer is told by its dashes and its name; the more whole a line, the nearer its layer to the inputs.
DASHES = ("solid", "14px,3px", "10px,4px", "7px,4px", "5px,4px", "3px,4px", "1px,4px")


def layer_sizes(names: Sequence[str], epochs: str, size: str, theme: ThemeName) -> go.Figure:
    """Return the figure with a line for each name."""
    inks = INKS[theme]
    figure = go.Figure(layout={"template": template(theme), "uirevision": "sizes"})
    for at, name in enumerate(names):
        colour = inks.train if at % 2 == 0 else inks.test
        line = {"color": colour, "width": 3, "dash": DASHES[at % len(DASHES)], "simplify": False}
        figure.add_scatter(x=[], y=[], mode="lines", name=name, line=line, hovertemplate="%{y:.3g}")
    figure.update_xaxes(title_text=epochs, type="log", nticks=4, tickformat=",")
    figure.update_yaxes(title_text=size, type="log", nticks=4, tickformat="~g")
    figure.update_layout(hovermode="x unified", showlegend=False, margin={"t": 8, "l": 66})
    return figure
