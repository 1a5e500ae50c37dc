"""What may be changed while a run goes on: batch size, activation, clipping, what is held, numbers set."""

from math import inf, sqrt

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from nnviz import LOSSES, SGD, Adam, Grid, Network, Trainer, TrainingStep
from nnviz.training.blockwise import BlockwiseStep
from nnviz.training.epoch_count import EpochCount
from nnviz.training.optimizer import Optimizer
from nnviz.validation import Array
from tests.every import every

RNG = np.random.default_rng(21)
X = RNG.normal(size=(53, 2))
Y = np.stack([X[:, 0] * X[:, 1], X.sum(axis=1)], axis=1)
OPTIMIZERS: list[Optimizer] = [SGD(0.05), SGD(0.05, 0.9, nesterov=True), Adam(0.01)]


def network(hidden: str = "tanh") -> Network:
    return Network([2, 4, 3, 2], hidden, seed=2)


def trainer(
    optimizer: Optimizer | None = None,
    batch_size: int | None = 10,
    l1: float = 0.0,
    l2: float = 0.0,
    clip: float | None = None,
) -> Trainer:
    optimizer = optimizer or SGD(0.05)
    return Trainer(network(), X, Y, optimizer=optimizer, batch_size=batch_size, l1=l1, l2=l2, clip=clip)


# -- batch size ------------------------------------------------------------------------------------------


def test_a_batch_size_changed_at_the_end_of_an_epoch_goes_on_with_all_else() -> None:
    changed, by_hand = trainer(SGD(0.05, 0.9)), trainer(SGD(0.05, 0.9))
    changed.run(2)
    changed.batch_size = None
    assert (changed.batch_size, changed.steps, changed.epoch, changed.steps_per_epoch) == (53, 12, 2, 1)
    by_hand.run(2)
    whole = trainer(SGD(0.05, 0.9), None)
    whole.set_parameters(by_hand.net.parameters)
    whole.state.restore(by_hand.state.saved())
    changed.run(3)
    whole.run(3)
    np.testing.assert_array_equal(changed.net.parameters, whole.net.parameters)
    assert (changed.steps, changed.epoch) == (15, 5)
    changed.batch_size = 20
    assert changed.run_for(60, most_epochs=7) == 6
    assert changed.epoch == 7


def test_epochs_neither_jump_nor_end_with_a_rest_in_the_middle_of_one() -> None:
    run = trainer()  # 6 updates an epoch
    for _ in range(8):
        run.step()
    before = run.epoch
    run.batch_size = 1
    assert run.epoch == before
    assert before == pytest.approx(4 / 3)
    seen = [before]
    while run.epoch < 2:
        run.step()
        seen.append(run.epoch)
    np.testing.assert_allclose(np.diff(seen), (2 - before) / 35, rtol=1e-9)  # 35 are two thirds of 53
    assert run.epoch == 2
    run.run(1)
    assert (run.epoch, run.steps) == (3, 8 + 35 + 53)


def test_the_same_batch_size_once_more_changes_no_bit() -> None:
    run, plain = trainer(), trainer()
    for _ in range(4):
        run.step()
    run.batch_size = 10
    run.run(2)
    for _ in range(4):
        plain.step()
    plain.run(2)
    np.testing.assert_array_equal(run.net.parameters, plain.net.parameters)


@given(st.lists(st.tuples(st.integers(0, 40), st.integers(1, 30)), min_size=1, max_size=6))
def test_the_count_of_epochs_is_continuous_and_rises(changes: list[tuple[int, int]]) -> None:
    count, steps = EpochCount(7), 0
    for more, updates in changes:
        steps += more
        new = count.changed(steps, updates)
        assert new.epoch(steps) == pytest.approx(count.epoch(steps), abs=1e-12)
        count, values = new, [new.epoch(at) for at in range(steps, steps + 2 * updates + 1)]
        assert (np.diff(values) > 0).all()
        whole = int(np.ceil(count.epoch(steps) - 1e-9)) + 1
        assert count.epoch(count.steps_at(whole)) == whole
        assert count.place(count.steps_at(whole)) == 0
        assert 0 <= count.place(steps) < updates


def test_every_sample_is_seen_once_in_an_epoch_of_the_new_size() -> None:
    run, seen = trainer(), []
    run.run(1)
    run.batch_size = 25
    for _ in range(3):
        run.step()
        seen += run._updates.current.T[0].tolist()
    assert sorted(seen) == sorted(Y[:, 0].tolist())


