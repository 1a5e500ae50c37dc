"""The settings of the page Train: what each may be, and how they become an experiment.
The table is the only list of them; the link, the controls and the limits all read it."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from nnviz import ExperimentConfig
from pages.parts.train.pairs import Pairs, read_pairs, write_pairs
from pages.shared.link import Reading, Setting, choice, layers, nearest, switch, whole, write_layers
from pages.shared.nested_text import in_link

RATES = tuple(float(f"{digit}e{power}") for power in range(-5, 1) for digit in (1, 2, 3, 5))
L2S = (0.0, 1e-6, 1e-5, 1e-4, 3e-4, 1e-3, 3e-3, 1e-2, 3e-2, 1e-1)
FRACTIONS = tuple(percent / 100 for percent in range(10, 95, 5))
BATCHES: tuple[int | None, ...] = (*(2**power for power in range(13)), None)  # None is all of them
OPTIMIZERS = ("sgd", "momentum", "adagrad", "rmsprop", "adam")
ACTIVATIONS = ("relu", "leaky_relu", "tanh", "sigmoid", "linear")
INITS = ("he_normal", "he_uniform", "glorot_uniform", "normal", "uniform", "zeros")
SAMPLES = (10, 20_000)
SEEDS = (0, 999_999)
EPOCHS = (1, 1_000_000)
MOST_LAYERS, MOST_UNITS = 6, 32
PAIRS: Pairs = ((30, 70), (70, 30), (3, 5), (888, 122))


def _batch(text: str) -> Reading | None:
    if text == "all":
        return None, True
    found = nearest([size for size in BATCHES if size is not None])(text)
    return found and (int(found[0]), found[1])


SETTINGS: Mapping[str, Setting] = {
    "stream": Setting("article", choice(("article", "seeded"))),
    "samples": Setting(10_000, whole(*SAMPLES)),
    "data_seed": Setting(42, whole(*SEEDS)),
    "train_fraction": Setting(0.7, nearest(FRACTIONS), "{:g}".format),
    "standardise": Setting(True, switch, lambda value: str(int(value))),
    "hidden": Setting(((4, "relu"), (4, "relu")), layers(MOST_LAYERS, MOST_UNITS, ACTIVATIONS), write_layers),
    "init": Setting("he_normal", choice(INITS)),
    "seed": Setting(0, whole(*SEEDS)),
    "optimizer": Setting("sgd", choice(OPTIMIZERS)),
    "rate": Setting(0.01, nearest(RATES), "{:g}".format),
    "batch_size": Setting(None, _batch, lambda value: "all" if value is None else str(value)),
    "l2": Setting(0.0, nearest(L2S), "{:g}".format),
    "epochs": Setting(20_000, whole(*EPOCHS)),
    "pairs": Setting(PAIRS, in_link(read_pairs, lambda pairs: pairs), write_pairs),
}
PREFIX = "train-"  # of the names of widgets
LIVE = frozenset({"rate", "l2", "epochs", "pairs"})  # changing these needs no new start


@dataclass(frozen=True)
class TrainSettings:
    """One value for every setting."""

    experiment: ExperimentConfig
    epochs: int
    pairs: Pairs

    @classmethod
    def of(cls, values: Mapping[str, Any]) -> "TrainSettings":
        """Make the settings from values that are inside their limits."""
        momentum = values["optimizer"] == "momentum"
        plain = {name: values[name] for name in SETTINGS if name not in ("epochs", "pairs", "optimizer")}
        size = plain.pop("batch_size")
        config = ExperimentConfig(
            **plain,
            optimizer="sgd" if momentum else values["optimizer"],
            momentum=0.9 if momentum else 0.0,
        )
        if size is not None and size < config.train_samples:
            config = replace(config, batch_size=size)
        return cls(config, values["epochs"], values["pairs"])

    @property
    def start(self) -> ExperimentConfig:
        """What a run begins with: the experiment without what can change while it runs."""
        return replace(self.experiment, rate=SETTINGS["rate"].default, l2=SETTINGS["l2"].default)
