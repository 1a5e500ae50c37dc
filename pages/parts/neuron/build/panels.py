"""The panels of the lesson "build". They depend on how many inputs and samples there are, on the activation
and on the story, never on a number that is touched: those come with the frames."""

from collections.abc import Callable, Iterator, Mapping

import numpy as np

from nnviz.networks.activations import HIDDEN_ACTIVATIONS
from pages.parts.neuron.build.frames import NUDGE, curve_of, outputs, painted, z_limit
from pages.parts.neuron.settings import (
    GUESSES,
    LIMITS,
    MOST_INPUTS,
    MOST_SAMPLES,
    WIDE,
    NeuronSettings,
)
from pages.shared.figures import activation_curve as curves
from pages.shared.figures import firing_plane as plane
from pages.shared.figures import neuron_line as line
from pages.shared.protocol.panels import CodePanel, FigurePanel, NotesPanel, Paint, Panel, Plot, ScenePanel
from pages.shared.scenes import neuron as drawn
from pages.shared.scenes import samples, sensitivity, weighted_sum_bars
from pages.shared.text import Text
from pages.shared.theme import ThemeName

DIALS = {3: 0.1, 10: 0.5, 200: 1.0}  # the step of a slider, by its reach


def panels(settings: NeuronSettings, text: Text, theme: ThemeName) -> Iterator[Panel]:
    """The neuron, what is beside it, its samples, its activation, a nudge, and the same as code."""
    yield neuron_panel(settings, text)
    yield BESIDE.get(len(settings.weights), bars_panel)(settings, text, theme)
    yield NotesPanel("notes", text("story.title"))
    yield samples_panel(settings, text)
    yield nudge_panel(settings, text)
    yield curve_panel(settings, text, theme)
    yield code_panel(text)
    yield CodePanel("transcript", text("steps.title"), (), "step", room="more")


# -- the neuron and its samples ----------------------------------------------------------------------
def neuron_panel(settings: NeuronSettings, text: Text) -> ScenePanel:
    """The drawn neuron."""
    step, reach = DIALS[settings.reach], float(settings.reach)
    ranges = drawn.Ranges(LIMITS, (*WIDE[:2], step), (-reach, reach, step), GUESSES)
    scene = drawn.neuron(
        len(settings.weights), neuron_names(settings, text), ranges, MOST_INPUTS, shape(settings.activation)
    )
    title, alt, detail = text("drawing.title"), text("drawing.alt"), text("drawing.touch")
    return ScenePanel("neuron", title, alt, scene, room="picture", detail=detail)


def neuron_names(settings: NeuronSettings, text: Text) -> drawn.Names:
    """The words of the drawn neuron, in its story."""
    story = settings.story
    return drawn.Names(
        input=text(f"input.{story}", n="{n}"),
        weight=text(f"weight.{story}", n="{n}"),
        inputs=text(f"inputs.{story}"),
        weights=text(f"weights.{story}"),
        sum=text("drawing.sum"),
        z=text("drawing.z"),
        activation=text(f"activation.{settings.activation}"),
        output=text(f"output.{story}"),
        bias=text("drawing.bias"),
        threshold=text("drawing.threshold"),
        add=text("drawing.add"),
        remove=text("drawing.remove"),
        show=text("guess.show") if settings.hidden else "",
        guess=text("guess.label"),
    )


def shape(activation: str) -> list[tuple[float, float]]:
    """Return the curve of an activation between -3 and 3, both axes from 0 to 1."""
    function = HIDDEN_ACTIVATIONS[activation]
    z = np.array([-3, -1e-9, 0, 3]) if function.jumps else np.linspace(-3, 3, 31)
    a = function(z)
    low, high = a.min(), a.max()
    return [(float(x), float(y)) for x, y in zip((z + 3) / 6, (a - low) / (high - low), strict=True)]


def samples_panel(settings: NeuronSettings, text: Text) -> ScenePanel:
    """The samples as rows."""
    names = samples.Names(
        input="x{n}",
        cell=text("samples.cell", n="{n}", r="{r}"),
        sum=text("drawing.sum"),
        z="z",
        output=text(f"output.{settings.story}"),
        add=text("samples.add"),
        remove=text("samples.remove"),
    )
    count = (len(settings.X), len(settings.weights))
    scene = samples.samples(*count, names, (*WIDE[:2], DIALS[settings.reach]), MOST_SAMPLES)
    title, alt, detail = text("samples.title"), text("samples.alt"), text("samples.detail")
    return ScenePanel("samples", title, alt, scene, room="more", detail=detail)


