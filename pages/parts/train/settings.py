"""The settings of the page Train: what each may be, and how they become an experiment.
The table is the only list of them; the link, the controls and the limits all read it."""

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from functools import cached_property
from typing import Any

from nnviz import INITIALIZERS, LOSSES, Dataset, ExperimentConfig, budget
from nnviz import OPTIMIZERS as KNOWN_OPTIMIZERS
from nnviz.datasets import CURVES
from nnviz.datasets.rows import XOR_ROWS, Row
from nnviz.experiments.config import OUTPUTS
from nnviz.experiments.problems import OWN, PROBLEMS, ROWS, beginning, suited_loss
from nnviz.networks.activations import TRAINABLE_ACTIVATIONS
from nnviz.networks.losses import REDUCTIONS
from pages.parts.train.values.chosen_weight import Weight, read_weight, write_weight
from pages.parts.train.values.live_values import LiveValues
from pages.parts.train.values.prediction_inputs import Pairs, read_pairs, write_pairs
from pages.parts.train.values.problem_codecs import Features, Percent
from pages.parts.train.values.rate_changes import Changes as RateHistory
from pages.parts.train.values.rate_changes import ChangesOfRate
from pages.parts.train.values.rows_link import LONGEST, read_rows_link, write_rows_link
from pages.parts.train.values.second_settings import Changes, ChangesCodec
from pages.parts.train.values.stopping import Stop
from pages.shared.state.codecs import (
    Codec,
    Layers,
    Number,
    OneOf,
    OrNone,
    Scale,
    Switch,
    Whole,
    Written,
    in_link,
)
from pages.shared.state.query_params import Setting, setting
from pages.shared.state.settings_store import SettingsStore

RATES = tuple(float(f"{digit}e{power}") for power in range(-5, 1) for digit in (1, 2, 3, 5))
PENALTIES = (0.0, 1e-6, 1e-5, 1e-4, 3e-4, 1e-3, 3e-3, 1e-2, 3e-2, 1e-1)
FRACTIONS = (*(percent / 100 for percent in range(10, 95, 5)), 1.0)  # 1 leaves nothing for the test
BATCHES: tuple[int | None, ...] = (*(2**power for power in range(13)), None)  # None is all of them
OPTIMIZERS = tuple(KNOWN_OPTIMIZERS)
ACTIVATIONS = tuple(dict.fromkeys(("relu", "leaky_relu", "tanh", "sigmoid", *TRAINABLE_ACTIVATIONS)))
INITS = tuple(INITIALIZERS)
CLIPS = (1e-6, 1e6)  # lengths of a gradient
SAMPLES = (10, 20_000)
SEEDS = (0, 999_999)
EPOCHS = (1, 1_000_000)
MOST_SAMPLE = 49_999  # the place of the last one of a test, that can be shown
MOST_LAYERS, MOST_UNITS = 6, 32
MOST_SEEDS, SEVERAL = 1000, 40  # that are trained together: at most, and where no number is told
SWEEP_BYTES = 256 * 2**20  # that they may take
OUTSIDE = (888.0, 122.0)  # a pair far from all that is learned from
PLAIN = ("x", "y")  # the features that are a point of the plane as it is
PAIRS: Pairs = ((30, 70), (70, 30), (3, 5), OUTSIDE)

SIZES = Scale([size for size in BATCHES if size is not None])


def _codecs() -> Mapping[str, Codec]:
    """The codecs of all settings, for one that is made of others."""
    return SETTINGS


