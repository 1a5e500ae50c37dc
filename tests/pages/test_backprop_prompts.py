"""What the lesson "one step" of the page Backpropagation asks first, and where it leads on to."""

from dataclasses import replace

import pytest

from pages.parts.backprop.examples import PRESETS
from pages.parts.backprop.one_step.lesson import answer, spec
from pages.parts.backprop.one_step.prompts import ending
from pages.parts.backprop.one_step.steps import shown_steps
from pages.parts.backprop.settings import START, BackpropSettings
from pages.parts.backprop.training import trace_of
from pages.shared.protocol.answers import Replace
from pages.shared.protocol.prompts import Guess
from pages.shared.protocol.requests import Request
from pages.shared.text import Text
from tests.every import every

EN = Text("backprop", "en")


def asked(settings: BackpropSettings) -> Guess | None:
    """The question of a training step."""
    found = answer(settings, Request("all"), EN)
    assert isinstance(found, Replace)
    return found.guess


def test_the_reason_is_the_gradient() -> None:
    found = asked(START)
    assert found
    assert found.question == "Guess first: output 0.7514, target 0.01. Which way will W2[0,0] go?"
    assert (found.options, found.right) == (("up", "down", "it stays"), "down")
    assert found.yes == " Yes: its gradient 0.08217 is positive, so a smaller W2[0,0] means less loss."


def test_earlier_gradients_can_be_stronger() -> None:
    """Momentum rolls past the lowest place: the weight goes on although its gradient has turned round."""
    rolling = replace(PRESETS["linear_unit"], optimizer="momentum")
    told = [(found, at) for at in range(1, 12) if (found := asked(replace(rolling, at=at, trained=at)))]
    remembered = [found for found, _ in told if "still follows earlier gradients" in found.yes]
    assert remembered
    for found, at in told:
        trace = trace_of(replace(rolling, at=at, trained=at))
        change = float(trace.array("newW1")[0, 0] - trace.array("W1")[0, 0])
        assert found.right == ("up" if change > 0 else "down")


@pytest.mark.parametrize("calls", [False, True])
def test_it_is_answered_when_the_gradient_is_there(calls: bool) -> None:
    settings = replace(START, calls=calls)
    found, shown = asked(settings), shown_steps(trace_of(settings), calls)
    assert found
    last = shown[int(found.since) - 1]  # the first frame is before the first step
    assert (last.step.name, last.ends) == ("dW2", True)


def test_what_is_chosen_is_not_asked_about_because_its_gradient_is_shown() -> None:
    assert asked(replace(START, chosen="W2[0,0]")) is None
    assert asked(replace(START, chosen="W2[0,1]"))


@every("name", sorted(PRESETS))
def test_every_example_ends_with_its_word_and_leads_on(name: str) -> None:
    found = spec(PRESETS[name], EN, "light").ending
    assert found == ending(EN)
    assert (found.word, found.href) == ("Backpropagation", "backprop?view=optimizers&lang=en")


def test_the_example_of_a_dead_unit_has_a_living_one_beside_it() -> None:
    gradient = trace_of(PRESETS["dead_unit"]).gradients["W1"]
    assert gradient[:, 0].all()
    assert not gradient[:, 1].any()