def code_panel(text: Text) -> CodePanel:
    """The same as NumPy."""
    title, detail = text("code.neuron"), text("code.neuron_detail")
    return CodePanel("code", title, (), "line", room="more", detail=detail, copied=True)


# -- beside the neuron, by the number of inputs --------------------------------------------------------
def line_panel(settings: NeuronSettings, text: Text, theme: ThemeName) -> FigurePanel:
    """One input: the line, and what the activation makes of it."""
    ranges = line.Ranges(settings.reach, z_limit(settings), outputs(settings))
    names = line.Names(text("axis.x"), text("axis.z"), text("axis.a"))
    figure = line.neuron_line(names, ranges, HIDDEN_ACTIVATIONS[settings.activation].jumps, theme)
    plots = (
        Plot(line.LINE, "line_x", "line_z"),
        Plot(line.SAMPLES, "seen_x", "seen_z"),
        Plot(line.POINT, "x", "z"),
        Plot(line.ACTIVATED, "line_x", "line_a"),
        Plot(line.OUTPUTS, "seen_x", "seen_a"),
        Plot(line.OUTPUT, "x", "output"),
        Plot(line.TANGENT, "tangent_x", "tangent_a"),
    )
    title, alt = text("beside.line"), text("beside.line_alt")
    return FigurePanel("beside", title, alt, figure, line.HEIGHT, plots=plots)


def plane_panel(settings: NeuronSettings, text: Text, theme: ThemeName) -> FigurePanel:
    """Two inputs: the plane, painted by the output."""
    low, high = painted(settings)
    names = plane.Names("x1", "x2", text("axis.a"), text("beside.fires"), text("beside.quiet"))
    figure = plane.firing_plane(names, settings.reach, (low, high), theme)
    paint = Paint(plane.PLANE, "plane", plane.GRID, plane.GRID, low, high, under=True)
    plots = (
        Plot(plane.FIRES, "fire_x", "fire_y"),
        Plot(plane.QUIET, "quiet_x", "quiet_y"),
        Plot(plane.SHOWN, "now_x", "now_y"),
    )
    title, alt = text("beside.plane"), text("beside.plane_alt")
    return FigurePanel(
        "beside",
        title,
        alt,
        figure,
        plane.HEIGHT,
        paints=(paint,),
        plots=plots,
    )


def bars_panel(settings: NeuronSettings, text: Text, _theme: ThemeName) -> ScenePanel:
    """Three inputs and more: the products as bars at the threshold."""
    names = weighted_sum_bars.Names(
        text(f"product.{settings.story}", n="{n}"), text("drawing.sum"), text("beside.threshold")
    )
    scene = weighted_sum_bars.balance(len(settings.weights), names)
    return ScenePanel("beside", text("beside.bars"), text("beside.bars_alt"), scene)


BESIDE: Mapping[int, Callable[[NeuronSettings, Text, ThemeName], Panel]] = {1: line_panel, 2: plane_panel}


# -- the activation --------------------------------------------------------------------------------------
def curve_panel(settings: NeuronSettings, text: Text, theme: ThemeName) -> FigurePanel:
    """The curve of the activation and its slope, and where the sample works on them."""
    names = curves.Names(text("axis.z"), text("axis.a"), text("axis.slope"))
    figure = curves.activation_curve(settings.activation, names, theme)
    plots = (
        Plot(curves.TANGENT, "touch_z", "touch_a"),
        Plot(curves.POINT, "point_z", "point_a"),
        Plot(curves.SLOPE_POINT, "point_z", "point_slope"),
        Plot(curves.EDGE, "edge_z", "edge_a"),
    )
    name = text(f"activation.{settings.activation}")
    title, alt = text("curve.title", name=name), text("curve.alt", name=name)
    detail = text(f"curve.{settings.activation}")
    return FigurePanel("curve", title, alt, figure, curves.HEIGHT, room="more", detail=detail, plots=plots)


def nudge_panel(settings: NeuronSettings, text: Text) -> ScenePanel:
    """What a step and a curve make of a weight that is a little larger."""
    names = sensitivity.Names(
        weight=text("nudge.weight", n="{n}", by=f"{NUDGE:g}"),
        press=text("nudge.press", n="{n}", by=f"{NUDGE:g}"),
        before=text("nudge.before"),
        after=text("nudge.after"),
        change=text("nudge.change"),
        activations=[text(f"activation.{name}") for name in ("step", curve_of(settings.activation))],
    )
    scene = sensitivity.nudging(len(settings.weights), names)
    title, alt, detail = text("nudge.title", by=f"{NUDGE:g}"), text("nudge.alt"), text("nudge.detail")
    return ScenePanel("nudge", title, alt, scene, room="more", detail=detail)
