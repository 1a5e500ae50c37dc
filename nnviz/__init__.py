"""A small pure-NumPy library of neural networks, made to be looked into while it computes.
Samples are rows everywhere: X (samples, inputs), Y (samples, outputs).
"""

from nnviz import (
    activations,
    acts,
    arrays,
    batches,
    blocks,
    blockwise,
    budget,
    curvature,
    datasets,
    diagnosis,
    divergence,
    elementwise,
    evaluation,
    examples,
    experiment,
    gates,
    history,
    initializers,
    inspection,
    linearity,
    loops,
    losses,
    material,
    memory,
    nested,
    network,
    neuron,
    optimizers,
    perceptron_rule,
    plane,
    product,
    race,
    reader,
    recording,
    replay,
    scaling,
    softmax,
    step,
    training,
    trial,
)
from nnviz.activations import ACTIVATIONS
from nnviz.curvature import largest_curvature, rate_limit
from nnviz.datasets import Dataset
from nnviz.diagnosis import Finding, diagnose
from nnviz.divergence import Diverged
from nnviz.evaluation import Evaluation, Evaluator
from nnviz.examples import EXAMPLES, Example
from nnviz.experiment import Experiment, ExperimentConfig
from nnviz.gates import GATE_INPUTS, GATE_NEURONS, GATES, stacked_xor
from nnviz.history import History, Snapshot
from nnviz.initializers import INITIALIZERS
from nnviz.inspection import Grid, Unit, gradient_check
from nnviz.linearity import NotLinear, collapse, without_activations
from nnviz.losses import LOSSES
from nnviz.network import Network
from nnviz.neuron import Neuron
from nnviz.optimizers import OPTIMIZERS, SGD, AdaGrad, Adam, RMSProp
from nnviz.perceptron_rule import perceptron
from nnviz.recording import Call, Recorder
from nnviz.replay import ForwardPass, ForwardStep, forward_steps
from nnviz.scaling import Standardizer
from nnviz.softmax import softmax_steps
from nnviz.step import TrainingStep
from nnviz.training import Trainer
from nnviz.trial import RateAdvice

__version__ = "0.1.0"

__all__ = [
    "ACTIVATIONS",
    "EXAMPLES",
    "GATES",
    "GATE_INPUTS",
    "GATE_NEURONS",
    "INITIALIZERS",
    "LOSSES",
    "OPTIMIZERS",
    "SGD",
    "AdaGrad",
    "Adam",
    "Call",
    "Dataset",
    "Diverged",
    "Evaluation",
    "Evaluator",
    "Example",
    "Experiment",
    "ExperimentConfig",
    "Finding",
    "ForwardPass",
    "ForwardStep",
    "Grid",
    "History",
    "Network",
    "Neuron",
    "NotLinear",
    "RMSProp",
    "RateAdvice",
    "Recorder",
    "Snapshot",
    "Standardizer",
    "Trainer",
    "TrainingStep",
    "Unit",
    "activations",
    "acts",
    "arrays",
    "batches",
    "blocks",
    "blockwise",
    "budget",
    "collapse",
    "curvature",
    "datasets",
    "diagnose",
    "diagnosis",
    "divergence",
    "elementwise",
    "evaluation",
    "examples",
    "experiment",
    "forward_steps",
    "gates",
    "gradient_check",
    "history",
    "initializers",
    "inspection",
    "largest_curvature",
    "linearity",
    "loops",
    "losses",
    "material",
    "memory",
    "nested",
    "network",
    "neuron",
    "optimizers",
    "perceptron",
    "perceptron_rule",
    "plane",
    "product",
    "race",
    "rate_limit",
    "reader",
    "recording",
    "replay",
    "scaling",
    "softmax",
    "softmax_steps",
    "stacked_xor",
    "step",
    "training",
    "trial",
    "without_activations",
]
