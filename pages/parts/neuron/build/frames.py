"""What one frame of the lesson "build" holds: the neuron with one sample, the table, and the pictures beside.
Every number comes from the neuron of the core; where the outputs are to be guessed, they are no number."""

from dataclasses import replace

import numpy as np

from nnviz import Neuron
from nnviz.networks.activations import HIDDEN_ACTIVATIONS
from pages.parts.neuron.settings import NeuronSettings
from pages.shared.figures.activation_curve import SEEN
from pages.shared.figures.firing_plane import GRID
from pages.shared.figures.neuron_line import POINTS
from pages.shared.protocol.layouts import Array, Field, Layout
from pages.shared.scenes.weighted_sum_bars import Bars

NUDGE = 0.1
CURVES = {"step": "sigmoid"}  # what is shown beside the step
Z_LIMITS = {3: 12.0, 10: 60.0, 200: 300.0}  # how far z goes on an axis, by the reach of the inputs
NEAR = {3: 6.0, 10: 20.0, 200: 300.0}  # the same for a bounded activation, where the middle matters
ROOM = 0.2  # on the axis of the outputs, beyond the limits of a bounded activation
FIRES = 1.6  # the output at the end of the colours where the outputs are 0 and 1 alone


def curve_of(activation: str) -> str:
    """Return the activation with a slope that is compared with the step."""
    return CURVES.get(activation, activation)


def z_limit(settings: NeuronSettings) -> float:
    """Return how far the axis of z goes."""
    return (NEAR if HIDDEN_ACTIVATIONS[settings.activation].bounded else Z_LIMITS)[settings.reach]


def outputs(settings: NeuronSettings) -> tuple[float, float]:
    """Return how far the axis of the outputs goes: that of a bounded activation, else as far as z."""
    function = HIDDEN_ACTIVATIONS[settings.activation]
    if function.bounded:
        return function.low - ROOM, function.high + ROOM
    return -z_limit(settings), z_limit(settings)


def painted(settings: NeuronSettings) -> tuple[float, float]:
    """Return the outputs at the two ends of the colours."""
    function = HIDDEN_ACTIVATIONS[settings.activation]
    if function.jumps:
        return -FIRES, FIRES
    return (function.low, function.high) if function.bounded else (-z_limit(settings), z_limit(settings))


def layout(settings: NeuronSettings) -> Layout:
    """The fields of a frame."""
    inputs, samples = len(settings.weights), len(settings.X)
    fields = [Field("step", "float32"), Field("line", "float32")]
    fields += [Field(name, "float64", inputs) for name in ("x", "w", "products")]
    fields += [
        Field(name, "float64") for name in ("sum", "bias", "threshold", "z", "output", "flow_z", "flow")
    ]
    fields.append(Field("guess", "float64"))
    fields += [Field("X", "float64", samples * inputs), Field("live", "uint8", samples)]
    fields += [Field(name, "float64", samples) for name in ("sums", "zs", "outputs")]
    fields += [Field(name, "float64") for name in ("point_z", "point_a", "point_slope", "edge_z", "edge_a")]
    fields += [Field("touch_z", "float64", 2), Field("touch_a", "float64", 2)]
    fields += [Field("nudged", "uint8", inputs)]
    fields += [Field(name, "float64", 2) for name in ("before", "after", "change")]
    beside = {1: line_fields, 2: plane_fields}.get(inputs, bar_fields)
    return Layout((*fields, *beside(inputs, samples)))


def line_fields(_inputs: int, samples: int) -> list[Field]:
    """The fields of the line over one input."""
    fields = [Field(name, "float64", POINTS) for name in ("line_x", "line_z", "line_a")]
    fields += [Field(name, "float64", samples) for name in ("seen_x", "seen_z", "seen_a")]
    return [*fields, *(Field(name, "float64", 2) for name in ("tangent_x", "tangent_a"))]


def plane_fields(_inputs: int, samples: int) -> list[Field]:
    """The fields of the plane of two inputs."""
    names = ("fire_x", "fire_y", "quiet_x", "quiet_y")
    fields = [Field("plane", "uint8", GRID * GRID), Field("now_x", "float64"), Field("now_y", "float64")]
    return [*fields, *(Field(name, "float64", samples) for name in names)]


def bar_fields(inputs: int, _samples: int) -> list[Field]:
    """The fields of the products as bars."""
    fields = [Field("bars", "float64", 2 * (inputs + 1)), Field("mark", "float64", 2)]
    return [*fields, Field("ticks", "float64", 3), Field("tick_places", "float64", 6)]


def frames(settings: NeuronSettings) -> Array:
    """Return the neuron with every sample in turn."""
    neuron, X = settings.neuron, np.array(settings.X)
    rows = layout(settings).empty(len(X))
    rows["step"][:, 0], rows["line"] = np.arange(len(X)), -1
    rows["x"], rows["w"], rows["products"] = X, neuron.weights, neuron.products(X)
    rows["bias"], rows["threshold"] = neuron.bias, neuron.threshold
    rows["guess"] = np.nan
    if settings.guess:
        rows["guess"][settings.guess[0] % len(X)] = settings.guess[1]
    seen = np.full(len(X), np.nan if settings.hidden else 0.0)  # added to what must not be seen yet
    for name, values in (("sum", neuron.weighted_sum(X)), ("z", neuron.before(X)), ("output", neuron(X))):
        rows[name][:, 0] = values + seen
        _fed(rows[f"{name}s"], rows[name][:, 0])
    rows["flow_z"], rows["flow"] = np.nan_to_num(rows["z"]), np.nan_to_num(rows["output"])
    rows["X"] = X.ravel()
    rows["live"] = np.eye(len(X))
    fill_point(rows, neuron, X, seen)
    fill_nudge(rows, settings, X, seen)
    {1: fill_line, 2: fill_plane}.get(neuron.inputs, fill_bars)(rows, settings, X, seen)
    return rows


