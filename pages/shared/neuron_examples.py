"""Ready-made neurons with their samples: a line, the story of the cell, a batch at a threshold."""

from collections.abc import Mapping

from pages.shared.neuron_settings import START, NeuronSettings

EXAMPLES: Mapping[str, NeuronSettings] = {
    "line": START,
    "cell": NeuronSettings(
        weights=(1.0, 1.0, 1.0),
        bias=-3.0,
        activation="step",
        X=((0.0, 0.0, 0.0), (1.0, 0.0, 0.0), (1.0, 1.0, 0.0), (1.0, 1.0, 1.0)),
    ),
    "batch": NeuronSettings(
        weights=(1.0,),
        bias=-50.0,
        activation="step",
        X=((26.0,), (47.0,), (68.0,), (89.0,), (110.0,), (131.0,)),
    ),
}
