"""How large the gradients and the updates of each layer are, over the epochs: where they vanish, and where an
update is too large for its weights."""

from collections.abc import Iterator

import nnviz
from pages.parts.train.naming import Names
from pages.parts.train.views.view import Box, Drawn
from pages.shared.figures.layer_sizes import layer_sizes
from pages.shared.protocol.layouts import Array, Field
from pages.shared.protocol.panels import Curves, FigurePanel, Line, Panel
from pages.shared.text import Text
from pages.shared.theme import ThemeName

KINDS = ("gradient", "update")
HEIGHT = 190


class LayerSizes:
    """The root mean square of the gradient of each layer, and of its update relative to its parameters."""

    def __init__(self, viewer: nnviz.Network) -> None:
        self._layers = range(1, len(viewer.sizes))

    @property
    def fields(self) -> tuple[Field, ...]:
        """Both sizes of each layer; NaN before the first update."""
        return tuple(Field(f"{kind}{layer}", "float32") for kind in KINDS for layer in self._layers)

    def fill(self, row: Array, _network: nnviz.Network, snapshot: nnviz.Snapshot) -> None:
        """Write the sizes of the last update of the snapshot."""
        for kind, sizes in zip(KINDS, (snapshot.gradient_sizes, snapshot.update_sizes), strict=True):
            for at, layer in enumerate(self._layers):
                known = snapshot.step > 0 and at < sizes.size
                row[f"{kind}{layer}"] = sizes[at] if known else float("nan")

    def drawn(self, _box: Box, _names: Names, _text: Text) -> Drawn:
        """Return nothing: the sizes are curves below the picture."""
        return Drawn()

    def panels(self, _names: Names, text: Text, theme: ThemeName) -> Iterator[Panel]:
        """Return a figure for the gradients and one for the updates."""
        names = [text("sizes.layer", layer=layer) for layer in self._layers]
        for kind in KINDS:
            figure = layer_sizes(names, text("loss.epochs"), text(f"sizes.{kind}_axis"), theme)
            lines = tuple(Line(at, f"{kind}{layer}") for at, layer in enumerate(self._layers))
            yield FigurePanel(
                f"{kind}s",
                text(f"sizes.{kind}"),
                text(f"sizes.{kind}_alt"),
                figure,
                height=HEIGHT,
                room="more",
                detail=text(f"sizes.{kind}_detail"),
                curves=Curves("epoch", lines),
                cursor="epoch",
            )
