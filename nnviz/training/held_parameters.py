"""Parameters that training leaves alone: those that are frozen, and those of units that are switched off.
A unit is off when nothing of it reaches the next layer: its outgoing weights are 0 until it is on again.
"""

from collections.abc import Iterable

import numpy as np
from numpy.typing import ArrayLike

from nnviz.networks.network import Network
from nnviz.read_only import read_only
from nnviz.validation import Array, parameter_array, whole_number

Place = tuple[int, int]  # layer and unit, both from 1


class HeldParameters:
    """What is held of the parameters of `net`, in which the weights of units that are off are set to 0.

    `frozen` (parameters,) of bool is what was asked for. Of a unit in `off` the incoming parameters are held
    as they are and the outgoing weights at 0; `mask` is all that is held, None if nothing is.
    """

    def __init__(self, net: Network) -> None:
        self._net = net
        self.off: frozenset[Place] = frozenset()
        self.frozen = read_only(np.zeros(net.parameters.size, bool))
        self._aside = np.zeros_like(net.parameters)  # the outgoing weights of units that are off

    @property
    def mask(self) -> Array | None:
        """All that is held, (parameters,) of bool; None if nothing is."""
        mask = self.frozen | self._incoming() | self._outgoing(self.off)
        return mask if mask.any() else None

    def freeze(self, frozen: ArrayLike) -> None:
        """Hold what is true in the mask (parameters,), and nothing else; ValueError for another shape."""
        mask = np.asarray(frozen)
        if mask.shape != self.frozen.shape or mask.dtype != bool:
            raise ValueError(
                f"frozen must be True or False for each of the {self.frozen.size} parameters, "
                f"got {mask.dtype} of shape {mask.shape}"
            )
        self.frozen = read_only(mask.copy())

    def switch_off(self, units: Iterable[Place]) -> None:
        """Switch off these hidden units and no others; ValueError for one that there is not."""
        off = frozenset(self._checked(layer, unit) for layer, unit in units)
        was, now = self._outgoing(self.off), self._outgoing(off)
        parameters = self._net.parameters
        np.copyto(parameters, self._aside, where=was & ~now)
        np.copyto(self._aside, parameters, where=now & ~was)
        parameters[now] = 0
        self.off = off

    def write(self, parameters: ArrayLike) -> None:
        """Take over parameters (parameters,) by hand. ValueError if they do not fit or are not finite.

        The outgoing weights of a unit that is off stay 0; it gets back what is given here, other than that 0.
        """
        given = parameter_array("parameters", parameters, self._net.parameters.shape)
        off = self._outgoing(self.off)
        np.copyto(self._aside, given, where=off & (given != 0))
        self._net.parameters[:] = np.where(off, 0, given)

    def begin(self, parameters: Array) -> None:
        """Take over the parameters of a new beginning; units that are off stay off."""
        self._net.parameters[:] = self._aside[:] = parameters
        self._net.parameters[self._outgoing(self.off)] = 0

    def _checked(self, layer: int, unit: int) -> Place:
        hidden = self._net.sizes[1:-1]
        layer = whole_number("layer of a unit", layer, 1, len(hidden), "the last hidden layer")
        return layer, whole_number("unit", unit, 1, hidden[layer - 1], f"the units of layer {layer}")

    def _outgoing(self, units: Iterable[Place]) -> Array:
        mask = np.zeros(self._net.parameters.size, bool)
        matrices = self._net.split(mask)
        for layer, unit in units:
            matrices[layer][:, unit - 1] = True
        return mask

    def _incoming(self) -> Array:
        mask = np.zeros(self._net.parameters.size, bool)
        matrices = self._net.split(mask)
        for layer, unit in self.off:
            matrices[layer - 1][unit - 1] = True
        return mask