# -- activation ------------------------------------------------------------------------------------------


@every("batch_size", [None, 10])
def test_another_activation_goes_on_from_the_same_numbers(batch_size: int | None) -> None:
    run = trainer(Adam(0.01), batch_size)
    run.run(2)
    moment, steps = run.net.parameters.copy(), run.steps
    run.change_activation(2, "relu")
    assert run.net.activations == ("tanh", "relu", "linear")
    assert (run.steps, run.epoch) == (steps, 2)
    twin = Network([2, 4, 3, 2], ["tanh", "relu"])
    twin.load(moment)
    other = Trainer(twin, X, Y, optimizer=Adam(0.01), batch_size=batch_size)
    assert run.loss() == other.loss() == run.snapshot().train_loss
    np.testing.assert_array_equal(run.net.predict(X), twin.predict(X))
    other.state.restore(run.state.saved())
    if batch_size is None:
        run.run(3)
        other.run(3)
        np.testing.assert_array_equal(run.net.parameters, twin.parameters)


def test_the_past_is_seen_with_the_activations_that_it_had() -> None:
    labels = (X[:, :1] > 0).astype(float)
    run = Trainer(Network([2, 4, 1], "tanh", seed=2), X, labels)
    grid = Grid(run.net, (-1, 1), (-1, 1), 5)
    old, table = run.record(), run.table
    seen = grid.maps(), run.evaluator.confusion(table)
    run.run(3)
    run.change_activation(1, "relu")
    new = run.record()
    assert (old.activations, new.activations) == (("tanh", "linear"), ("relu", "linear"))
    for _ in range(2):
        again = grid.maps(old.parameters, old.activations)
        np.testing.assert_array_equal(again.hidden, seen[0].hidden)
        np.testing.assert_array_equal(again.outputs, seen[0].outputs)
        found = run.evaluator.confusion(table, old.parameters, old.activations)
        np.testing.assert_array_equal(found, seen[1])
        np.testing.assert_array_equal(grid.surface()[0].ravel(), run.net.predict(grid.points())[:, 0])
        assert run.evaluator.loss(table) == new.train_loss


def test_an_activation_that_cannot_be_trained_changes_nothing() -> None:
    run = trainer()
    with pytest.raises(ValueError, match=r"^activation must be one of linear, .*, got 'step'$"):
        run.change_activation(1, "step")
    with pytest.raises(ValueError, match=r"^layer must be 1\.\.2 \(the last hidden layer\), got 3$"):
        run.change_activation(3, "relu")
    assert run.net.activations == ("tanh", "tanh", "linear")
    run.step()


# -- clipping --------------------------------------------------------------------------------------------


@every("optimizer", OPTIMIZERS)
@every("batch_size", [None, 10])
def test_a_clip_that_is_never_reached_changes_no_bit(optimizer: Optimizer, batch_size: int | None) -> None:
    plain, wide = trainer(optimizer, batch_size), trainer(optimizer, batch_size, clip=1e6)
    for run in (plain, wide):
        run.run(4)
    np.testing.assert_array_equal(plain.net.parameters, wide.net.parameters)


def test_a_longer_gradient_keeps_its_direction_and_gets_the_length() -> None:
    plain, cut = trainer(batch_size=None, l2=0.1), trainer(batch_size=None, l2=0.1, clip=0.01)
    plain.step()
    cut.step()
    whole, short = plain.state.gradient, cut.state.gradient
    assert sqrt(short @ short) == pytest.approx(0.01, rel=1e-14)
    np.testing.assert_allclose(short, whole * (0.01 / sqrt(whole @ whole)), rtol=1e-13)
    cut.clip = None
    cut.step()
    assert sqrt(cut.state.gradient @ cut.state.gradient) > 0.1
    for wrong in (0, -1.0, inf):
        with pytest.raises(ValueError, match=r"^clip must be a finite number above 0, or None, got "):
            cut.clip = wrong
    assert cut.clip is None


def test_pytorch_clips_the_same() -> None:
    torch = pytest.importorskip("torch")
    run = trainer(batch_size=None, clip=0.3)
    run.step()
    plain = trainer(batch_size=None)
    plain.step()
    leaf = torch.zeros(plain.state.gradient.size, dtype=torch.float64, requires_grad=True)
    leaf.grad = torch.tensor(plain.state.gradient)
    torch.nn.utils.clip_grad_norm_([leaf], 0.3)
    np.testing.assert_allclose(run.state.gradient, leaf.grad.numpy(), rtol=1e-5)  # it adds 1e-6 to the length