def _fed(table: Array, values: Array) -> None:
    """Write into row r of `table` the values of the samples up to r; those to come are no number."""
    count = len(values)
    table[:] = np.where(np.arange(count) <= np.arange(count)[:, None], values, np.nan)


# -- the curve of the activation ------------------------------------------------------------------
def fill_point(rows: Array, neuron: Neuron, X: Array, seen: Array) -> None:
    """Write where the sample works on the curve; beyond the axis it stands at the edge."""
    function = HIDDEN_ACTIVATIONS[neuron.activation]
    z = np.asarray(neuron.before(X))
    inside = np.where(np.abs(z) <= SEEN, 0.0, np.nan) + seen
    rows["point_z"][:, 0] = z + inside
    rows["point_a"][:, 0] = function(z) + inside
    rows["point_slope"][:, 0] = function.slope_at(z) + inside
    edge = np.clip(z, -SEEN, SEEN)
    beyond = np.where(np.abs(z) > SEEN, 0.0, np.nan) + seen
    rows["edge_z"][:, 0], rows["edge_a"][:, 0] = edge + beyond, function(edge) + beyond
    line = Neuron([1.0], 0.0, neuron.activation)  # the activation alone
    for row, at, hide in zip(rows, z, inside, strict=True):
        along = np.array([at - 1.5, at + 1.5])
        row["touch_z"], row["touch_a"] = along + hide, line.tangent([at], along[:, None]) + hide


# -- a nudged weight --------------------------------------------------------------------------------
def fill_nudge(rows: Array, settings: NeuronSettings, X: Array, seen: Array) -> None:
    """Write the output of a step and of a curve before and after the nudge of one weight."""
    place = settings.nudge - 1
    rows["nudged"] = np.arange(len(settings.weights)) == place
    for column, activation in enumerate(("step", curve_of(settings.activation))):
        neuron = replace(settings, activation=activation).neuron
        rows["before"][:, column] = neuron(X) + seen
        nudged = neuron.nudged(place, NUDGE)(X) if settings.nudge else np.nan
        change = neuron.change(X, place, NUDGE) if settings.nudge else np.nan
        rows["after"][:, column], rows["change"][:, column] = nudged + seen, change + seen


# -- beside the neuron, by the number of inputs ---------------------------------------------------------
def fill_line(rows: Array, settings: NeuronSettings, X: Array, seen: Array) -> None:
    """Write the line and its activation over all x, the samples, and the tangent."""
    neuron, reach = settings.neuron, float(settings.reach)
    x = np.linspace(-reach, reach, POINTS)
    rows["line_x"], rows["line_z"], rows["line_a"] = x, neuron.before(x[:, None]), neuron(x[:, None])
    if settings.hidden:
        rows["line_z"], rows["line_a"] = np.nan, np.nan
    _fed(rows["seen_x"], X[:, 0])
    rows["seen_z"], rows["seen_a"] = rows["zs"], rows["outputs"]
    for row, at, hide in zip(rows, X, seen, strict=True):
        along = at[0] + np.array([-0.25, 0.25]) * reach
        row["tangent_x"], row["tangent_a"] = along + hide, neuron.tangent(at, along[:, None]) + hide


def fill_plane(rows: Array, settings: NeuronSettings, X: Array, seen: Array) -> None:
    """Write the output over the whole plane as places in the colours, and the samples by what they do."""
    neuron, (low, high) = settings.neuron, painted(settings)
    ticks = np.linspace(-settings.reach, settings.reach, GRID)
    across, up = np.meshgrid(ticks, ticks)
    outputs = neuron(np.column_stack([across.ravel(), up.ravel()]))
    shares = np.clip((outputs - low) / (high - low), 0, 1)
    rows["plane"] = 128 if settings.hidden else np.rint(255 * shares).astype(np.uint8)
    fires = np.where(neuron.fires(X), 0.0, np.nan)
    quiet = np.where(neuron.fires(X), np.nan, 0.0)
    for axis, name in enumerate("xy"):
        rows[f"now_{name}"][:, 0] = X[:, axis]
        _fed(rows[f"fire_{name}"], X[:, axis] + fires + seen)
        _fed(rows[f"quiet_{name}"], X[:, axis] + quiet + seen)


def fill_bars(rows: Array, settings: NeuronSettings, X: Array, _seen: Array) -> None:
    """Write the products as bars, each from where the one before ended, and their sum."""
    neuron = settings.neuron
    products = np.atleast_2d(neuron.products(X))
    ends = np.cumsum(products, axis=1)
    starts = ends - products
    bars = Bars.holding(np.concatenate([[neuron.threshold], starts.ravel(), ends.ravel()]))
    total = np.where(settings.hidden, 0.0, np.asarray(neuron.weighted_sum(X)))
    spans = np.stack([starts, ends], axis=-1).reshape(len(X), -1)
    rows["bars"] = bars.place(np.column_stack([spans, np.zeros(len(X)), total]))
    rows["mark"][:, 0] = bars.place(np.array(neuron.threshold))
    rows["ticks"] = bars.ticks
    rows["tick_places"][:, 0::2] = bars.place(np.array(bars.ticks))
