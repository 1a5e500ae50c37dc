"""The network of an experiment as lines of NumPy: its first parameters, its loss, and the gradient of it."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

import numpy as np

from nnviz.backprop.forward_parts import LOSS_READINGS
from nnviz.blocks import block_size
from nnviz.experiments.experiment import Experiment
from nnviz.experiments.recorded_code import activation_lines
from nnviz.experiments.samples_code import plain_source
from nnviz.networks.activations import ACTIVATIONS
from nnviz.networks.forward_trace import array_code
from nnviz.networks.initializers import INITIALIZERS
from nnviz.networks.network import Network
from nnviz.training.blockwise import MOST, bytes_a_sample
from nnviz.training.training_step import SKIP_BIAS_FROM


def block_of(experiment: Experiment) -> int:
    """The samples that are computed at a time."""
    trainer, net = experiment.trainer, experiment.network
    return block_size(trainer.batch_size, bytes_a_sample(net.sizes, net.dtype.itemsize), MOST)


def start_code(experiment: Experiment) -> str:
    """The lines that make the first parameters: from the seed if those are the ones, else their numbers."""
    start, architecture = experiment.trainer.history[0], experiment.parts.architecture
    net = experiment.network.copy()
    net.load(start.parameters)
    drawn = architecture.init in INITIALIZERS and architecture.network(experiment.parts.problem)
    if not drawn or start.step or not np.array_equal(drawn.parameters, net.parameters):
        found = [f"W{layer} = {array_code(matrix)}" for layer, matrix in enumerate(net.matrices, 1)]
        return "\n".join(["# a row for each unit, its bias last", *found, *_joined(net)])
    draw = INITIALIZERS[architecture.init]
    lines = [plain_source(draw), "", "", f"rng = np.random.default_rng({architecture.seed})"]
    for layer, (inputs, units) in enumerate(pairwise(net.sizes), 1):
        size = "" if architecture.init_size == 1 else f" * {architecture.init_size!r}"
        drawn_here = f"({draw.__name__}(rng, {inputs}, {units}){size}).T"
        biased = net.has_bias[layer - 1]
        lines.append(
            f"W{layer} = {f'np.hstack([{drawn_here}, np.zeros(({units}, 1))])' if biased else drawn_here}"
        )
    return "\n".join([*lines, *_joined(net)])


def _joined(net: Network) -> list[str]:
    names = [f"W{layer}.ravel()" for layer in range(1, len(net.matrices) + 1)]
    return [f"theta = np.concatenate([{', '.join(names)}])  # all parameters"]


def functions_code(experiment: Experiment) -> str:
    """The activations, and functions for the parameters of a layer, the forward pass, loss and gradient."""
    names = dict.fromkeys(experiment.network.activations)
    known = ["\n".join(activation_lines(name)) for name in names if name != "linear"]
    made = [_indented(make(experiment)) for make in (_matrices, _forward, _loss, _gradient)]
    return "\n\n\n".join([*known, *made])


def _indented(lines: Iterator[str]) -> str:
    """A function: its head, its docstring and its lines."""
    head, said, *body = lines
    return "\n    ".join([f"def {head}:", f'"""{said}"""', *body])


def _matrices(experiment: Experiment) -> Iterator[str]:
    net = experiment.network
    yield "matrices(theta)"
    yield "The parameters of each layer: a row for each unit, its bias last."
    for layer, (cut, matrix) in enumerate(zip(net.layer_slices, net.matrices, strict=True), 1):
        yield f"W{layer} = theta[{cut.start}:{cut.stop}].reshape{matrix.shape}"
    yield f"return {_row([f'W{layer}' for layer in range(1, len(net.matrices) + 1)])}"


def _unpacked(net: Network) -> str:
    return f"{_row([f'W{layer}' for layer in range(1, len(net.matrices) + 1)])} = matrices(theta)"


def _forward(experiment: Experiment) -> Iterator[str]:
    """Every a with its row of ones; d is what a slope goes on from, and the loss takes the last z."""
    net = experiment.network
    last = len(net.activations)
    yield "forward(theta, samples)"
    yield "Outputs a of every layer for samples (inputs, samples), what their slopes need, and the last z."
    yield _unpacked(net)
    yield "ones = np.ones((1, samples.shape[1]))"
    yield "a0 = np.vstack([samples, ones])"
    for layer, activation in enumerate(net.activations, 1):
        below = f"a{layer - 1}" if net.has_bias[layer - 1] else f"a{layer - 1}[:-1]"
        yield f"z{layer} = W{layer}.dot({below})"
        if activation == "softmax":
            yield f"a{layer}, d{layer} = softmax(z{layer}), None"
        elif activation == "linear":
            yield f"a{layer}, d{layer} = z{layer}, None"
        else:
            yield f"a{layer}, d{layer} = {activation}(z{layer})"
        if layer < last:
            yield f"a{layer} = np.vstack([a{layer}, ones])"
    yield f"return a0, {', '.join(f'a{layer}, d{layer}' for layer in range(1, last + 1))}, z{last}"


def _loss(experiment: Experiment) -> Iterator[str]:
    reading, last = LOSS_READINGS[experiment.parts.learning.loss], len(experiment.network.activations)
    yield "loss(theta, samples, targets)"
    yield "The mean loss of samples (inputs, samples), without penalties."
    yield f"*_, a{last}, _, z{last} = forward(theta, samples)"
    yield f"{reading.of}, T = {reading.of}{last}.T, targets.T"
    yield f"return ({reading.code}).mean()"


def _gradient(experiment: Experiment) -> Iterator[str]:
    net = experiment.network
    last, mean = len(net.activations), experiment.parts.learning.reduction == "mean"
    yield "gradient(theta, samples, targets, share)"
    yield f"The gradient of the {'mean' if mean else 'summed'} loss of a batch, without penalties."
    yield _unpacked(net)
    layers = ", ".join(f"a{layer}, d{layer}" for layer in range(1, last + 1))
    yield f"a0, {layers}, _ = forward(theta, samples)"
    for layer in range(last, 0, -1):
        yield from _delta(experiment, layer)
        below = f"a{layer - 1}" if net.has_bias[layer - 1] else f"a{layer - 1}[:-1]"
        yield f"g{layer} = delta{layer}.dot({below}.T)"
    yield f"return np.concatenate([{', '.join(f'g{layer}.ravel()' for layer in range(1, last + 1))}])"


def _delta(experiment: Experiment, layer: int) -> Iterator[str]:
    """The error of a layer. For many samples the core leaves out the row of the bias, which changes bits."""
    net, delta = experiment.network, f"delta{layer}"
    last = len(net.activations)
    if layer == last:
        yield f"{delta} = a{layer} - targets"
    else:
        rows = net.sizes[layer]
        yield f"above = W{layer + 1}.T" + ("" if block_of(experiment) < SKIP_BIAS_FROM else f"[:{rows}]")
        yield f"{delta} = above.dot(delta{layer + 1})[:{rows}]"
    partner = layer == last and experiment.trainer.loss_function.partner
    name = net.activations[layer - 1]
    if ACTIVATIONS[name].slope is not None and not partner:
        a = f"a{layer}" if layer == last else f"a{layer}[:-1]"
        yield f"{delta} = {delta} * {name}_slope({a}, d{layer})"
    if layer == last:
        yield f"{delta} = {delta} * share"


def _row(names: Sequence[str]) -> str:
    """Names as they stand on the left of an assignment from a tuple."""
    return ", ".join(names) + ("," if len(names) == 1 else "")
