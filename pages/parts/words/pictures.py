"""All small pictures by the concept that they explain, each made once for all visitors."""

from collections.abc import Callable, Mapping
from functools import cache

from pages.parts.words.array_pictures import ARRAYS
from pages.parts.words.network_pictures import NETWORK
from pages.parts.words.neuron_pictures import NEURON
from pages.parts.words.training_pictures import TRAINING
from pages.shared.player.static_scene import Still

PICTURES: Mapping[str, Callable[[], Still]] = {
    name: cache(make) for name, make in {**ARRAYS, **NEURON, **NETWORK, **TRAINING}.items()
}