def test_clipping_keeps_a_run_from_diverging_and_is_part_of_the_advice() -> None:
    run = trainer(SGD(50.0), None, clip=0.001)
    run.run(50)
    assert np.isfinite(run.loss())
    assert run.advice_on(50.0) is run.advice_on(50.0)
    advice = run.advice_on(50.0)
    run.clip = 0.5
    assert run.advice_on(50.0) is not advice


@every("clip, some", [(0.05, False), (None, True), (0.05, True)])
def test_blocks_clip_and_freeze_alike(clip: float | None, some: bool) -> None:
    samples = 5000
    inputs, targets = RNG.normal(size=(samples, 2)), RNG.normal(size=(samples, 2))
    batch = np.vstack([inputs.T, np.ones((1, samples)), targets.T])
    mask = RNG.random(network().parameters.size) < 0.3 if some else None
    found: list[Array] = []
    for blocks in (True, False):
        net, loss, optimizer = network(), LOSSES["half_squared_error"], SGD(0.5, 0.9)
        state = optimizer.start(net.parameters)
        whole = TrainingStep(net, samples, loss, optimizer, state, clip=clip, frozen=mask)
        whole.batch[:] = batch
        cut = BlockwiseStep(net, batch, 1000, loss, optimizer, state, clip=clip, frozen=mask)
        step = cut if blocks else whole
        for _ in range(3):
            step.run()
        found.append(net.parameters)
    np.testing.assert_allclose(found[0], found[1], rtol=1e-11)


# -- frozen ----------------------------------------------------------------------------------------------


@every("optimizer", OPTIMIZERS)
@every("batch_size", [None, 10])
def test_frozen_parameters_stay_whatever_the_optimizer_remembers(
    optimizer: Optimizer, batch_size: int | None
) -> None:
    run = trainer(optimizer, batch_size, l1=0.01, l2=0.1)
    run.run(2)
    mask = RNG.random(run.net.parameters.size) < 0.4
    run.frozen = mask
    before = run.net.parameters.copy()
    run.run(3)
    np.testing.assert_array_equal(run.net.parameters[mask], before[mask])
    assert (run.net.parameters[~mask] != before[~mask]).all()
    assert not run.state.update[mask].any()
    assert not run.state.gradient[mask].any()
    run.frozen = np.zeros_like(mask)
    run.run(1)
    assert (run.net.parameters[mask] != before[mask]).all()


def test_nothing_frozen_changes_no_bit_and_a_wrong_mask_is_refused() -> None:
    run, plain = trainer(Adam(0.01)), trainer(Adam(0.01))
    run.frozen = np.zeros(run.net.parameters.size, bool)
    for one in (run, plain):
        one.run(2)
    np.testing.assert_array_equal(run.net.parameters, plain.net.parameters)
    with pytest.raises(
        ValueError,
        match=r"^frozen must be True or False for each of the 35 parameters, got bool of shape \(2,\)$",
    ):
        run.frozen = np.array([True, False])
    assert not run.frozen.flags.writeable


# -- units that are off ----------------------------------------------------------------------------------


@every("optimizer", OPTIMIZERS)
def test_a_unit_that_is_off_is_as_if_it_were_not_there(optimizer: Optimizer) -> None:
    run = trainer(optimizer)
    run.run(1)
    before = run.net.parameters.copy()
    run.off = {(1, 2)}
    smaller = Network([2, 3, 3, 2], "tanh")
    rest = [0, 2, 3]
    for mine, theirs in zip(smaller.weights, run.net.weights, strict=True):
        mine[:] = theirs[: len(mine), : mine.shape[1]]
    smaller.weights[0][:], smaller.biases[0][:] = run.net.weights[0][:, rest], run.net.biases[0][rest]
    smaller.weights[1][:], smaller.biases[1][:] = run.net.weights[1][rest], run.net.biases[1]
    smaller.biases[2][:] = run.net.biases[2]
    np.testing.assert_allclose(run.net.predict(X), smaller.predict(X), rtol=1e-14)
    incoming = run.net.weights[0][:, 1].copy(), run.net.biases[0][1].copy()
    run.run(2)
    assert not run.net.weights[1][1].any()
    np.testing.assert_array_equal(run.net.weights[0][:, 1], incoming[0])
    assert run.net.biases[0][1] == incoming[1]
    assert (run.net.weights[1][rest] != before_of(before, run)[1][rest]).all()
    run.off = ()
    np.testing.assert_array_equal(run.net.weights[1][1], before_of(before, run)[1][1])
    run.run(1)
    assert (run.net.weights[1][1] != before_of(before, run)[1][1]).all()


