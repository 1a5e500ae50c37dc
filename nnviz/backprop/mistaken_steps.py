"""The same training step with every common mistake that can be made in it, each made when it is asked for."""

from collections.abc import Iterator, Mapping

from numpy.typing import ArrayLike

from nnviz.backprop.mistakes import MISTAKES, Situation
from nnviz.backprop.training_trace import TrainingTrace, training_trace
from nnviz.networks.network import Network
from nnviz.training.optimizer import Optimizer


class MistakenSteps(Mapping[str, TrainingTrace]):
    """Training steps with a mistake by its name, as `judge` takes them for `suspects`.

    Parameters
    ----------
    net, X, Y, loss, optimizer, reduction, state
        Those of the right step, as `training_trace` takes them.

    Examples
    --------
    >>> net = Network([2, 3, 1], "sigmoid", seed=0)
    >>> steps = MistakenSteps(net, [[1, 2]], [[1]])
    >>> "slope_forgotten" in steps, "sum_for_mean" in steps  # there is only one sample
    (True, False)
    """

    def __init__(
        self,
        net: Network,
        X: ArrayLike,
        Y: ArrayLike,
        loss: str = "half_squared_error",
        optimizer: Optimizer | None = None,
        reduction: str = "mean",
        state: Mapping[str, ArrayLike] | None = None,
    ) -> None:
        self._net, self._samples, self._goal = net.copy(), (X, Y), (loss, optimizer)
        self._reduction, self._state = reduction, state
        situation = Situation(self._net, len(X), loss, reduction)  # type: ignore[arg-type]
        self._names = [name for name, mistake in MISTAKES.items() if not mistake.why_not(situation)]
        self._made: dict[str, TrainingTrace] = {}

    def __getitem__(self, name: str) -> TrainingTrace:
        if name not in self._names:
            raise KeyError(name)
        if name not in self._made:
            goal = self._reduction, self._state
            self._made[name] = training_trace(self._net, *self._samples, *self._goal, name, *goal)
        return self._made[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._names)

    def __len__(self) -> int:
        return len(self._names)
