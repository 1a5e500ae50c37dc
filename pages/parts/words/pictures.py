"""All small pictures by the concept that they explain, each made once for all visitors."""

from collections.abc import Callable, Mapping
from functools import cache

from pages.parts.words.array_pictures import ARRAYS
from pages.parts.words.data_pictures import DATA
from pages.parts.words.gradient_pictures import GRADIENTS
from pages.parts.words.network_pictures import NETWORK
from pages.parts.words.neuron_pictures import NEURON
from pages.parts.words.training_pictures import TRAINING
from pages.shared.player.static_scene import Still

PICTURES: Mapping[str, Callable[[], Still]] = {
    name: cache(make)
    for name, make in {**ARRAYS, **NEURON, **NETWORK, **GRADIENTS, **TRAINING, **DATA}.items()
}

# Why some have none: no number of the core would say it.
WITHOUT_PICTURE: Mapping[str, str] = {
    "which_activation": "it is advice; the curves stand at the functions themselves",
    "hyperparameter": "what a person chooses is not computed",
}
