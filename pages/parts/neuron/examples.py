"""Ready-made neurons with their samples: a line, the story of the cell, a batch at a threshold, ..."""

from collections.abc import Mapping
from dataclasses import replace

from pages.parts.neuron.settings import LINE, START, NeuronSettings

ONES = (1.0, 1.0, 1.0)

EXAMPLES: Mapping[str, NeuronSettings] = {
    "three": START,
    "line": LINE,
    "negative": NeuronSettings(weights=(-2.0,), bias=5.0, X=((0.0,), (1.0,), (2.0,), (3.0,))),
    "cell": NeuronSettings(
        weights=ONES,
        bias=-3.0,
        activation="step",
        X=((0.0, 0.0, 0.0), (1.0, 0.0, 0.0), (1.0, 1.0, 0.0), ONES),
        reach=3,
        story="cell",
    ),
    "batch": NeuronSettings(
        weights=(1.0,),
        bias=-50.0,
        activation="step",
        X=((26.0,), (47.0,), (68.0,), (89.0,), (110.0,), (131.0,)),
        reach=200,
    ),
    "sigmoid": NeuronSettings(weights=(0.3,), bias=0.0, activation="sigmoid", X=((1.0,),)),
    "plane": NeuronSettings(
        weights=(0.5, 0.5),
        bias=-0.7,
        activation="step",
        X=((0.0, 0.0), (1.0, 0.0), (0.0, 1.0), (1.0, 1.0)),
        reach=3,
    ),
    "six": NeuronSettings(weights=(*ONES, *ONES), bias=5.0, X=((1.0, 2.0, 3.0, 4.0, 5.0, 6.0),)),
}
HALVES = NeuronSettings(view="perceptron", gate="AND", rate=0.1, start=(0.5, 0.5, 0.5), ties=False)
# What learners asked about: a start of their own, and a sign that was turned around.
LEARNERS: Mapping[str, NeuronSettings] = {
    "halves": HALVES,
    "backwards": replace(HALVES, backwards=True, epochs=60),
}
TOLD: Mapping[str, NeuronSettings] = {"plain": START, "cell": EXAMPLES["cell"]}  # what a story begins with
