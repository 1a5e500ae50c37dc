"""What is the same for a whole run is computed once for each experiment."""

from collections.abc import Callable
from functools import wraps
from typing import TypeVar
from weakref import WeakKeyDictionary

from nnviz.experiments.experiment import Experiment

T = TypeVar("T")


def remembered(found: Callable[[Experiment], T]) -> Callable[[Experiment], T]:
    """The same function, which answers from memory when it is asked of an experiment again.

    For what the whole run has in common; nothing keeps an experiment alive.
    """
    known: WeakKeyDictionary[Experiment, T] = WeakKeyDictionary()

    @wraps(found)
    def answer(experiment: Experiment) -> T:
        if experiment not in known:
            known[experiment] = found(experiment)
        return known[experiment]

    return answer
