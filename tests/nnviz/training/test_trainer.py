"""The trainer: the same numbers however the work is cut, tails, penalties, live knobs, divergence."""

from itertools import count
from math import isnan

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nnviz import SGD, AdaGrad, Adam, DivergedError, Network, RMSProp, Trainer
from nnviz.training import updates
from nnviz.training.optimizer import Optimizer
from nnviz.validation import Array
from tests.every import every

RNG = np.random.default_rng(11)
X = RNG.normal(size=(53, 2))
Y = np.stack([X[:, 0] * X[:, 1], X.sum(axis=1)], axis=1)
OPTIMIZERS: list[Optimizer] = [
    SGD(0.05),
    SGD(0.05, 0.9),
    SGD(0.05, 0.9, nesterov=True),
    AdaGrad(0.05),
    RMSProp(0.01),
    Adam(0.01),
]


def _trainer(
    batch_size: int | None = 10, optimizer: Optimizer | None = None, seed: int = 0, **more: float
) -> Trainer:
    net = Network([2, 5, 2], "tanh", seed=seed)
    return Trainer(net, X, Y, optimizer=optimizer or SGD(0.05), batch_size=batch_size, seed=seed, **more)  # type: ignore[arg-type]


def _same(first: Trainer, second: Trainer) -> None:
    np.testing.assert_array_equal(first.net.parameters, second.net.parameters)
    assert first.steps == second.steps


# -- how the work is cut -----------------------------------------------------------------------------------


@every("optimizer", OPTIMIZERS)
@every("batch_size", [None, 1, 10, 53])
def test_the_same_seed_is_the_same_run_however_it_is_cut(
    optimizer: Optimizer, batch_size: int | None
) -> None:
    whole, single, timed = (_trainer(batch_size, optimizer) for _ in range(3))
    whole.run(7)
    for _ in range(7 * single.steps_per_epoch):
        single.step()
    while timed.epoch < 7:
        timed.run_for(0.0002, most_epochs=7)
    _same(whole, single)
    _same(whole, timed)
    assert whole.loss() < _trainer(batch_size, optimizer).loss()


@settings(max_examples=25)
@given(st.lists(st.integers(1, 9), max_size=6), st.sampled_from([None, 7, 10]))
def test_epochs_add_up(parts: list[int], batch_size: int | None) -> None:
    whole, cut = _trainer(batch_size, Adam(0.01)), _trainer(batch_size, Adam(0.01))
    whole.run(sum(parts))
    for part in parts:
        cut.run(part)
    _same(whole, cut)
    assert whole.epoch == sum(parts)


def test_work_stops_in_the_middle_of_an_epoch_and_goes_on() -> None:
    trainer = _trainer(10)
    trainer.step()
    trainer.step()
    assert (trainer.steps, trainer.steps_per_epoch, trainer.epoch) == (2, 6, 2 / 6)
    trainer.run()
    assert trainer.steps == 8


def test_run_for_takes_about_its_time_and_stops_at_the_last_epoch(monkeypatch: pytest.MonkeyPatch) -> None:
    big = RNG.normal(size=(100_000, 2))
    trainer = Trainer(Network([2, 16, 2]), big, big, optimizer=SGD(0.001), batch_size=1)
    looks = count()  # the clock goes on a millisecond at every look
    monkeypatch.setattr(updates, "perf_counter", lambda: 0.001 * next(looks))
    done = trainer.run_for(0.03)
    assert 30 <= next(looks) <= 34
    assert 0 < done < trainer.steps_per_epoch
    monkeypatch.undo()
    small = _trainer()
    assert small.run_for(5.0, most_epochs=3) == 18
    assert small.run_for(5.0, most_epochs=3) == 0
    assert small.run_for(0.0) >= 1


def test_another_seed_is_another_run_and_batches_are_shuffled() -> None:
    first, second = _trainer(seed=1), _trainer(seed=2)
    second.net.parameters[:] = first.net.parameters
    first.run(2)
    second.run(2)
    assert (first.net.parameters != second.net.parameters).any()


# -- what an update is -------------------------------------------------------------------------------------


@every("optimizer", OPTIMIZERS)
def test_a_batch_of_all_is_full_batch(optimizer: Optimizer) -> None:
    first, second = _trainer(None, optimizer), _trainer(53, optimizer)
    first.run(20)
    second.run(20)
    _same(first, second)


def test_momentum_zero_is_plain_descent() -> None:
    first, second = _trainer(10, SGD(0.05, 0.0)), _trainer(10, SGD(0.05))
    first.run(3)
    second.run(3)
    _same(first, second)


