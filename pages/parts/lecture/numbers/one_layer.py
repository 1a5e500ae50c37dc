"""Numbers of what one layer is made of: two arrays, products, neurons, and the layers of a network."""

from collections.abc import Mapping

import numpy as np

from nnviz import collapse, without_activations
from nnviz import product as products
from nnviz.arrays.elementwise import elementwise
from nnviz.networks.activations import ACTIVATIONS
from pages.parts.arrays.settings import ArraysSettings, array
from pages.parts.network.settings import NetworkSettings
from pages.parts.neuron.settings import NeuronSettings
from pages.parts.product.settings import ProductSettings
from pages.shared.numbers.equations import brief, written
from pages.shared.protocol.layouts import Array


def shape(array: Array) -> str:
    """Return the shape as Python writes it."""
    return str(tuple(map(int, array.shape)))


def row(values: Array) -> str:
    """Return numbers one after the other, rounded to three digits."""
    return ", ".join(map(brief, values.ravel().tolist()))


def broadcast(settings: ArraysSettings) -> Mapping[str, str]:
    """Two arrays and what an operation makes of them, element by element."""
    found = elementwise(array(settings.x), array(settings.y), settings.op)
    result = found.result
    return {
        "x_shape": shape(found.A),
        "y_shape": shape(found.B),
        "shape": shape(result),
        "count": str(result.size),
        "last": written(result.ravel()[-1].item()),
    }


def product(settings: ProductSettings) -> Mapping[str, str]:
    """A product of two matrices, one multiplication after the other and as a flow."""
    trace = products.trace(settings.A, settings.B, settings.view)
    m, k, n = trace.sizes
    flow = products.trace(settings.A, settings.B, "flow")
    result = trace.result.ravel()
    return {
        "m": str(m),
        "k": str(k),
        "n": str(n),
        "cells": str(result.size),
        "operands": str(trace.A.size + trace.B.size),
        "multiplications": str(trace.multiplications),
        "ticks": str(len(flow)),
        "first": written(result[0].item()),
        "last": written(result[-1].item()),
        "result": row(trace.result),
    }


def mismatch(settings: ProductSettings) -> Mapping[str, str]:
    """Two matrices whose inner sizes differ, or not."""
    a, b = np.atleast_2d(settings.A), np.atleast_2d(settings.B)
    return {
        "a_shape": shape(a),
        "b_shape": shape(b),
        "columns": str(a.shape[1]),
        "rows": str(b.shape[0]),
        "turned": shape(b.T),
        "shape": str((a.shape[0], b.shape[0])),
    }


def neuron(settings: NeuronSettings) -> Mapping[str, str]:
    """A neuron and its first sample."""
    first = settings.X[0]
    return {
        "z": written(settings.neuron.before(first)),
        "a": written(settings.neuron(first)),
        "samples": str(len(settings.X)),
        "firing": str(int(sum(settings.neuron(one) > 0 for one in settings.X))),
    }


def nudge(settings: NeuronSettings) -> Mapping[str, str]:
    """How steep a step function and the sigmoid function are at the first sample."""
    z = settings.neuron.before(settings.X[0])
    return {
        "z": written(z),
        "a": written(settings.neuron(settings.X[0])),
        "step_slope": written(float(ACTIVATIONS["step"].slope_at(z))),
        "sigmoid_slope": brief(float(ACTIVATIONS["sigmoid"].slope_at(z))),
    }


def layers(settings: NetworkSettings) -> Mapping[str, str]:
    """A network: its sizes, its parameters, and its outputs for the first sample."""
    network = settings.network
    return {
        "inputs": str(network.sizes[0]),
        "units": str(network.sizes[-1]),
        "weights": str(sum(W.size for W in network.weights)),
        "biases": str(sum(b.size for b in network.biases)),
        "parameters": str(network.parameters.size),
        "outputs": row(network.predict(np.array(settings.X))[0]),
    }


def collapsed(settings: NetworkSettings) -> Mapping[str, str]:
    """The one layer that does what all layers of a network do without their activations."""
    network = without_activations(settings.network)
    single, X = collapse(network), np.array(settings.X)
    return {
        "layers": str(len(network.weights)),
        "parameters": str(network.parameters.size),
        "single": str(single.parameters.size),
        "outputs": row(network.predict(X)[0]),
        "single_outputs": row(single.predict(X)[0]),
    }
