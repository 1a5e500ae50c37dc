"""The network: layer sizes, activations, and one flat vector that holds every weight and bias.
The forward pass is written down here, once for each number of samples, as a list of NumPy calls.

Outside, samples are rows: a = activation(a_prev @ W + b) with W (fan_in, fan_out) and b (fan_out,). Inside,
samples are columns: a layer is one matrix (units, inputs + 1) whose last column is the bias, and every
layer's output carries a row of ones, so that product and bias are a single `dot`.
"""

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from nnviz.blocks import ones
from nnviz.networks.activation import Values
from nnviz.networks.activations import ACTIVATIONS, HIDDEN_ACTIVATIONS
from nnviz.networks.initializers import INITIALIZERS
from nnviz.tape import Tape
from nnviz.validation import DTYPES, Array, choice, parameter_array, sample_rows, whole_number

KEPT_RECORDINGS = 6


class Layer(NamedTuple):
    """What one layer computed: z `before` and a `after` the activation, both (samples, units)."""

    before: Array
    after: Array


class Network:
    """A multilayer perceptron: a @ W + b and an activation, layer after layer. Samples are rows.

    One network belongs to one thread at a time.

    Parameters
    ----------
    sizes : sequence of int
        The units of each layer, the inputs first, for example [2, 4, 4, 3].
    hidden : str or sequence of str
        One activation for all hidden layers, or a name for each: keys of `ACTIVATIONS`, but not softmax.
    output : str
        The activation of the last layer, any key of `ACTIVATIONS`.
    init : str
        How the weights are drawn, a key of `INITIALIZERS`. Biases start at zero.
    seed : int
        The same seed gives the same weights.
    dtype : {"float64", "float32"}
        Of the parameters and of all that is computed with them.

    Attributes
    ----------
    parameters : Array, (parameters,)
        All weights and biases in one flat vector, which may be written to.
    weights, biases : tuple of Array, (fan_in, fan_out) and (fan_out,) for each layer
        Writable views of `parameters`.
    matrices : tuple of Array, (units, inputs + 1) for each layer
        The same views as the computation has them: transposed, the bias as the last column.
    layer_slices : tuple of slice
        Where each layer lies in `parameters`.
    activations : tuple of str
        One name a layer, that of the output last.

    Raises
    ------
    ValueError
        For sizes, names or a dtype that there are not; the text says the rule, the value and the remedy.

    Examples
    --------
    >>> net = Network([2, 4, 3], hidden="tanh", seed=1)
    >>> [W.shape for W in net.weights]
    [(2, 4), (4, 3)]
    >>> net.predict([[1, 2], [3, 4]]).shape
    (2, 3)
    """

    def __init__(
        self,
        sizes: Sequence[int],
        hidden: str | Sequence[str] = "relu",
        output: str = "linear",
        init: str = "he_normal",
        seed: int = 0,
        dtype: str = "float64",
    ) -> None:
        self.sizes = _checked_sizes(sizes)
        self.activations = (
            *_hidden_names(hidden, len(self.sizes) - 2),
            choice("output", output, ACTIVATIONS),
        )
        self.dtype = np.dtype(choice("dtype", dtype, DTYPES))
        self.layer_slices = _layer_slices(self.sizes)
        self.parameters: Array = np.zeros(self.layer_slices[-1].stop, self.dtype)
        self.matrices = self.split(self.parameters)
        self.weights = tuple(W[:, :-1].T for W in self.matrices)
        self.biases = tuple(W[:, -1] for W in self.matrices)
        self._recordings: dict[tuple[int, bool], Forward] = {}
        draw = INITIALIZERS[choice("init", init, INITIALIZERS)]
        rng = np.random.default_rng(whole_number("seed", seed, 0))
        for W in self.weights:
            W[:] = draw(rng, *W.shape)

    @classmethod
    def from_parameters(
        cls,
        weights: Sequence[ArrayLike],
        biases: Sequence[ArrayLike],
        hidden: str | Sequence[str] = "relu",
        output: str = "linear",
        dtype: str = "float64",
    ) -> "Network":
        """Make a network of given weights and biases, which are copied.

        Parameters
        ----------
        weights : sequence of array_like, (fan_in, fan_out) for each layer
        biases : sequence of array_like, (fan_out,) for each layer
        hidden, output, dtype
            As for `Network`.

        Returns
        -------
        Network

        Raises
        ------
        ValueError
            For shapes that do not fit each other, weights that look turned, and what is not finite.

        Examples
        --------
        >>> Network.from_parameters([[[1, 3, 5], [2, 4, 6]]], [[0, 0, 0]]).predict([[1, 2]])
        array([[ 5., 11., 17.]])
        """
        if len(weights) != len(biases) or not weights:
            raise ValueError(
                f"weights and biases must hold one array for each layer, got {len(weights)} and {len(biases)}"
            )
        first = [sample_rows(f"weights[{layer}]", W) for layer, W in enumerate(weights)]
        for layer, (given, b) in enumerate(zip(first, biases, strict=True)):
            _check_not_turned(f"weights[{layer}]", given.shape, np.shape(b))
        network = cls([len(first[0]), *(W.shape[1] for W in first)], hidden, output, "zeros", 0, dtype)
        for layer, (W, b) in enumerate(zip(network.weights, network.biases, strict=True)):
            W[:] = parameter_array(f"weights[{layer}]", weights[layer], W.shape)
            b[:] = parameter_array(f"biases[{layer}]", biases[layer], b.shape)
        return network

    def copy(self, dtype: str | None = None) -> "Network":
        """An independent network with the same parameters, on request in another dtype."""
        twin = Network(
            self.sizes, self.activations[:-1], self.activations[-1], "zeros", 0, dtype or self.dtype.name
        )
        twin.parameters[:] = self.parameters
        return twin

    def __deepcopy__(self, memo: dict[int, object]) -> "Network":
        # A plain deep copy would keep the bound `W.dot` of this network in the recorded calls.
        return self.copy()

    def __repr__(self) -> str:
        return f"Network({list(self.sizes)}, {'-'.join(self.activations)}, {self.parameters.size} parameters)"

    def split(self, flat: Array) -> tuple[Array, ...]:
        """Views of a vector `flat` (parameters,), of parameters or gradients: (units, inputs + 1) a layer."""
        shapes = [(units, inputs + 1) for inputs, units in pairwise(self.sizes)]
        return tuple(flat[cut].reshape(shape) for cut, shape in zip(self.layer_slices, shapes, strict=True))

    def load(self, parameters: ArrayLike) -> None:
        """Take over a flat vector of parameters, for example that of a snapshot."""
        self.parameters[:] = parameter_array("parameters", parameters, self.parameters.shape)

    def predict(self, X: ArrayLike) -> Array:
        """The outputs (samples, outputs) for X (samples, inputs)."""
        X = sample_rows("X", X, self.sizes[0])
        return self.forward(len(X)).outputs(X).T.copy()

    def layers(self, X: ArrayLike) -> tuple[Layer, ...]:
        """What every layer computes for X (samples, inputs), before and after its activation."""
        X = sample_rows("X", X, self.sizes[0])
        forward = self.forward(len(X), keep=True)
        forward.outputs(X)
        return tuple(
            Layer(Z.T.copy(), A[:-1].T.copy()) for Z, A in zip(forward.before, forward.A[1:], strict=True)
        )

    def forward(self, samples: int, keep: bool = False) -> "Forward":
        """The recorded forward pass for so many `samples`, from a small store of the last ones used.

        With `keep` it holds z of every layer as well.
        """
        key = samples, keep
        recording = self._recordings.pop(key, None) or Forward(self, samples, keep)
        self._recordings[key] = recording
        if len(self._recordings) > KEPT_RECORDINGS:
            del self._recordings[next(iter(self._recordings))]
        return recording


