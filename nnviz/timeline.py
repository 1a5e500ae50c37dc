"""Timelines: a computation as a sequence of steps, each a frozen noun that says in numbers what happened.
Whatever makes the steps, a reader goes through them in the same way.
"""

from abc import abstractmethod
from collections.abc import Iterator, Sequence
from typing import TypeVar, overload

Step = TypeVar("Step", covariant=True)


class Timeline(Sequence[Step]):
    """A sequence of steps, which need not exist before they are asked for.

    What is a timeline says how many steps there are (`__len__`) and makes the one of a number (`_step`); a
    number below 0 counts from the end, a slice gives a tuple, and any other number raises IndexError.
    """

    @abstractmethod
    def _step(self, number: int) -> Step:
        """The step of this number, 0..len - 1."""

    @overload
    def __getitem__(self, number: int) -> Step: ...
    @overload
    def __getitem__(self, number: slice) -> tuple[Step, ...]: ...
    def __getitem__(self, number: int | slice) -> Step | tuple[Step, ...]:
        numbers = range(len(self))
        if isinstance(number, slice):
            return tuple(map(self._step, numbers[number]))
        try:
            return self._step(numbers[number])
        except IndexError:
            there = f"must be 0..{len(self) - 1}" if numbers else "must be one of none"
            raise IndexError(f"step {there}, got {number}") from None

    def __iter__(self) -> Iterator[Step]:
        return map(self._step, range(len(self)))


class StoredTimeline(Timeline[Step]):
    """A timeline all of whose `steps` are there from the beginning."""

    steps: tuple[Step, ...]

    def __len__(self) -> int:
        return len(self.steps)

    def _step(self, number: int) -> Step:
        return self.steps[number]
