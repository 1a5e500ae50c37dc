"""The trainer: runs the recorded training step over epochs of batches and keeps the past.
It can stop and go on at any update, and it names the step at which a run diverges.
"""

from collections.abc import Iterable
from math import inf, nan
from time import perf_counter

import numpy as np
from numpy.typing import ArrayLike

from nnviz.blocks import table as as_table
from nnviz.networks.losses import LOSSES, REDUCTIONS
from nnviz.networks.network import Network
from nnviz.read_only import read_only
from nnviz.training.batches import Batches
from nnviz.training.blockwise import Step, recorded_step
from nnviz.training.divergence import Checkpoint, DivergedError, broken_layer, is_finite
from nnviz.training.evaluation import Evaluator
from nnviz.training.history import History, Snapshot
from nnviz.training.optimizer import Optimizer
from nnviz.training.optimizers import SGD
from nnviz.training.rate_advice import RateAdvice, RateLog, Start, advise_run
from nnviz.validation import Array, choice, not_negative, whole_number

UPDATES_A_CHECK = 256  # updates between two looks for divergence; what lies between is replayed if one fails
SECONDS_A_SLICE = 0.001  # work between two looks at the clock


class Trainer:
    """Trains a network on samples; how the work is cut into `step`, `run` and `run_for` changes no number.

    Parameters
    ----------
    net : Network
        Trained in place.
    X, Y : array_like, (samples, inputs) and (samples, outputs)
        "cross_entropy" also takes class indices (samples,) as Y.
    loss : str
        A key of `LOSSES`.
    optimizer : Optimizer, optional
        `SGD(0.01)` if not given.
    batch_size, seed : int, optional
        None means all samples in each update, in their order. Else they are shuffled before every epoch by
        the trainer's own generator, made from the seed; a short last batch is weighted by its own size.
    l1, l2 : float
        Strengths of the penalties l1·Σ|w| and ½·l2·Σw² on the weights.
    history_bytes : int
        The cap of `history`.
    table : Array, optional
        What `table_of` makes of X and Y, where it is there already.
    reduction : {"mean", "sum"}
        What an update makes small: the mean loss of its samples, or their sum, whose gradient is as many
        times larger. Every loss that is told, here and in `history`, is a mean.

    Raises
    ------
    ValueError
        For what does not fit. The methods that train raise `DivergedError`.
    """

    def __init__(
        self,
        net: Network,
        X: ArrayLike,
        Y: ArrayLike,
        loss: str = "half_squared_error",
        optimizer: Optimizer | None = None,
        batch_size: int | None = None,
        l1: float = 0.0,
        l2: float = 0.0,
        seed: int = 0,
        history_bytes: int = 16 * 2**20,
        table: Array | None = None,
        reduction: str = "mean",
    ) -> None:
        self.net, self.loss_function = net, LOSSES[choice("loss", loss, LOSSES)]
        self.table = self.table_of(X, Y) if table is None else table
        self.evaluator, self.samples = Evaluator(net, self.loss_function), len(self.table)
        self.optimizer, self.history = optimizer or SGD(0.01), History(history_bytes)
        whole = self.samples if batch_size is None else batch_size
        self.batch_size = whole_number("batch_size", whole, 1, self.samples, "the number of samples")
        self._l1, self._l2 = not_negative("l1", l1), not_negative("l2", l2)
        self._multiple = REDUCTIONS[choice("reduction", reduction, REDUCTIONS)]
        self.state = self.optimizer.start(net.parameters)
        self._steps, self._slice, self._seed = 0, 1, whole_number("seed", seed, 0)
        self._batches = Batches(self.table, self.batch_size, self._seed)
        self._origin, self.rates = net.parameters.copy(), RateLog(self.rate)
        self._advice: dict[tuple[float, float, float], RateAdvice] = {}
        self._record()

    @property
    def steps(self) -> int:
        """Updates done."""
        return self._steps

    @property
    def steps_per_epoch(self) -> int:
        """Updates in one pass over the samples."""
        return self._batches.an_epoch

    @property
    def epoch(self) -> float:
        """Epochs done; a fraction in the middle of one."""
        return self._steps / self.steps_per_epoch

    @property
    def rate(self) -> float:
        """The learning rate; may be changed at any time."""
        return float(self.state.rate)

    @rate.setter
    def rate(self, value: float) -> None:
        self.state.rate[()] = not_negative("rate", value)
        self.rates.change(self._steps, self.rate)

    @property
    def l1(self) -> float:
        """Strength of the penalty l1·Σ|w|; may be changed at any time."""
        return self._l1

    @l1.setter
    def l1(self, value: float) -> None:
        self._l1 = not_negative("l1", value)
        self._record()

    @property
    def l2(self) -> float:
        """Strength of the penalty ½·l2·Σw²; may be changed at any time."""
        return self._l2

    @l2.setter
    def l2(self, value: float) -> None:
        self._l2 = not_negative("l2", value)
        self._record()

    @property
    def recording(self) -> Step:
        """The recorded step for a batch of `batch_size` samples."""
        return self._full

    def advice_on(self, rate: float) -> RateAdvice:
        """What can be said if the learning rate `rate` is too large: a smaller one, tried.

        The trial begins where this run began; it takes up to about 100 ms and is remembered.
        """
        key = rate, self._l1, self._l2
        if key not in self._advice:
            self._advice[key] = self._advise(rate)
        return self._advice[key]

    def step(self) -> None:
        """One update."""
        self._train(self._steps + 1)

    def run(self, epochs: int = 1) -> None:
        """As many updates as `epochs` epochs have."""
        self._train(self._steps + whole_number("epochs", epochs, 0) * self.steps_per_epoch)

    def run_for(self, seconds: float, most_epochs: int | None = None) -> int:
        """Train for about so many `seconds`, at least one update, and return the updates done.

        `most_epochs` counts from the start of the run: exactly there it stops, however much time is left.
        """
        deadline = perf_counter() + not_negative("seconds", seconds)
        before = self._steps
        last = None if most_epochs is None else whole_number("most_epochs", most_epochs, 0)
        self._train(inf if last is None else last * self.steps_per_epoch, deadline)
        return self._steps - before

    def loss(self, X: ArrayLike | None = None, Y: ArrayLike | None = None) -> float:
        """Mean loss on X and Y, on the training data if none are given; without the penalties."""
        if X is None and Y is None:
            return self.evaluator.loss(self.table)
        if X is None or Y is None:
            raise ValueError("loss needs both X and Y, or neither for the training data; got only one")
        return self.evaluator.loss(self.table_of(X, Y))

    def table_of(self, X: ArrayLike, Y: ArrayLike) -> Array:
        """X (samples, inputs) and Y, as the trainer takes it, as one checked table for the evaluator."""
        return as_table(*self.loss_function.samples(X, Y, self.net.sizes), self.net.dtype)

    def snapshot(self, X_test: ArrayLike | None = None, Y_test: ArrayLike | None = None) -> Snapshot:
        """This moment of the run; with `X_test` and `Y_test` also their loss."""
        return self.observe(nan if X_test is None and Y_test is None else self.loss(X_test, Y_test))

    def observe(self, test_loss: float = nan) -> Snapshot:
        """This moment of the run with a `test_loss` that is known: one pass over the training samples."""
        parameters = read_only(self.net.parameters.copy())
        found = self.evaluator.evaluate(self.table)
        return Snapshot(
            self._steps, self.epoch, found.loss, test_loss, parameters, found.target_losses, found.activity
        )

    def record(self, X_test: ArrayLike | None = None, Y_test: ArrayLike | None = None) -> Snapshot:
        """Append a snapshot of this moment to `history` and return it; `X_test`, `Y_test` as there."""
        self.history.append(self.snapshot(X_test, Y_test))
        return self.history[-1]

    def _record(self) -> None:
        """Write the training step down (again); the optimizer's state stays."""
        whole = self.table.T if self.steps_per_epoch == 1 else None
        self._full = self._recorded(self.batch_size, whole)
        self._tail = self._recorded(self._batches.tail) if self._batches.tail else None
        self._current = self._full

    def _recorded(self, size: int, batch: Array | None = None) -> Step:
        goal = self.loss_function, self.optimizer, self.state, self._l1, self._l2
        return recorded_step(self.net, size, *goal, batch, self._multiple(size))

    def _train(self, last: float, deadline: float = inf) -> None:
        """Updates until `steps` is `last` or the time is over, with a look for divergence now and then."""
        if self._steps == 0:
            self._origin = self.net.parameters.copy()
        with np.errstate(all="ignore"):
            while self._steps < last:
                start = self._checkpoint()
                in_time = self._advance(min(last, self._steps + UPDATES_A_CHECK), deadline)
                if not is_finite(self._current):
                    self._find_divergence(start)
                if not in_time:
                    return

    def _advance(self, last: float, deadline: float) -> bool:
        """Updates until `steps` is `last`, in slices of about a millisecond; False if the time is over."""
        now = perf_counter()
        while self._steps < last:
            count = int(min(last - self._steps, self._slice))
            self._updates(count)
            before, now = now, perf_counter()
            pace = max(now - before, 1e-9) / count
            self._slice = min(max(int(SECONDS_A_SLICE / pace), 1), UPDATES_A_CHECK)
            if now >= deadline:
                return False
        return True

    def _updates(self, count: int) -> None:
        """Exactly `count` updates, into the next epochs if need be."""
        if self.steps_per_epoch == 1:
            pairs = self._full.pairs
            for _ in range(count):
                for function, args in pairs:
                    function(*args)
            self._steps += count
            return
        last = self._steps + count
        while self._steps < last:
            at = self._steps % self.steps_per_epoch
            if at == 0:
                self._batches.shuffle()
            self._run_batches(at, min(at + last - self._steps, self.steps_per_epoch))

    def _run_batches(self, first: int, end: int) -> None:
        """The batches first..end - 1 of this epoch; the one after the full ones is the short last batch."""
        self._run_full(self._batches.full[first:end])
        self._current = self._full
        if end > len(self._batches.full) and self._tail is not None:
            self._tail.batch[...] = self._batches.rest
            self._tail.run()
            self._current = self._tail
        self._steps += end - first

    def _run_full(self, batches: Iterable[Array]) -> None:
        pairs, load = self._full.pairs, self._full.batch
        for columns in batches:
            load[...] = columns
            for function, args in pairs:
                function(*args)

    def _checkpoint(self) -> Checkpoint:
        return Checkpoint(self._steps, self.net.parameters.copy(), self.state.saved(), self._batches.saved())

    def _restore(self, checkpoint: Checkpoint) -> None:
        self._steps = checkpoint.steps
        self.net.parameters[:] = checkpoint.parameters
        self.state.restore(checkpoint.slots)
        self._batches.restore(checkpoint.batches)

    def _find_divergence(self, start: Checkpoint) -> None:
        """Do the same updates again, one at a time, up to the one after which something is not finite."""
        last = self._steps
        self._restore(start)
        while self._steps < last:
            good = self._checkpoint()
            self._updates(1)
            if not is_finite(self._current):
                layer, step = broken_layer(self._current), self._steps
                self._restore(good)
                loss, advice = self._current.batch_loss(), self.advice_on(self.rate)
                raise DivergedError(step, loss, layer, self.rate, advice.suggested, advice.limit)

    def _advise(self, rate: float) -> RateAdvice:
        """Try smaller rates on a copy of the network at the start of the run."""
        net, loss = self.net.copy(), self.loss_function
        if self._steps:
            net.parameters[:] = self._origin
        size = None if self.steps_per_epoch == 1 else self.batch_size
        goal = self._l1, self._l2, self._seed, self._multiple(self.batch_size)
        return advise_run(Start(net, self.table, loss, self.optimizer, size, *goal), rate, self.history)
