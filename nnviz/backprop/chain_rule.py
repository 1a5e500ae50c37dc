"""The chain rule in numbers: dL/d(any number of a training step) as a sum over samples and paths.
Every factor is a number of the trace, so that it can be found where it stands.
"""

from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import NamedTuple

import numpy as np

from nnviz.backprop.cells import GRADIENTS, Cell, cell_name, find_cell
from nnviz.backprop.chain import Chain, Factor, Product
from nnviz.backprop.parts import slope_written
from nnviz.backprop.training_trace import TrainingTrace
from nnviz.networks.activations import ACTIVATIONS
from nnviz.validation import Index, whole_number

KEPT = 2048  # factors: each is on many ways, and opens once for all of them


class OutputError(NamedTuple):
    """dL/da of an output a with the target T, for one sample: as a formula, and its number."""

    formula: str
    of: Callable[[float, float], float]


DIFFERENCE = OutputError("{a} - {t}", lambda a, t: a - t)

# By the name of the loss. dL/dz of the two entropies, after the slope of their own activation, is a - T.
OUTPUT_ERRORS: Mapping[str, OutputError] = {
    "half_squared_error": DIFFERENCE,
    "cross_entropy": OutputError("-{t} / {a}", lambda a, t: -t / a),
    "binary_cross_entropy": OutputError(
        "({a} - {t}) / ({a} * (1 - {a}))", lambda a, t: (a - t) / (a * (1 - a))
    ),
}


def chain_rule(
    trace: TrainingTrace, name: str, place: Index | None = None, sample: int | None = None
) -> Chain:
    """Write dL/d(one number of a training step) as a sum of products, over samples and paths.

    dL/dW1[i,j] = Σ a0[n,i] · delta1[n,j] over the samples n; dL/db1[j] = Σ delta1[n,j]; delta1[n,j], which is
    dL/dz1[n,j], = (Σ W2[j,k] · delta2[n,k] over the units k of the next layer) · slope1[n,j]; and at the
    output (a - T) · slope · 1/n, or without the slope where the loss cancels it. A factor that is a delta
    opens into a chain of its own, up to the loss.

    Parameters
    ----------
    trace : TrainingTrace
        Of `training_trace`. If it has a mistake, the chain says what its numbers should have given.
    name : str
        "W1[0,1]", "b1[1]", "z1[0,1]" or "a1[0,1]", also of the inputs, "a0[0,1]"; or the cell of a gradient,
        "dW1[0,1]". Without brackets it is the array, and `place` says where.
    place : tuple of int, optional
        (row, column), samples as rows, or (unit,) for a bias.
    sample : int, optional
        Only the share of this sample in the gradient of a parameter. With the mean loss the gradient of that
        sample alone is n times as large.

    Returns
    -------
    Chain
        Its `value` is the gradient of the trace, but for the last bits.

    Raises
    ------
    ValueError
        If there is no such number or sample, the number belongs to another sample, or a mistake in the step
        has left no delta in the shape of z on the way.

    Examples
    --------
    >>> from nnviz.networks.network import Network
    >>> from nnviz.backprop.training_trace import training_trace
    >>> net = Network.from_parameters([[[2.0]], [[3.0]]], None, "linear")
    >>> chain = chain_rule(training_trace(net, [[5]], [[20]]), "W1[0,0]")
    >>> [(factor.name, factor.value) for factor in chain.factors()], chain.value
    ([('a0[0,0]', 5.0), ('delta1[0,0]', 30.0)], 150.0)
    >>> [(factor.name, factor.value) for factor in chain.products[0].factors[1].chain.factors()]
    [('W2[0,0]', 3.0), ('delta2[0,0]', 10.0)]
    """
    cell = find_cell(trace, name, place)
    if sample is not None:
        whole_number("sample", sample, 0, len(trace.X) - 1, "the last sample")
        if cell.sample not in (None, sample):
            raise ValueError(f"sample must be {cell.sample}, to which {cell} belongs, or None, got {sample}")
    _check_deltas(trace, cell)
    return CHAINS[cell.letter](trace, cell, sample)


def _check_deltas(trace: TrainingTrace, cell: Cell) -> None:
    """ValueError unless every delta between the number and the loss is there, in the shape of z."""
    for layer in range(max(cell.layer, 1), len(trace.weights) + 1):
        shape, found = trace.arrays[f"z{layer}"].shape, trace.arrays.get(f"delta{layer}")
        if found is None or found.shape != shape:
            got = "none" if found is None else str(found.shape)
            raise ValueError(
                f"delta{layer} must have the shape {shape}, got {got}; ask the step without the mistake"
            )


def _weight(trace: TrainingTrace, cell: Cell, sample: int | None) -> Chain:
    """dL/dW: on every sample what comes in, times the delta of the unit."""
    below, layer, (i, j) = cell.layer - 1, cell.layer, cell.place
    products = [
        Product((_factor(trace, f"a{below}", n, i), _delta(trace, layer, n, j)), n)
        for n in _samples(trace, sample)
    ]
    return _made(trace, cell, products, (), f"Σ a{below}[n,{i}] · delta{layer}[n,{j}]", sample)