@every("optimizer", OPTIMIZERS)
def test_a_short_last_batch_is_weighted_by_its_own_size(optimizer: Optimizer) -> None:
    copies = np.repeat(X[:1], 13, axis=0), np.repeat(Y[:1], 13, axis=0)
    net, twin = (Network([2, 5, 2], "tanh") for _ in range(2))
    trainer = Trainer(net, *copies, optimizer=optimizer, batch_size=10)  # batches of 10 and 3
    one = Trainer(twin, X[:1], Y[:1], optimizer=optimizer)
    trainer.run(4)
    one.run(8)
    assert trainer.steps == one.steps == 8
    np.testing.assert_allclose(net.parameters, twin.parameters, rtol=1e-10, atol=1e-13)


def test_all_samples_are_seen_once_an_epoch() -> None:
    data = np.arange(13.0)[:, None]
    trainer = Trainer(Network([1, 1], init="zeros"), data, data, optimizer=SGD(0.0), batch_size=5)
    seen: list[float] = []
    for _ in range(3):
        trainer.step()
        seen += trainer._updates.current.T[0].tolist()
    assert sorted(seen) == data[:, 0].tolist()


def _manual_gradient(net: Network) -> Array:
    """One linear layer by the book, flat in the network's own order."""
    residual = net.predict(X) - Y
    return np.concatenate([residual.T @ X, residual.sum(axis=0)[:, None]], axis=1).ravel() / len(X)


@pytest.mark.parametrize(("l1", "l2"), [(0.3, 0.0), (0.0, 0.2), (0.3, 0.2)])
def test_penalties_pull_on_weights_and_not_on_biases(l1: float, l2: float) -> None:
    net = Network([2, 2], seed=4)
    net.biases[0][:] = [1.0, -2.0]
    trainer = Trainer(net, X, Y, optimizer=SGD(0.1), l1=l1, l2=l2)
    W = net.matrices[0].copy()
    W[:, -1] = 0
    expected = _manual_gradient(net) + (l1 * np.sign(W) + l2 * W).ravel()
    start = net.parameters.copy()
    trainer.step()
    np.testing.assert_allclose(trainer.state.gradient, expected, atol=1e-13)
    np.testing.assert_allclose(net.parameters, start - 0.1 * expected, atol=1e-13)


def test_the_loss_is_reported_without_penalties() -> None:
    assert _trainer(l2=5.0).loss() == _trainer().loss()


# -- live knobs --------------------------------------------------------------------------------------------


@pytest.mark.parametrize("optimizer", [SGD(0.05, 0.9), Adam(0.01)], ids=repr)
def test_a_rate_changed_on_the_way_is_obeyed_at_the_next_update(optimizer: Optimizer) -> None:
    trainer = _trainer(10, optimizer)
    trainer.run(2)
    trainer.rate = 0
    before = trainer.net.parameters.copy()
    trainer.run(2)
    np.testing.assert_array_equal(trainer.net.parameters, before)
    trainer.rate = 0.02
    assert trainer.rate == 0.02
    trainer.step()
    assert (trainer.net.parameters != before).any()
    with pytest.raises(ValueError, match=r"^rate must be a finite number of at least 0, got nan$"):
        trainer.rate = float("nan")


@pytest.mark.parametrize("batch_size", [None, 10])
def test_penalties_switched_on_and_off_keep_the_optimizers_memory(batch_size: int | None) -> None:
    plain, touched = _trainer(batch_size, Adam(0.01)), _trainer(batch_size, Adam(0.01))
    plain.run(3)
    touched.run(2)
    touched.step()
    plain.step()
    touched.l2 = touched.l1 = 0.5
    touched.l2 = touched.l1 = 0
    touched.run(1)
    _same(plain, touched)
    touched.l2 = 0.5
    assert (touched.l1, touched.l2) == (0, 0.5)
    plain.run(1)
    touched.run(1)
    assert np.abs(touched.net.weights[0]).sum() < np.abs(plain.net.weights[0]).sum()


# -- the past ----------------------------------------------------------------------------------------------


def test_snapshots_are_frozen_and_kept() -> None:
    trainer = _trainer()
    first = trainer.record(X[:5], Y[:5])
    trainer.run(2)
    second = trainer.record()
    assert list(trainer.history) == [first, second]
    assert (first.step, first.epoch, second.step, second.epoch) == (0, 0, 12, 2)
    assert first.test_loss == pytest.approx(_trainer().loss(X[:5], Y[:5]))
    assert isnan(second.test_loss)
    with pytest.raises(ValueError, match="read-only"):
        first.parameters[0] = 1
    trainer.net.load(first.parameters)
    assert trainer.loss() == first.train_loss


def test_loss_on_any_data() -> None:
    trainer = _trainer(10)
    assert trainer.loss(X, Y) == pytest.approx(trainer.loss(), abs=1e-14)
    by_hand = ((trainer.net.predict(X) - Y) ** 2).sum() / 2 / len(X)
    assert trainer.loss() == pytest.approx(by_hand, abs=1e-14)
    with pytest.raises(
        ValueError, match=r"^loss needs both X and Y, or neither for the training data; got only one$"
    ):
        trainer.loss(X)