def before_of(parameters: Array, run: Trainer) -> tuple[Array, ...]:
    twin = run.net.copy()
    twin.load(parameters)
    return twin.weights


def test_units_go_off_and_on_in_any_order() -> None:
    run = trainer()
    before = run.net.parameters.copy()
    for off in ({(1, 1), (2, 3)}, {(2, 3)}, {(2, 3), (2, 1), (1, 4)}, {(1, 4)}, set()):
        run.off = off
        assert run.off == off
    np.testing.assert_array_equal(run.net.parameters, before)
    with pytest.raises(
        ValueError, match=r"^layer of a unit must be 1\.\.2 \(the last hidden layer\), got 3$"
    ):
        run.off = {(3, 1)}
    with pytest.raises(ValueError, match=r"^unit must be 1\.\.3 \(the units of layer 2\), got 4$"):
        run.off = {(2, 4)}
    assert run.off == frozenset()


# -- numbers by hand, and the beginning ------------------------------------------------------------------


def test_numbers_set_by_hand_are_gone_on_from_and_the_past_stays() -> None:
    run = trainer(SGD(0.05, 0.9))
    run.record()
    run.run(1)
    run.record()
    velocity, numbers = run.state.saved()["velocity"], RNG.normal(size=35)
    run.set_parameters(numbers)
    assert (len(run.history), run.steps) == (2, 6)
    np.testing.assert_array_equal(run.net.parameters, numbers)
    np.testing.assert_array_equal(run.state.slots["velocity"], velocity)
    run.step()
    np.testing.assert_allclose(run.net.parameters, numbers - run.state.update)
    with pytest.raises(ValueError, match=r"^parameters must have the shape \(35,\), got \(2,\)$"):
        run.set_parameters([1, 2])


def test_a_unit_that_is_off_gets_back_what_was_set_by_hand() -> None:
    run = trainer()
    run.off = {(1, 2)}
    given_back = run.net.split(np.arange(35.0) + 1)[1].copy()
    run.set_parameters(np.arange(35.0) + 1)
    assert not run.net.weights[1][1].any()
    shown = run.net.parameters.copy()
    shown[0] = -5
    run.set_parameters(shown)  # with the zeros of the unit that is off, as they are shown
    run.off = ()
    np.testing.assert_array_equal(run.net.matrices[1], given_back)
    assert run.net.parameters[0] == -5


@every("optimizer", OPTIMIZERS)
@every("batch_size", [None, 10])
def test_reset_goes_back_to_exactly_the_same_start(optimizer: Optimizer, batch_size: int | None) -> None:
    run = trainer(optimizer, batch_size)
    first = run.net.parameters.copy()
    run.run(3)
    numbers = run.net.parameters.copy()
    run.record()
    run.off, run.frozen = {(1, 1)}, np.arange(35) < 3
    run.run(1)
    run.set_parameters(np.ones(35))
    run.off, run.frozen = (), np.zeros(35, bool)
    run.reset()
    np.testing.assert_array_equal(run.net.parameters, first)
    assert (run.steps, run.epoch, len(run.history)) == (0, 0, 0)
    assert run.snapshot().update_sizes.tolist() == [0, 0, 0]
    run.run(3)
    np.testing.assert_array_equal(run.net.parameters, numbers)


def test_reset_keeps_what_was_chosen() -> None:
    run = trainer()
    run.rate, run.clip, run.batch_size, run.off = 0.2, 0.5, 20, {(2, 2)}
    run.change_activation(1, "relu")
    run.run(1)
    run.reset()
    assert (run.rate, run.clip, run.batch_size, run.off) == (0.2, 0.5, 20, frozenset({(2, 2)}))
    assert run.net.activations[0] == "relu"
    assert not run.net.weights[2][1].any()
    run.off = ()
    np.testing.assert_array_equal(run.net.parameters, network().parameters)
