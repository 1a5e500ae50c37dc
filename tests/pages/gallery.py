"""One timeline and one still of every kind that a page can show, made without a browser or a session."""

from collections.abc import Iterator
from dataclasses import replace

import numpy as np

from nnviz import Dataset, ExperimentConfig, product
from nnviz.arrays.array_operations import ARRAY_OPERATIONS
from nnviz.product.cache_simulator import layout, simulate_trace
from nnviz.product.matmul_trace import VIEWS
from pages.parts.arrays import panels as arrays_view
from pages.parts.arrays.array_text import write_array
from pages.parts.arrays.settings import ArraysSettings, suited
from pages.parts.backprop.examples import PRESETS as TRAINING_STEPS
from pages.parts.backprop.one_step import lesson as one_step
from pages.parts.backprop.optimizers import lesson as optimizers
from pages.parts.backprop.stuck_examples import STUCK
from pages.parts.backprop.walk_codecs import STEPS
from pages.parts.network.build import lesson as network_build
from pages.parts.network.build.interactions import touch
from pages.parts.network.cells import BASES, Plan
from pages.parts.network.digits import panels as digits_panels
from pages.parts.network.settings import NetworkSettings, of_example
from pages.parts.network.softmax import panels as softmax_panels
from pages.parts.neuron.build import lesson as build
from pages.parts.neuron.gates import lesson as gates
from pages.parts.neuron.perceptron import lesson as perceptron
from pages.parts.neuron.settings import ACTIVATIONS, NeuronSettings
from pages.parts.product import lessons as product_lesson
from pages.parts.product import panels as product_view
from pages.parts.product.frames import ProductFilm
from pages.parts.product.settings import PRESETS, ProductSettings, matrix
from pages.parts.train.frames import Film
from pages.parts.train.panels import panels as training_view
from pages.parts.train.run.training_session import Live
from pages.parts.train.settings import PAIRS
from pages.parts.train.settings import STORE as TRAIN
from pages.parts.train.sweep import panels as sweep
from pages.parts.train.sweep.many_seeds import ManySeeds, configs
from pages.parts.train.views.pinned import answer_at
from pages.registry import PAGES
from pages.shared.player.static_scene import Still
from pages.shared.protocol.timelines import Spec
from pages.shared.text import Text


def specs() -> Iterator[tuple[str, Spec]]:
    """All of them with their names."""
    yield from arrays()
    yield from products()
    yield from neurons()
    yield from networks()
    yield from training_steps()
    yield from trainings()


def stills() -> Iterator[tuple[str, Still]]:
    """The pictures of the start page."""
    for page in PAGES:
        yield f"card {page.slug}", page.picture()


def arrays() -> Iterator[tuple[str, Spec]]:
    """Arrays: alone, in pairs, stretched, cut, at odds, and what acts make of them."""
    text = Text("arrays", "en")
    both = (
        ("[1,2,3]", "add", "[[1],[2]]"),
        (write_array(np.arange(24).reshape(2, 3, 4)), "add", "[1,2,3,4]"),
        (write_array(np.arange(80).reshape(8, 10)), "multiply", "2"),
        ("[[1,2],[3,4]]", "matmul", "[5,6]"),
        ("[[1],[2],[3]]", "subtract", "[1,2,3]"),
        ("[5,3]", "subtract_into", "0.5"),
        ("[1,2,3]", "add", "[1,2]"),
        ("[[1,2,3],[4,5,6]]", "matmul", "[[1,2]]"),
        (write_array(np.arange(120).reshape(10, 12)), "look", "1"),
        *(("[[1,2,3],[4,5,6]]", act, "1") for act in ARRAY_OPERATIONS),
    )
    for x, operation, y in both:
        settings = suited(ArraysSettings(x, operation, y))
        yield f"arrays {x[:20]} {operation} {y}", arrays_view.spec(settings, text, "light")


def products() -> Iterator[tuple[str, Spec]]:
    """Products in every view, small and large, and one that does not fit."""
    text = Text("product", "en")
    for size, (A, B) in {"small": PRESETS["three"], "large": ("", "")}.items():
        a = matrix(A) if A else np.arange(30.0).reshape(5, 6)
        b = matrix(B) if B else np.arange(24.0).reshape(6, 4)
        for view in VIEWS:
            trace = product.trace(a, b, view)
            film = ProductFilm(trace, simulate_trace(trace, layout(trace.sizes), 4), edited=True)
            yield f"product {view} {size}", product_view.spec(film, 2, text, "dark")
    settings = ProductSettings("cell", "1,2,3;4,5,6", "1,2;3,4", True, "", "linear", "C", 3, 0)
    yield "product clash", product_lesson.picture(settings, text, "light")


def neurons() -> Iterator[tuple[str, Spec]]:
    """Neurons with every activation and several inputs, gates, and the perceptron rule."""
    text = Text("neuron", "en")
    for inputs in (1, 2, 3, 6):
        for activation in ACTIVATIONS:
            ones = (1.0,) * inputs
            settings = NeuronSettings(weights=ones, X=(ones,) * (1 + inputs), activation=activation)
            yield f"neuron {inputs} {activation}", build.spec(settings, text, "light")
    gate_text = Text("gates", "en")
    one = NeuronSettings(view="gates", gate="XOR")
    yield "gate", gates.spec(one, gate_text, "light")
    yield "gates in two layers", gates.spec(replace(one, stacked=True), gate_text, "light")
    for gate, rate in (("AND", 0.1), ("XOR", 1.0)):
        for epochs in (20, 50):
            settings = NeuronSettings(view="perceptron", gate=gate, rate=rate, epochs=epochs)
            yield f"perceptron {gate} {epochs}", perceptron.spec(settings, gate_text, "light")


