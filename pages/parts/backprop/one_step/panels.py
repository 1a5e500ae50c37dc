"""The panels of a training step: the drawn network, the equation of the step with its line of NumPy, and a
sheet for every layer. They depend on the structure of the network alone."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from nnviz import TrainingTrace
from pages.parts.backprop.array_names import COMPUTED
from pages.parts.backprop.codecs import LIMITS
from pages.parts.backprop.fitting import shapes
from pages.parts.backprop.one_step import all_checks, comparison, loss_curve
from pages.parts.backprop.one_step.bench import made_shapes
from pages.parts.backprop.one_step.captions import code
from pages.parts.backprop.one_step.drawn_shapes import MOST_ROWS, drawn_shapes
from pages.parts.backprop.one_step.equation import rooms, shown_equation, shown_failure
from pages.parts.backprop.one_step.mistake_notes import mistake_panels
from pages.parts.backprop.one_step.steps import ShownStep
from pages.parts.backprop.settings import BackpropSettings
from pages.shared.protocol.elements import MatrixTone
from pages.shared.protocol.panels import Action, CodePanel, DerivationPanel, Panel, Room, ScenePanel
from pages.shared.scenes import layer_sheet, training_network
from pages.shared.scenes.layer_sheet import Block
from pages.shared.scenes.step_equation import is_cut, step_equation
from pages.shared.text import Text

BROAD = 3  # units from which on a sheet has no room beside the picture
TRAIN = {"next": 1, "hundred": 100, "thousand": 1000}  # buttons, and the training steps that each does
BLOCKS: Sequence[Sequence[tuple[str, MatrixTone]]] = (
    (("W", "b"), ("dW", "c"), ("newW", "b")),
    (("b", "b"), ("db", "c"), ("newb", "b")),
    (("z", "a"), ("a", "a"), ("delta", "c")),
)


def panels(
    settings: BackpropSettings, trace: TrainingTrace, shown: Sequence[ShownStep], text: Text
) -> Iterator[Panel]:
    """All panels, as they follow each other on a narrow screen."""
    yield network_panel(settings, text)
    lines = code(trace, shown)
    yield CodePanel(
        "line", text("line.title"), lines, "line", copied=True, alone=True, sticks=True, bare=True
    )
    if settings.mistake:
        yield from mistake_panels(trace, shown, text)
    equation = equation_panel(settings, trace, shown, text)
    if settings.homework:
        yield DerivationPanel("homework", text("homework.title"))
        equation = replace(equation, room="more", actions=())
    else:
        yield DerivationPanel("chain", text("chain.title"))
        yield DerivationPanel("check", text("check.title"))
    yield equation
    for layer in range(1, len(settings.layers) + 1):
        yield sheet_panel(settings, layer, text)
    if settings.mistake:
        yield comparison.panel(text)
    yield loss_curve.panel(text)
    if settings.checks:
        yield all_checks.panel(settings, text)
    yield samples_panel(settings, text)
    yield CodePanel("code", text("code.title"), lines, "line", room="more", copied=True)


# -- the drawn network -----------------------------------------------------------------------------
def network_panel(settings: BackpropSettings, text: Text) -> ScenePanel:
    """The network through which numbers flow to the right and errors to the left."""
    scene = training_network.training_network(
        settings.sizes, network_words(settings, text), bool(settings.mistake)
    )
    detail = text("network.detail")
    if not training_network.has_numbers(settings.sizes):
        detail = f"{detail} {text('network.compact')}"
    title, alt = text("network.title"), text("network.alt")
    names = ("previous", "following") if len(settings.X) > 1 else ()
    actions = [Action(name, text(f"sample.{name}")) for name in names]
    actions += [Action(name, text(f"train.{name}")) for name in TRAIN]
    return ScenePanel(
        "network", title, alt, scene, room="picture", detail=detail, actions=tuple(actions), foot=True
    )


def network_words(settings: BackpropSettings, text: Text) -> training_network.Words:
    """The words of the drawn network."""
    layers = [
        (text("network.layer", n=n), text(f"activation.{name}"))
        for n, name in enumerate(settings.activations, 1)
    ]
    count = len(settings.X)
    return training_network.Words(
        columns=((text("network.inputs"), "a0 = X"), *layers, (text("network.targets"), "T")),
        input=text("network.input", n="{n}"),
        unit=text("network.circle", layer="{layer}", n="{n}"),
        loss=text("network.loss"),
        after=text("network.after"),
        samples=tuple(text("sample.shown", n=n, count=count) for n in range(count)),
    )


# -- beside it -------------------------------------------------------------------------------------
def equation_panel(
    settings: BackpropSettings, trace: TrainingTrace, shown: Sequence[ShownStep], text: Text
) -> ScenePanel:
    """The equation of the step; it is as high as the highest of all steps."""
    known = zip(shown, rooms(settings), strict=True)
    equations = [shown_equation(settings, trace, one, room) for one, room in known]
    if trace.failure:
        equations.append(shown_failure(trace))
    scene = step_equation(max(one.height for one in equations), text("equation.open"))
    cut = any(is_cut(one.placed) for one in equations)
    calls = Action("calls", text("equation.together" if settings.calls else "equation.calls"))
    title, alt, detail = text("equation.title"), text("equation.alt"), text("equation.cut") if cut else ""
    return ScenePanel(
        "equation", title, alt, scene, detail=detail, actions=(calls,), firm=True, sticks=True, bare=True
    )


def sheet_panel(settings: BackpropSettings, layer: int, text: Text) -> ScenePanel:
    """The sheet of a layer, beside the picture where it has room."""
    known, whole = drawn_shapes(settings), made_shapes(settings)
    rows = [
        [
            Block(
                f"{name}{layer}",
                known[f"{name}{layer}"],
                whole[f"{name}{layer}"],
                tone,
                name in (COMPUTED if settings.homework else ("W", "b")),
                patient=settings.homework,
                late=name == "dW",
                compared=bool(settings.mistake),
            )
            for name, tone in row
        ]
        for row in BLOCKS
        if f"{row[0][0]}{layer}" in known
    ]
    words = sheet_words(text)
    if settings.homework:
        words = replace(words, edit=text("cell.answer", cell="{cell}"))
    scene = layer_sheet.sheet(rows, words, LIMITS, judged=settings.homework)
    title, alt = text("sheet.title", n=layer), text("sheet.alt", n=layer)
    room: Room = "more" if settings.sizes[layer] > BROAD else "beside"
    return ScenePanel(
        f"sheet{layer}",
        title,
        alt,
        scene,
        room=room,
        detail=rows_said(settings, text),
        follows=f"live{layer}",
        firm=True,
        broad=room == "more",
        bare=True,
    )


def rows_said(settings: BackpropSettings, text: Text) -> str:
    """Say how many samples are drawn, where not all are."""
    count = len(settings.X)
    return text("sheet.rows", shown=MOST_ROWS, count=count) if count > MOST_ROWS else ""


def samples_panel(settings: BackpropSettings, text: Text) -> ScenePanel:
    """The inputs and the targets, a row for each sample."""
    known, whole = drawn_shapes(settings), shapes(settings)
    names: tuple[tuple[str, str], ...] = (("a0", "a0 = X"), ("T", "T"))
    blocks = [Block(name, known[name], whole[name], "a", True, title) for name, title in names]
    scene = layer_sheet.sheet([blocks], sheet_words(text), LIMITS, 6)
    actions = (Action("fewer", text("samples.fewer")), Action("more", text("samples.more")))
    title, alt, detail = text("samples.title"), text("samples.alt"), rows_said(settings, text)
    broad = max(settings.sizes[0], settings.sizes[-1]) > BROAD
    room: Room = "more" if broad else "beside"
    return ScenePanel(
        "samples", title, alt, scene, room=room, detail=detail, actions=actions, firm=True, broad=broad
    )


def sheet_words(text: Text) -> layer_sheet.Words:
    """The labels of the numbers."""
    return layer_sheet.Words(edit=text("cell.edit", cell="{cell}"), choose=text("cell.choose", cell="{cell}"))
