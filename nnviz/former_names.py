"""Where the modules are that once lay flat in `nnviz`. Programs that were written then go on working:
`from nnviz.losses import LOSSES` and `nnviz.memory` reach the same modules as their addresses of today.
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


def install() -> None:
    """Make every former name an attribute of `nnviz` and a module that can be imported from it."""
    package = sys.modules["nnviz"]
    for former, current in MODULES.items():
        module = import_module(f"nnviz.{current}")
        sys.modules[f"nnviz.{former}"] = module
        setattr(package, former, module)
