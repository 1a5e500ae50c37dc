"""A setting of a trainer that may be changed at any time: it is checked, and the step is recorded anew."""

from collections.abc import Callable
from math import isfinite
from typing import Any, Generic, Protocol, TypeVar, overload

T = TypeVar("T")


class Recording(Protocol):
    """What has settings of this kind: it can write its step down anew."""

    def record_anew(self) -> None:
        """Write the training step down again; the optimizer keeps what it remembers."""


class LiveSetting(Generic[T]):
    """An attribute whose new value passes `check`, which raises ValueError, before the step is recorded."""

    def __init__(self, check: Callable[[T], T]) -> None:
        self._check, self._name = check, ""

    def __set_name__(self, owner: type, name: str) -> None:
        self._name = f"_{name}"

    @overload
    def __get__(self, trainer: None, owner: type) -> "LiveSetting[T]": ...
    @overload
    def __get__(self, trainer: object, owner: type) -> T: ...
    def __get__(self, trainer: Any, owner: type) -> "LiveSetting[T] | T":
        return self if trainer is None else getattr(trainer, self._name)

    def __set__(self, trainer: Recording, value: T) -> None:
        setattr(trainer, self._name, self._check(value))
        trainer.record_anew()


def checked_clip(clip: float | None) -> float | None:
    """`clip` if it is None or a finite number above 0, else ValueError."""
    if clip is not None and not (isfinite(clip) and clip > 0):
        raise ValueError(f"clip must be a finite number above 0, or None, got {clip!r}")
    return clip