def _bias(trace: TrainingTrace, cell: Cell, sample: int | None) -> Chain:
    """dL/db: the delta of the unit on every sample."""
    (j,) = cell.place
    products = [Product((_delta(trace, cell.layer, n, j),), n) for n in _samples(trace, sample)]
    return _made(trace, cell, products, (), f"Σ delta{cell.layer}[n,{j}]", sample)


def _before(trace: TrainingTrace, cell: Cell, sample: int | None) -> Chain:
    """dL/dz = dL/da · da/dz; at the output in one go, because a loss may cancel the slope."""
    slope = _slope(trace, cell)
    if cell.layer < len(trace.weights):
        products, formula = _onwards(trace, cell)
        times = f"({formula}) · {slope[0].name}" if slope else formula
        return _made(trace, cell, products, slope, times, sample)
    return _at_output(trace, cell, DIFFERENCE, slope, sample)


def _after(trace: TrainingTrace, cell: Cell, sample: int | None) -> Chain:
    """dL/da: what comes back from all units of the next layer, or from the loss."""
    if cell.layer < len(trace.weights):
        products, formula = _onwards(trace, cell)
        return _made(trace, cell, products, (), formula, sample)
    return _at_output(trace, cell, OUTPUT_ERRORS[trace.loss_name], (), sample)


CHAINS: Mapping[str, Callable[[TrainingTrace, Cell, int | None], Chain]] = {
    "W": _weight,
    "b": _bias,
    "z": _before,
    "a": _after,
}


def _onwards(trace: TrainingTrace, cell: Cell) -> tuple[list[Product], str]:
    """Through every unit k of the next layer: W[j,k] · delta[n,k]."""
    above, (n, j) = cell.layer + 1, cell.place
    units = range(trace.weights[cell.layer].shape[1])
    products = [Product((_factor(trace, f"W{above}", j, k), _delta(trace, above, n, k)), n, k) for k in units]
    return products, f"Σ W{above}[{j},k] · delta{above}[{n},k]"


def _at_output(
    trace: TrainingTrace, cell: Cell, error: OutputError, slope: tuple[Factor, ...], sample: int | None
) -> Chain:
    """The error of the output, times the slope, times 1 / n of the mean loss."""
    n, j = cell.place
    a, t = cell_name(f"a{cell.layer}", n, j), cell_name("T", n, j)
    formula = error.formula.format(a=a, t=t)
    with np.errstate(all="ignore"):
        value = error.of(np.float64(trace.arrays[f"a{cell.layer}"][n, j]), np.float64(trace.T[n, j]))
    samples = len(trace.X)
    mean = trace.reduction == "mean" and samples > 1
    common = (*slope, Factor(f"1/{samples}", 1 / samples)) if mean else slope
    products = [Product((Factor(formula, float(value), (a, t), formula),), n)]
    return _made(
        trace, cell, products, common, " · ".join([f"({formula})", *(one.name for one in common)]), sample
    )


def _samples(trace: TrainingTrace, sample: int | None) -> range:
    return range(len(trace.X)) if sample is None else range(sample, sample + 1)


@lru_cache(maxsize=KEPT)
def _factor(trace: TrainingTrace, array: str, *place: int) -> Factor:
    name = cell_name(array, *place)
    return Factor(name, float(trace.arrays[array][place]), (name,))


@lru_cache(maxsize=KEPT)
def _delta(trace: TrainingTrace, layer: int, n: int, j: int) -> Factor:
    """A delta, which opens into the chain of its z."""
    name, cell = cell_name(f"delta{layer}", n, j), Cell("z", layer, (n, j))
    value = float(trace.arrays[f"delta{layer}"][n, j])
    return Factor(name, value, (name,), opens=lambda: _before(trace, cell, None))


def _slope(trace: TrainingTrace, cell: Cell) -> tuple[Factor, ...]:
    """da/dz at a z, unless it is one everywhere or the loss cancels it."""
    array, (n, j) = f"slope{cell.layer}", cell.place
    if array not in trace.arrays:
        return ()
    activation = ACTIVATIONS[trace.activations[cell.layer - 1]]
    before, after = (cell_name(f"{letter}{cell.layer}", n, j) for letter in "za")
    formula = slope_written(activation, after, before)
    made_of = (before, after) if activation.slope_of_z else (after,)
    return (Factor(cell_name(array, n, j), float(trace.arrays[array][n, j]), made_of, formula),)


def _made(
    trace: TrainingTrace,
    cell: Cell,
    products: list[Product],
    common: tuple[Factor, ...],
    formula: str,
    sample: int | None,
) -> Chain:
    whole = cell.sample is not None or sample is None
    array = f"{GRADIENTS[cell.letter]}{cell.layer}" if cell.letter in GRADIENTS and whole else ""
    recorded = float(trace.arrays[array][cell.place]) if array else None
    return Chain(cell, tuple(products), common, formula, sample, recorded)
