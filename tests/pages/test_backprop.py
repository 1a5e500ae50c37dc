"""The page Backpropagation: its frames never disagree with the core, a link holds all that was set, and what
is touched changes what it says and nothing else."""

from collections import Counter
from dataclasses import replace

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from nnviz import ACTIVATIONS, LOSSES, OPTIMIZERS, Trainer
from nnviz.networks.activations import HIDDEN_ACTIVATIONS
from pages.parts.backprop.controls import NEEDED
from pages.parts.backprop.examples import PRESETS
from pages.parts.backprop.fitting import shapes, suited
from pages.parts.backprop.lessons import LESSONS
from pages.parts.backprop.one_step import lesson
from pages.parts.backprop.one_step.arithmetic import equation, plain
from pages.parts.backprop.one_step.drawn_shapes import MOST_ROWS
from pages.parts.backprop.one_step.interactions import touch
from pages.parts.backprop.one_step.steps import shown_steps
from pages.parts.backprop.settings import DRAWN, START, VIEWS, BackpropSettings
from pages.parts.backprop.store import STORE
from pages.parts.backprop.training import optimizer_of, trace_of
from pages.shared.protocol.answers import Replace
from pages.shared.protocol.panels import CodePanel, ScenePanel
from pages.shared.protocol.requests import Request
from pages.shared.scenes import step_equation
from pages.shared.text import LANGUAGES, Text
from tests.every import every
from tests.pages.apps import open_page
from tests.pages.drawn import parts_of

EN = Text("backprop", "en")
LINK = {
    "layers": "2sigmoid-2sigmoid",
    "x": "0.05,0.1",
    "y": "0.01,0.99",
    "w1": ".15,.25;.2,.3",
    "b1": ".35,.35",
    "w2": ".4,.5;.45,.55",
    "b2": ".6,.6",
    "loss": "half_squared_error",
    "optimizer": "sgd",
    "rate": "0.5",
    "step": "0",
}


@st.composite
def training_steps(draw: st.DrawFn) -> BackpropSettings:
    """Any training step of the page."""
    sizes = draw(st.lists(st.integers(1, 8), min_size=2, max_size=4))
    names = draw(
        st.lists(st.sampled_from(list(HIDDEN_ACTIVATIONS)), min_size=len(sizes), max_size=len(sizes))
    )
    number = st.floats(-2, 2, width=32)
    samples = draw(st.integers(1, 12))
    X = draw(st.lists(st.tuples(*[number] * sizes[0]), min_size=samples, max_size=samples))
    return suited(
        replace(
            DRAWN,
            layers=tuple(zip(sizes[1:], names, strict=False)),
            X=tuple(X),
            Y=tuple((draw(st.floats(0, 1, width=32)),) for _ in range(samples)),
            loss=draw(st.sampled_from(list(LOSSES))),
            reduction=draw(st.sampled_from(["mean", "sum"])),
            optimizer=draw(st.sampled_from(list(OPTIMIZERS))),
            bias=draw(st.booleans()),
            seed=draw(st.integers(0, 9999)),
            calls=draw(st.booleans()),
            sample=draw(st.integers(0, 31)),
        )
    )


def answered(shown: BackpropSettings) -> Replace:
    """What the page answers to a browser that knows nothing."""
    found = lesson.answer(shown, Request(), EN)
    assert isinstance(found, Replace)
    return found


def array(found: Replace, name: str, shape: tuple[int, ...], frame: int = -1) -> np.ndarray:
    """An array of a frame, or one that all frames share."""
    assert found.once is not None
    row = found.frames[frame] if name in (found.frames.dtype.names or ()) else found.once[0]
    return np.asarray(row[name]).reshape(shape)


# -- links ----------------------------------------------------------------------------------------------
def test_the_link_of_the_worked_example_is_the_page_as_it_opens() -> None:
    assert STORE.read(LINK) == (START, [])
    assert STORE.write(START) == {}


@settings(max_examples=12, deadline=None)
@given(training_steps())
def test_a_link_leads_to_the_same_training_step(shown: BackpropSettings) -> None:
    linked, complaints = STORE.read(STORE.write(shown))
    assert (linked, complaints) == (shown, [])


