"""How the page Arrays is shown: the arrays, how their shapes are matched, their attributes, and what would
make shapes fit. All of it follows from the shapes and the operation; numbers come with the answers."""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from nnviz.arrays.array_operations import operations_for, written
from nnviz.arrays.shape_mismatch import ShapeMismatchError
from pages.parts.arrays.broadcasting_frames import TONES
from pages.parts.arrays.frames import ATTRIBUTES, STRETCHED, Film, quantities
from pages.parts.arrays.outcome import Outcome, outcome, picture_of
from pages.parts.arrays.pictures import Moment, Picture
from pages.parts.arrays.prompts import ending, guess
from pages.parts.arrays.repairs import repairs
from pages.parts.arrays.settings import LIMITS, ONE, TWO, ArraysSettings, targets, to_shape
from pages.parts.arrays.traps import trap
from pages.shared.player.fixed_timeline import touchable
from pages.shared.protocol.elements import Element
from pages.shared.protocol.panels import Caption, Panel, Room, Scene, ScenePanel
from pages.shared.protocol.timelines import FixedTimeline
from pages.shared.scenes.array_grid import MOST
from pages.shared.scenes.array_shapes import chips, shapes
from pages.shared.scenes.arrays import Chooser, scene
from pages.shared.scenes.editing import Editing, EditingWords
from pages.shared.text import Text
from pages.shared.theme import ThemeName

OPERATORS = {"add": "+", "subtract": "−", "multiply": "*", "divide": "/", "matmul": "@"}
WIDE_BOX, NARROW_BOX = 132.0, 104.0

EXPLAINED: Mapping[str, tuple[str, ...]] = {  # the concepts, by what is done with the arrays
    "look": ("array", "shape", "axis", "memory_order"),
    "transpose": ("transpose", "shape", "axis", "memory_order"),
    "sum": ("axis", "shape", "memory_order"),
    "int": ("dtype", "shape", "memory_order"),
    "float": ("dtype", "shape", "memory_order"),
    "matmul": ("matrix_product", "shape", "axis", "memory_order"),
    "subtract_into": ("dtype", "broadcasting", "shape", "axis"),
}
OTHERS = ("broadcasting", "shape", "axis", "memory_order")


def film(settings: ArraysSettings, text: Text) -> Film:
    """Return the frames."""
    picture = picture_of(settings, text)
    choosers, chosen = choosers_of(settings, picture, text)
    made = scene(picture.grids, choosers, editing(settings, text), picture.moving)
    return Film(picture, with_hints(made, picture, text), chosen)


def editing(settings: ArraysSettings, text: Text) -> Editing:
    """Return how the arrays are edited."""
    number, row, column, sheet = (text(f"part.{name}") for name in ("number", "row", "column", "sheet"))
    parts = {1: (number,), 2: (row, column), 3: (sheet, row, column)}
    more, fewer = (text(f"edit.{way}", name="{name}", part="{part}") for way in ("more", "fewer"))
    words = EditingWords(text("edit.cell", cell="{cell}"), more, fewer, parts)
    return Editing({"X": settings.X.shape, "Y": settings.Y.shape}, LIMITS, MOST, words)


def with_hints(made: Scene, picture: Picture, text: Text) -> Scene:
    """Return the scene with cells of Z that light what they are made of, and lead to their step."""
    grids = {grid.name: grid for grid in picture.grids}
    hinted: dict[str, tuple[Moment, float]] = {}
    for number, moment in enumerate(picture.moments, 1):
        if "Z" in grids and moment.cell is not None:
            hinted[grids["Z"].id(moment.cell)] = moment, float(number)

    def pointed(one: Element) -> Element:
        if one.kind != "token" or one.id not in hinted:
            return one
        moment, step = hinted[one.id]
        live = {name: cells for name, cells in moment.live.items() if name != "Z"}
        lights = sorted(grids[name].id(cell) for name, cells in live.items() for cell in cells)
        label = text("point.number", cell=one.id)
        return replace(one, lights=tuple(lights), leads=step, group="Z", press=label)

    return replace(made, elements=tuple(map(pointed, made.elements)))


