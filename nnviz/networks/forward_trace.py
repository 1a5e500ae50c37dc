"""The forward pass as a timeline: every recorded NumPy call is run again, and its result is kept.
So the steps are those that compute; here they only get a line of code that a reader can run.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import groupby, pairwise
from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from nnviz.networks.activation import Reading
from nnviz.networks.activations import ACTIVATIONS
from nnviz.networks.network import Layer, Network
from nnviz.read_only import read_only
from nnviz.tape import Call
from nnviz.timeline import StoredTimeline
from nnviz.validation import Array, parameter_array, sample_rows, whole_number

BEFORE, AFTER = "before activation", "after activation"

# What the product of a layer is read as, with a bias and without.
PRODUCTS = {
    True: Reading("product", "{0} @ W{layer} + b{layer}"),
    False: Reading("product", "{0} @ W{layer}"),
}


@dataclass(frozen=True, eq=False)
class ForwardStep:
    """One NumPy call of a forward pass.

    `number` counts from 0, `layer` from 1; `what` is "before activation" or "after activation". `code` does
    the call with samples as rows, `name` is the array it writes: "z1", "a1", or a work array ("small" of
    Leaky ReLU, "top" and "total" of softmax). `result` is that array after the call, read-only:
    (samples, units), or (samples,) for top and total. `kind` says in one word what the call does, `function`
    is its name in NumPy, and what `chooses` has one of its operands for a result (see `Reading`).

    `finished` marks the last step of a layer: from here on its a is complete. A linear layer has no call for
    its activation, so its only step is "before activation" and finished: a = z, and the code says so.
    """

    number: int
    layer: int
    what: str
    kind: str
    function: str
    chooses: bool
    name: str
    code: str
    result: Array
    finished: bool


class Known(NamedTuple):
    """What is known of one layer: z `before` and a `after` the activation, (samples, units) or None.

    Until the layer is `finished`, a is on its way: the last thing that was written to it.
    """

    before: Array | None
    after: Array | None
    finished: bool


@dataclass(frozen=True, eq=False)
class ForwardPass(StoredTimeline[ForwardStep]):
    """A forward pass as a sequence of steps; made by `forward_steps`.

    X (samples, inputs), `weights` (fan_in, fan_out) and `biases` (fan_out,), empty for a layer without, are
    read-only copies in the network's dtype, `activations` the names, one a layer: whatever the network does
    later, all this stays.
    """

    X: Array
    weights: tuple[Array, ...]
    biases: tuple[Array, ...]
    activations: tuple[str, ...]
    steps: tuple[ForwardStep, ...]

    @cached_property
    def layers(self) -> tuple[Layer, ...]:
        """z before and a after the activation of every layer, read-only: what `Network.layers` gives."""
        before = [step.result for step in self.steps if step.what == BEFORE]
        after = [step.result for step in self.steps if step.finished]
        return tuple(Layer(z, a) for z, a in zip(before, after, strict=True))

    @property
    def output(self) -> Array:
        """The outputs (samples, outputs), read-only: what `Network.predict` gives, to the last bit."""
        return self.steps[-1].result

    def at(self, step: int) -> tuple[Known, ...]:
        """What is known of every layer after a step; nothing at -1, before the first.

        Raises ValueError unless `step` is -1..len - 1.
        """
        step = whole_number("step", step, -1, len(self) - 1, "the last step")
        known = [Known(None, None, False)] * len(self.weights)
        for done in self.steps[: step + 1]:
            place = done.layer - 1
            if done.what == BEFORE:
                known[place] = Known(done.result, done.result if done.finished else None, done.finished)
            elif done.name == f"a{done.layer}":
                known[place] = Known(known[place].before, done.result, done.finished)
        return tuple(known)


def forward_steps(network: Network, X: ArrayLike) -> ForwardPass:
    """Run a forward pass call by call and keep what each call writes.

    These are the calls of `network.forward(len(X))`, one after another, with a copy of each result, so that
    nothing is hidden by what is computed in place.

    Parameters
    ----------
    network : Network
        Left as it is; its parameters are copied.
    X : array_like, (samples, inputs)

    Returns
    -------
    ForwardPass
        The steps, and the layers and the output that they end with.

    Raises
    ------
    ValueError
        If X does not fit the network, or X or a parameter is not finite.

    Examples
    --------
    >>> for step in forward_steps(Network([2, 3, 1], "relu", seed=0), [[1, 2]]):
    ...     print(step.code)
    z1 = a0 @ W1 + b1
    a1 = np.maximum(z1, 0)
    z2 = a2 = a1 @ W2 + b2
    """
    X = read_only(np.array(sample_rows("X", X, network.sizes[0]), network.dtype))
    parameter_array("parameters", network.parameters, network.parameters.shape)
    forward = network.forward(len(X))
    forward.load(X)
    products = [call for call in forward.calls if call.what == BEFORE]
    names = {id(call.args[0]): f"a{call.layer - 1}" for call in products}  # what arrays are called so far
    ends = [call.layer != following.layer for call, following in pairwise(forward.calls)]
    steps = []
    with np.errstate(all="ignore"):
        for number, (call, finished) in enumerate(zip(forward.calls, [*ends, True], strict=True)):
            call.function(*call.args)
            steps.append(_step(number, call, _reading(network, call), finished, names))
    weights = tuple(read_only(np.array(W, order="C")) for W in network.weights)
    biases = tuple(read_only(b.copy()) for b in network.biases)
    return ForwardPass(X, weights, biases, network.activations, tuple(steps))


def textbook_steps(forward: ForwardPass) -> tuple[ForwardStep, ...]:
    """The steps as a textbook writes them: an activation of several calls is one step, a1 = sigmoid(z1).

    Made from the recorded steps: such a step has number, name and result of its last call, `finished`, and
    the activation's name for `kind` and `function`. All other steps are the recorded ones.
    """
    found = []
    for (layer, _), calls in groupby(forward, key=lambda step: (step.layer, step.what)):
        *earlier, last = calls
        found.append(_as_one(last, forward.activations[layer - 1]) if earlier else last)
    return tuple(found)


def as_code(forward: ForwardPass) -> str:
    """A complete NumPy program: the numbers of X, W and b, the code of every step, and `print` of the output.

    All digits are kept, so its output is that of the network but for the last bits.
    """
    parts = ["import numpy as np\n", f"X = a0 = {array_code(forward.X)}"]
    for layer, (W, b) in enumerate(zip(forward.weights, forward.biases, strict=True), 1):
        parts += [f"W{layer} = {array_code(W)}", *([f"b{layer} = {array_code(b)}"] if b.size else [])]
    for layer, activation in enumerate(forward.activations, 1):
        parts.append(f"\n# layer {layer}: {activation}")
        parts += [step.code for step in forward if step.layer == layer]
    return "\n".join([*parts, f"\nprint(a{len(forward.weights)}.tolist())\n"])


def _reading(network: Network, call: Call) -> Reading:
    layer = call.layer - 1
    if call.what == BEFORE:
        return PRODUCTS[network.has_bias[layer]]
    return ACTIVATIONS[network.activations[layer]].readings[call.name]


def _step(number: int, call: Call, reading: Reading, finished: bool, names: dict[int, str]) -> ForwardStep:
    """The step for a call that has just run; `names` learns what its result is called from now on."""
    operands = [_operand(arg, names) for arg in call.args[:-1] if isinstance(arg, np.ndarray)]
    name = call.scratch or f"{'z' if call.what == BEFORE else 'a'}{call.layer}"
    names[id(call.result)] = name
    target = f"{name} = a{call.layer}" if finished and call.what == BEFORE else name  # linear: a = z
    line = f"{target} = {reading.code.format(*operands, layer=call.layer)}"
    result = read_only(call.result.T.copy())  # (samples, units)
    kind, _, chooses = reading
    return ForwardStep(number, call.layer, call.what, kind, call.name, chooses, name, line, result, finished)


def _as_one(last: ForwardStep, activation: str) -> ForwardStep:
    """All calls of an activation as one step that ends like the last of them."""
    code = f"a{last.layer} = {activation}(z{last.layer})"
    return replace(last, kind=activation, function=activation, chooses=False, code=code)


def _operand(array: Array, names: Mapping[int, str]) -> str:
    """How an operand is written: by its name, or as a number where it holds one constant."""
    name = names.get(id(array))
    if name is None:
        return np.format_float_positional(array.flat[0], trim="-")
    return name if array.ndim == 2 else f"{name}[:, None]"  # one number for each sample


def array_code(array: Array) -> str:
    """An array as a reader would type it, a row a line, with every digit."""
    dtype = "" if array.dtype == np.float64 else f", dtype=np.{array.dtype.name}"
    if array.ndim == 1:
        return f"np.array({array.tolist()}{dtype})"
    rows = "".join(f"    {row},\n" for row in array.tolist())
    return f"np.array([\n{rows}]{dtype})"