# -- divergence --------------------------------------------------------------------------------------------


def _diverge(trainer: Trainer) -> DivergedError:
    with pytest.raises(DivergedError) as caught:
        trainer.run(3000)
    return caught.value


@pytest.mark.parametrize("batch_size", [None, 10])
@pytest.mark.parametrize("optimizer", [SGD(5.0), SGD(5.0, 0.9)], ids=repr)
def test_divergence_is_found_at_its_very_step(batch_size: int | None, optimizer: Optimizer) -> None:
    def fresh() -> Trainer:
        return Trainer(Network([2, 3, 2], "linear", seed=1), X, Y, optimizer=optimizer, batch_size=batch_size)

    trainer, single = fresh(), fresh()
    error = _diverge(trainer)
    for _ in range(error.step - 1):
        single.step()
    _same(trainer, single)
    with pytest.raises(DivergedError) as caught:
        single.step()
    assert str(caught.value) == str(error)
    assert np.isfinite(trainer.net.parameters).all()
    assert np.isfinite(error.loss)
    assert error.layer in (1, 2)
    assert (trainer.steps, error.rate) == (error.step - 1, 5.0)
    assert trainer.advice_on(5.0).suggested == error.suggested_rate
    assert error.suggested_rate is not None
    again = fresh()
    again.rate = error.suggested_rate
    first = again.loss()
    again.run(300)
    assert again.loss() < first


def test_divergence_in_words() -> None:
    assert str(DivergedError(7, 3.1e200, 1, 2.0, 0.2)) == (
        "diverged at step 7 in layer 1 (loss 3.1e+200): the learning rate 2 is too large; try 0.2"
    )


@pytest.mark.parametrize("dtype", ["float64", "float32"])
def test_a_trainer_recovers_when_the_rate_is_lowered(dtype: str) -> None:
    trainer = Trainer(Network([2, 2], dtype=dtype, seed=1), X, Y, optimizer=SGD(9.0))
    error = _diverge(trainer)
    assert error.layer == 1
    assert error.suggested_rate is not None
    trainer.rate = error.suggested_rate
    trainer.run(3000)
    best = np.hstack([X, np.ones((53, 1))])
    residual = Y - best @ np.linalg.lstsq(best, Y, rcond=None)[0]
    assert trainer.loss() == pytest.approx((residual**2).sum() / 2 / 53, rel=1e-4)


def test_relu_networks_diverge_too_and_the_layer_is_named() -> None:
    trainer = Trainer(Network([2, 4, 4, 2], seed=3), 50 * X, 50 * Y, optimizer=SGD(100.0))
    trainer.net.parameters[:] = np.abs(trainer.net.parameters)
    error = _diverge(trainer)
    assert error.layer in (1, 2, 3)
    assert np.isfinite(trainer.net.parameters).all()
    assert np.isfinite(trainer.loss())


def test_a_loss_that_overflows_is_divergence_though_the_parameters_are_finite() -> None:
    trainer = Trainer(Network([2, 2], seed=1), X * 1e100, Y * 1e100, optimizer=SGD(1e-120))
    trainer.net.parameters[:] = 1e60
    error = _diverge(trainer)
    assert error.step == 1
    assert error.suggested_rate is None


# -- the border --------------------------------------------------------------------------------------------


@every(
    "change, text",
    [
        (
            {"Y": Y[:, 0]},
            "Y must have 2 dimensions (samples, columns), got shape (53,); make one column with Y[:, None]",
        ),
        ({"Y": Y[:9]}, "X and Y must have the same number of rows, got 53 and 9"),
        ({"X": X[:, :1]}, "X must have 2 columns, got shape (53, 1); give 2 numbers for each sample"),
        ({"batch_size": 0}, "batch_size must be 1..53 (the number of samples), got 0"),
        ({"batch_size": 54}, "batch_size must be 1..53 (the number of samples), got 54"),
        ({"l2": -1}, "l2 must be a finite number of at least 0, got -1"),
        (
            {"loss": "mse"},
            "loss must be one of half_squared_error, cross_entropy, binary_cross_entropy, got 'mse'",
        ),
        ({"seed": 1.5}, "seed must be a whole number, got 1.5"),
    ],
)
def test_what_a_trainer_refuses(change: dict[str, object], text: str) -> None:
    arguments: dict[str, object] = {"X": X, "Y": Y, **change}
    with pytest.raises(ValueError) as caught:  # noqa: PT011 - the text is compared whole
        Trainer(Network([2, 5, 2]), **arguments)  # type: ignore[arg-type]
    assert str(caught.value) == text