@dataclass(frozen=True)
class TrainSettings:
    """One value for every setting; a `batch_size` of None is all training samples.

    What else the problem `csv` learns from, `own`, is in no link, nor is the class of the next point that
    hands put into a picture, `brush`, and the `point` that is chosen there."""

    problem: str = setting("article", OneOf(tuple(PROBLEMS)))
    stream: str = setting("article", OneOf(("article", "seeded")))
    samples: int = setting(10_000, Whole(*SAMPLES))
    data_seed: int = setting(42, Whole(*SEEDS))
    noise: float = setting(0.0, Percent(50))
    features: tuple[str, ...] = setting(PLAIN, Features())
    curve: str = setting("line", OneOf(tuple(CURVES)))
    rows: tuple[Row, ...] = setting(XOR_ROWS, Written(read_rows_link, write_rows_link), longest=LONGEST)
    train_fraction: float = setting(0.7, Scale(FRACTIONS))
    split_seed: int | None = setting(None, OrNone(Whole(*SEEDS), "no"))
    standardise: bool = setting(True, Switch())
    hidden: tuple[tuple[int, str], ...] = setting(
        ((4, "relu"), (4, "relu")), Layers(MOST_LAYERS, MOST_UNITS, ACTIVATIONS)
    )
    output: str = setting("linear", OneOf(OUTPUTS))
    loss: str = setting("half_squared_error", OneOf(tuple(LOSSES)))
    bias: bool = setting(True, Switch())
    init_size: float = setting(1.0, Number(0, 100))
    init: str = setting("he_normal", OneOf(INITS))
    seed: int = setting(0, Whole(*SEEDS))
    optimizer: str = setting("sgd", OneOf(OPTIMIZERS))
    rate: float = setting(0.01, Scale(RATES), live=True)
    rates: RateHistory = setting((), ChangesOfRate(Number(0, EPOCHS[1]), Scale(RATES)), live=True)
    batch_size: int | None = setting(None, OrNone(SIZES, "all"), live=True)
    reduction: str = setting("mean", OneOf(tuple(REDUCTIONS)))
    clip: float | None = setting(None, OrNone(Number(*CLIPS), "no"), live=True)
    l1: float = setting(0.0, Scale(PENALTIES), live=True)
    l2: float = setting(0.0, Scale(PENALTIES), live=True)
    epochs: int = setting(20_000, Whole(*EPOCHS), live=True)
    stop: float = setting(0.0, Number(0, 1e6), live=True)
    stop_accuracy: float = setting(0.0, Percent(100), live=True)
    layer: int = setting(1, Whole(1, MOST_LAYERS + 1), live=True)
    pairs: Pairs = setting(PAIRS, Written(in_link(read_pairs, lambda pairs: pairs), write_pairs), live=True)
    epoch: float = setting(0, Number(0, EPOCHS[1]), live=True, by_player=True)
    weight: Weight | None = setting(None, Written(read_weight, write_weight), live=True)
    sample: int = setting(0, Whole(0, MOST_SAMPLE), live=True)
    discrete: bool = setting(False, Switch(), live=True)
    histograms: bool = setting(False, Switch(), live=True)
    beside: Changes = setting((), ChangesCodec(_codecs), live=True)
    sweep: int = setting(0, Whole(0, MOST_SEEDS), live=True)
    own: Dataset | None = None
    brush: int = 0
    point: int | None = None

    @cached_property
    def experiment(self) -> ExperimentConfig:
        """The experiment that is asked for."""
        values = {name: getattr(self, name) for name in COMMON}
        if self.features == PLAIN:
            values["features"] = ()
        config = ExperimentConfig(**values)
        size = self.batch_size
        return replace(config, batch_size=size) if size and size < config.train_samples else config

    @property
    def stops_at(self) -> Stop:
        """Where the run stops by itself."""
        return Stop(self.epochs, self.stop, self.stop_accuracy)

    @property
    def from_seeds(self) -> "TrainSettings":
        """The same run alone, from its seed and no stream of the article."""
        stream = "seeded" if self.problem == "article" else self.stream
        return replace(self, stream=stream, rates=(), beside=(), weight=None)

    @property
    def waits_for_file(self) -> bool:
        """Whether there is nothing yet to learn from."""
        return self.problem == OWN and self.own is None

    @property
    def second(self) -> "TrainSettings | None":
        """The settings of the run beside this one; None if there is none."""
        return replace(self, **dict(self.beside), beside=()) if self.beside else None

    @property
    def start(self) -> ExperimentConfig:
        """What a run begins with: the experiment without the rate and the penalty that it is given then."""
        return replace(self.experiment, rate=SETTINGS["rate"].default, l2=SETTINGS["l2"].default)

    @property
    def structure(self) -> ExperimentConfig:
        """What makes a run another one: the experiment without all that can change while it runs."""
        usual = {name: one.default for name, one in SETTINGS.items() if one.live and name in COMMON}
        hidden = tuple((units, ACTIVATIONS[0]) for units, _ in self.hidden)
        return replace(self.experiment, **usual, batch_size=None, hidden=hidden)

    @property
    def live_values(self) -> LiveValues:
        """What can change while a run goes on."""
        return LiveValues.asked(self.experiment)


