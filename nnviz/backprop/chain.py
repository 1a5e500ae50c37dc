"""What the chain rule makes of dL/d(one number): a sum of products, whose factors open up to the loss."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from math import prod

from nnviz.backprop.cells import Cell


@dataclass(frozen=True, eq=False)
class Factor:
    """One number of a product: its `name`, its `value`, and the `cells` that it stands in or is made of.

    `formula` says how it comes about where it does not open: a slope, the error of an output. 1 / n of the
    mean stands in no cell.
    """

    name: str
    value: float
    cells: tuple[str, ...] = ()
    formula: str = ""
    opens: "Callable[[], Chain] | None" = field(default=None, repr=False)

    @cached_property
    def chain(self) -> "Chain | None":
        """The factor as a chain of its own, one level nearer to the loss; None if it does not open."""
        return self.opens() if self.opens else None


@dataclass(frozen=True, eq=False)
class Product:
    """One way on which a number moves the loss, and what it adds: its `factors` multiplied.

    It goes through a `sample`, and from a hidden layer through a `unit` of the next one; None where there is
    no choice.
    """

    factors: tuple[Factor, ...]
    sample: int | None = None
    unit: int | None = None

    @cached_property
    def value(self) -> float:
        """The product."""
        return prod(factor.value for factor in self.factors)


@dataclass(frozen=True, eq=False)
class Chain:
    """dL/d(`cell`) = (the sum of the `products`) · (the `common` factors).

    `formula` says it with the names of arrays, where n runs over samples and k over the units of the next
    layer. `sample` is the only one that is looked at, None for all of them. `recorded` is the number that the
    trace has for it; None for an activation, whose derivative is never written down, and for the share of one
    sample in the gradient of a parameter.
    """

    cell: Cell
    products: tuple[Product, ...]
    common: tuple[Factor, ...]
    formula: str
    sample: int | None
    recorded: float | None

    @property
    def name(self) -> str:
        """For example "dL/dW1[0,1]"."""
        return f"dL/d{self.cell}"

    @cached_property
    def sum(self) -> float:
        """The sum of the products."""
        return float(sum(product.value for product in self.products))

    @cached_property
    def value(self) -> float:
        """dL/d(it)."""
        return self.sum * prod(factor.value for factor in self.common)

    @cached_property
    def size(self) -> float:
        """The same with every product taken as positive: what the rounding of `value` is measured by."""
        total = sum(abs(product.value) for product in self.products)
        return float(total * prod(abs(factor.value) for factor in self.common))

    def factors(self) -> Iterator[Factor]:
        """All factors, product after product, the common ones last."""
        for product in self.products:
            yield from product.factors
        yield from self.common

    @property
    def depth(self) -> int:
        """The number of levels up to the loss; all ways are equally long, so that one is enough to follow."""
        opened = next((factor.chain for factor in self.factors() if factor.chain is not None), None)
        return 1 if opened is None else 1 + opened.depth

    def levels(self, most: int | None = None) -> "tuple[tuple[Chain, ...], ...]":
        """This chain, then the chains that its factors open into, and so on up to the loss; each one once.

        With `most` no more than so many levels, at least one.
        """
        found: list[tuple[Chain, ...]] = [(self,)]
        while found[-1] and len(found) != most:
            factors = {factor.name: factor for chain in found[-1] for factor in chain.factors()}
            opened = (factor.chain for factor in factors.values())
            found.append(tuple(chain for chain in opened if chain is not None))
        return tuple(level for level in found if level)