def networks() -> Iterator[tuple[str, Spec]]:
    """Networks as they are at first, collapsed or not, the largest one, an opened product, and digits."""
    text = Text("network", "en")
    for base in BASES:
        try:
            settings = of_example(base)
        except KeyError:
            continue
        yield f"network {base}", network_build.spec(settings, text, "light")
        yield (
            f"network {base} collapsed",
            network_build.spec(replace(settings, collapsed=True), text, "light"),
        )
        linear = touch(replace(settings, collapsed=True), "linear", None)
        yield f"network {base} linear", network_build.spec(linear, text, "light")
        yield f"network {base} opened", network_build.spec(replace(settings, opened="z1[0,0]"), text, "light")
    yield "network largest", network_build.spec(largest(), text, "light")
    for learn in ("all", "one"):
        yield f"digits {learn}", digits_panels.spec(learn, Text("digits", "en"), "light")
    yield "softmax", softmax_panels.spec(0, Text("digits", "en"), "light")


def largest() -> NetworkSettings:
    """As many layers, units and samples as the page allows."""
    rows = ((1.0,) * 8,) * 8
    return NetworkSettings(layers=(*[Plan(8, "sigmoid", 0)] * 5, Plan(8, "softmax", 0)), X=rows)


def training_steps() -> Iterator[tuple[str, Spec]]:
    """Training steps of every example, and every call of one."""
    text = Text("backprop", "en")
    for name, settings in TRAINING_STEPS.items():
        yield f"training step {name}", one_step.spec(settings, text, "light")
    for name, settings in STUCK.items():
        yield f"training step {name}", one_step.spec(settings, text, "light")
    calls = replace(TRAINING_STEPS["two_two_two"], calls=True)
    yield "training step in calls", one_step.spec(calls, text, "light")
    homework = replace(TRAINING_STEPS["two_two_two"], homework=True)
    yield "training step to be worked out", one_step.spec(homework, text, "light")
    walks = replace(TRAINING_STEPS["two_two_two"], view="optimizers")
    for steps in STEPS:
        spec = optimizers.spec(replace(walks, walk=steps), Text("backprop_optimizers", "en"), "light")
        yield f"optimizers {steps}", spec


def trainings() -> Iterator[tuple[str, Spec]]:
    """Runs with the article's layers, with none, and with as many as have maps or not."""
    text = Text("train", "en")
    for name, hidden in {
        "article": ((4, "relu"), (4, "relu")),
        "none": (),
        "many": ((8, "tanh"),) * 4,
        "too wide for maps": ((32, "relu"),) * 6,
    }.items():
        live = Live(ExperimentConfig(stream="seeded", samples=100, hidden=hidden), 1000)
        film = Film(live.experiment, np.array(PAIRS))
        yield f"train {name}", training_view.spec(live, film, 1, text, "light", histograms=True)
    for name, config in problems().items():
        live = Live(config, 1000)
        film = Film(live.experiment, np.array(PAIRS))
        pin = answer_at(live.experiment, film.views, live.experiment.trainer.history[-1])
        yield f"train {name}", training_view.spec(live, film, 1, text, "light", pin=pin)
    for count in (1, 40, 100, 1000):
        settings, _ = TRAIN.read({"problem": "rows", "hidden": "2relu", "sweep": str(count)})
        yield f"train {count} seeds", sweep.spec(ManySeeds(configs(settings), 1000), text, "light")


def problems() -> dict[str, ExperimentConfig]:
    """Problems of every kind of picture, by name."""
    names = ("circle", "three", "curve", "digits", "rows")
    found = {name: ExperimentConfig(problem=name, samples=60) for name in names}
    found["eight classes"] = ExperimentConfig(problem="csv", own=many_classes(8))
    pairs = [(a, b) for a in (0.0, 1.0, 2.0) for b in (0.5, 1.5)]
    found["numbers"] = ExperimentConfig(
        problem="rows", rows=tuple(((a, b, a * b), (a + b, a - b)) for a, b in pairs)
    )
    found["numbers of the plane"] = ExperimentConfig(
        problem="rows", rows=tuple(((a, b), (a * b,)) for a, b in pairs)
    )
    found["classes"] = ExperimentConfig(
        problem="rows", rows=tuple(((a, b, a), (float(a > b),)) for a, b in pairs)
    )
    found["ten classes"] = ExperimentConfig(problem="csv", own=many_classes(10))
    return found


def many_classes(count: int) -> Dataset:
    """Points around a middle, one class after the other."""
    angles = np.linspace(0, 2 * np.pi, 10 * count, endpoint=False)
    Y = np.repeat(np.arange(count), 10)[:, None]
    return Dataset(
        np.column_stack([np.cos(angles), np.sin(angles)]), Y, ("x1", "x2"), ("class",), "classification"
    )
