"""A table of predictions for one target: the pair, what the network says, the truth, the error.
The numbers are bound to the frame, so the table follows the player."""

from collections.abc import Sequence

from pages.shared.panels import Binding, Element, Scene

WIDTH, ROW = 360.0, 30.0
COLUMNS = (8.0, 190.0, 272.0, 352.0)  # the left edge of the pair, then three right edges
FORMAT = {"format": {"digits": 1}}


def prediction_table(
    pairs: Sequence[str], truths: Sequence[str], head: Sequence[str], loss: str, target: int, targets: int
) -> Scene:
    """Return the table for output `target` of `targets`; `head` names its columns, `loss` its last line.

    Bound fields: `predictions` and `errors`, each (pairs, targets) in original units, and `losses`."""
    elements = [text(f"head{c}", c, 0, word, "soft") for c, word in enumerate(head)]
    elements.append(line("rule1", 1))
    for row, (pair, truth) in enumerate(zip(pairs, truths, strict=True), start=1):
        elements += [
            text(f"pair{row}", 0, row, pair, ""),
            text(f"prediction{row}", 1, row, "", "strong"),
            text(f"truth{row}", 2, row, truth, ""),
            text(f"error{row}", 3, row, "", "soft"),
        ]
    foot = len(pairs) + 1
    elements += [
        line("rule2", foot),
        text("loss.name", 0, foot, loss, "soft"),
        text("loss", 3, foot, "", "strong"),
    ]
    rows = range(1, foot)
    bindings = (
        Binding("predictions", tuple(f"prediction{row}" for row in rows), "text", target, targets, FORMAT),
        Binding("errors", tuple(f"error{row}" for row in rows), "text", target, targets, FORMAT),
        Binding("losses", ("loss",), "text", target, 1, {"format": {"digits": 4}}),
    )
    return Scene(WIDTH, ROW * (len(pairs) + 2), tuple(elements), bindings)


def text(id_: str, column: int, row: int, words: str, tone: str) -> Element:
    """Return one entry; the first column is flush left, numbers are flush right."""
    return {
        "id": id_,
        "kind": "label",
        "x": COLUMNS[column],
        "y": ROW * (row + 0.5),
        "text": words,
        "tone": tone,
        "size": 15 if row == 0 else 18,
        "anchor": "start" if column == 0 else "end",
    }


def line(id_: str, row: int) -> Element:
    """Return a rule above a row."""
    return {
        "id": id_,
        "kind": "cell",
        "x": 4,
        "y": ROW * row - 1,
        "width": WIDTH - 8,
        "height": 1.5,
        "tone": "rule",
    }