class Forward:
    """The NumPy calls of a forward pass over a fixed number of samples, with every array they touch.

    `A[l]` (units + 1, samples) is the output of layer l with a row of ones, `A[0]` the input. `scores`
    (outputs, samples) is z of the last layer, as `Loss.each` takes it. With `keep`, `before[l - 1]`
    (units, samples) holds z of every layer l, which the activation would otherwise overwrite.
    """

    def __init__(self, network: Network, samples: int, keep: bool = False) -> None:
        self.A = [ones((units + 1, samples), network.dtype) for units in network.sizes]
        outputs = [A[:-1] for A in self.A[1:]]
        self.before = [np.empty_like(a) for a in outputs] if keep else []
        Z: list[Array | None] = [*self.before] or [None] * len(outputs)
        if network.activations[-1] != "linear" and not keep:
            Z[-1] = np.empty_like(outputs[-1])
        self.scores = outputs[-1] if Z[-1] is None else Z[-1]
        tape = Tape()
        record_forward(tape, network, self.A, Z)
        self.calls = tape.calls

    def load(self, X: Array) -> None:
        """Put samples (rows) in place."""
        self.A[0][:-1] = X.T

    def run(self) -> Array:
        """The outputs (outputs, samples) for what is loaded: a view, valid until the next run."""
        with np.errstate(all="ignore"):
            for call in self.calls:
                call.function(*call.args)
        return self.A[-1][:-1]

    def outputs(self, X: Array) -> Array:
        """`load` and `run`."""
        self.load(X)
        return self.run()