@every("name", PRESETS)
def test_an_example_stands_in_a_link(name: str) -> None:
    assert STORE.read(STORE.write(PRESETS[name])) == (PRESETS[name], [])


@every(
    "query, field, used",
    [
        ({"w1": "1,2,3"}, "w1", None),
        ({"layers": "3softmax-2sigmoid"}, "layers", ((3, "linear"), (2, "sigmoid"))),
        ({"layers": "9relu-2linear"}, "layers", ((8, "relu"), (2, "linear"))),
        ({"loss": "cross_entropy", "layers": "2tanh-2sigmoid"}, "layers", ((2, "tanh"), (2, "softmax"))),
        ({"layers": "2tanh-2softmax", "loss": "half_squared_error"}, "loss", "cross_entropy"),
        ({"y": "2", "loss": "cross_entropy"}, "Y", ((1.0,),)),
        ({"y": "2,0", "loss": "binary_cross_entropy"}, "Y", ((1.0, 0.0),)),
        ({"y": "1;2;3", "x": "1,2"}, "Y", ((1.0, 0.0),)),
        ({"x": "1,2,3,4,5,6,7,8,9"}, "X", ((1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0, 8.0),)),
        ({"chosen": "W3[0,0]"}, "chosen", ""),
        ({"x": "a"}, "X", START.X),
    ],
)
def test_what_does_not_fit_becomes_the_nearest_that_does_and_is_told(
    query: dict[str, str], field: str, used: object
) -> None:
    found, complaints = STORE.read(query)
    if used is not None:
        assert getattr(found, field) == used
    assert complaints
    answered(found)


def test_class_numbers_may_stand_in_one_row() -> None:
    query = {"layers": "3softmax", "x": "1;2;3;4", "y": "2,0,1,2", "loss": "cross_entropy"}
    found, _ = STORE.read(query)
    assert found.targets.tolist() == [2, 0, 1, 2]
    assert trace_of(found).T.tolist() == np.eye(3)[[2, 0, 1, 2]].tolist()


def test_every_view_has_a_lesson() -> None:
    assert list(LESSONS) == list(VIEWS)
    assert NEEDED.keys() <= OPTIMIZERS.keys()


# -- numbers ----------------------------------------------------------------------------------------------
def test_the_worked_example_to_eight_digits() -> None:
    found = answered(START)
    for name, numbers in {
        "a1": [[0.593269992, 0.596884378]],
        "a2": [[0.751365070, 0.772928465]],
        "delta2": [[0.138498562, -0.038098236]],
        "newW2": [[0.35891648, 0.51130127], [0.40866619, 0.56137012]],
        "newW1": [[0.14978072, 0.24975114], [0.19956143, 0.29950229]],
    }.items():
        assert np.allclose(array(found, name, np.shape(numbers)), numbers, rtol=0, atol=1e-8), name
    assert np.isclose(found.frames["loss"][-1, 0], 0.298371109, rtol=0, atol=1e-9)
    assert np.isclose(found.frames["lossafter"][-1, 0], 0.280471447, rtol=0, atol=1e-9)


@settings(max_examples=12, deadline=None)
@given(training_steps())
def test_the_last_frame_has_every_number_of_the_core(shown: BackpropSettings) -> None:
    found, trace = answered(shown), trace_of(shown)
    for name, shape in shapes(shown).items():
        drawn = trace.array(name)[:MOST_ROWS] if shape[0] == len(shown.X) else trace.array(name)
        if name[0] in "azdT" and len(shape) == 2 and not name.startswith("dW"):
            drawn = trace.array(name)[:MOST_ROWS]
        elif name.startswith(("W", "dW", "newW", "b", "db", "newb")):
            drawn = trace.array(name)
        assert np.array_equal(array(found, name, drawn.shape), drawn, equal_nan=True), name


@settings(max_examples=12, deadline=None)
@given(training_steps())
def test_no_number_is_there_before_its_step_and_each_stays(shown: BackpropSettings) -> None:
    rows, steps = answered(shown).frames, shown_steps(trace_of(shown), shown.calls)
    first = {one.step.name: at for at, one in enumerate(steps, 1) if one.ends}
    for name, at in first.items():
        assert np.isnan(rows[name][:at]).all(), name
        assert all(np.array_equal(rows[name][at], row, equal_nan=True) for row in rows[name][at:]), name


