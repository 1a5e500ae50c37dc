"""The trainer: runs the recorded training step over epochs of batches and keeps the past.
It can stop and go on at any update, and it names the step at which a run diverges.
"""

from collections.abc import Iterable
from functools import partial
from math import inf, nan

from numpy.typing import ArrayLike

from nnviz.blocks import table as as_table
from nnviz.networks.activations import TRAINABLE_ACTIVATIONS
from nnviz.networks.losses import LOSSES, REDUCTIONS
from nnviz.networks.network import Network
from nnviz.read_only import read_only
from nnviz.training.batches import Batches
from nnviz.training.blockwise import Step, recorded_step
from nnviz.training.classification import TASKS, decision_for
from nnviz.training.divergence import DivergedError
from nnviz.training.evaluation import Evaluator
from nnviz.training.held_parameters import HeldParameters
from nnviz.training.history import History, Snapshot
from nnviz.training.layer_sizes import layer_sizes
from nnviz.training.live_setting import LiveSetting, checked_clip
from nnviz.training.optimizer import Optimizer
from nnviz.training.optimizers import SGD
from nnviz.training.rate_advice import RateAdvice, RateLog, Start, advise_run
from nnviz.training.updates import Updates
from nnviz.validation import Array, choice, not_negative, whole_number


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
    task : {"classification", "regression"}, optional
        Whether snapshots have an accuracy; None means that loss and targets tell. See `decision_for`.
    clip : float, optional
        The longest gradient; see `TrainingStep`.

    Raises
    ------
    ValueError
        For what does not fit. The methods that train raise `DivergedError`.
    """

    l1 = LiveSetting(partial(not_negative, "l1"))
    """Strength of the penalty l1·Σ|w|; may be changed at any time."""
    l2 = LiveSetting(partial(not_negative, "l2"))
    """Strength of the penalty ½·l2·Σw²; may be changed at any time."""
    clip = LiveSetting(checked_clip)
    """The longest gradient, over all parameters together, or None; may be changed at any time."""

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
        task: str | None = None,
        clip: float | None = None,
    ) -> None:
        if task is not None:
            choice("task", task, TASKS)
        self.net, self.loss_function = net, LOSSES[choice("loss", loss, LOSSES)]
        self.table = self.table_of(X, Y) if table is None else table
        decision = decision_for(self.table[:, net.sizes[0] + 1 :], self.loss_function, task)
        self.evaluator, self.samples = Evaluator(net, self.loss_function, decision), len(self.table)
        self.optimizer, self.history = optimizer or SGD(0.01), History(history_bytes)
        self._l1, self._l2, self._clip = not_negative("l1", l1), not_negative("l2", l2), checked_clip(clip)
        self._multiple = REDUCTIONS[choice("reduction", reduction, REDUCTIONS)]
        self.state, self._held = self.optimizer.start(net.parameters), HeldParameters(net)
        self._seed = whole_number("seed", seed, 0)
        self._begin(self._checked_size(batch_size))
        self._start = self._origin = net.parameters.copy()

    @property
    def steps(self) -> int:
        """Updates done."""
        return self._updates.steps

    @property
    def steps_per_epoch(self) -> int:
        """Updates in one pass over the samples."""
        return self._updates.count.updates

    @property
    def epoch(self) -> float:
        """Epochs done; a fraction in the middle of one."""
        return self._updates.count.epoch(self.steps)

    @property
    def batch_size(self) -> int:
        """Samples in an update; may be changed at any time, also to None for all. `epoch` goes on from there,
        and the rest of an epoch that is under way is drawn anew.
        """
        return self._updates.batches.size

    @batch_size.setter
    def batch_size(self, value: int | None) -> None:
        self._updates.cut_anew(self._checked_size(value))

    @property
    def rate(self) -> float:
        """The learning rate; may be changed at any time."""
        return float(self.state.rate)

    @rate.setter
    def rate(self, value: float) -> None:
        self.state.rate[()] = not_negative("rate", value)
        self.rates.change(self.steps, self.rate)

    @property
    def frozen(self) -> Array:
        """True for each parameter that stays as it is, (parameters,), read-only; may be changed at any time.

        The gradient of such a parameter is 0, and what the optimizer remembers of it does not move it.
        """
        return self._held.frozen

    @frozen.setter
    def frozen(self, value: ArrayLike) -> None:
        self._held.freeze(value)
        self.record_anew()

    @property
    def off(self) -> frozenset[tuple[int, int]]:
        """The hidden units (layer, unit), from 1, that are switched off; may be changed at any time.

        Nothing of such a unit reaches the next layer: its outgoing weights are 0, and have their old values
        again when it is on. Until then it does not learn.
        """
        return self._held.off

    @off.setter
    def off(self, value: Iterable[tuple[int, int]]) -> None:
        self._held.switch_off(value)
        self.record_anew()

    def record_anew(self) -> None:
        """Write the training step down again; the optimizer keeps what it remembers."""
        self._updates.record()

    def set_parameters(self, parameters: ArrayLike) -> None:
        """Go on from other `parameters` (parameters,): the optimizer keeps its memory, `history` its past.

        The outgoing weights of a unit that is `off` stay 0; other numbers for them are what it gets back.
        Frozen parameters can be set too. Raises ValueError for what does not fit or is not finite.
        """
        self._held.write(parameters)

    def change_activation(self, layer: int, activation: str) -> None:
        """Give a hidden `layer`, from 1, another `activation` that can be trained, else ValueError."""
        self.net.change_activation(layer, choice("activation", activation, TRAINABLE_ACTIVATIONS))
        self._advice.clear()
        self.record_anew()

    def reset(self) -> None:
        """Go back to the very beginning: first parameters, a fresh optimizer, the batches from their seed.

        `history` is emptied. What was changed on the way stays as it is: rate, penalties, `clip`, batch size,
        activations, and what is `frozen` or `off`.
        """
        self._held.begin(self._start)
        self.state.clear(self.optimizer.start(self.net.parameters))
        self.history.clear()
        self._begin(self.batch_size)

    @property
    def recording(self) -> Step:
        """The recorded step for a batch of `batch_size` samples."""
        return self._updates.full

    def advice_on(self, rate: float) -> RateAdvice:
        """What can be said if the learning rate `rate` is too large: a smaller one, tried.

        The trial begins where this run began; it takes up to about 100 ms and is remembered.
        """
        key = rate, self.l1, self.l2, self.clip, self.batch_size
        if key not in self._advice:
            self._advice[key] = self._advise(rate)
        return self._advice[key]

    def step(self) -> None:
        """One update."""
        self._train(self.steps + 1)

    def run(self, epochs: int = 1) -> None:
        """As many updates as `epochs` epochs have."""
        self._train(self.steps + whole_number("epochs", epochs, 0) * self.steps_per_epoch)

    def run_for(self, seconds: float, most_epochs: int | None = None) -> int:
        """Train for about so many `seconds`, at least one update, and return the updates done.

        `most_epochs` counts from the start of the run: exactly there it stops, however much time is left.
        """
        seconds, before, last = not_negative("seconds", seconds), self.steps, inf
        if most_epochs is not None:
            last = self._updates.count.steps_at(whole_number("most_epochs", most_epochs, 0))
        self._train(last, seconds)
        return self.steps - before

    def loss(self, X: ArrayLike | None = None, Y: ArrayLike | None = None) -> float:
        """Mean loss on X and Y, on the training data if none are given; without the penalties."""
        given = self._given(X, Y)
        return self.evaluator.loss(self.table if given is None else given)

    def table_of(self, X: ArrayLike, Y: ArrayLike) -> Array:
        """X (samples, inputs) and Y, as the trainer takes it, as one checked table for the evaluator."""
        return as_table(*self.loss_function.samples(X, Y, self.net.sizes), self.net.dtype)

    def snapshot(self, X_test: ArrayLike | None = None, Y_test: ArrayLike | None = None) -> Snapshot:
        """This moment of the run; with `X_test` and `Y_test` also their loss and accuracy."""
        given = self._given(X_test, Y_test)
        return self.observe() if given is None else self.observe(*self.evaluator.score(given))

    def observe(self, test_loss: float = nan, test_accuracy: float = nan) -> Snapshot:
        """This moment, with `test_loss` and `test_accuracy` as known: one pass over the training samples."""
        parameters = read_only(self.net.parameters.copy())
        found = self.evaluator.evaluate(self.table)
        return Snapshot(
            *(self.steps, self.epoch, found.loss, test_loss, parameters),
            *(found.target_losses, found.activity, found.accuracy, test_accuracy),
            *(*layer_sizes(self.net, self.state), self.net.activations),
        )

    def record(self, X_test: ArrayLike | None = None, Y_test: ArrayLike | None = None) -> Snapshot:
        """Append a snapshot of this moment to `history` and return it; `X_test`, `Y_test` as there."""
        self.history.append(self.snapshot(X_test, Y_test))
        return self.history[-1]

    def _given(self, X: ArrayLike | None, Y: ArrayLike | None) -> Array | None:
        if X is None and Y is None:
            return None
        if X is None or Y is None:
            raise ValueError("loss needs both X and Y, or neither for the training data; got only one")
        return self.table_of(X, Y)

    def _begin(self, batch_size: int) -> None:
        """Be at the start of the first epoch of batches of this size."""
        batches = Batches(self.table, batch_size, self._seed)
        self._updates = Updates(self.net, self.state, batches, self._recorded)
        self.rates = RateLog(self.rate)
        self._advice: dict[tuple[float | None, ...], RateAdvice] = {}

    def _recorded(self, size: int, batch: Array | None) -> Step:
        goal = self.loss_function, self.optimizer, self.state, self.l1, self.l2
        return recorded_step(self.net, size, *goal, batch, self._multiple(size), self.clip, self._held.mask)

    def _checked_size(self, batch_size: int | None) -> int:
        whole = self.samples if batch_size is None else batch_size
        return whole_number("batch_size", whole, 1, self.samples, "the number of samples")

    def _train(self, last: float, seconds: float = inf) -> None:
        """Updates until `steps` is `last` or the time is over."""
        if self.steps == 0:
            self._origin = self.net.parameters.copy()
        broken = self._updates.train(last, seconds)
        if broken:
            advice = self.advice_on(self.rate)
            raise DivergedError(*broken, self.rate, advice.suggested, advice.limit)

    def _advise(self, rate: float) -> RateAdvice:
        """Try smaller rates on a copy of the network at the start of the run."""
        net, loss = self.net.copy(), self.loss_function
        if self.steps:
            net.parameters[:] = self._origin
        size = None if self.steps_per_epoch == 1 else self.batch_size
        goal = self.l1, self.l2, self._seed, self._multiple(self.batch_size), self.clip, self._held.mask
        return advise_run(Start(net, self.table, loss, self.optimizer, size, *goal), rate, self.history)
