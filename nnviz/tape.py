"""The way every computation is written down: as a list of NumPy calls with a label each.
Whoever owns a formula writes its calls on a tape, which keeps them for later or runs them at once.
"""

from collections.abc import Callable
from typing import Any, NamedTuple

ALL_LAYERS = 0


class Call(NamedTuple):
    """One NumPy call `function(*args)` of a computation.

    `result` is the array it writes, `layer` counts from 1 (0: all layers at once), and `what` is one of
    "block", "before activation", "after activation", "slope", "delta", "gradient", "penalty", "clipping",
    "update". If it writes a work array that a reader should see, `scratch` is the name of that, else "".
    """

    function: Callable[..., object]
    args: tuple[Any, ...]
    result: Any
    layer: int
    what: str
    scratch: str = ""

    @property
    def label(self) -> str:
        """For example "layer 2 · before activation"."""
        where = f"layer {self.layer}" if self.layer else "all layers"
        return f"{where} · {self.what}"

    @property
    def name(self) -> str:
        """The function's own name, for example "dot" or "multiply"."""
        return str(getattr(self.function, "__name__", self.function))


class Tape:
    """Takes down calls: `tape(np.tanh, z, z)` appends one `Call`, marked with the current layer and part.

    A tape made with `eager=True` runs each call at once instead and keeps nothing.
    """

    def __init__(self, eager: bool = False) -> None:
        self.calls: list[Call] = []
        self.eager = eager
        self.layer = ALL_LAYERS
        self.what = ""

    def at(self, layer: int, what: str) -> None:
        """Mark all calls from here on with this `layer` (0: all layers) and `what` part they belong to."""
        self.layer, self.what = layer, what

    def __call__(
        self, function: Callable[..., object], *args: Any, result: Any = None, scratch: str = ""
    ) -> None:
        """Write down `function(*args)`; the array it writes is its last argument unless `result` names it.

        If that is a work array that a reader should see, `scratch` is its name.
        """
        if self.eager:
            function(*args)
            return
        written = args[-1] if result is None else result
        self.calls.append(Call(function, args, written, self.layer, self.what, scratch))
