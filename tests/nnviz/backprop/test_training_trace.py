"""One training step as a timeline: the same numbers as training itself, and lines of code that give them."""

from typing import Any

import numpy as np
import pytest

from nnviz import OPTIMIZERS, SGD, Adam, Network, Trainer, TrainingTrace, training_trace
from nnviz.networks.activations import TRAINABLE_ACTIVATIONS
from nnviz.training.central_differences import analytic_gradient
from tests.every import every
from tests.nnviz.backprop.code_lines import check_code
from tests.nnviz.backprop.networks import mazur, network, problem

HIDDEN = list(TRAINABLE_ACTIVATIONS)
PAIRS = [("half_squared_error", output) for output in HIDDEN]
PAIRS += [("cross_entropy", "softmax"), ("binary_cross_entropy", "sigmoid")]


def mazur_step() -> TrainingTrace:
    return training_trace(mazur(), [[0.05, 0.10]], [[0.01, 0.99]], optimizer=SGD(0.5))


# -- the numbers of training -----------------------------------------------------------------------------


@every("name", OPTIMIZERS)
@every("loss, output", PAIRS)
@every("hidden", HIDDEN)
def test_the_new_parameters_are_those_of_the_trainer_bit_for_bit(
    name: str, loss: str, output: str, hidden: str
) -> None:
    X, Y = problem(loss)
    net, optimizer = network(hidden, output, 1), OPTIMIZERS[name](0.1)
    trainer = Trainer(net.copy(), X, Y, loss, optimizer)
    trace = training_trace(net, X, Y, loss, optimizer)
    assert trace.loss_before == pytest.approx(trainer.loss(), rel=1e-12)
    trainer.step()
    np.testing.assert_array_equal(trace.after().parameters, trainer.net.parameters)
    assert trace.loss_after == pytest.approx(trainer.loss(), rel=1e-12)


@every("name", OPTIMIZERS)
def test_step_after_step_goes_the_way_of_the_trainer(name: str) -> None:
    (X, Y), net, optimizer = problem("half_squared_error"), network(), OPTIMIZERS[name](0.1)
    trainer, memory = Trainer(net.copy(), X, Y, optimizer=optimizer), None
    for _ in range(5):
        trainer.step()
        trace = training_trace(net, X, Y, optimizer=optimizer, state=memory)
        net, memory = trace.after(), trace.memory
        np.testing.assert_array_equal(net.parameters, trainer.net.parameters)


@every("layers", [["relu", "relu", "tanh"], ["sigmoid", "linear", "softplus"], ["leaky_relu"] * 3])
@every("samples", [1, 3, 600])
def test_layers_of_several_kinds_and_batches_of_any_size_too(layers: list[str], samples: int) -> None:
    X, Y = problem("half_squared_error", samples)
    net = network(layers, "tanh", 3)
    trainer = Trainer(net.copy(), X, Y, optimizer=SGD(0.1))
    trainer.step()
    trace = training_trace(net, X, Y, optimizer=SGD(0.1))
    np.testing.assert_allclose(trace.after().parameters, trainer.net.parameters, rtol=1e-12)
    flat = np.concatenate(
        [np.vstack([trace.gradients[f"W{at}"], trace.gradients[f"b{at}"]]).T.ravel() for at in (1, 2, 3, 4)]
    )
    np.testing.assert_array_equal(flat, analytic_gradient(net, X, Y))


def test_the_state_of_a_trainer_is_taken_over() -> None:
    X, Y = problem("half_squared_error")
    trainer = Trainer(network(), X, Y, optimizer=Adam(0.1))
    trainer.run(7)
    trace = training_trace(trainer.net, X, Y, optimizer=Adam(0.1), state=trainer.state.saved())
    trainer.step()
    np.testing.assert_array_equal(trace.after().parameters, trainer.net.parameters)


def test_the_network_is_left_alone_and_the_trace_does_not_follow_it() -> None:
    net = mazur()
    before = net.parameters.copy()
    trace = training_trace(net, [[0.05, 0.10]], [[0.01, 0.99]])
    np.testing.assert_array_equal(net.parameters, before)
    after = trace.after()
    after.parameters[:] = 0
    net.parameters[:] = 0
    assert trace.array("W1")[0, 0] == 0.15
    assert trace.after().parameters.all()
    with pytest.raises(ValueError, match="read-only"):
        trace.array("newW1")[0, 0] = 0


def test_the_dtype_of_the_network_stays() -> None:
    net = network().copy("float32")
    trace = training_trace(net, *problem("half_squared_error"))
    trainer = Trainer(net.copy(), *problem("half_squared_error"))
    trainer.step()
    assert {trace.array(name).dtype for name in ("a0", "a1", "delta1", "dW1", "newW1")} == {np.dtype("f4")}
    np.testing.assert_array_equal(trace.after().parameters, trainer.net.parameters)


@every(
    "options, said",
    [
        ({"X": [[1, 2, 3]]}, "X must have 2 columns"),
        ({"loss": "cross"}, "loss must be one of"),
        ({"reduction": "max"}, "reduction must be one of mean, sum, got 'max'"),
        ({"mistake": "none"}, "mistake must be"),
        ({"Y": [[0.01, 0.99], [1, 0]]}, "X and Y must have the same number of rows, got 1 and 2"),
    ],
)
def test_what_does_not_fit_is_told(options: dict[str, Any], said: str) -> None:
    with pytest.raises(ValueError, match=said):
        training_trace(mazur(), **{"X": [[0.05, 0.10]], "Y": [[0.01, 0.99]], **options})


