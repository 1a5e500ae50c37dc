"""The mistakes of each epoch as blocks on top of each other: a column is an epoch, and grows while it lasts.
The epoch that is under way is marked, so that its end can be seen."""

from collections.abc import Iterator, Sequence

from pages.shared.panels import Binding, Element, Scene

WIDTH, LEFT, WIDEST = 480.0, 10.0, 76.0
TALL, MOST, TOP = 52.0, 4, 38.0  # height of a block, blocks in a column, room above
FLOOR = TOP + TALL * MOST
SLIM = 16.0  # width below which a block has no edge, and only some epochs their count
ROOMY = 42.0  # width from which on a block carries its row, and every epoch its number
COUNTS = (*(str(count) for count in range(MOST + 1)), "")


def mistakes(rows: Sequence[Sequence[str]], epoch: str) -> Scene:
    """Return the scene; `rows[e]` names the rows that were wrong in epoch e, `epoch` is the word below.

    Bound fields: `blocks` (epochs, 4), 1 for what has happened; `counts` (epochs,), 5 for an epoch that has
    not begun; and `under_way` (epochs,), 1 for the epoch that is."""
    wide = column_width(len(rows))
    epochs = range(len(rows))
    elements = (*columns(len(rows), wide), *blocks(rows, wide), axis(epoch))
    ids = tuple(f"block{e}.{place}" for e in epochs for place in range(MOST))
    bindings = (
        Binding("blocks", ids, "opacity"),
        Binding("counts", tuple(f"count{e}" for e in epochs), "word", options={"words": COUNTS}),
        Binding("under_way", tuple(f"epoch{e}" for e in epochs), "is", options={"equal": 1, "name": "live"}),
    )
    return Scene(WIDTH, FLOOR + 62, elements, bindings)


def column_width(epochs: int) -> float:
    """Return how wide a column is."""
    return min(WIDEST, (WIDTH - 2 * LEFT) / epochs)


def roomy(epochs: int) -> bool:
    """Return whether a block has room for the name of its row."""
    return column_width(epochs) >= ROOMY


def columns(epochs: int, wide: float) -> Iterator[Element]:
    """The columns, their counts above and their numbers below."""
    every = 1 if wide >= 26 else 5
    for e in range(epochs):
        x = LEFT + wide * e
        band = {"x": x + 1, "y": 4, "width": wide - 2, "height": FLOOR + 26}
        yield {"id": f"epoch{e}", "kind": "cell", "tone": "lane", **band}
        labelled = (e + 1) % every == 0 or e == 0
        count = {"tone": "strong" if labelled or wide >= SLIM else "left-out"}
        yield label(f"count{e}", x + wide / 2, TOP - 17, attributes={"data-epoch": str(e + 1)}, **count)
        if labelled:
            yield label(f"number{e}", x + wide / 2, FLOOR + 15, text=str(e + 1), tone="soft")


def blocks(rows: Sequence[Sequence[str]], wide: float) -> Iterator[Element]:
    """The blocks of all columns, from below."""
    gap = 4.0 if wide >= 24 else 2.0 if wide >= SLIM else 1.0
    for e, wrong in enumerate(rows):
        for place in range(MOST):
            name = wrong[place] if place < len(wrong) and wide >= ROOMY else ""
            middle = LEFT + wide * (e + 0.5), FLOOR - TALL * (place + 0.5)
            size = {"width": wide - 2 * gap, "height": TALL - 4, "size": 18}
            box = {"x": middle[0], "y": middle[1], **size, "text": name}
            yield {
                "id": f"block{e}.{place}",
                "kind": "token",
                "tone": "mistake" if wide >= SLIM else "mistake slim",
                **box,
            }


def axis(epoch: str) -> Element:
    """What the columns are."""
    return label("axis", LEFT, FLOOR + 44, text=epoch, tone="soft", anchor="start")


def label(name: str, x: float, y: float, **more: object) -> Element:
    """Return a label at (x, y)."""
    return {"id": name, "kind": "label", "x": x, "y": y, "size": 18, **more}
