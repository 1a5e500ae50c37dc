"""The network: layer sizes, activations, and one flat vector that holds every weight and bias.
The forward pass is written down here, once for each number of samples, as a list of NumPy calls.

Outside, samples are rows: a = activation(a_prev @ W + b) with W (fan_in, fan_out) and b (fan_out,). Inside,
samples are columns: a layer is one matrix (units, inputs + 1) whose last column is the bias, and every
layer's output carries a row of ones, so that product and bias are a single `dot`.
"""

from collections.abc import Sequence
from math import prod
from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from nnviz.blocks import ones
from nnviz.networks.activation import Values
from nnviz.networks.activations import ACTIVATIONS, HIDDEN_ACTIVATIONS
from nnviz.networks.initializers import INITIALIZERS
from nnviz.networks.model_axis import by_model, record_product
from nnviz.networks.parameter_layout import (
    check_not_turned,
    checked_bias,
    checked_hidden,
    checked_sizes,
    layer_slices,
    matrix_shapes,
)
from nnviz.tape import Tape
from nnviz.validation import DTYPES, Array, choice, not_negative, parameter_array, sample_rows, whole_number

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
    bias : bool or sequence of bool
        Whether the layers have a bias, all or each of them. Without one a layer computes a @ W and has
        fan_out parameters less.
    init_size : float
        What the drawn weights are multiplied by, at least 0.

    Attributes
    ----------
    parameters : Array, (parameters,)
        All weights and biases in one flat vector, which may be written to.
    weights, biases : tuple of Array, (fan_in, fan_out) and (fan_out,) for each layer
        Writable views of `parameters`. The biases of a layer without are empty, (0,).
    models : tuple of int
        () for one network; (models,) for one that is `stacked`: its arrays have this axis in front.
    has_bias : tuple of bool
        One for each layer.
    matrices : tuple of Array, (units, inputs + 1) for each layer
        The same views as the computation has them: transposed, the bias as the last column, if there is one.
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
        bias: bool | Sequence[bool] = True,
        init_size: float = 1.0,
    ) -> None:
        self.sizes = checked_sizes(sizes)
        hidden_names = checked_hidden(hidden, len(self.sizes) - 2)
        self.activations = (*hidden_names, choice("output", output, ACTIVATIONS))
        self.dtype = np.dtype(choice("dtype", dtype, DTYPES))
        self.has_bias = checked_bias(bias, len(self.sizes) - 1)
        self._shapes = matrix_shapes(self.sizes, self.has_bias)
        self.layer_slices = layer_slices(self._shapes)
        self.hold(np.zeros(self.layer_slices[-1].stop, self.dtype))
        draw = INITIALIZERS[choice("init", init, INITIALIZERS)]
        rng = np.random.default_rng(whole_number("seed", seed, 0))
        init_size = not_negative("init_size", init_size)
        for W in self.weights:
            W[:] = draw(rng, *W.shape) * init_size

    @classmethod
    def from_parameters(
        cls,
        weights: Sequence[ArrayLike],
        biases: Sequence[ArrayLike | None] | None,
        hidden: str | Sequence[str] = "relu",
        output: str = "linear",
        dtype: str = "float64",
    ) -> "Network":
        """Make a network of given weights and biases, which are copied.

        Parameters
        ----------
        weights : sequence of array_like, (fan_in, fan_out) for each layer
        biases : sequence of array_like, (fan_out,) for each layer
            None or empty for a layer without, None instead of all if no layer has one.
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
        offsets = [()] * len(weights) if biases is None else [() if b is None else b for b in biases]
        if len(weights) != len(offsets) or not weights:
            raise ValueError(
                "weights and biases must hold one array for each layer, "
                f"got {len(weights)} and {len(offsets)}"
            )
        first = [sample_rows(f"weights[{layer}]", W) for layer, W in enumerate(weights)]
        for layer, (given, b) in enumerate(zip(first, offsets, strict=True)):
            check_not_turned(f"weights[{layer}]", given.shape, np.shape(b))
        sizes, bias = [len(first[0]), *(W.shape[1] for W in first)], [np.shape(b) != (0,) for b in offsets]
        network = cls(sizes, hidden, output, "zeros", 0, dtype, bias)
        for layer, (W, b) in enumerate(zip(network.weights, network.biases, strict=True)):
            W[:] = parameter_array(f"weights[{layer}]", weights[layer], W.shape)
            b[:] = parameter_array(f"biases[{layer}]", offsets[layer], b.shape)
        return network

    def hold(self, parameters: Array) -> None:
        """Compute with these `parameters` (parameters,) from now on, or (models, parameters) of a stack."""
        self.parameters = parameters
        self.models = parameters.shape[:-1]
        self.matrices = self.split(parameters)
        layers = list(zip(self.matrices, self.sizes[:-1], strict=True))
        self.weights = tuple(W[..., :inputs].mT for W, inputs in layers)
        self.biases = tuple(W[..., inputs:].reshape(*self.models, -1) for W, inputs in layers)
        self._recordings: dict[tuple[int, bool], Forward] = {}

    def copy(self, dtype: str | None = None, activations: Sequence[str] | None = None) -> "Network":
        """An independent network with the same parameters, on request in another `dtype`, or with other
        `activations`, one a layer.
        """
        *hidden, output = activations or self.activations
        twin = Network(self.sizes, hidden, output, "zeros", 0, dtype or self.dtype.name, self.has_bias)
        twin.hold(self.parameters.astype(twin.dtype))
        return twin

    def __deepcopy__(self, memo: dict[int, object]) -> "Network":
        # A plain deep copy would keep the bound `W.dot` of this network in the recorded calls.
        return self.copy()

    def __repr__(self) -> str:
        return f"Network({list(self.sizes)}, {'-'.join(self.activations)}, {self.parameters.size} parameters)"

    def split(self, flat: Array) -> tuple[Array, ...]:
        """Views of a vector `flat` (parameters,), of parameters or gradients, in the shapes of `matrices`."""
        shapes = zip(self.layer_slices, self._shapes, strict=True)
        return tuple(flat[..., cut].reshape(*flat.shape[:-1], *shape) for cut, shape in shapes)

    def change_activation(self, layer: int, activation: str) -> None:
        """Give a hidden `layer`, from 1, another `activation`; recordings made before keep the old one."""
        names, hidden = list(self.activations), len(self.sizes) - 2
        layer = whole_number("layer", layer, 1, hidden, "the last hidden layer")
        names[layer - 1] = choice("activation", activation, HIDDEN_ACTIVATIONS)
        self.activations = tuple(names)
        self._recordings.clear()

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
    """The NumPy calls of a forward pass over a fixed number of samples a model, with every array they touch.

    `A[l]` (units + 1, samples) is the output of layer l with a row of ones, `A[0]` the input. `scores`
    (outputs, samples) is z of the last layer, as `Loss.each` takes it. With `keep`, `before[l - 1]`
    (units, samples) holds z of every layer l, which the activation would otherwise overwrite.
    """

    def __init__(self, network: Network, samples: int, keep: bool = False) -> None:
        samples *= prod(network.models)
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
        below = A[at] if network.has_bias[at] else A[at][:-1]  # the row of ones is for the bias
        a, kept = A[at + 1][:-1], Z[at]
        z = a if kept is None else kept
        tape.at(at + 1, "before activation")
        record_product(tape, W, *(by_model(rows, network.models) for rows in (below, z)))
        tape.at(at + 1, "after activation")
        ACTIVATIONS[activation].forward(tape, Values(z, a, D[at] if D else np.empty_like(a)))
