"""What may help against a finding: each cure is the same experiment with a little changed.
Whether one helps is for a trial to say; see `CureTrials`.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace
from itertools import islice
from types import MappingProxyType
from typing import Any

from nnviz.experiments.config import ExperimentConfig
from nnviz.networks.activations import ACTIVATIONS
from nnviz.training.rate_advice import round_rates

LARGER = 10  # times the rate
MORE = 2  # times the units
MOST_UNITS = 32  # in a layer
MOST_SAMPLES = 4  # times the samples
BEND = "tanh"  # for a layer that has no curve
WIDTH = 4  # units of a hidden layer where there was none
STRONGER = 10.0  # times the penalty on the weights ...
WEAKEST = 1e-3  # ... or this one where there was none

Changes = Mapping[str, Any]
Change = Callable[[ExperimentConfig, int], Changes]


def cured(config: ExperimentConfig, name: str, number: int = 1) -> ExperimentConfig | None:
    """An experiment after a cure.

    Parameters
    ----------
    config : ExperimentConfig
    name : str
        A key of `CHANGES`.
    number : int
        For "seed" how far the next seed is, for "slower" how many places down the scale of rates.

    Returns
    -------
    ExperimentConfig or None
        None if the cure changes nothing, or what it asks for is not possible here.

    Examples
    --------
    >>> one = ExperimentConfig(problem="rows", hidden=((2, "relu"),))
    >>> cured(one, "units").hidden, cured(one, "curve")
    (((4, 'relu'),), None)
    """
    try:
        found = replace(config, **CHANGES[name](config, number))
        _ = found.parts  # what does not fit each other is refused here
    except ValueError:
        return None
    return None if found == config else found


def changed(config: ExperimentConfig, name: str, number: int = 1) -> Changes:
    """The fields of a configuration that a cure changes, with their new values; none if it is impossible."""
    other = cured(config, name, number)
    if other is None:
        return {}
    values = CHANGES[name](config, number)
    return {name: value for name, value in values.items() if value != getattr(config, name)}


def places_down(rate: float, most: float) -> int:
    """How many places down the scale of rates, from one at or below `rate`, the first one up to `most` is."""
    return next((place for place, one in enumerate(round_rates(rate)) if one <= most), 0)


def _larger_rate(config: ExperimentConfig, _number: int) -> Changes:
    return {"rate": next(round_rates(LARGER * config.rate), config.rate)}


def _slower(config: ExperimentConfig, number: int) -> Changes:
    return {"rate": next(islice(round_rates(config.rate), number, None), config.rate)}


def _adam(_config: ExperimentConfig, _number: int) -> Changes:
    return {"optimizer": "adam"}


def _named(config: ExperimentConfig, wanted: Callable[[str], bool], name: str) -> Changes:
    return {"hidden": tuple((units, name if wanted(known) else known) for units, known in config.hidden)}


def _leaky(config: ExperimentConfig, _number: int) -> Changes:
    return _named(config, lambda known: known == "relu", "leaky_relu")


def _relu(config: ExperimentConfig, _number: int) -> Changes:
    return _named(config, lambda known: ACTIVATIONS[known].bounded, "relu")


def _curve(config: ExperimentConfig, _number: int) -> Changes:
    if not config.hidden:
        return {"hidden": ((WIDTH, BEND),)}
    return _named(config, lambda known: known == "linear", BEND)


def _units(config: ExperimentConfig, _number: int) -> Changes:
    return {"hidden": tuple((min(MOST_UNITS, MORE * units), name) for units, name in config.hidden)}


def _seed(config: ExperimentConfig, number: int) -> Changes:
    return {"stream": "seeded", "seed": config.seed + number}


def _init(config: ExperimentConfig, _number: int) -> Changes:
    bends = {name for _, name in config.hidden} & {"tanh", "sigmoid"}
    return {"stream": "seeded", "init": "glorot_uniform" if bends else "he_normal", "init_size": 1.0}


def _standardise(_config: ExperimentConfig, _number: int) -> Changes:
    return {"standardise": True}


def _output(_config: ExperimentConfig, _number: int) -> Changes:
    return {"output": "linear", "loss": "half_squared_error"}


def _bias(_config: ExperimentConfig, _number: int) -> Changes:
    return {"bias": True}


def _shuffle(config: ExperimentConfig, _number: int) -> Changes:
    return {"split_seed": 0 if config.split_seed is None else config.split_seed + 1}


def _l2(config: ExperimentConfig, _number: int) -> Changes:
    return {"l2": STRONGER * config.l2 or WEAKEST}


def _samples(config: ExperimentConfig, _number: int) -> Changes:
    return {"samples": MOST_SAMPLES * config.samples}


CHANGES: Mapping[str, Change] = MappingProxyType(
    {
        "rate": _larger_rate,
        "adam": _adam,
        "leaky": _leaky,
        "units": _units,
        "seed": _seed,
        "slower": _slower,
        "standardise": _standardise,
        "init": _init,
        "curve": _curve,
        "relu": _relu,
        "output": _output,
        "bias": _bias,
        "shuffle": _shuffle,
        "l2": _l2,
        "samples": _samples,
    }
)
"""Every cure by its name."""

_STAYS = ("rate", "adam", "leaky", "curve", "bias", "init", "units", "seed")
_CLIMBS = ("slower", "standardise")

CURES: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "diverged": _CLIMBS,
        "exploding": _CLIMBS,
        "rising": _CLIMBS,
        "rate_too_large": _CLIMBS,
        "zero_start": ("init",),
        "dead_units": ("leaky", "slower", "seed"),
        "saturated_units": ("standardise", "init", "relu"),
        "no_curve": ("curve",),
        "plateau": _STAYS,
        "stuck": _STAYS,
        "rate_too_small": ("rate", "adam"),
        "too_few_units": ("units",),
        "one_class": ("shuffle",),
        "out_of_reach": ("output",),
        "unscaled_inputs": ("standardise",),
        "test_gap": ("l2", "samples"),
    }
)
"""By the kind of a finding the names of what may help, in the order in which they are tried."""
