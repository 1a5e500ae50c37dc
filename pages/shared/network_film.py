"""The frames of a forward pass: one before the first NumPy call, and one after each.
Every number is the core's; what is not computed yet is NaN."""

from collections.abc import Sequence

import numpy as np

from nnviz import ForwardPass
from nnviz.replay import Known
from pages.shared.network_settings import NetworkSettings
from pages.shared.panels import Array, Field, Layout
from pages.shared.scenes.wiring import DONE, LIVE, UNKNOWN


def layout(settings: NetworkSettings) -> Layout:
    """The fields of a frame. W, b, z and a hold all layers one after another, a without the inputs."""
    sizes, samples = settings.sizes, len(settings.X)
    weights = sum(np.prod(settings.shape("W", layer)) for layer in range(1, len(sizes)))
    fields = [Field("step", "float32"), Field("line", "float32"), Field("X", "float64", samples * sizes[0])]
    fields += [Field("W", "float64", int(weights)), Field("b", "float64", sum(sizes[1:]))]
    fields += [Field(name, "float64", samples * sum(sizes[1:])) for name in ("z", "a")]
    fields += [Field("wires", "float32", int(weights)), Field("units", "float64", sum(sizes))]
    fields += [Field("known", "uint8", len(sizes))]
    return Layout(tuple(fields))


def frames(settings: NetworkSettings, forward: ForwardPass) -> Array:
    """Return all frames of a forward pass."""
    rows = layout(settings).empty(len(forward) + 1)
    W = flat(forward.weights)
    rows["X"], rows["W"], rows["b"] = forward.X.ravel(), W, flat(forward.biases)
    rows["wires"] = W / max(1.0, np.abs(W).max())
    for number, row in enumerate(rows):
        row["step"] = row["line"] = number
        known = forward.at(number - 1)
        row["z"], row["a"] = (flat(arrays(settings, known, which)) for which in ("before", "after"))
        row["units"] = np.concatenate(
            [forward.X[0], *(shown(one, settings, at) for at, one in enumerate(known, 1))]
        )
        live = forward[number - 1].layer if number else 0
        row["known"] = [DONE, *(state(one, at == live) for at, one in enumerate(known, 1))]
    return rows


def flat(parts: Sequence[Array]) -> Array:
    """Return all numbers in a row."""
    return np.concatenate([part.ravel() for part in parts])


def arrays(settings: NetworkSettings, known: Sequence[Known], which: str) -> list[Array]:
    """Return z ("before") or a ("after") of every layer, NaN where it is not known."""
    return [
        np.full(settings.shape("z", layer), np.nan) if (found := getattr(one, which)) is None else found
        for layer, one in enumerate(known, 1)
    ]


def shown(known: Known, settings: NetworkSettings, layer: int) -> Array:
    """Return the numbers in the circles of a layer: a as far as it is known, else z."""
    found = known.before if known.after is None else known.after
    return np.full(settings.sizes[layer], np.nan) if found is None else found[0]


def state(known: Known, live: bool) -> float:
    """Return whether a layer is computed in this step, was before, or comes later."""
    return LIVE if live else UNKNOWN if known.before is None else DONE
