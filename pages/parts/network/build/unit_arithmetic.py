"""How the chosen unit computes its number for the chosen sample, as lines with all digits."""

from collections.abc import Iterator

from nnviz import ForwardPass
from pages.parts.network.build.captions import activated
from pages.parts.network.settings import NetworkSettings
from pages.shared.numbers.equations import equals, in_full, sum_of_products


def unit_lines(settings: NetworkSettings, forward: ForwardPass) -> tuple[str, ...]:
    """How the chosen unit computes its number for the chosen sample, one product a line, all digits."""
    if settings.unit is None:
        return ()
    layer, unit = settings.unit
    row = settings.row
    if not layer:
        return (f"a0[{row},{unit}] = X[{row},{unit}] = {in_full(forward.X[row, unit])}",)
    terms = _terms(forward, layer, row, unit)
    known, name = forward.layers[layer - 1], forward.activations[layer - 1]
    total, out = known.before[row, unit], known.after[row, unit]
    lines = [f"  {'+' if at else ' '} {term}" for at, term in enumerate(_aligned(terms))]
    z = f"z{layer}[{row},{unit}]"
    after = {"softmax": f"softmax(z{layer}[{row}])[{unit}]", "linear": z}.get(name, f"{name}({z})")
    true = sum_of_products([values for _, values in terms], in_full)
    signs = equals(true, total, in_full), activated(name, known.before[row], unit, out, in_full)
    return (
        f"{z} =",
        *lines,
        f"  {signs[0]} {in_full(total)}",
        f"a{layer}[{row},{unit}] = {after}",
        f"  {signs[1]} {in_full(out)}",
    )


Term = tuple[str, tuple[float, ...]]  # its name, and the numbers that are multiplied


def _terms(forward: ForwardPass, layer: int, row: int, unit: int) -> list[Term]:
    before = forward.X if layer == 1 else forward.layers[layer - 2].after
    weights = forward.weights[layer - 1]
    found: list[Term] = [
        (f"a{layer - 1}[{row},{i}]·W{layer}[{i},{unit}]", (a, w))
        for i, (a, w) in enumerate(zip(before[row], weights[:, unit], strict=True))
    ]
    return [*found, (f"b{layer}[{unit}]", (forward.biases[layer - 1][unit],))]


def _aligned(terms: list[Term]) -> Iterator[str]:
    """The terms as lines in which names, signs and numbers stand below each other."""
    rows = [(name, *("", *map(in_full, values))[-2:]) for name, values in terms]
    wide = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for name, left, right in rows:
        sign = "·" if left else " "
        yield f"{name:<{wide[0]}} = {left:>{wide[1]}} {sign} {right:>{wide[2]}}"