def choosers_of(
    settings: ArraysSettings, picture: Picture, text: Text
) -> tuple[tuple[Chooser, ...], dict[str, int]]:
    """Return what stands between the arrays, and what is chosen there."""
    if settings.op in ONE:
        names = ("look", *operations_for(settings.X))
        boxes = [("op", text("controls.act"), tuple(text(f"act.{name}") for name in names))]
        chosen = {"op": names.index(settings.op)}
        if settings.op == "reshape":
            options = targets(settings.X)
            boxes.append(("to", text("controls.to"), tuple(written(to_shape(to)) for to in options)))
            chosen["to"] = options.index(settings.to)
        if settings.op == "sum":
            axes = tuple(f"axis={axis}" for axis in range(settings.X.ndim))
            boxes.append(("axis", text("controls.axis"), axes))
            chosen["axis"] = settings.axis
        return (Chooser(boxes=tuple(boxes), width=WIDE_BOX),), chosen
    words = tuple(OPERATORS.get(name, text("act.into")) for name in TWO)
    wide = WIDE_BOX if settings.op == "subtract_into" else NARROW_BOX
    between = Chooser(boxes=(("op", text("controls.operation"), words),), width=wide)
    result = (Chooser(sign="="),) if len(picture.grids) > 2 else ()
    return (between, *result), {"op": TWO.index(settings.op)}


# -- what stays the same ------------------------------------------------------------------------
def spec(settings: ArraysSettings, text: Text, theme: ThemeName) -> FixedTimeline:
    """Return everything about the timeline that stays the same while numbers are touched."""
    made, found = film(settings, text), outcome(settings)
    question = text("question.one" if settings.op in ONE else "question.two")
    steps, shown = len(made.picture.moments) + 1, tuple(panels(settings, found, made, text))
    explained = EXPLAINED.get(settings.op, OTHERS)
    plain = touchable(made.layout, shown, steps, text.language, theme, settings.step, question, explained)
    return replace(plain, guess=guess(settings, found, text), ending=ending(settings, found, text))


def panels(settings: ArraysSettings, found: Outcome, made: Film, text: Text) -> Iterator[Panel]:
    """The arrays, what would make their shapes fit, how shapes are matched, traps, and attributes."""
    picture = made.picture
    alt = text("scene.arrays", shapes=", ".join(grid.title for grid in picture.grids if not grid.hidden))
    about = detail(picture, text)
    yield ScenePanel("arrays", picture.code, alt, made.scene, "picture", about)
    if picture.rows:
        matched = shapes(picture.rows, picture.meetings, "Z")
        rule = text("shapes.product" if settings.op == "matmul" else "shapes.rule")
        yield ScenePanel("shapes", text("shapes.title"), text("shapes.alt"), matched, detail=rule)
    if isinstance(found, ShapeMismatchError):
        yield repairs(settings, found, text)
    yield from trap(settings, text)
    room: Room = "beside" if settings.op in ONE else "more"
    table = chip_scene(picture, text)
    yield ScenePanel("chips", text("chips.title"), text("chips.alt"), table, room, text("chips.detail"))


def detail(picture: Picture, text: Text) -> str:
    """Say below the picture what it does not show by itself."""
    partly = any(max(grid.shape, default=0) > MOST for grid in picture.grids)
    ghosts = text("scene.ghosts") if picture.stretched else ""
    return f"{ghosts} {text('scene.part') if partly else ''}".strip()


def chip_scene(picture: Picture, text: Text) -> Scene:
    """Return the attributes of all arrays as a scene."""
    labels = {label: label for label in ATTRIBUTES}
    if picture.stretched:
        labels[STRETCHED] = text("chips.stretched")
    columns = {name: (TONES[name], tuple(attributes)) for name, attributes in quantities(picture).items()}
    return chips(columns, labels, "Z" if "Z" in columns else "")


# -- words ----------------------------------------------------------------------------------------
def captions(picture: Picture) -> Iterator[Caption]:
    """The arithmetic of every step, in the colours of the picture."""
    yield (("", picture.start),)
    for moment in picture.moments:
        yield moment.caption


def hints(picture: Picture) -> dict[str, Caption]:
    """How every number of Z comes about, by its id."""
    grids = {grid.name: grid for grid in picture.grids}
    return {
        grids["Z"].id(moment.cell): moment.caption
        for moment in picture.moments
        if "Z" in grids and moment.cell is not None
    }


def transcript(picture: Picture) -> str:
    """Return all steps as plain lines, for reading and for screen readers."""
    lines = ("".join(piece for _, piece in caption) for caption in captions(picture))
    return "\n".join(f"{number}: {line}" for number, line in enumerate(lines))
