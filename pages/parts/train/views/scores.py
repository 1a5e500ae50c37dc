"""How good a run is at the shown moment, in large numbers below what it answers: its loss, and of classes how
many are right, on the training part and on the test part."""

from collections.abc import Iterator

import nnviz
from pages.parts.train.naming import Names
from pages.parts.train.views.classes import classes_of
from pages.parts.train.views.view import Box, Drawn
from pages.shared.protocol.bindings import Binding, TextBinding
from pages.shared.protocol.elements import Element, Label
from pages.shared.protocol.layouts import Array, Field
from pages.shared.protocol.number_formats import NumberFormat, Percent, Significant
from pages.shared.protocol.panels import Panel
from pages.shared.text import Text
from pages.shared.theme import ThemeName

SCORES, TALL = 90.0, 120.0  # height of all numbers, and where they stand in a narrow column
NUMBER, WORD, HEAD, ABOVE = 26.0, 17.5, 20.0, 18.0
NARROW, SMALLER = 260.0, 24.0  # a table that is narrower has smaller numbers ...
LINE = 18.0  # ... and leaves room for a line below them
LOSS, SHARE = Significant(3), Percent(1)


class Scores:
    """Loss and accuracy of the shown moment, in a column as wide as `column` of the picture."""

    def __init__(self, experiment: nnviz.Experiment, column: float | None = None) -> None:
        self.tested, self.column = experiment.test is not None, column
        self.classes = classes_of(experiment) is not None

    @property
    def fields(self) -> tuple[Field, ...]:
        """The accuracies; the losses are in every frame."""
        count = int(self.classes)
        return Field("train_accuracy", "float64", count), Field("test_accuracy", "float64", count)

    def fill(self, row: Array, _network: nnviz.Network, snapshot: nnviz.Snapshot) -> None:
        """Write the accuracies of the snapshot."""
        if self.classes:
            row["train_accuracy"], row["test_accuracy"] = snapshot.train_accuracy, snapshot.test_accuracy

    # -- pictures -------------------------------------------------------------------------
    def drawn(self, box: Box, _names: Names, text: Text) -> Drawn:
        """Return a table of two lines, one column for each part; where it is narrow, words stand above."""
        lines: list[tuple[str, str, NumberFormat]] = [("loss", "", LOSS)]
        if self.classes:
            lines.insert(0, ("accuracy", "_accuracy", SHARE))
        width = self.column or box.width
        place = box.below(TALL if self.column else SCORES)._replace(left=box.left + box.width - width)
        ends = columns(place, self.tested, 0.46 if self.column else None)
        narrow = not self.column and width < NARROW
        size, left = (SMALLER, LINE) if narrow else (NUMBER, 0.0)
        step = (place.height - HEAD - left) / 2
        elements: list[Element] = [
            Label(f"score.{part}", right, place.top + HEAD / 2, text(f"view.{part}"), WORD, "soft", "end")
            for part, right in ends.items()
        ]
        bindings: list[Binding] = []
        for at, (name, suffix, form) in enumerate(lines):
            top = place.top + HEAD + step * at
            middle = top + step / 2 + (ABOVE / 2 if self.column else 0)
            beside = top + ABOVE / 2 if self.column else middle
            elements.append(
                Label(f"score.{name}", place.left, beside, text(f"view.{name}"), WORD, "soft", "start")
            )
            for part, right in ends.items():
                id_, data = f"score.{name}.{part}", f"{part}-{name}"
                elements.append(Label(id_, right, middle, "", size, "strong", "end", ("nnviz", data)))
                bindings.append(TextBinding(f"{part}{suffix}", (id_,), form, exact=True))
        return Drawn(tuple(elements), tuple(bindings))

    def panels(self, _names: Names, _text: Text, _theme: ThemeName) -> Iterator[Panel]:
        """Return nothing: the numbers stand in the picture."""
        yield from ()


def columns(place: Box, tested: bool, share: float | None = None) -> dict[str, float]:
    """Return where the columns of the training part and of the test part end; the first one at a `share` of
    the width, or where both have room."""
    share = share or (0.62 if place.width >= NARROW else 0.67)
    ends = {"train": place.left + share * place.width, "test": place.left + place.width}
    return ends if tested else {"train": ends["train"]}