def record_forward(
    tape: Tape,
    network: Network,
    A: Sequence[Array],
    Z: Sequence[Array | None],
    D: Sequence[Array] | None = None,
) -> None:
    """Write down the forward pass over A[0], A[1], ... (units + 1, samples), whose last rows are ones.

    `Z[l - 1]` (units, samples) takes z of layer l; with None z is computed where a goes, and overwritten by
    it. `D[l - 1]` (units, samples) is where the activation leaves what its slope needs.
    """
    for at, (W, activation) in enumerate(zip(network.matrices, network.activations, strict=True)):
        below, a, kept = A[at], A[at + 1][:-1], Z[at]
        z = a if kept is None else kept
        tape.at(at + 1, "before activation")
        tape(W.dot, below, z)
        tape.at(at + 1, "after activation")
        ACTIVATIONS[activation].forward(tape, Values(z, a, D[at] if D else np.empty_like(a)))


def _checked_sizes(sizes: Sequence[int]) -> tuple[int, ...]:
    if len(sizes) < 2:
        raise ValueError(f"sizes must name at least inputs and outputs, e.g. [2, 4, 3], got {list(sizes)}")
    return tuple(whole_number(f"sizes[{place}]", size, 1) for place, size in enumerate(sizes))


def _check_not_turned(name: str, shape: tuple[int, ...], biases: tuple[int, ...]) -> None:
    """ValueError for weights of shape (units, inputs), as half of the world writes them."""
    rows, columns = shape
    if rows != columns and biases == (rows,):
        raise ValueError(
            f"{name} must have the shape (inputs, units), a column for each of its {rows} biases, "
            f"got {shape}; it looks turned, so give {name}.T"
        )


def _hidden_names(hidden: str | Sequence[str], count: int) -> tuple[str, ...]:
    if isinstance(hidden, str):
        return (choice("hidden", hidden, HIDDEN_ACTIVATIONS),) * count
    if len(hidden) != count:
        raise ValueError(
            f"hidden must hold one activation for each of the {count} hidden layers, got {list(hidden)}"
        )
    return tuple(choice(f"hidden[{at}]", name, HIDDEN_ACTIVATIONS) for at, name in enumerate(hidden))


def _layer_slices(sizes: Sequence[int]) -> tuple[slice, ...]:
    counts = [units * (inputs + 1) for inputs, units in pairwise(sizes)]
    ends = [sum(counts[: layer + 1]) for layer in range(len(counts))]
    return tuple(slice(end - count, end) for end, count in zip(ends, counts, strict=True))