@every("optimizer", OPTIMIZERS)
def test_steps_before_the_shown_one_are_those_of_a_trainer(optimizer: str) -> None:
    shown = replace(PRESETS["xor"], optimizer=optimizer, rate=0.1, at=7)
    net = shown.network
    trainer = Trainer(net, shown.X, shown.targets, shown.loss, optimizer_of(shown))
    trainer.run(epochs=7)
    assert all(np.array_equal(*pair) for pair in zip(trace_of(shown).weights, net.weights, strict=True))


# -- the picture ------------------------------------------------------------------------------------------
@settings(max_examples=12, deadline=None)
@given(training_steps())
def test_every_number_stands_once_in_the_document(shown: BackpropSettings) -> None:
    spec = lesson.spec(shown, EN, "light")
    named = Counter(
        part["data"][1]
        for panel in spec.panels
        if isinstance(panel, ScenePanel)
        for part in parts_of(panel.scene)
        if (part.get("data") or ("", ""))[0] == "cell"
    )
    assert set(named.values()) == {1}
    first = {f"{name}{'[0,0]' if len(shape) == 2 else '[0]'}" for name, shape in shapes(shown).items()}
    assert first | {"loss", "newloss"} <= named.keys()


@settings(max_examples=12, deadline=None)
@given(training_steps())
def test_numbers_change_no_picture(shown: BackpropSettings) -> None:
    before = lesson.spec(shown, EN, "light").id
    for name in ("W1[0,0]", "a0[0,0]", "T[0,0]"):
        shown = touch(shown, name, 0.25)
    assert lesson.spec(touch(shown, "next", None), EN, "light").id == before
    fields = lesson.spec(shown, EN, "light").layout.dtype
    assert answered(shown).frames.dtype == fields


def test_the_phases_begin_where_their_steps_do() -> None:
    spec = lesson.spec(START, EN, "light")
    assert [(phase.tone, phase.since) for phase in spec.phases] == [
        ("forward", 1.0),
        ("loss", 5.0),
        ("backward", 6.0),
        ("update", 12.0),
    ]
    assert spec.stops == (4.0, 5.0, 11.0, 15.0)
    steps = [one.step.phase for one in shown_steps(trace_of(START), calls=True)]
    opened = lesson.spec(replace(START, calls=True), EN, "light")
    assert [steps.index(phase.tone) + 1 for phase in opened.phases] == [
        phase.since for phase in opened.phases
    ]


@settings(max_examples=12, deadline=None)
@given(training_steps())
def test_the_equation_of_every_step_finds_room(shown: BackpropSettings) -> None:
    spec = lesson.spec(shown, EN, "light")
    scene = next(one.scene for one in spec.panels if isinstance(one, ScenePanel) and one.id == "equation")
    for row in answered(shown).frames[1:]:
        for tone in step_equation.POOLS:
            used = row[f"used{tone}"] > 0
            places = row[f"cellplaces{tone}"].reshape(-1, 2)[used]
            assert (places[:, 1] <= scene.height - step_equation.HIGH / 2 + 1).all()
            assert (places[:, 0] <= step_equation.WIDTH).all()


# -- words -------------------------------------------------------------------------------------------------
@every(
    "name, said",
    [
        ("z1", "z1[0,0] = 0.05·0.15 + 0.1·0.2 + 0.35 = 0.3775"),
        ("a1", "a1[0,0] = sigmoid(0.3775) ≈ 0.5933"),
        ("loss", "loss ≈ ½·((0.751365 − 0.01)² + (0.772928 − 0.99)²) ≈ 0.298371"),
        ("delta2", "delta2[0,0] ≈ (0.7514 − 0.01)·0.1868 ≈ 0.1385"),
        ("delta1", "delta1[0,0] ≈ (0.1385·0.4 + (-0.0381)·0.5)·0.2413 ≈ 0.008771"),
        ("dW2", "dW2[0,0] ≈ 0.5933·0.1385 ≈ 0.08217"),
        ("db2", "db2[0] = delta2[0,0] ≈ 0.1385"),
        ("newW2", "newW2[0,0] ≈ 0.4 − 0.5·0.082167 ≈ 0.358916"),
    ],
)
def test_a_step_says_what_it_does_to_one_number(name: str, said: str) -> None:
    trace = trace_of(START)
    assert plain(equation(START, trace, trace.step(name))) == said


