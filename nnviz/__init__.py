"""A small pure-NumPy library of neural networks, made to be looked into while it computes.
Samples are rows everywhere: X (samples, inputs), Y (samples, outputs).
"""

from nnviz import arrays, backprop, blocks, datasets, experiments, lessons, networks, product, tape, training
from nnviz.backprop.chain import Chain
from nnviz.backprop.chain_rule import chain_rule
from nnviz.backprop.difference_check import check_all, difference_check
from nnviz.backprop.mistakes import MISTAKES
from nnviz.backprop.trace_differences import first_difference
from nnviz.backprop.training_comparison import TrainingComparison, compare_training
from nnviz.backprop.training_trace import TrainingTrace, training_trace
from nnviz.datasets import DATASETS, Dataset
from nnviz.datasets.scaling import Standardizer
from nnviz.experiments import budget, diagnosis, experiment, material
from nnviz.experiments.config import ExperimentConfig
from nnviz.experiments.diagnosis import Finding, diagnose
from nnviz.experiments.experiment import Experiment
from nnviz.experiments.parts import Architecture, ExperimentParts, Learning, Problem
from nnviz.experiments.sweep import Sweep, sweep
from nnviz.experiments.sweep_result import SweepResult
from nnviz.former_names import install
from nnviz.lessons import examples, perceptron_rule
from nnviz.lessons.examples import EXAMPLES, Example
from nnviz.lessons.linear_collapse import NotLinearError, collapse, without_activations
from nnviz.lessons.logic_gates import GATE_INPUTS, GATE_NEURONS, GATES, stacked_xor
from nnviz.lessons.perceptron_rule import perceptron
from nnviz.networks import activations, initializers, losses, network, neuron, softmax
from nnviz.networks.activations import ACTIVATIONS
from nnviz.networks.forward_trace import ForwardPass, ForwardStep, forward_steps
from nnviz.networks.initializers import INITIALIZERS
from nnviz.networks.losses import LOSSES
from nnviz.networks.network import Network
from nnviz.networks.neuron import Neuron
from nnviz.networks.softmax import softmax_steps
from nnviz.product import cache_simulator, matmul_benchmark
from nnviz.tape import Call, Tape
from nnviz.training import curvature, evaluation, history, inspection, optimizers
from nnviz.training.classification import Decision
from nnviz.training.curvature import largest_curvature, rate_limit
from nnviz.training.descent import Descent, DescentStep, descent
from nnviz.training.divergence import DivergedError
from nnviz.training.evaluation import Evaluation, Evaluator, Score
from nnviz.training.histograms import Histogram
from nnviz.training.history import History, Snapshot
from nnviz.training.inspection import Grid, Unit, gradient_check
from nnviz.training.loss_along import LossAlong, loss_along, weight_index
from nnviz.training.loss_slice import LossSlice, loss_slice
from nnviz.training.loss_surface import loss_surface
from nnviz.training.optimizers import OPTIMIZERS, SGD, AdaGrad, Adam, RMSProp
from nnviz.training.rate_advice import RateAdvice
from nnviz.training.surfaces import SURFACES, Surface
from nnviz.training.trainer import Trainer
from nnviz.training.training_step import TrainingStep

install()

__version__ = "0.2.0"

__all__ = [
    "ACTIVATIONS",
    "DATASETS",
    "EXAMPLES",
    "GATES",
    "GATE_INPUTS",
    "GATE_NEURONS",
    "INITIALIZERS",
    "LOSSES",
    "MISTAKES",
    "OPTIMIZERS",
    "SGD",
    "SURFACES",
    "AdaGrad",
    "Adam",
    "Architecture",
    "Call",
    "Chain",
    "Dataset",
    "Decision",
    "Descent",
    "DescentStep",
    "DivergedError",
    "Evaluation",
    "Evaluator",
    "Example",
    "Experiment",
    "ExperimentConfig",
    "ExperimentParts",
    "Finding",
    "ForwardPass",
    "ForwardStep",
    "Grid",
    "Histogram",
    "History",
    "Learning",
    "LossAlong",
    "LossSlice",
    "Network",
    "Neuron",
    "NotLinearError",
    "Problem",
    "RMSProp",
    "RateAdvice",
    "Score",
    "Snapshot",
    "Standardizer",
    "Surface",
    "Sweep",
    "SweepResult",
    "Tape",
    "Trainer",
    "TrainingComparison",
    "TrainingStep",
    "TrainingTrace",
    "Unit",
    "activations",
    "arrays",
    "backprop",
    "blocks",
    "budget",
    "cache_simulator",
    "chain_rule",
    "check_all",
    "collapse",
    "compare_training",
    "curvature",
    "datasets",
    "descent",
    "diagnose",
    "diagnosis",
    "difference_check",
    "evaluation",
    "examples",
    "experiment",
    "experiments",
    "first_difference",
    "forward_steps",
    "gradient_check",
    "history",
    "initializers",
    "inspection",
    "largest_curvature",
    "lessons",
    "loss_along",
    "loss_slice",
    "loss_surface",
    "losses",
    "material",
    "matmul_benchmark",
    "network",
    "networks",
    "neuron",
    "optimizers",
    "perceptron",
    "perceptron_rule",
    "product",
    "rate_limit",
    "softmax",
    "softmax_steps",
    "stacked_xor",
    "sweep",
    "tape",
    "training",
    "training_trace",
    "weight_index",
    "without_activations",
]
