"""One training step as a list of labelled NumPy calls: forward, backward, update.
Running the list trains the network; reading it shows how it is trained.
"""

from itertools import groupby
from math import prod

import numpy as np

from nnviz.blocks import ones
from nnviz.networks.activation import Values
from nnviz.networks.activations import ACTIVATIONS
from nnviz.networks.losses import Loss
from nnviz.networks.model_axis import by_model, record_product
from nnviz.networks.network import Network, record_forward
from nnviz.tape import ALL_LAYERS, Call, Tape
from nnviz.training.optimizer import Optimizer, OptimizerState
from nnviz.training.update_calls import record_penalties, record_update
from nnviz.validation import Array

SKIP_BIAS_FROM = 512  # samples from which it pays not to compute the delta of the row of ones
ROWS_FROM = 2048  # samples from which BLAS is faster with matrix times vector, one row at a time ...
ROWS_UP_TO = 16  # ... as long as there are few rows


class TrainingStep:
    """The NumPy calls that train a network once on a batch.

    `calls` is the whole list, `forward`, `backward` and `update` are its parts. `batch`
    (inputs + 1 + outputs, batch_size) takes inputs, a row of ones, and targets; `A[l]`, `D[l]` and `G[l - 1]`
    hold output, delta = dL/dz and gradient of layer l after a run, where L is `multiple` times the mean loss.

    Parameters
    ----------
    network : Network
        Trained in place. Where networks are `stacked`, the columns of all arrays are the samples of the first
        one, then those of the second, and so on.
    batch_size : int
        Samples in the batch, of each model.
    loss : Loss
    optimizer, state : Optimizer, OptimizerState
        What turns the gradient into an update, and what it remembers; several recordings share one state.
    l1, l2 : float
        Strengths of the penalties l1·Σ|w| and ½·l2·Σw² on the weights, not on the biases.
    multiple : float
        By what the mean loss is multiplied before its gradient is taken: 1 for the mean, `batch_size` for the
        sum over the samples, as for one block of a larger batch. See `REDUCTIONS`.
    refuse : bool
        False takes an activation that cannot be trained as well, to show that no error flows back through it.
    clip : float, optional
        The longest gradient, over all parameters together; a longer one is cut (Pascanu et al., 2013).
    frozen : Array, (parameters,) of bool, optional
        True for parameters that stay as they are.

    Raises
    ------
    ValueError
        If loss and output activation do not fit, or an activation cannot be trained.
    """

    def __init__(
        self,
        network: Network,
        batch_size: int,
        loss: Loss,
        optimizer: Optimizer,
        state: OptimizerState,
        l1: float = 0.0,
        l2: float = 0.0,
        multiple: float = 1.0,
        refuse: bool = True,
        clip: float | None = None,
        frozen: Array | None = None,
    ) -> None:
        if refuse:
            _check_trainable(network)
        loss.check_output(network.activations[-1])
        self.network, self.batch_size, self.loss, self.multiple = network, batch_size, loss, multiple
        self._share = multiple / batch_size  # of the loss of a sample in what is made small
        self._allocate(state)
        self.forward = self._record_forward()
        self.backward = self._record_backward(state, l1, l2)
        self.update = _recorded_update(network, optimizer, state, clip, frozen)
        self.calls: list[Call] = self.forward + self.backward + self.update
        self.pairs = [(call.function, call.args) for call in self.calls]

    def run(self) -> None:
        """One training step on the batch that is loaded."""
        for function, args in self.pairs:
            function(*args)

    def load(self, X: Array, T: Array) -> None:
        """Put inputs X (samples, inputs) and encoded targets T (samples, outputs) in place.

        `samples` are the columns: the batch, or for a stack one batch after another.
        """
        inputs = self.network.sizes[0]
        self.batch[:inputs] = X.T
        self.batch[inputs + 1 :] = T.T

    def batch_loss(self, first: int = 1) -> float:
        """Mean loss of the loaded batch with the parameters of this moment, without the penalties.

        Only the layers from the `first` on are run; those below it are taken to be as they were.
        """
        for call in self.forward:
            if call.layer >= first:
                call.function(*call.args)
        a = self.A[-1][:-1]
        return self.loss.mean(a if self._scores is None else self._scores, a, self.T)

    def _allocate(self, state: OptimizerState) -> None:
        """One slab each for outputs, slopes and deltas, so that one call can serve many layers."""
        network, n = self.network, self.batch_size * prod(self.network.models)
        inputs, rows = network.sizes[0], [units + 1 for units in network.sizes[1:]]
        self.batch = ones((inputs + 1 + network.sizes[-1], n), network.dtype)
        self.T = self.batch[inputs + 1 :]
        self._ends = np.cumsum([0, *rows]).tolist()
        self._slab = ones((3, self._ends[-1], n), network.dtype)
        outputs, slopes, deltas = (
            [kind[e - r : e] for r, e in zip(rows, self._ends[1:], strict=True)] for kind in self._slab
        )
        self.A = [self.batch[: inputs + 1], *outputs]
        self.S = [self.batch[:0], *slopes]  # layers count from 1; the input has neither slope nor delta
        self.D = [self.batch[:0], *deltas]
        self.G = network.split(state.gradient)
        # Where the loss needs the scores, they lie where their delta will be: nothing needs them by then.
        self._scores = self.D[-1][:-1] if self.loss.partner else None

    def _record_forward(self) -> list[Call]:
        tape = Tape()
        Z = [None] * (len(self.A) - 2) + [self._scores]
        record_forward(tape, self.network, self.A, Z, [S[:-1] for S in self.S[1:]])
        return tape.calls

    def _record_backward(self, state: OptimizerState, l1: float, l2: float) -> list[Call]:
        tape = Tape()
        self._record_slopes(tape)
        self._record_output_delta(tape)
        for layer in range(len(self.network.matrices), 0, -1):
            tape.at(layer, "gradient")
            self._record_gradient(tape, layer)
            if layer > 1:
                tape.at(layer - 1, "delta")
                self._record_delta(tape, layer - 1)
        record_penalties(tape, self.network, state.gradient, l1, l2)
        return tape.calls

    def _record_slopes(self, tape: Tape) -> None:
        """The slopes of all layers, in one go for neighbours with the same activation."""
        names = list(self.network.activations)
        if self.loss.partner is not None:
            names[-1] = "linear"  # the loss cancels the slope of the output
        for name, run in groupby(range(len(names)), key=names.__getitem__):
            layers, slope = list(run), ACTIVATIONS[name].slope
            if slope is not None:
                tape.at(layers[0] + 1 if len(layers) == 1 else ALL_LAYERS, "slope")
                rows = slice(self._ends[layers[0]], self._ends[layers[-1] + 1])
                a, d = (kind[rows].reshape(-1) for kind in self._slab[:2])
                slope(tape, Values(a, a, d))

    def _record_output_delta(self, tape: Tape) -> None:
        """delta = (a - t) · slope · share, which is 1 / samples for the mean loss."""
        last = len(self.network.matrices)
        delta, dtype = self.D[last][:-1], self.network.dtype
        tape.at(last, "delta")
        tape(np.subtract, self.A[last][:-1], self.T, delta)
        if self._has_slope(last):
            tape(np.multiply, delta, self.S[last][:-1], delta)
        if self._share != 1:
            tape(np.multiply, delta, np.array(self._share, dtype), delta)

    def _record_gradient(self, tape: Tape, layer: int) -> None:
        """dL/dW = delta @ A_prevᵀ, (units, inputs + 1), or (units, inputs) of a layer without a bias."""
        delta, gradient = self._by_model(self.D[layer][:-1]), self.G[layer - 1]
        below = self._by_model(self.A[layer - 1][: gradient.shape[-1]])
        if delta.ndim == 2 and self.batch_size >= ROWS_FROM and len(delta) <= ROWS_UP_TO:
            for row, result in zip(delta, gradient, strict=True):
                tape(below.dot, row, result)
        else:
            record_product(tape, delta, below.mT, gradient)

    def _record_delta(self, tape: Tape, layer: int) -> None:
        """delta = (Wᵀ @ delta of the layer above) · slope."""
        above = self.D[layer + 1][:-1]
        W = self.network.matrices[layer].mT
        if self.batch_size >= SKIP_BIAS_FROM:
            W = W[..., : self.network.sizes[layer], :]
        delta, slope = (rows[: W.shape[-2]] for rows in (self.D[layer], self.S[layer]))
        record_product(tape, W, self._by_model(above), self._by_model(delta))
        if self._has_slope(layer):
            tape(np.multiply, delta, slope, delta)

    def _by_model(self, rows: Array) -> Array:
        return by_model(rows, self.network.models)

    def _has_slope(self, layer: int) -> bool:
        if layer == len(self.network.matrices) and self.loss.partner is not None:
            return False
        return ACTIVATIONS[self.network.activations[layer - 1]].slope is not None


def _recorded_update(
    network: Network, optimizer: Optimizer, state: OptimizerState, clip: float | None, frozen: Array | None
) -> list[Call]:
    tape = Tape()
    record_update(tape, network, optimizer, state, clip, frozen)
    return tape.calls


def _check_trainable(network: Network) -> None:
    for layer, name in enumerate(network.activations, 1):
        if ACTIVATIONS[name].refusal:
            raise ValueError(
                f"layer {layer} with the activation {name!r} cannot be trained by gradient: "
                f"{ACTIVATIONS[name].refusal}"
            )