def test_the_chosen_number_is_the_one_that_is_said() -> None:
    chosen = touch(START, "dW1[1,0]", None)
    assert chosen.chosen == "W1[1,0]"
    trace = trace_of(chosen)
    assert plain(equation(chosen, trace, trace.step("dW1"))).startswith("dW1[1,0] ≈ 0.1·")
    assert plain(equation(chosen, trace, trace.step("newW1"))).startswith("newW1[1,0] ≈ 0.2 − 0.5·")
    assert touch(chosen, "dW1[1,0]", None).chosen == ""


@settings(max_examples=12, deadline=None)
@given(training_steps(), st.sampled_from(LANGUAGES))
def test_every_step_has_words(shown: BackpropSettings, language: str) -> None:
    text = Text("backprop", language)  # type: ignore[arg-type]
    found = lesson.answer(shown, Request(), text)
    assert isinstance(found, Replace)
    assert found.captions is not None
    assert len(found.captions) == len(found.frames)
    assert "{" not in "".join(plain(one) for one in found.captions)


def test_one_guesses_which_unit_is_dead() -> None:
    guess = answered(PRESETS["dead_unit"]).guess
    assert guess is not None
    assert guess.right == "unit 2"
    assert guess.options == ("unit 1", "unit 2", "all of them")
    trace = trace_of(PRESETS["dead_unit"])
    assert trace[int(guess.since) - 1].name == "delta1"
    assert trace.array("delta1")[:, 1].tolist() == [0]


def test_one_guesses_the_shape_of_a_gradient_which_no_title_tells_before() -> None:
    xor = PRESETS["xor"]
    found = answered(xor)
    assert found.guess is not None
    assert found.guess.right == "(2, 2)"
    assert len(set(found.guess.options)) == len(found.guess.options) > 1
    told = found.frames["tolddW1"][:, 0].tolist()
    assert told.index(1) == found.guess.since
    sheet = next(panel for panel in lesson.spec(xor, EN, "light").panels if panel.id == "sheet1")
    assert isinstance(sheet, ScenePanel)
    assert [one["text"] for one in parts_of(sheet.scene) if one["id"] == "title.dW1"] == ["dW1"]


@every(
    "rate, target, right",
    [(0.5, 0.01, "down"), (0.5, 0.99, "up")],
)
def test_one_guesses_which_way_a_weight_goes(rate: float, target: float, right: str) -> None:
    shown = replace(START, rate=rate, Y=((target, 0.5),))
    guess = answered(shown).guess
    assert guess is not None
    assert guess.right == right
    assert guess.since == 7.0
    after, before = trace_of(shown).new_weights[1][0, 0], trace_of(shown).weights[1][0, 0]
    assert bool(after > before) is (right == "up")


def test_a_weight_without_gradient_stays() -> None:
    guess = answered(STORE.read({"layers": "2step-2step"})[0]).guess
    assert guess is not None
    assert guess.right == "it stays"


# -- touches ------------------------------------------------------------------------------------------------
def test_a_number_is_changed_in_its_place() -> None:
    changed = touch(START, "W2[0,1]", -0.5)
    assert changed.w2 == ((0.4, -0.5), (0.45, 0.55))
    assert touch(START, "b1[1]", 2.0).b1 == ((0.35, 2.0),)
    assert touch(START, "a0[0,1]", 2.0).X == ((0.05, 2.0),)
    assert touch(START, "T[0,0]", 0.5).Y == ((0.5, 0.99),)
    for name in ("W3[0,0]", "W1[2,0]", "a1[0,0]", "T[1,0]", "T", "nothing", "dW1[0,0]"):
        assert touch(START, name, 1.0) == START, name


def test_a_change_after_some_training_goes_on_from_there() -> None:
    later = touch(START, "hundred", None)
    weights = trace_of(later).weights
    changed = touch(later, "W1[0,0]", 1.0)
    assert (changed.at, changed.w1[0][0]) == (0, 1.0)
    assert np.array_equal(changed.w2, weights[1])


