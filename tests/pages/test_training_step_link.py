"""The ways from other pages into one training step: the link has exactly the numbers of a network."""

from dataclasses import replace
from urllib.parse import parse_qsl, urlsplit

import numpy as np
import pytest

from nnviz import Experiment, ExperimentConfig, Network
from pages.parts.backprop.codecs import MOST_LAYERS, MOST_UNITS
from pages.parts.backprop.settings import BackpropSettings
from pages.parts.backprop.store import STORE
from pages.parts.network.build import lesson as network
from pages.parts.network.examples import PRESETS
from pages.parts.train import training_step
from pages.parts.train.settings import START, TrainSettings
from pages.shared.protocol.answers import Note
from pages.shared.protocol.requests import Request, Touch
from pages.shared.state import training_step_link
from pages.shared.text import Text
from tests.every import every

EN = Text("train", "en")


@every("name", PRESETS)
def test_a_training_step_has_the_network_s_own_numbers(name: str) -> None:
    shown = PRESETS[name]
    query = network.training_step(shown, Text("network", "en"))
    found, complaints = STORE.read({key: value for key, value in query.items() if key != "lang"})
    assert complaints == []
    for mine, theirs in zip(found.network.weights, shown.network.weights, strict=True):
        assert np.array_equal(mine, theirs)
    assert np.array_equal(found.network.predict(found.X), shown.network.predict(shown.X))


def test_the_shared_limits_are_those_of_the_page() -> None:
    assert (training_step_link.MOST_LAYERS, training_step_link.MOST_UNITS) == (MOST_LAYERS, MOST_UNITS)
    assert training_step_link.fits(Network([8] * 7))
    assert not training_step_link.fits(Network([2, 9, 1]))
    assert not training_step_link.fits(Network([2] * 8))


@pytest.fixture(scope="module")
def experiment() -> Experiment:
    """A run with some past."""
    made = Experiment(ExperimentConfig())
    made.record()
    for _ in range(5):
        made.trainer.run(epochs=1)
        made.record()
    return made


@pytest.mark.parametrize("epoch", [0, 3])
def test_a_moment_of_a_run_leads_to_the_network_of_that_moment(experiment: Experiment, epoch: int) -> None:
    made = training_step.note(experiment, START, float(epoch), EN)
    query = dict(parse_qsl(urlsplit(made.actions[0].href).query))
    found, complaints = STORE.read({name: value for name, value in query.items() if name != "lang"})
    assert complaints == []
    assert np.array_equal(found.network.parameters, experiment.trainer.history[epoch].parameters)
    assert (found.optimizer, found.rate) == (START.optimizer, START.rate)
    assert f"epoch {epoch}" in made.text


def way(settings: TrainSettings, epochs: int) -> tuple[Note, BackpropSettings]:
    """The way into the step of a run after some epochs, and where it leads."""
    made = Experiment(settings.start)
    made.trainer.run(epochs=epochs)
    made.record()
    found = training_step.note(made, settings, float(epochs), EN)
    query = dict(parse_qsl(urlsplit(training_step.opened(found)).query))
    led, complaints = STORE.read({name: value for name, value in query.items() if name != "lang"})
    assert complaints == []
    trained = made.network.parameters
    assert np.array_equal(led.network.parameters, trained)
    return found, led


def test_a_small_batch_goes_along_as_a_whole() -> None:
    small = replace(START, samples=20, train_fraction=0.7, batch_size=None)
    found, led = way(small, 2)
    assert len(led.X) == 14
    assert EN("training_step.batch") in found.text
    found, led = way(replace(small, batch_size=5), 2)
    assert len(led.X) == training_step.SAMPLES
    assert EN("training_step.first") in found.text


def test_it_is_said_what_does_not_go_along() -> None:
    anew, penalty = EN("training_step.anew"), EN("training_step.penalty")
    assert anew not in way(START, 2)[0].text
    assert anew not in way(replace(START, optimizer="adam"), 0)[0].text
    found, _ = way(replace(START, optimizer="adam", l2=0.001), 2)
    assert anew in found.text
    assert penalty in found.text


def test_the_loss_and_the_biases_of_the_run_go_along() -> None:
    plane = replace(
        START, problem="circle", output="sigmoid", loss="binary_cross_entropy", reduction="sum", bias=False
    )
    _, led = way(plane, 1)
    assert (led.loss, led.reduction, led.bias) == ("binary_cross_entropy", "sum", False)
    assert led.activations[-1] == "sigmoid"


def test_a_network_that_is_too_large_is_told_so() -> None:
    large = Experiment(ExperimentConfig(hidden=((9, "relu"),)))
    large.record()
    made = training_step.note(large, START, 0.0, EN)
    assert made.actions == ()
    assert "at most 6 layers" in made.text


def test_the_way_stands_before_what_was_noticed_then() -> None:
    way, one, two = (Note("info", word) for word in ("way", "one", "two"))
    noted = training_step.with_note([(0.0, (one,)), (9.0, (two,))], 5.0, way)
    assert noted == [(0.0, (one,)), (5.0, (way, one)), (9.0, (two,))]
    assert training_step.asked(Request(touched=(Touch(training_step.BUTTON, None),)))
    assert not training_step.asked(Request())
