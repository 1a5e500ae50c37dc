"""One layer's weights as a labelled matrix, and its biases as one more row below a gap.
Rows are inputs and columns are units, as in `a @ W + b`; row 0 is at the top."""

from collections.abc import Sequence
from unicodedata import east_asian_width

import numpy as np
import plotly.graph_objects as go

from pages.shared.theme import COLOURS, ThemeName, template

WEIGHTS, BIASES = 0, 1
GAP = 0.35  # the space between weights and biases, in rows
LETTERS = 16  # pixels of a label
BROAD, SLIM = 1.0, 0.55  # how wide a letter is by that: a Japanese one, and any other
LONGEST = 12  # letters of the name of a row
NARROWEST = 58  # pixels at the left of the cells


def weight_matrix(
    rows: Sequence[str], columns: Sequence[str], bias: str, scale: float, theme: ThemeName
) -> go.Figure:
    """Return the figure for W (len(rows), len(columns)) and b (len(columns),), empty at first."""
    figure = go.Figure(layout={"template": template(theme)})
    share = 1 / (len(rows) + GAP + 1) if bias else 0.0
    rows = [row if len(row) <= LONGEST else f"{row[: LONGEST - 1]}…" for row in rows]
    maps: list[tuple[str, Sequence[str], str, dict[str, object]]] = [("W", rows, "y", {})]
    if bias:
        maps.append(("b", [bias], "y2", {"hoverongaps": False}))
    for name, labels, axis, decoration in maps:
        figure.add_heatmap(
            z=np.zeros((len(labels), len(columns))),
            x=list(range(len(columns))),
            y=list(range(len(labels))),
            xaxis="x",
            yaxis=axis,
            zmin=-scale,
            zmax=scale,
            zmid=0,
            colorscale=COLOURS[theme].scale,
            showscale=False,
            xgap=2,
            ygap=2,
            name=name,
            hovertemplate="%{z:.6f}<extra></extra>",
            **decoration,
        )
    ticks = {"showgrid": False, "fixedrange": True, "ticks": "", "showline": False}
    figure.update_layout(
        xaxis=ticks
        | {
            "range": [-0.5, len(columns) - 0.5],
            "side": "top",
            "tickvals": list(range(len(columns))),
            "ticktext": thin(columns, 12),
        },
        yaxis=row_axis(rows) | ticks | {"domain": [share * (1 + GAP), 1]},
        margin={"l": beside([*rows, bias]), "r": 4, "t": 26, "b": 4},
    )
    if bias:
        figure.update_layout(yaxis2=row_axis([bias]) | ticks | {"domain": [0, share], "anchor": "x"})
    figure.update_traces(xaxis="x")
    return figure


def beside(names: Sequence[str]) -> int:
    """Return the room in pixels that the names of rows need."""
    wide = max(sum(BROAD if east_asian_width(sign) in "WF" else SLIM for sign in name) for name in names)
    return max(NARROWEST, round(LETTERS * wide) + 6)


def row_axis(labels: Sequence[str]) -> dict[str, object]:
    """Return an axis with row 0 at the top."""
    return {
        "range": [len(labels) - 0.5, -0.5],
        "tickvals": list(range(len(labels))),
        "ticktext": thin(labels, 12),
    }


def thin(labels: Sequence[str], most: int) -> list[str]:
    """Return the labels with all but every n-th left blank, so that about `most` are printed."""
    every = -(-len(labels) // most)
    return [label if index % every == 0 else "" for index, label in enumerate(labels)]