# What an experiment calls as this page does; its batch may not be larger than the training part.
COMMON = {one.name for one in fields(ExperimentConfig)} & {one.name for one in fields(TrainSettings)} - {
    "batch_size"
}


def suited(settings: TrainSettings) -> TrainSettings:
    """Return the settings with a shown epoch that the run has, a chosen weight that the network has, a second
    run that is another one, and an output and a loss that fit the problem and each other."""
    if settings.waits_for_file:
        return settings
    settings = fitting(settings)
    weight, sizes = settings.weight, settings.start.sizes
    weight = weight if weight and weight.is_in(sizes, settings.bias) else None
    beside = tuple((name, value) for name, value in settings.beside if getattr(settings, name) != value)
    found = replace(settings, epoch=min(settings.epoch, settings.epochs), weight=weight, beside=beside)
    return replace(found, sweep=min(found.sweep, most_seeds(found))) if found.sweep else found


def most_seeds(settings: TrainSettings) -> int:
    """Return how many seeds of this run can be trained together in the memory that there is for them."""
    if settings.waits_for_file:
        return MOST_SEEDS
    experiment = settings.from_seeds.experiment
    fixed, several = (budget.sweep_bytes(experiment, count) for count in (1, 101))
    return max(1, min(MOST_SEEDS, (SWEEP_BYTES - fixed) * 100 // (several - fixed)))


def fitting(settings: TrainSettings) -> TrainSettings:
    """Return the settings with what can be trained: where they cannot, with a loss that suits the output, or
    with all that suits the problem."""
    if is_trainable(settings):
        return settings
    data = settings.problem, settings.rows, settings.own
    other = replace(settings, loss=suited_loss(settings.output, *data))
    if is_trainable(other):
        return other
    usual = beginning(*data)
    values = {name: usual[name] for name in ("output", "train_fraction")}
    return replace(settings, **values, loss=suited_loss(values["output"], *data))


def is_trainable(settings: TrainSettings) -> bool:
    """Return whether the core takes the settings."""
    try:
        problem = settings.experiment.parts.problem
        if settings.problem in (ROWS, OWN):
            problem.make()
    except ValueError:
        return False
    return True


def base(asked: Mapping[str, Any]) -> TrainSettings:
    """Return the settings that a link begins from: those that suit its problem, its output and its loss. The
    problem itself is not among them, so that the link says it."""
    data = {name: asked[name] for name in ("problem", "rows") if name in asked}
    if data.get("problem") == OWN:
        return replace(START, **beginning(OWN))
    config = _suited_config(data, {name: asked[name] for name in ("output", "loss") if name in asked})
    names = {*beginning(config.problem, config.rows), "loss"}
    if config.problem == ROWS:
        names.remove("samples")  # they are counted
    return replace(START, **{name: getattr(config, name) for name in names})


def _suited_config(data: Mapping[str, Any], ends: Mapping[str, Any]) -> ExperimentConfig:
    """The configuration of a problem with this output and loss, or with those that suit it."""
    try:
        config = ExperimentConfig(**data, **ends)
        _ = config.parts  # refuses what does not fit
    except ValueError:
        return ExperimentConfig(**data)
    return config


def begun(problem: str) -> TrainSettings:
    """Return the settings that one begins a problem with."""
    return replace(base({"problem": problem}), problem=problem)


START = TrainSettings()
STORE = SettingsStore("train", START, suited, base)
SETTINGS: Mapping[str, Setting] = STORE.table
