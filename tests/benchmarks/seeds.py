"""Many seeds at once beside one after another: XOR from 40 seeds, as one computation or as 40 trainers.
Both sides are ours; what is compared is the axis of models.
"""

import nnviz
from nnviz.validation import Array
from tests.benchmarks.measure import Timing, in_turn

EPOCHS = 4000
TARGET = 5.0
CONFIGS = [
    nnviz.ExperimentConfig(problem="rows", hidden=((2, "relu"),), rate=0.3, seed=seed) for seed in range(40)
]


def together(epochs: int = EPOCHS) -> tuple[Array, ...]:
    """All of them as one computation; the parameters of each."""
    return nnviz.sweep(CONFIGS, epochs=epochs).parameters


def one_after_another(epochs: int = EPOCHS) -> tuple[Array, ...]:
    """The same by single trainers."""
    experiments = [nnviz.Experiment(config) for config in CONFIGS]
    for experiment in experiments:
        experiment.trainer.run(epochs)
    return tuple(experiment.network.parameters for experiment in experiments)


def timing(pairs: int) -> Timing:
    """A unit of work is all of it, from the configurations on."""
    return in_turn(together, one_after_another, pairs)
