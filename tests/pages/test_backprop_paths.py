"""The ways of a chosen number in the drawn network are those of its chain up to the loss."""

from dataclasses import replace

import numpy as np

from nnviz.backprop.chain import Chain
from pages.parts.backprop.fitting import suited
from pages.parts.backprop.one_step.chosen_number import chosen_chain
from pages.parts.backprop.one_step.paths import aside
from pages.parts.backprop.settings import DRAWN, START
from pages.parts.backprop.training import trace_of
from pages.shared.protocol.ids import parse
from pages.shared.scenes.training_network import line_starts
from tests.every import every

LAYERS = ((2, "tanh"), (4, "relu"), (1, "sigmoid"), (3, "sigmoid"))
DEEP = suited(replace(DRAWN, layers=LAYERS, X=((0.5, -1.0, 2.0), (1.0, 0.0, -0.5)), Y=((1.0,),)))


def cells(chain: Chain) -> set[str]:
    """The number itself, and all that its chain is made of."""
    factors = [factor for level in chain.levels() for one in level for factor in one.factors()]
    return {str(chain.cell), *(cell for factor in factors for cell in factor.cells)}


@every(
    "chosen", ["W1[2,1]", "W2[0,3]", "W4[0,2]", "b1[0]", "b3[0]", "z1[1,1]", "z2[0,2]", "a2[1,3]", "a4[0,1]"]
)
def test_what_is_on_no_way_steps_back(chosen: str) -> None:
    shown = replace(DEEP, chosen=chosen)
    lines, units = aside(shown)
    sizes, starts = shown.sizes, line_starts(shown.sizes)
    found_lines, found_units = np.ones_like(lines), np.ones_like(units)
    for name in cells(chosen_chain(shown, trace_of(shown))):
        cell = parse(name)
        if cell is None or not cell.numbers:
            continue
        (layer,) = cell.numbers
        if cell.name == "W":
            found_lines[starts[layer - 1] + cell.place[0] * sizes[layer] + cell.place[1]] = 0
        found_units[sum(sizes[:layer]) + cell.place[-1]] = 0
    assert np.array_equal(lines, found_lines)
    assert np.array_equal(units, found_units)


def test_nothing_steps_back_while_nothing_is_chosen() -> None:
    assert not any(found.any() for found in aside(START))