def test_shares_of_classes_still_sum_to_one() -> None:
    shown = PRESETS["classes"]
    changed = touch(shown, "T[0,1]", 0.25)
    assert changed.Y[0] == (0.75, 0.25, 0.0)
    assert touch(changed, "T[0,2]", 1.0).Y[0] == (0.0, 0.0, 1.0)
    assert touch(touch(changed, "T[0,2]", 1.0), "T[0,2]", 0.5).Y[0] == (0.25, 0.25, 0.5)


def test_samples_come_and_go_with_their_targets() -> None:
    more = touch(START, "more", None)
    assert (more.X, more.Y) == (START.X * 2, START.Y * 2)
    assert touch(more, "fewer", None) == START
    assert touch(START, "fewer", None) == START
    assert [touch(more, name, None).sample for name in ("following", "previous")] == [1, 1]


def test_training_goes_on_and_back() -> None:
    later = touch(touch(START, "next", None), "hundred", None)
    assert (later.at, later.trained) == (101, 101)
    back = touch(later, "goback", 50.0)
    assert (back.at, back.trained) == (51, 102 // 102 * 101)
    assert np.isclose(answered(touch(START, "next", None)).frames["loss"][-1, 0], trace_of(START).loss_after)


@every("name", ["z1", "delta1", "dW2"])
def test_a_product_opens_with_exactly_these_numbers_and_closes_to_its_step(name: str) -> None:
    names = [one.step.name for one in shown_steps(trace_of(START), calls=False)]
    at = names.index(name) + 1
    opened = touch(START, f"open@{at}", None)
    assert opened.opened == name
    assert lesson.run(opened) == name
    spec = lesson.spec(opened, EN, "light")
    assert [panel.id for panel in spec.panels if isinstance(panel, ScenePanel)] == ["product"]
    product = answered(opened).frames["sums"][-1]
    step = trace_of(START).step(name)
    expected = step.operands[0].value @ step.operands[1].value.T if name == "delta1" else step.result
    assert np.allclose(product, expected.ravel(), rtol=1e-12, atol=0)
    closed = touch(opened, "close", None)
    assert (closed.opened, closed.step) == ("", at)


def test_a_step_without_a_product_opens_nothing() -> None:
    for name in ("open@2", "open@0", "open@99", "open"):
        assert touch(START, name, None) == START


def test_an_opened_product_in_a_link_closes_to_its_step() -> None:
    found, complaints = STORE.read({"opened": "dW2"})
    assert not complaints
    assert touch(found, "close", None).step == 7


def test_the_line_of_a_step_stands_alone_and_is_copied() -> None:
    panels = lesson.spec(START, EN, "light").panels
    line = next(panel for panel in panels if isinstance(panel, CodePanel) and panel.id == "line")
    assert line.alone
    assert line.copied
    assert line.lines[9] == "delta1 = (delta2 @ W2.T) * a1 * (1 - a1)"


def test_an_activation_that_cannot_be_trained_is_shown_with_its_zero_gradient() -> None:
    shown, _ = STORE.read({"layers": "2step-2sigmoid"})
    assert "step" in ACTIVATIONS
    assert not trace_of(replace(shown, at=3)).array("dW1").any()


# -- the sidebar --------------------------------------------------------------------------------------
def test_layers_are_typed_and_bring_their_loss_along() -> None:
    app = open_page("backprop")
    app.text_input[0].set_value("3relu-2softmax").run()
    assert app.selectbox(key="backprop-loss").value == "cross_entropy"
    app.selectbox(key="backprop-loss").set_value("binary_cross_entropy").run()
    assert app.text_input[0].value == "3relu-2sigmoid"


@every("field, typed", [("layers", "abc"), ("x", "1,2;3"), ("y", "one")])
def test_what_cannot_be_read_is_answered_below_it_and_nothing_is_lost(field: str, typed: str) -> None:
    app = open_page("backprop")
    app.text_input(key=f"backprop-{field}").set_value(typed).run()
    assert [typed in error.value for error in app.error] == [True]
    kept = STORE.table[field].write(STORE.values(START)[field])
    app.text_input(key=f"backprop-{field}").set_value(kept).run()
    assert not app.error


def test_a_link_that_does_not_fit_is_answered_kindly() -> None:
    app = open_page("backprop", w1="1,2,3", layers="2softmax-2sigmoid")
    assert len(app.warning) == 2
    assert not app.exception
