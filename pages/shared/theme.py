"""The look of every figure, in one place: one colour code, two themes, large calm type.
Negative numbers are orange, positive ones blue, and 0 has the shade of the ground: light, or dark in the
dark theme. Classes have colours of their own, of which the first two are these."""

from dataclasses import dataclass
from functools import cache
from typing import Literal

import plotly.graph_objects as go

ThemeName = Literal["light", "dark"]


@dataclass(frozen=True)
class Colours:
    """The colour code as the player needs it; `classes` are told apart by those as well who do not see red or
    green."""

    negative: str
    middle: str
    positive: str
    classes: tuple[str, ...]

    @property
    def scale(self) -> tuple[tuple[float, str], ...]:
        """The same as Plotly needs it: negative at 0, the middle at a half, positive at 1."""
        return (0.0, self.negative), (0.5, self.middle), (1.0, self.positive)


COLOURS: dict[ThemeName, Colours] = {
    "light": Colours(
        negative="#b35806",
        middle="#f7f7f7",
        positive="#2166ac",
        classes=(
            *("#b35806", "#2166ac", "#009e73", "#2b2b33"),
            *("#00b4c8", "#1b1464", "#c9a200", "#6f7480"),
        ),
    ),
    "dark": Colours(
        negative="#f0a35c",
        middle="#20252f",
        positive="#74b3e8",
        classes=(
            *("#f0a35c", "#74b3e8", "#12956a", "#ffffff"),
            *("#5560c8", "#f5f06a", "#7a8a00", "#a03070"),
        ),
    ),
}


@dataclass(frozen=True)
class Inks:
    """Colours for text and lines; every one but the grid's has a contrast of at least 4.5:1."""

    text: str
    soft: str
    grid: str
    train: str
    test: str


INKS: dict[ThemeName, Inks] = {
    "light": Inks(text="#1f2430", soft="#565d6b", grid="#e3e6ec", train="#0b6e63", test="#7b2d8e"),
    "dark": Inks(text="#e8eaf0", soft="#a9b0bf", grid="#303643", train="#54c7b8", test="#cf9be0"),
}


@cache
def template(theme: ThemeName) -> go.layout.Template:
    """Return the template that all figures use, on a transparent ground."""
    inks = INKS[theme]
    axis = {
        "gridcolor": inks.grid,
        "linecolor": inks.grid,
        "zeroline": False,
        "tickfont": {"color": inks.soft, "size": 16},
        "title": {"font": {"color": inks.soft, "size": 16}, "standoff": 6},
        "automargin": False,
    }
    return go.layout.Template(
        layout={
            "font": {"family": "Source Sans, system-ui, Noto Sans CJK JP, sans-serif", "color": inks.text},
            "paper_bgcolor": "rgba(0,0,0,0)",
            "plot_bgcolor": "rgba(0,0,0,0)",
            "margin": {"l": 60, "r": 12, "t": 12, "b": 48},
            "xaxis": axis,
            "yaxis": axis,
            "hoverlabel": {"font": {"size": 16}},
            "legend": {"font": {"size": 16, "color": inks.text}},
        }
    )
