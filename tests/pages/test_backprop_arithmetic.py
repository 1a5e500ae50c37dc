"""What a training step says on the page Backpropagation: "=" stands before what is exact, "≈" elsewhere."""

from fractions import Fraction
from math import prod

import pytest

from pages.parts.backprop.examples import PRESETS
from pages.parts.backprop.one_step.arithmetic import equation, plain
from pages.parts.backprop.one_step.panels import network_words
from pages.parts.backprop.one_step.right_sides import multiplied
from pages.parts.backprop.training import trace_of
from pages.shared.protocol.elements import Token
from pages.shared.scenes import training_network
from pages.shared.text import Text

LINEAR_UNIT = """\
z1[0,0] = 2·0.5 + 3·(-0.5) + 0.1 = -0.4
a1[0,0] = z1[0,0] = -0.4
loss = ½·((-0.4 − 1)²) = 0.98
delta1[0,0] = -0.4 − 1 = -1.4
dW1[0,0] = 2·(-1.4) = -2.8
db1[0] = delta1[0,0] = -1.4
newW1[0,0] = 0.5 − 0.02·(-2.8) = 0.556
newb1[0] = 0.1 − 0.02·(-1.4) = 0.128"""

ROUNDED = {  # of the example with two inputs and two outputs
    "a1": "a1[0,0] = sigmoid(0.3775) ≈ 0.5933",
    "z2": "z2[0,0] ≈ 0.5933·0.4 + 0.5969·0.45 + 0.6 ≈ 1.106",
    "a2": "a2[0,0] ≈ sigmoid(1.106) ≈ 0.7514",
    "loss": "loss ≈ ½·((0.751365 − 0.01)² + (0.772928 − 0.99)²) ≈ 0.298371",
    "db2": "db2[0] = delta2[0,0] ≈ 0.1385",
    "delta1": "delta1[0,0] ≈ (0.1385·0.4 + (-0.0381)·0.5)·0.2413 ≈ 0.008771",
}


def said(preset: str) -> dict[str, str]:
    """What is said of every step of an example, by the array that it makes."""
    settings = PRESETS[preset]
    trace = trace_of(settings)
    return {step.name: plain(equation(settings, trace, step)) for step in trace}


def test_what_is_written_with_all_its_digits_is_equal() -> None:
    assert "\n".join(said("linear_unit").values()) == LINEAR_UNIT
    dead = said("dead_unit")
    assert dead["delta1"] == "delta1[0,0] = (-2·1)·1 = -2"
    assert not [line for line in dead.values() if "≈" in line]


def test_rounded_numbers_are_nearly_equal_on_either_side() -> None:
    found = said("two_two_two")
    assert {name: found[name] for name in ROUNDED} == ROUNDED


@pytest.mark.parametrize("factors", [(2, 3), (0, 5), (1,), ()])
def test_a_product_is_known_if_all_its_factors_are(factors: tuple[int, ...]) -> None:
    known = [Fraction(one) for one in factors]
    assert multiplied(*known) == prod(factors)
    assert multiplied(*known, None) is None


def test_a_circle_of_the_first_column_is_called_an_input() -> None:
    settings, text = PRESETS["two_two_two"], Text("backprop", "en")
    words = network_words(settings, text)
    elements = training_network.training_network(settings.sizes, words).elements
    named = {one.id: one.press for one in elements if isinstance(one, Token)}
    assert (named["unit0.2"], named["unit1.1"]) == ("Input 2: choose it", "Layer 1, unit 1: choose it")
