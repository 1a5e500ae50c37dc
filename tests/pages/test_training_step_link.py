"""The ways from other pages into one training step: the link has exactly the numbers of a network."""

from urllib.parse import parse_qsl, urlsplit

import numpy as np
import pytest

from nnviz import Experiment, ExperimentConfig, Network
from pages.parts.backprop.codecs import MOST_LAYERS, MOST_UNITS
from pages.parts.backprop.store import STORE
from pages.parts.network.build import lesson as network
from pages.parts.network.examples import PRESETS
from pages.parts.train import training_step
from pages.parts.train.settings import START
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
