"""Numbers of runs: the perceptron rule, and trainings as the page Train does them."""

from collections.abc import Mapping

from nnviz import Experiment, perceptron, sweep
from nnviz.lessons.logic_gates import GATE_INPUTS, GATES
from pages.parts.lecture.numbers.one_layer import row
from pages.parts.neuron.settings import NeuronSettings
from pages.parts.train.settings import TrainSettings
from pages.parts.train.sweep.many_seeds import configs
from pages.shared.numbers.equations import brief

MOST_EPOCHS = 5000  # that are trained for an answer


def perceptron_rule(settings: NeuronSettings) -> Mapping[str, str]:
    """What the perceptron rule does with a gate."""
    run = perceptron(GATE_INPUTS, GATES[settings.gate], settings.rate, settings.epochs)
    start, length = run.cycle or (0, 0)
    return {
        "updates": str(len(run.updates)),
        "epochs": str(len(run.errors)),
        "last_errors": str(run.errors[-1]),
        "weights": row(run.weights),
        "bias": brief(run.bias),
        "cycle_start": str(start),
        "cycle_length": str(length),
    }


def run(settings: TrainSettings) -> Mapping[str, str]:
    """A run up to where it stops by itself."""
    experiment = Experiment(settings.experiment)
    before = experiment.trainer.loss()
    epochs = min(settings.epochs, MOST_EPOCHS)
    experiment.trainer.run(epochs=epochs)
    return {
        "epochs": str(epochs),
        "before": brief(before),
        "after": brief(experiment.trainer.loss()),
        "outputs": row(experiment.network.predict(experiment.X_train[:4])),
        "parameters": str(experiment.network.parameters.size),
    }


def seeds(settings: TrainSettings) -> Mapping[str, str]:
    """The same run from many seeds: how many of them solve the problem."""
    found = sweep(configs(settings), epochs=min(settings.epochs, MOST_EPOCHS))
    solved = int(found.solved().sum())
    return {
        "seeds": str(len(found)),
        "solved": str(solved),
        "stuck": str(len(found) - solved),
        "epochs": str(found.epochs),
    }
