"""How good a run is at the shown moment, in large numbers below what it answers: its loss, and of classes how
many are right, on the training part and on the test part."""

from collections.abc import Iterator

import nnviz
from pages.parts.train.naming import Names
from pages.parts.train.views.view import Box, Drawn
from pages.shared.protocol.bindings import Binding, TextBinding
from pages.shared.protocol.elements import Element, Label
from pages.shared.protocol.layouts import Array, Field
from pages.shared.protocol.number_formats import NumberFormat, Percent, Significant
from pages.shared.protocol.panels import Panel
from pages.shared.text import Text
from pages.shared.theme import ThemeName

SCORES = 90.0  # height of all numbers
NUMBER, WORD, HEAD = 26.0, 17.0, 20.0
LOSS, SHARE = Significant(3), Percent(1)


class Scores:
    """Loss and accuracy of the shown moment."""

    def __init__(self, experiment: nnviz.Experiment) -> None:
        self.tested = experiment.test is not None
        self.classes = experiment.trainer.evaluator.decision is not None

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
        """Return a table of two lines, one column for each part."""
        lines: list[tuple[str, str, NumberFormat]] = [("loss", "", LOSS)]
        if self.classes:
            lines.insert(0, ("accuracy", "_accuracy", SHARE))
        place = box.below(SCORES)
        columns = {"train": place.left + 0.62 * place.width, "test": place.left + place.width}
        if not self.tested:
            del columns["test"]
        elements: list[Element] = [
            Label(f"score.{part}", right, place.top + HEAD / 2, text(f"loss.{part}"), WORD, "soft", "end")
            for part, right in columns.items()
        ]
        bindings: list[Binding] = []
        for at, (name, suffix, form) in enumerate(lines):
            y = place.top + HEAD + (SCORES - HEAD) / 2 * (at + 0.5)
            elements.append(
                Label(f"score.{name}", place.left, y, text(f"view.{name}"), WORD, "soft", "start")
            )
            for part, right in columns.items():
                id_ = f"score.{name}.{part}"
                elements.append(
                    Label(id_, right, y, "", NUMBER, "strong", "end", ("nnviz", f"{part}-{name}"))
                )
                bindings.append(TextBinding(f"{part}{suffix}", (id_,), form, exact=True))
        return Drawn(tuple(elements), tuple(bindings))

    def panels(self, _names: Names, _text: Text, _theme: ThemeName) -> Iterator[Panel]:
        """Return nothing: the numbers stand in the picture."""
        yield from ()
