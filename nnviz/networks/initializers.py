"""Where the weights start: each initializer draws one layer's weights from a seeded generator.
Biases start at zero, whatever the initializer.
"""

from collections.abc import Callable
from math import sqrt

import numpy as np

from nnviz.validation import Array

Initializer = Callable[[np.random.Generator, int, int], Array]


def he_normal(rng: np.random.Generator, fan_in: int, fan_out: int) -> Array:
    """Normal with standard deviation sqrt(2 / fan_in), made for ReLU (He et al. 2015). (fan_in, fan_out)."""
    return rng.normal(0.0, sqrt(2 / fan_in), (fan_in, fan_out))


def he_uniform(rng: np.random.Generator, fan_in: int, fan_out: int) -> Array:
    """Uniform within ± sqrt(6 / fan_in), the same variance as `he_normal`. (fan_in, fan_out)."""
    limit = sqrt(6 / fan_in)
    return rng.uniform(-limit, limit, (fan_in, fan_out))


def glorot_uniform(rng: np.random.Generator, fan_in: int, fan_out: int) -> Array:
    """Uniform within ± sqrt(6 / (fan_in + fan_out)), made for tanh (Glorot & Bengio 2010)."""
    limit = sqrt(6 / (fan_in + fan_out))
    return rng.uniform(-limit, limit, (fan_in, fan_out))


def normal(rng: np.random.Generator, fan_in: int, fan_out: int) -> Array:
    """Normal with standard deviation 0.1, blind to the size of the layer. (fan_in, fan_out)."""
    return rng.normal(0.0, 0.1, (fan_in, fan_out))


def standard_normal(rng: np.random.Generator, fan_in: int, fan_out: int) -> Array:
    """Normal with standard deviation 1, to be multiplied by a size of one's own. (fan_in, fan_out)."""
    return rng.standard_normal((fan_in, fan_out))


def uniform(rng: np.random.Generator, fan_in: int, fan_out: int) -> Array:
    """Uniform within ± 0.5, blind to the size of the layer. (fan_in, fan_out)."""
    return rng.uniform(-0.5, 0.5, (fan_in, fan_out))


def zeros(rng: np.random.Generator, fan_in: int, fan_out: int) -> Array:  # noqa: ARG001
    """All zero: the units of a layer stay equal for ever, which is worth seeing once. (fan_in, fan_out)."""
    return np.zeros((fan_in, fan_out))


INITIALIZERS: dict[str, Initializer] = {
    "he_normal": he_normal,
    "he_uniform": he_uniform,
    "glorot_uniform": glorot_uniform,
    "normal": normal,
    "standard_normal": standard_normal,
    "uniform": uniform,
    "zeros": zeros,
}
