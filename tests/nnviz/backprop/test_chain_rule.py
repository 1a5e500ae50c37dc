"""The chain rule in numbers: products and sums that are the gradients, made of cells of the trace."""

import numpy as np
import pytest
from hypothesis import given

from nnviz import Chain, Network, TrainingTrace, chain_rule, training_trace
from tests.every import every
from tests.nnviz.backprop.small_traces import gradient_cells, mazur, traces


def names(chain: Chain) -> list[list[str]]:
    return [[factor.name for factor in product.factors] for product in chain.products]


# -- by hand ---------------------------------------------------------------------------------------------


def test_a_weight_of_the_first_layer_opens_up_to_the_loss() -> None:
    weight = chain_rule(mazur(), "W1[0,1]")
    assert weight.name == "dL/dW1[0,1]"
    assert weight.formula == "Σ a0[n,0] · delta1[n,1]"
    assert names(weight) == [["a0[0,0]", "delta1[0,1]"]]
    hidden = weight.products[0].factors[1].chain
    assert hidden is not None
    assert hidden.formula == "(Σ W2[1,k] · delta2[0,k]) · slope1[0,1]"
    assert names(hidden) == [["W2[1,0]", "delta2[0,0]"], ["W2[1,1]", "delta2[0,1]"]]
    assert [(one.name, one.formula) for one in hidden.common] == [("slope1[0,1]", "a1[0,1] * (1 - a1[0,1])")]
    assert [product.unit for product in hidden.products] == [0, 1]
    output = hidden.products[0].factors[1].chain
    assert output is not None
    assert output.formula == "(a2[0,0] - T[0,0]) · slope2[0,0]"
    assert output.products[0].factors[0].cells == ("a2[0,0]", "T[0,0]")
    assert all(factor.chain is None for factor in output.factors())
    assert [len(level) for level in weight.levels()] == [1, 1, 2]


def test_the_numbers_are_those_of_the_example() -> None:
    chain = chain_rule(mazur(), "W2", (0, 0))
    assert chain.value == pytest.approx(0.082167041, abs=5e-10)
    delta = chain.products[0].factors[1]
    assert delta.value == pytest.approx(0.138498562, abs=5e-10)
    assert delta.chain is not None
    assert [factor.value for factor in delta.chain.factors()] == pytest.approx(
        [0.741365070, 0.186815602], abs=5e-10
    )
    assert chain_rule(mazur(), "W1[0,0]").value == pytest.approx(0.000438568, abs=5e-10)


def test_a_batch_is_a_sum_over_its_samples_with_one_nth_of_each() -> None:
    trace = mazur(3)
    chain = chain_rule(trace, "W2[1,0]")
    assert [product.sample for product in chain.products] == [0, 1, 2]
    shares = [chain_rule(trace, "W2[1,0]", sample=n) for n in range(3)]
    assert [share.value for share in shares] == [product.value for product in chain.products]
    assert {share.recorded for share in shares} == {None}
    output = chain_rule(trace, "delta2[1,0]")
    assert [one.name for one in output.common] == ["slope2[1,0]", "1/3"]
    assert "1/3" not in [one.name for one in chain_rule(mazur(3, reduction="sum"), "z2[1,0]").factors()]


@every("name", ["dW1[0,1]", "db1[1]", "delta1[0,1]"])
def test_the_cell_of_a_gradient_is_that_of_what_it_is_taken_by(name: str) -> None:
    chain = chain_rule(mazur(), name)
    assert chain.cell.gradient == name
    assert str(chain.cell) in ("W1[0,1]", "b1[1]", "z1[0,1]")


def test_a_network_of_steps_has_a_slope_of_zero_in_its_chain() -> None:
    net = Network.from_parameters([[[1.0]], [[2.0]]], [[0.5], [0.0]], "step")
    chain = chain_rule(training_trace(net, [[1]], [[5]]), "z1[0,0]")
    assert chain.sum == -6
    assert [(one.name, one.value) for one in chain.common] == [("slope1[0,0]", 0.0)]
    assert chain.value == 0


