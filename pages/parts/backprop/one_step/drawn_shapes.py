"""How much of every array is drawn: all of it, but of many samples the first alone."""

from pages.parts.backprop.array_names import stem
from pages.parts.backprop.one_step.bench import made_shapes
from pages.parts.backprop.settings import BackpropSettings

MOST_ROWS = 8  # samples that are drawn


def drawn_shapes(settings: BackpropSettings) -> dict[str, tuple[int, ...]]:
    """Return the shapes of all arrays as far as they are drawn, by name."""
    return {
        name: (min(shape[0], MOST_ROWS), *shape[1:]) if len(shape) == 2 and _has_rows(name) else shape
        for name, shape in made_shapes(settings).items()
    }


def _has_rows(name: str) -> bool:
    return stem(name) in ("a", "z", "delta", "T")
