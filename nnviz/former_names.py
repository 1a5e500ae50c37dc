"""What modules and names are called that once had others. Programs that were written then go on working:
`from nnviz.losses import LOSSES`, `nnviz.memory` and `nnviz.Diverged` reach the same things as today's names.
"""

import sys
from collections.abc import Mapping
from importlib import import_module

MODULES: Mapping[str, str] = {
    "activations": "networks.activations",
    "acts": "arrays.array_operations",
    "batches": "training.batches",
    "blockwise": "training.blockwise",
    "budget": "experiments.budget",
    "checks": "validation",
    "curvature": "training.curvature",
    "diagnosis": "experiments.diagnosis",
    "divergence": "training.divergence",
    "elementwise": "arrays.elementwise",
    "evaluation": "training.evaluation",
    "examples": "lessons.examples",
    "experiment": "experiments.experiment",
    "gates": "lessons.logic_gates",
    "history": "training.history",
    "initializers": "networks.initializers",
    "inspection": "training.inspection",
    "linearity": "lessons.linear_collapse",
    "loops": "product.loops",
    "losses": "networks.losses",
    "material": "experiments.material",
    "memory": "product.cache_simulator",
    "nested": "arrays.array_parsing",
    "network": "networks.network",
    "neuron": "networks.neuron",
    "optimizers": "training.optimizers",
    "perceptron_rule": "lessons.perceptron_rule",
    "plane": "lessons.decision_boundary",
    "race": "product.matmul_benchmark",
    "reader": "lessons.digit_classifier",
    "recording": "tape",
    "repairs": "arrays.repairs",
    "replay": "networks.forward_trace",
    "scaling": "datasets.scaling",
    "shapes": "arrays.shapes",
    "softmax": "networks.softmax",
    "step": "training.training_step",
    "trial": "training.rate_advice",
}

# In a module, "" for `nnviz` itself: what was called so is called so today.
NAMES: Mapping[str, Mapping[str, str]] = {
    "": {"Diverged": "DivergedError", "NotLinear": "NotLinearError", "Recorder": "Tape"},
    "arrays": {"Mismatch": "ShapeMismatchError"},
    "arrays.array_operations": {
        "ACTS": "ARRAY_OPERATIONS",
        "Act": "ArrayOperation",
        "Made": "OperationResult",
        "acts_for": "operations_for",
        "make": "apply",
    },
    "arrays.array_parsing": {"Ragged": "RaggedError"},
    "lessons.decision_boundary": {"firing_side": "decision_region"},
    "lessons.digit_classifier": {"untrained_reader": "untrained_classifier"},
    "lessons.linear_collapse": {"NotLinear": "NotLinearError"},
    "product": {"Mismatch": "ShapeMismatchError"},
    "product.cache_simulator": {
        "Walk": "CacheTrace",
        "walk_loops": "simulate_loops",
        "walk_trace": "simulate_trace",
    },
    "tape": {"Recorder": "Tape"},
    "training.divergence": {"Diverged": "DivergedError"},
}


def install() -> None:
    """Make every former name an attribute where it was, and every former module one that can be imported."""
    package = sys.modules["nnviz"]
    for former, current in MODULES.items():
        module = import_module(f"nnviz.{current}")
        sys.modules[f"nnviz.{former}"] = module
        setattr(package, former, module)
    for place, names in NAMES.items():
        module = import_module(f"nnviz.{place}".rstrip("."))
        for former, current in names.items():
            setattr(module, former, getattr(module, current))