def test_a_name_that_there_is_not_is_told() -> None:
    for look in (mazur_step().array, mazur_step().step):
        with pytest.raises(ValueError, match=r"name must be one of .*, got 'dW3'"):
            look("dW3")


# -- by hand ---------------------------------------------------------------------------------------------


def test_one_linear_unit() -> None:
    net = Network.from_parameters([[[0.5], [-0.5]]], [[0.1]])
    trace = training_trace(net, [[2, 3]], [[1]], optimizer=SGD(0.02))  # a square has twice our gradient
    assert trace.array("a1").item() == pytest.approx(-0.4)
    assert 2 * trace.loss_before == pytest.approx(1.96)
    np.testing.assert_allclose(2 * trace.array("dW1"), [[-5.6], [-8.4]])
    np.testing.assert_allclose(2 * trace.array("db1"), [-2.8])
    assert 2 * trace.loss_after == pytest.approx(1.016064)


def test_two_layers_of_sigmoids() -> None:
    trace = mazur_step()
    np.testing.assert_allclose(trace.array("a1"), [[0.593269992, 0.596884378]], atol=5e-10)
    np.testing.assert_allclose(trace.array("a2"), [[0.751365070, 0.772928465]], atol=5e-10)
    assert trace.loss_before == pytest.approx(0.298371109, abs=5e-10)
    np.testing.assert_allclose(trace.array("delta2"), [[0.138498562, -0.038098237]], atol=5e-10)
    new_W2 = [[0.35891648, 0.51130127], [0.40866619, 0.56137012]]
    new_W1 = [[0.14978072, 0.24975114], [0.19956143, 0.29950229]]
    np.testing.assert_allclose(trace.array("newW2"), new_W2, atol=5e-9)
    np.testing.assert_allclose(trace.new_weights[0], new_W1, atol=5e-9)
    assert trace.loss_after == pytest.approx(0.280471, abs=5e-7)


def test_the_step_function_lets_no_error_through() -> None:
    net = Network.from_parameters([[[1.0], [1.0]], [[1.0]]], [[-1.0], [0.0]], "step", "step")
    trace = training_trace(net, [[0, 1]], [[0]], optimizer=SGD(1))
    assert trace.loss_before == 0.5
    assert not any(gradient.any() for gradient in trace.gradients.values())
    np.testing.assert_array_equal(trace.after().parameters, net.parameters)


# -- what is read ----------------------------------------------------------------------------------------


def test_the_steps_come_in_four_phases_and_all_gradients_before_all_updates() -> None:
    trace = mazur_step()
    names = ["z1", "a1", "z2", "a2", "loss", "delta2", "dW2", "db2", "delta1", "dW1", "db1"]
    names += ["newW1", "newb1", "newW2", "newb2"]
    assert [step.name for step in trace] == names
    phases = ["forward"] * 4 + ["loss"] + ["backward"] * 6 + ["update"] * 4
    assert [step.phase for step in trace] == phases
    assert [step.layer for step in trace] == [1, 1, 2, 2, 2, 2, 2, 2, 1, 1, 1, 1, 1, 2, 2]
    assert [step.number for step in trace] == list(range(15))
    kinds = "product activation product activation loss output_delta weight_gradient bias_gradient"
    kinds += " hidden_delta weight_gradient bias_gradient weight_update bias_update weight_update bias_update"
    assert [step.kind for step in trace] == kinds.split()


def test_a_step_says_what_it_is_made_of() -> None:
    step = mazur_step().step("delta1")
    assert step.code == "delta1 = (delta2 @ W2.T) * a1 * (1 - a1)"
    assert step.formula == "δ1 = (δ2 · W2ᵀ) ∘ σ′(z1)"
    assert [operand.name for operand in step.operands] == ["delta2", "W2", "slope1"]
    codes = ["slope1 = a1 / total", "delta1 = delta2 @ W2.T", "delta1 = delta1 * slope1"]
    assert [call.code for call in step.calls] == codes


@every("samples, reduction", [(1, "mean"), (4, "mean"), (4, "sum")])
@every("loss, output", PAIRS)
@every("hidden", HIDDEN)
def test_every_line_of_code_gives_its_result(
    samples: int, reduction: str, loss: str, output: str, hidden: str
) -> None:
    check_code(training_trace(network(hidden, output), *problem(loss, samples), loss, reduction=reduction))


@every("hidden", HIDDEN)
def test_every_line_of_code_gives_its_result_for_many_samples_too(hidden: str) -> None:
    check_code(training_trace(network(hidden, hidden), *problem("half_squared_error", 300)))


@every("name", OPTIMIZERS)
def test_every_line_of_an_update_gives_its_result(name: str) -> None:
    optimizer, data = OPTIMIZERS[name](0.1), problem("half_squared_error")
    trace = training_trace(network(), *data, optimizer=optimizer)
    for _ in range(2):
        trace = training_trace(trace.after(), *data, optimizer=optimizer, state=trace.memory)
        check_code(trace)
