"""The arrays of a training step by their names: z1, W2, dW2, newb1, delta1."""

COMPUTED = ("z", "a", "delta", "dW", "db", "newW", "newb")  # what a training step makes of what it is given
# The parameters that an array is about, which has their shape.
PARAMETER_OF = {"W": "W", "dW": "W", "newW": "W", "b": "b", "db": "b", "newb": "b"}


def stem(name: str) -> str:
    """Return the name of an array without the number of its layer."""
    return name.rstrip("0123456789")


def is_computed(name: str) -> bool:
    """Whether a training step makes this array; the inputs, a0, are given."""
    return stem(name) in COMPUTED and name != "a0"
