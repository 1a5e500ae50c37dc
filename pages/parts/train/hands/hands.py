"""What hands change in a run: the number of a weight or a bias, whether it stays as it is, and whether a unit
is switched off. The newest moment of the run answers at once; no moment is added to its past."""

from collections.abc import Callable, Mapping

from nnviz import Trainer
from pages.parts.train.run.training_session import Live
from pages.parts.train.settings import TrainSettings
from pages.parts.train.values.chosen_weight import Weight, choices
from pages.shared.protocol.requests import Request

NUMBER, FREEZE, UNIT = "weight.number", "weight.freeze", "unit.off"
Unit = tuple[int, int]  # its layer and its place there, both from 1


def meant(request: Request) -> bool:
    """Whether somebody changes the run by hand."""
    return any(touch.id in EDITS for touch in request.touched)


def edit(live: Live, settings: TrainSettings, request: Request) -> bool:
    """Do what was touched to the run; return whether that was possible."""
    weight, network = settings.weight, live.experiment.network
    if weight is None or not weight.is_in(network.sizes, network.has_bias[0]):
        return False
    for touch in request.touched:
        if touch.id in EDITS:
            live.edit(EDITS[touch.id](weight, touch.value))
    return True


# -- the changes ----------------------------------------------------------------------------
Change = Callable[[Trainer], None]


def with_number(weight: Weight, value: float | None) -> Change:
    """Return what gives a parameter another value; what is none changes nothing."""

    def change(trainer: Trainer) -> None:
        if value is None:
            return
        parameters = trainer.net.parameters.copy()
        parameters[weight.index(trainer.net)] = value
        trainer.set_parameters(parameters)

    return change


def with_freeze(weight: Weight, _value: float | None) -> Change:
    """Return what lets a parameter stay as it is, or learn again."""

    def change(trainer: Trainer) -> None:
        frozen = trainer.frozen.copy()
        frozen[weight.index(trainer.net)] ^= True
        trainer.frozen = frozen

    return change


def with_unit(weight: Weight, _value: float | None) -> Change:
    """Return what switches the unit of a parameter off, or on again."""

    def change(trainer: Trainer) -> None:
        unit = unit_of(weight, len(trainer.net.sizes) - 1)
        if unit is not None:
            trainer.off = trainer.off ^ {unit}

    return change


EDITS: Mapping[str, Callable[[Weight, float | None], Change]] = {
    NUMBER: with_number,
    FREEZE: with_freeze,
    UNIT: with_unit,
}


def unit_of(weight: Weight, last: int) -> Unit | None:
    """Return the hidden unit that a parameter belongs to: where its line ends, or for the `last` layer where
    it begins; None if there is none."""
    if weight.layer < last:
        return weight.layer, weight.column + 1
    return (last - 1, weight.row + 1) if last > 1 and weight.row is not None else None


# -- what is seen of it -----------------------------------------------------------------------------
def marks(live: Live, weight: Weight | None) -> dict[str, list[float]]:
    """Return which weights and biases are chosen and frozen, in the order of `choices`, and which units are
    off, those of the output never; with a chosen one whether it is frozen, and which unit it can switch."""
    trainer, network = live.experiment.trainer, live.experiment.network
    names = choices(network.sizes, network.has_bias[0])
    frozen = trainer.frozen
    found = {
        "chosen": [float(one == weight) for one in names],
        "frozen": [float(frozen[one.index(network)]) for one in names],
        "off": [*(float(unit in trainer.off) for unit in units(network.sizes)), *(0.0,) * network.sizes[-1]],
    }
    if weight is not None:
        unit = unit_of(weight, len(network.sizes) - 1)
        place = -1.0 if unit is None else 2.0 * units(network.sizes).index(unit) + (unit in trainer.off)
        found |= {"held": [float(frozen[weight.index(network)])], "unit": [place]}
    return found


def units(sizes: tuple[int, ...]) -> list[Unit]:
    """Return all hidden units."""
    return [(layer, unit) for layer, count in enumerate(sizes[1:-1], 1) for unit in range(1, count + 1)]
