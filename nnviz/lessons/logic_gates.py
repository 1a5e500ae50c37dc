"""Logic gates of two inputs: what each of the sixteen answers, and which of them one neuron can be.
XOR needs two layers: NAND and OR first, then AND of the two.
"""

import numpy as np

from nnviz.lessons.perceptron_rule import perceptron
from nnviz.networks.network import Network
from nnviz.networks.neuron import Neuron
from nnviz.read_only import read_only
from nnviz.validation import Array, choice

GATE_INPUTS = read_only(np.array([[0.0, 0.0], [1.0, 0.0], [0.0, 1.0], [1.0, 1.0]]))

# The answers to the rows of GATE_INPUTS. A is the first input, B the second.
GATES = {
    "AND": (0, 0, 0, 1),
    "OR": (0, 1, 1, 1),
    "NAND": (1, 1, 1, 0),
    "NOR": (1, 0, 0, 0),
    "XOR": (0, 1, 1, 0),
    "XNOR": (1, 0, 0, 1),
    "A": (0, 1, 0, 1),
    "B": (0, 0, 1, 1),
    "NOT A": (1, 0, 1, 0),
    "NOT B": (1, 1, 0, 0),
    "A AND NOT B": (0, 1, 0, 0),
    "B AND NOT A": (0, 0, 1, 0),
    "A IMPLIES B": (1, 0, 1, 1),
    "B IMPLIES A": (1, 1, 0, 1),
    "FALSE": (0, 0, 0, 0),
    "TRUE": (1, 1, 1, 1),
}

GATE_NEURONS = {
    "AND": Neuron((0.5, 0.5), -0.7),
    "OR": Neuron((0.5, 0.5), -0.2),
    "NAND": Neuron((-0.5, -0.5), 0.7),
}


def right_rows(neuron: Neuron, gate: str) -> Array:
    """For each row of `GATE_INPUTS` whether the neuron fires exactly if the gate says 1: bool (4,).

    Firing is z >= 0, whatever the activation. Raises ValueError for an unknown gate and for a neuron that
    has not two inputs.
    """
    answers = np.array(GATES[choice("gate", gate, GATES)], dtype=bool)
    if neuron.inputs != 2:
        raise ValueError(f"a gate needs a neuron of 2 inputs, got {neuron.inputs}; give it 2 weights")
    return np.asarray(neuron.fires(GATE_INPUTS) == answers)


def score(neuron: Neuron, gate: str) -> int:
    """How many of the four rows are right. For XOR and XNOR never 4 (Minsky and Papert, 1969).

    Why: z(0,0) + z(1,1) = w1 + w2 + 2b = z(1,0) + z(0,1). XOR wants the left side below 0 and the right side
    at least 0, XNOR the other way round. Raises as `right_rows`.
    """
    return int(np.count_nonzero(right_rows(neuron, gate)))


def solution(gate: str) -> Neuron | None:
    """A neuron that is this gate; None for XOR and XNOR, which no neuron is.

    That of `GATE_NEURONS` if there is one, else what the perceptron rule finds: it ends for every gate that a
    line can separate, and walks in a circle for the two others. Raises ValueError for an unknown gate.
    """
    if choice("gate", gate, GATES) in GATE_NEURONS:
        return GATE_NEURONS[gate]
    run = perceptron(GATE_INPUTS, GATES[gate])
    return run.neuron if run.solved else None


def stacked_xor() -> Network:
    """Stack XOR out of three neurons: AND(NAND, OR).

    Returns
    -------
    Network
        Two layers of the neurons in `GATE_NEURONS`, with steps.

    Examples
    --------
    >>> stacked_xor().predict(GATE_INPUTS).ravel()
    array([0., 1., 1., 0.])
    """
    layers = [[GATE_NEURONS["NAND"], GATE_NEURONS["OR"]], [GATE_NEURONS["AND"]]]
    weights = [np.column_stack([neuron.weights for neuron in layer]) for layer in layers]
    biases = [[neuron.bias for neuron in layer] for layer in layers]
    return Network.from_parameters(weights, biases, hidden="step", output="step")
