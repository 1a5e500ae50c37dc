"""What becomes of a training step if some of its numbers are others: all that comes after follows from them.
So a number that is wrong only because an earlier one is can be told from one that was worked out wrongly.
"""

from collections.abc import Mapping
from typing import Any

import numpy as np

from nnviz.backprop.backprop_code import given
from nnviz.backprop.cells import place_in
from nnviz.backprop.training_trace import TrainingTrace
from nnviz.validation import Array


def carried_numbers(trace: TrainingTrace, changed: Mapping[str, float]) -> dict[str, Array]:
    """Do the lines of a step once more with other numbers in some cells.

    Parameters
    ----------
    trace : TrainingTrace
        A step without a mistake.
    changed : mapping of str to float
        For cells that the step makes, such as "delta2[0,1]", the number that is used from there on.

    Returns
    -------
    dict of str to Array
        Every array as its line gives it, from what was changed before it: "dW2" follows from a changed
        delta2, while "delta2" itself is what it should have been.

    Raises
    ------
    ValueError
        If there is no such cell.

    Examples
    --------
    >>> from nnviz.networks.network import Network
    >>> from nnviz.backprop.training_trace import training_trace
    >>> trace = training_trace(Network.from_parameters([[[2.0]]], None), [[3]], [[5]])
    >>> carried_numbers(trace, {"delta1[0,0]": 10})["dW1"], trace.array("dW1")
    (array([[30.]]), array([[3.]]))
    """
    places: dict[str, list[tuple[tuple[int, ...], float]]] = {}
    for cell, number in changed.items():
        array, place = place_in(trace, cell)
        places.setdefault(array, []).append((place, number))
    names: dict[str, Any] = {"np": np, **given(trace)}
    found = {}
    with np.errstate(all="ignore"):
        for step in trace:
            exec(step.code, names)  # the line that the step shows, and the program of the step has
            found[step.name] = names[step.name]
            if step.name in places:
                names[step.name] = np.array(found[step.name])
                for place, number in places[step.name]:
                    names[step.name][place] = number
    return found
