"""Arrays that are handed out and must not change in the hands of others."""

from nnviz.validation import Array


def read_only(array: Array) -> Array:
    """The array itself, which from now on cannot be written to; its owner gives a view to go on writing."""
    array.flags.writeable = False
    return array
