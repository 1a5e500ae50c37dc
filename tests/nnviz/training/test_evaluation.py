"""One pass over the samples finds what the plain formulas find, whatever the blocks."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from nnviz import LOSSES, Evaluator, Experiment, ExperimentConfig, Network, diagnose, evaluation
from nnviz.blocks import FEWEST, LINE, NEAR, block_size, ones, table
from nnviz.networks.activations import HIDDEN_ACTIVATIONS
from nnviz.validation import Array
from tests.every import every

RNG = np.random.default_rng(4)
LARGE = 2 * evaluation.MOST + 1  # three blocks, the last of which is short


def _problem(samples: int, outputs: int = 3) -> tuple[Array, Array]:
    return RNG.normal(size=(samples, 2)), RNG.uniform(0, 1, (samples, outputs))


def _network(hidden: list[str], output: str = "linear", dtype: str = "float64") -> Network:
    net = Network([2, *range(4, 4 + len(hidden)), 3], hidden, output, seed=1, dtype=dtype)
    net.parameters += 0.1
    return net


@every("samples", [1, 7, 3000, LARGE])
@every("hidden", [[], *([name, name] for name in HIDDEN_ACTIVATIONS)])
def test_one_pass_is_the_plain_formulas(samples: int, hidden: list[str]) -> None:
    net, (X, Y) = _network(hidden), _problem(samples)
    found = Evaluator(net, LOSSES["half_squared_error"]).evaluate(table(X, Y, net.dtype))
    errors = net.predict(X) - Y
    np.testing.assert_allclose(found.target_losses, (errors**2).mean(axis=0) / 2, rtol=1e-13)
    assert found.loss == pytest.approx((errors**2).sum(axis=1).mean() / 2, rel=1e-13)
    active = [(layer.before > 0).mean(axis=0) for layer in net.layers(X)[:-1]]
    np.testing.assert_array_equal(found.activity, np.concatenate([*active, []]))


@pytest.mark.parametrize("samples", [5, LARGE])
@pytest.mark.parametrize(
    ("loss", "output"), [("cross_entropy", "softmax"), ("binary_cross_entropy", "sigmoid")]
)
def test_the_other_losses_have_no_shares(loss: str, output: str, samples: int) -> None:
    net, (X, Y) = _network(["tanh"], output), _problem(samples)
    Y = Y / Y.sum(axis=1, keepdims=True)
    found = Evaluator(net, LOSSES[loss]).evaluate(table(X, Y, net.dtype))
    assert found.loss == pytest.approx(LOSSES[loss](net.predict(X), Y), rel=1e-13)
    assert found.target_losses.shape == (0,)


def test_z_is_looked_at_before_it_is_rounded_away() -> None:
    """sigmoid(1e-300) is 0.5 like sigmoid(0), and a step fires at 0; -0.0 is not positive."""
    z = np.array([[1e-300], [-1e-300], [5e-324], [0.0], [-0.0], [800.0], [-800.0]])
    for name in HIDDEN_ACTIVATIONS:
        net = Network.from_parameters([[[1.0]], [[1.0]]], [[-0.0], [0.0]], name)
        found = Evaluator(net, LOSSES["half_squared_error"]).evaluate(table(z, z, net.dtype))
        assert found.activity.tolist() == [3 / 7], name


def test_sums_are_float64_in_a_network_of_float32() -> None:
    net, (X, Y) = _network(["relu"], dtype="float32"), _problem(LARGE)
    net.parameters *= 100
    Y32 = Y.astype(np.float32)
    found = Evaluator(net, LOSSES["half_squared_error"]).evaluate(table(X, Y, net.dtype))
    errors = net.predict(X.astype(np.float32)).astype(np.float64) - Y32
    np.testing.assert_allclose(found.target_losses, (errors**2).mean(axis=0) / 2, rtol=1e-13)


def test_a_net_is_left_alone_and_given_parameters_are_used() -> None:
    net, (X, Y) = _network(["tanh"]), _problem(50)
    evaluator, before = Evaluator(net, LOSSES["half_squared_error"]), net.parameters.copy()
    rows = table(X, Y, net.dtype)
    first = evaluator.evaluate(rows)
    other = evaluator.evaluate(rows, 2 * before)
    np.testing.assert_array_equal(net.parameters, before)
    net.parameters *= 2
    assert evaluator.loss(rows) == evaluator.evaluate(rows).loss == other.loss != first.loss
    assert evaluator.loss(rows, before) == first.loss
    with pytest.raises(ValueError, match="read-only"):
        first.activity[0] = 1
    with pytest.raises(ValueError, match=r"^parameters must have the shape \(27,\), got \(2,\)$"):
        evaluator.evaluate(rows, [1.0, 2.0])


def test_few_recordings_are_kept() -> None:
    net = _network(["relu"])
    evaluator = Evaluator(net, LOSSES["half_squared_error"])
    for samples in range(1, 20):
        evaluator.loss(table(*_problem(samples), net.dtype))
    assert len(evaluator._passes) == evaluation.KEPT


@given(st.integers(1, 50_000), st.integers(8, 10_000), st.integers(FEWEST, 5000))
def test_blocks_are_near_whole_lines_and_none_is_too_many(
    samples: int, bytes_a_sample: int, most: int
) -> None:
    size = block_size(samples, bytes_a_sample, most)
    assert 1 <= size <= min(samples, most)
    assert size * bytes_a_sample <= NEAR or size <= FEWEST
    assert size == samples or size % 16 == 0
    limit = min(most, max(FEWEST, NEAR // bytes_a_sample))
    assert -(-samples // size) == -(-samples // (limit // 16 * 16))


@pytest.mark.parametrize("dtype", ["float64", "float32"])
def test_ones_begin_where_a_line_begins(dtype: str) -> None:
    arrays = [ones((3, columns), np.dtype(dtype)) for columns in range(1, 20)]
    assert {array.ctypes.data % LINE for array in arrays} == {0}
    assert all((array == 1).all() and array.flags.writeable for array in arrays)


def test_a_snapshot_holds_what_was_found_and_the_diagnosis_uses_it(monkeypatch: pytest.MonkeyPatch) -> None:
    experiment = Experiment(ExperimentConfig(samples=300))
    experiment.trainer.run(3)
    experiment.network.biases[0][1] = -100
    now = experiment.record()
    assert now.target_losses.sum() == pytest.approx(now.train_loss, rel=1e-14)
    np.testing.assert_array_equal(now.target_losses, experiment.target_losses())
    assert now.test_loss == pytest.approx(experiment.trainer.loss(experiment.X_test, experiment.Y_test))
    assert now.activity.shape == (8,)
    expected = diagnose(experiment, history=())
    monkeypatch.setattr(Evaluator, "evaluate", None)
    assert diagnose(experiment) == expected
    assert diagnose(experiment, parameters=now.parameters) == expected
    assert expected[0].kind == "dead_units"
