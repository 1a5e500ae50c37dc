"""The lesson of the page Activations: z moves from left to right, and the point follows both curves."""

from functools import lru_cache

from nnviz.networks.activations import HIDDEN_ACTIVATIONS
from pages.parts.activations.settings import POINTS, ActivationsSettings
from pages.shared.answers import Answer
from pages.shared.complete import at_once, complete
from pages.shared.equations import written
from pages.shared.figures import activation_curve as curves
from pages.shared.figures.theme import ThemeName
from pages.shared.lessons import Lesson
from pages.shared.panels import Array, Caption, Field, FigurePanel, Layout, Plot
from pages.shared.requests import Request
from pages.shared.text import Text
from pages.shared.timelines import FixedTimeline

LAYOUT = Layout((Field("step", "float64"), *(Field(name, "float64") for name in ("z", "a", "slope"))))


class Walk:
    """The frames: one for every point of z."""

    layout = LAYOUT

    def __init__(self, activation: str) -> None:
        function = HIDDEN_ACTIVATIONS[activation]
        self.a, self.slope = function(POINTS), function.slope_at(POINTS)

    def frames(self) -> Array:
        """Return all frames."""
        rows = LAYOUT.empty(len(POINTS))
        for number, row in enumerate(rows):
            row["step"], row["z"] = number, POINTS[number]
            row["a"], row["slope"] = self.a[number], self.slope[number]
        return rows


@lru_cache(maxsize=16)
def walk(activation: str) -> Walk:
    """Return the frames of a function, made once for all visitors."""
    return Walk(activation)


def run(settings: ActivationsSettings) -> str:
    """Return the name of the timeline."""
    return settings.view


def spec(settings: ActivationsSettings, text: Text, theme: ThemeName) -> FixedTimeline:
    """Return both curves with their point, and the numbers of every step in words."""
    names = curves.Names(text("axis.z"), text("axis.a"), text("axis.slope"))
    panel = FigurePanel(
        "curve",
        text("figure.title", name=text(f"view.{settings.view}")),
        text("figure.alt"),
        curves.activation_curve(settings.view, names, theme),
        curves.HEIGHT,
        span=12,
        plots=(Plot(curves.POINT, "z", "a"), Plot(curves.SLOPE_POINT, "z", "slope")),
    )
    words = tuple(caption(settings, number, text) for number in range(len(POINTS)))
    return complete(LAYOUT, (panel,), words, text.language, theme, settings.step)


def caption(settings: ActivationsSettings, number: int, text: Text) -> Caption:
    """Return what one step says."""
    made = walk(settings.view)
    numbers = {"z": POINTS[number], "a": made.a[number], "slope": made.slope[number]}
    return (("", text("caption", **{name: written(value) for name, value in numbers.items()})),)


def answer(settings: ActivationsSettings, request: Request, _text: Text) -> Answer:
    """Return all frames to a browser that has none."""
    return at_once(walk(settings.view))(request)


LESSON = Lesson(run, spec, answer)
