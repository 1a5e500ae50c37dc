"""The loss of a training step if one of its numbers were another one: a parameter, an input, a z or an a.
It is found by the recorded forward pass, of which all that comes after the number is run again.
"""

import numpy as np

from nnviz.backprop.cells import Cell
from nnviz.backprop.training_trace import TrainingTrace
from nnviz.networks.losses import LOSSES, REDUCTIONS
from nnviz.tape import Call
from nnviz.training.central_differences import sides_of
from nnviz.validation import Array

BEFORE = "before activation"


class DisturbedLoss:
    """The loss of the batch of a trace, mean or sum as there, before the step is done, in float64.

    Parameters
    ----------
    trace : TrainingTrace
    cell : Cell
        The number that is changed; all others stay, or follow from it.
    """

    def __init__(self, trace: TrainingTrace, cell: Cell) -> None:
        self._net, self._cell = trace.before().copy("float64"), cell
        self._forward = self._net.forward(len(trace.X), keep=True)
        self._forward.load(np.asarray(trace.X, np.float64))
        self._T, self._loss = np.asarray(trace.T, np.float64).T, LOSSES[trace.loss_name]
        self._multiple = REDUCTIONS[trace.reduction](len(trace.X))
        self._rest = [call for call in self._forward.calls if _follows(call, cell)]

    def at(self, value: float) -> tuple[float, Array]:
        """The loss, and on which side of its kink or jump every unit is that the number has to do with."""
        array, place = self._place()
        with np.errstate(all="ignore"):
            self._forward.run()
            kept = array[place]
            array[place] = value
            for call in self._rest:
                call.function(*call.args)
            found = self._multiple * self._mean(), self._sides()
            array[place] = kept
        return found

    def _place(self) -> tuple[Array, tuple[int, ...]]:
        """The array with the number, as the computation has it, and where it is in there."""
        cell, layer = self._cell, self._cell.layer
        if cell.letter == "W":
            return self._net.weights[layer - 1], cell.place
        if cell.letter == "b":
            return self._net.biases[layer - 1], cell.place
        arrays = self._forward.A[layer] if cell.letter == "a" else self._forward.before[layer - 1]
        return arrays, cell.place[::-1]  # samples are columns there

    def _mean(self) -> float:
        z, a = self._forward.scores, self._forward.A[-1][:-1]
        if self._cell.letter == "a" and self._cell.layer == len(self._net.weights):
            return float(self._loss.of_outputs(a, self._T).mean())  # the scores know nothing of another a
        return self._loss.mean(z, a, self._T)

    def _sides(self) -> Array:
        first = self._cell.layer + (self._cell.letter == "a")
        outputs = [A[:-1] for A in self._forward.A[first:]]
        return sides_of(self._net.activations[first - 1 :], outputs)


def _follows(call: Call, cell: Cell) -> bool:
    """Whether a call of the forward pass comes after the number in a cell."""
    if cell.letter == "a":
        return call.layer > cell.layer
    if cell.letter == "z":
        return call.layer > cell.layer or (call.layer == cell.layer and call.what != BEFORE)
    return call.layer >= cell.layer
