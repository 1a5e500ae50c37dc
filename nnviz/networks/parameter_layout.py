"""How the weights and biases of a network lie in one flat vector: layer after layer, unit after unit.
What is asked of its layers is checked here, before there is a vector.
"""

from collections.abc import Sequence
from itertools import accumulate, pairwise

from nnviz.networks.activations import HIDDEN_ACTIVATIONS
from nnviz.validation import choice, whole_number


def checked_sizes(sizes: Sequence[int]) -> tuple[int, ...]:
    """The units of all layers, the inputs first; ValueError unless there are two or more, each at least 1."""
    if len(sizes) < 2:
        raise ValueError(f"sizes must name at least inputs and outputs, e.g. [2, 4, 3], got {list(sizes)}")
    return tuple(whole_number(f"sizes[{place}]", size, 1) for place, size in enumerate(sizes))


def check_not_turned(name: str, shape: tuple[int, ...], biases: tuple[int, ...]) -> None:
    """ValueError for weights of shape (units, inputs), as half of the world writes them."""
    rows, columns = shape
    if rows != columns and biases == (rows,):
        raise ValueError(
            f"{name} must have the shape (inputs, units), a column for each of its {rows} biases, "
            f"got {shape}; it looks turned, so give {name}.T"
        )


def checked_hidden(hidden: str | Sequence[str], count: int) -> tuple[str, ...]:
    """One activation for each of the `count` hidden layers, else ValueError."""
    if isinstance(hidden, str):
        return (choice("hidden", hidden, HIDDEN_ACTIVATIONS),) * count
    if len(hidden) != count:
        raise ValueError(
            f"hidden must hold one activation for each of the {count} hidden layers, got {list(hidden)}"
        )
    return tuple(choice(f"hidden[{at}]", name, HIDDEN_ACTIVATIONS) for at, name in enumerate(hidden))


def checked_bias(bias: bool | Sequence[bool], count: int) -> tuple[bool, ...]:
    """Whether each of the `count` layers has a bias, else ValueError."""
    if isinstance(bias, bool):
        return (bias,) * count
    if len(bias) != count:
        raise ValueError(
            f"bias must be True, False, or hold one of them for each of the {count} layers, got {list(bias)}"
        )
    return tuple(bool(one) for one in bias)


def matrix_shapes(sizes: Sequence[int], has_bias: Sequence[bool]) -> tuple[tuple[int, int], ...]:
    """(units, inputs) of every layer, with one column more where it has a bias."""
    layers = zip(pairwise(sizes), has_bias, strict=True)
    return tuple((units, inputs + has) for (inputs, units), has in layers)


def layer_slices(shapes: Sequence[tuple[int, int]]) -> tuple[slice, ...]:
    """Where matrices of these shapes lie in the flat vector, one after the other."""
    ends = list(accumulate(units * columns for units, columns in shapes))
    return tuple(slice(start, end) for start, end in pairwise([0, *ends]))
