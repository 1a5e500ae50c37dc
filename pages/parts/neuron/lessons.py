"""The lessons of the page Neuron, by the names that the choice and a link have for them."""

from collections.abc import Mapping

from pages.parts.neuron.build import lesson as build
from pages.parts.neuron.gates import lesson as gates
from pages.parts.neuron.perceptron import lesson as perceptron
from pages.parts.neuron.settings import NeuronSettings
from pages.shared.lessons import Lesson

LESSONS: Mapping[str, Lesson[NeuronSettings]] = {
    "build": build.LESSON,
    "gates": gates.LESSON,
    "perceptron": perceptron.LESSON,
}