# -- every number of any network -------------------------------------------------------------------------


@given(traces())
def test_the_sum_of_the_products_is_the_gradient_in_every_cell(trace: TrainingTrace) -> None:
    for name, recorded in gradient_cells(trace):
        chain = chain_rule(trace, name)
        assert chain.recorded == recorded
        assert chain.value == pytest.approx(recorded, rel=1e-12, abs=1e-12 * chain.size)


@given(traces())
def test_every_factor_is_the_chain_that_it_opens_into(trace: TrainingTrace) -> None:
    last = len(trace.weights)
    for cell in ("a0[0,0]", "W1[0,0]", f"z{last}[0,0]", f"a{last}[0,0]"):
        chain = chain_rule(trace, cell)
        depth = len(chain.levels())
        assert chain.depth == depth
        assert depth == {"a0[0,0]": last + 1, "W1[0,0]": last + 1}.get(cell, 1)
        for level in chain.levels():
            for factor in (factor for one in level for factor in one.factors()):
                opened = factor.chain
                if opened is not None:
                    assert opened.value == pytest.approx(factor.value, rel=1e-12, abs=1e-12 * opened.size)
                elif factor.name in factor.cells:
                    array, place = factor.name[:-1].split("[")
                    assert trace.array(array)[tuple(map(int, place.split(",")))] == factor.value


@given(traces())
def test_the_shares_of_the_samples_add_up_to_the_gradient(trace: TrainingTrace) -> None:
    for name in ("W1[0,0]", f"W{len(trace.weights)}[0,0]"):
        whole = chain_rule(trace, name)
        shares = [chain_rule(trace, name, sample=n).value for n in range(len(trace.X))]
        assert sum(shares) == pytest.approx(whole.value, rel=1e-12, abs=1e-12 * whole.size)


def test_one_may_open_a_few_levels_only() -> None:
    chain = chain_rule(mazur(), "W1[0,1]")
    assert [len(chain.levels(most)) for most in (1, 2, 3, 9)] == [1, 2, 3, 3]
    assert chain.levels(1) == ((chain,),)


def test_a_step_whose_deltas_are_lost_has_no_chain() -> None:
    trace = mazur(2)
    trace.arrays["delta2"] = np.ones((2, 3))  # type: ignore[index]
    with pytest.raises(ValueError, match=r"^delta2 must have the shape \(2, 2\), got \(2, 3\); ask the step"):
        chain_rule(trace, "W1[0,0]")
    del trace.arrays["delta1"]  # type: ignore[attr-defined]
    with pytest.raises(ValueError, match=r"^delta1 must have the shape \(2, 2\), got none; ask the step"):
        chain_rule(trace, "W1[0,0]")


# -- what there is not -----------------------------------------------------------------------------------


@every(
    "arguments, text",
    [
        (
            ("W3[0,0]",),
            "name must be a cell such as W1[0,1] of one of a0, W1, b1, z1, a1, W2, b2, z2, a2, got 'W3[0,0]'",
        ),
        (
            ("loss",),
            "name must be a cell such as W1[0,1] of one of a0, W1, b1, z1, a1, W2, b2, z2, a2, got 'loss'",
        ),
        (("W1[0,2]",), "place in W1 must be 0..1 (it has the shape (2, 2)), got 2"),
        (("b1[0,0]",), "place must have 1 number, as b1 has the shape (2,), got (0, 0)"),
        (("W1",), "place must have 2 numbers, as W1 has the shape (2, 2), got ()"),
        (("W1[0,0]", None, 3), "sample must be 0..2 (the last sample), got 3"),
        (("z1[0,0]", None, 1), "sample must be 0, to which z1[0,0] belongs, or None, got 1"),
    ],
)
def test_what_is_refused(arguments: tuple[str], text: str) -> None:
    with pytest.raises(ValueError) as caught:  # noqa: PT011 - the text is compared whole
        chain_rule(mazur(3), *arguments)
    assert str(caught.value) == text
