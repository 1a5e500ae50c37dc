"""Scenes: every element has a name of its own, lies inside the picture, and follows a field that is there."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

import numpy as np
import pytest

from nnviz import Experiment, ExperimentConfig
from nnviz.experiments.goals import GOALS
from pages.parts.train.frames import Film
from pages.parts.train.naming import names_of
from pages.parts.train.settings import PAIRS
from pages.parts.train.views.article import SURFACE
from pages.parts.train.views.unit_maps import MAP
from pages.shared.protocol.elements import Lens
from pages.shared.protocol.layouts import Layout
from pages.shared.protocol.number_formats import Fixed, Percent
from pages.shared.protocol.panels import Scene
from pages.shared.scenes.goal_list import goal_list
from pages.shared.scenes.network_graph import Scales, Words, network
from pages.shared.scenes.prediction_table import prediction_table
from pages.shared.text import Text
from tests.every import every
from tests.pages.drawn import Drawn, options, parts_of, values_of
from tests.pages.test_film import rule_of

KINDS = {"cell", "disc", "wire", "label", "map", "token", "number"}
HIDDEN = {
    "none": (),
    "the article's": (4, 4),
    "one unit": (1,),
    "widest with maps": (8, 8, 8, 8, 4),
    "six layers": (6,) * 6,
    "one too wide for maps": (9, 2),
    "largest": (32,) * 6,
}


def filmed(hidden: tuple[int, ...]) -> Film:
    layers = tuple((units, "relu") for units in hidden)
    return Film(Experiment(ExperimentConfig(samples=20, hidden=layers)), np.array(PAIRS))


def drawn(film: Film) -> Scene:
    sizes = film.viewer.sizes
    return network_of(film, range(1, len(sizes) - 1))


def network_of(film: Film, mortal: Sequence[int], chosen: int = 1, lenses: Sequence[Lens] = ()) -> Scene:
    sizes = film.viewer.sizes
    words = Words(
        *names_of(film.experiment, Text("train", "en")),
        layers=[f"layer {at}" for at in range(1, len(sizes))],
        show=[f"show {at}" for at in range(1, len(sizes))],
        units=[[f"unit {layer}.{unit}" for unit in range(units)] for layer, units in enumerate(sizes[1:])],
        prediction="prediction",
        target="target",
        boxes=["the number a", "the number b"],
    )
    truths = [rule_of(film).true_pixels(target) for target in range(3)]
    return network(sizes, words, Scales(2.0, film.map_pixels, SURFACE, 1e6, mortal), chosen, truths, lenses)


def table(pairs: int = 4, target: int = 1) -> Scene:
    return prediction_table(pairs, ["a", "b", "prediction", "target", "error"], "share", target, 3)


def by_id(scene: Scene) -> dict[str, Drawn]:
    return {str(element["id"]): element for element in parts_of(scene)}


def corners(element: Drawn) -> Iterator[tuple[float, float]]:
    """The places that an element reaches; of a label the point that it hangs on."""
    x, y, r = element["x"], element["y"], element.get("radius", 0)
    if element["kind"] == "token":
        x, y = x - element["width"] / 2, y - element["height"] / 2
    yield x - r, y - r
    yield x + r, y + r
    if element["kind"] == "wire":
        yield element["to_x"], element["to_y"]
    if "width" in element:
        yield x + element["width"], y + element["height"]


def check(scene: Scene, layout: Layout) -> None:
    """What holds for every scene."""
    ids = [element["id"] for element in parts_of(scene)]
    assert len(ids) == len(set(ids))
    lengths = {field.name: field.length for field in layout.fields}
    kinds = {element["id"]: element["kind"] for element in parts_of(scene)}
    assert set(kinds.values()) <= KINDS
    for element in parts_of(scene):
        for x, y in corners(element):
            assert 0 <= x <= scene.width, element
            assert 0 <= y <= scene.height, element
        assert element.get("width", 1) > 0
        assert element.get("height", 1) > 0
    for binding in scene.bindings:
        assert binding.ids
        assert set(binding.ids) <= set(ids)
        size = 1
        if binding.attribute == "map":
            size = kinds[binding.ids[0]] == "map" and (MAP if binding.field == "maps" else SURFACE) ** 2
        start, stride = values_of(binding)
        last = start + (len(binding.ids) - 1) * stride
        assert (last + 1) * size <= lengths[binding.field], binding.field


@pytest.fixture(params=HIDDEN)
def hidden(request: pytest.FixtureRequest) -> tuple[int, ...]:
    return HIDDEN[request.param]


def test_a_network_of_any_shape_is_inside_its_picture_and_bound_to_its_frame(hidden: tuple[int, ...]) -> None:
    film = filmed(hidden)
    check(drawn(film), film.layout)


def test_every_weight_has_its_wire_from_its_input_to_its_unit(hidden: tuple[int, ...]) -> None:
    film = filmed(hidden)
    scene, sizes = drawn(film), film.viewer.sizes
    found = by_id(scene)
    bound = {binding.field: binding for binding in scene.bindings if binding.attribute == "weight"}
    assert set(bound) == {f"W{layer}" for layer in range(1, len(sizes))}
    for layer, (inputs, units) in enumerate(pairwise(sizes), start=1):
        expected = [f"w{layer}.{i}.{j}" for i in range(1, inputs + 1) for j in range(1, units + 1)]
        assert list(bound[f"W{layer}"].ids) == expected, "wires in the order of W (inputs, units)"
        assert options(bound[f"W{layer}"]) == {"scale": 2.0}
        first, last = found[expected[0]], found[expected[-1]]
        assert first["x"] < first["to_x"]
        assert (last["y"] > first["y"]) is (inputs > 1)
        assert (last["to_y"] > first["to_y"]) is (units > 1)


def test_a_wire_ends_where_the_next_layers_wires_begin() -> None:
    found = by_id(drawn(filmed((4, 4))))
    for unit in range(1, 5):
        assert found[f"w1.1.{unit}"]["to_x"] == found[f"w2.{unit}.1"]["x"]
        assert found[f"w1.1.{unit}"]["to_y"] == found[f"w2.{unit}.1"]["y"]
    assert (found["w1.2.1"]["x"], found["w1.2.1"]["y"]) == (found["in2"]["x"], found["in2"]["y"])
    assert (found["w3.1.3"]["to_x"], found["w3.1.3"]["to_y"]) == (found["out3"]["x"], found["out3"]["y"])


def test_hidden_units_carry_map_and_activity_in_the_order_of_the_frame() -> None:
    film = filmed((4, 3))
    scene = drawn(film)
    names = [f"1.{unit}" for unit in range(1, 5)] + [f"2.{unit}" for unit in range(1, 4)]
    texts = [one for one in scene.bindings if one.attribute == "text" and one.field == "activity"]
    maps = [one for one in scene.bindings if one.attribute == "map" and one.field == "maps"]
    assert [values_of(one) for one in texts] == [(0, 1)]
    assert texts[0].ids == tuple(f"activity{name}" for name in names)
    assert options(texts[0]) == {"format": Percent(0), "exact": False}
    assert [one.field for one in maps] == ["maps"]
    assert maps[0].ids == tuple(f"map{name}" for name in names)
    found = by_id(scene)
    assert all((found[id_]["rows"], found[id_]["columns"]) == (MAP, MAP) for id_ in maps[0].ids)


def test_only_layers_that_can_die_are_marked_by_their_own_activities() -> None:
    film = filmed((4, 3))
    scene = network_of(film, [2])
    states = [one for one in scene.bindings if one.attribute == "below"]
    assert {id_ for one in states for id_ in one.ids} == {
        f"{kind}2.{unit}" for kind in ("u", "activity") for unit in (1, 2, 3)
    }
    for one in states:
        assert (one.field, *values_of(one)) == ("activity", 4, 1)
        assert options(one)["name"] == "dead"
        assert 0 < options(one)["below"] < 1 / 20_000, "one sample of all is not dead"


def test_without_room_for_maps_the_units_show_their_activity_as_a_colour() -> None:
    film = filmed((32,) * 6)
    scene = drawn(film)
    assert not any(element["id"].startswith("map") for element in parts_of(scene))
    (colours,) = [one for one in scene.bindings if one.attribute == "colour"]
    assert colours.field == "activity"
    assert len(colours.ids) == 192


def test_units_of_a_layer_do_not_overlap(hidden: tuple[int, ...]) -> None:
    found = by_id(drawn(filmed(hidden)))
    for layer, units in enumerate(hidden, start=1):
        boxes = [found[f"u{layer}.{unit}"] for unit in range(1, units + 1)]
        for above, below in pairwise(boxes):
            label = found.get(f"activity{above['id'][1:]}")
            end = above["y"] + above["height"]
            assert end <= below["y"] + 1e-9
            assert label is None or end < label["y"] < below["y"]


def test_inputs_outputs_and_layers_are_named() -> None:
    found = by_id(drawn(filmed((4, 4))))
    assert [found[f"in{at}.name"]["text"] for at in (1, 2)] == ["a", "b"]
    assert [found[f"out{at}.name"]["text"] for at in (1, 2, 3)] == ["a + b", "a − b", "|a − b|"]
    assert [found[f"layer{at}"]["text"] for at in (1, 2, 3)] == ["layer 1", "layer 2", "layer 3"]
    assert found["layer1"]["x"] == found["u1.1"]["x"] + found["u1.1"]["width"] / 2


def test_a_layer_is_chosen_by_its_name_or_by_a_unit() -> None:
    for chosen in (1, 2, 3):
        found = by_id(network_of(filmed((4, 4)), [], chosen))
        tones = {layer: found[f"layer{layer}"]["tone"] for layer in (1, 2, 3)}
        assert [layer for layer, tone in tones.items() if "live" in tone] == [chosen]
        assert [found[f"layer{layer}"]["press"] for layer in (1, 2, 3)] == ["show 1", "show 2", "show 3"]
    units = [one for id_, one in found.items() if id_.startswith("u")]
    assert len(units) == 4 + 4 + 3
    assert {one["group"] for one in units} == {"units"}
    assert len({one["press"] for one in units}) == len(units), "each has a name of its own"


def test_every_output_ends_in_its_prediction_and_its_target(hidden: tuple[int, ...]) -> None:
    film = filmed(hidden)
    scene = drawn(film)
    found = by_id(scene)
    (surfaces,) = [one for one in scene.bindings if one.field == "surfaces"]
    assert surfaces.ids == ("predicted1", "predicted2", "predicted3")
    for at in (1, 2, 3):
        prediction, target = found[f"predicted{at}"], found[f"target{at}"]
        assert found[f"out{at}"]["x"] < prediction["x"] < target["x"]
        assert prediction["x"] + prediction["width"] <= target["x"]
        assert prediction["y"] == target["y"]
        assert prediction["height"] >= 80
        pixels = np.array(target["pixels"]).reshape(SURFACE, SURFACE)
        limit = rule_of(film).limits[at - 1]
        truth = rule_of(film).true_surfaces[at - 1][::-1]
        np.testing.assert_allclose(pixels / 127.5 - 1, truth / limit, atol=0.005)
        assert found[f"prediction{at}"]["size"] >= 22
    fields = {one.field: one for one in scene.bindings if one.ids[0] in ("prediction1", "truth1", "mark1")}
    assert {field: values_of(one) for field, one in fields.items()} == {
        "predictions": (0, 1),
        "truths": (0, 1),
        "marked": (0, 1),
    }, "those of the first pair"


def test_the_numbers_of_the_first_pair_can_be_typed() -> None:
    scene = drawn(filmed((4, 4)))
    (pair,) = [one for one in scene.bindings if one.attribute == "value"]
    assert (pair.field, pair.ids, values_of(pair)) == ("pairs", ("pair[0]", "pair[1]"), (0, 1))
    found = by_id(scene)
    assert [found[id_]["label"] for id_ in pair.ids] == ["the number a", "the number b"]
    for at, id_ in enumerate(pair.ids, start=1):
        assert found[id_]["y"] > found[f"in{at}"]["y"]


def test_the_letters_are_large_enough_in_a_window_of_1280_by_720(hidden: tuple[int, ...]) -> None:
    """The room of the picture is about as many pixels as the scene has units."""
    scene = drawn(filmed(hidden))
    assert (scene.width, scene.height) == (765, 530)
    for element in parts_of(scene):
        if element["kind"] in ("label", "token"):
            strong = element.get("tone") == "strong"
            assert element["size"] >= (22 if strong else 16), element["id"]


# -- the goals ------------------------------------------------------------------------------------
def test_a_goal_has_a_sign_that_follows_the_frame() -> None:
    words = ["one thing", "another"]
    scene = goal_list(words)
    found = by_id(scene)
    assert [found[f"goal{at}"]["text"] for at in (0, 1)] == words
    (signs,) = [one for one in scene.bindings if one.attribute == "word"]
    assert (signs.field, signs.ids) == ("goals", ("sign0", "sign1"))
    assert options(signs)["words"] == ("○", "✓")
    assert len(GOALS) * 38 == goal_list([*GOALS]).height


# -- the table ------------------------------------------------------------------------------------
@every("pairs", [1, 4, 8])
@every("target", [0, 1, 2])
def test_a_table_is_inside_its_picture_and_bound_to_its_frame(pairs: int, target: int) -> None:
    film = Film(Experiment(ExperimentConfig(samples=20)), np.ones((pairs, 2)))
    check(table(pairs, target), film.layout)


@pytest.mark.parametrize("target", [0, 1, 2])
def test_a_table_reads_its_own_target_of_every_pair(target: int) -> None:
    scene = table(target=target)
    values = np.arange(12).reshape(4, 3)
    for name in ("predictions", "truths", "errors"):
        (binding,) = [one for one in scene.bindings if one.field == name]
        start, stride = values_of(binding)
        places = [start + at * stride for at in range(len(binding.ids))]
        assert values.ravel()[places].tolist() == values[:, target].tolist()
        assert binding.ids == tuple(f"{name[:-1]}{row}" for row in range(1, 5))
        assert options(binding) == {"format": Fixed(1), "exact": False}
    (loss,) = [one for one in scene.bindings if one.field == "losses"]
    assert (values_of(loss)[0], loss.ids) == (target, ("loss",))


def test_a_table_prints_pairs_row_by_row() -> None:
    scene = table()
    found = by_id(scene)
    head = ["a", "b", "prediction", "target", "error"]
    assert [found[f"head{at}"]["text"] for at in range(5)] == head
    pairs = [one for one in scene.bindings if one.field == "pairs"]
    assert [(one.ids[0], *values_of(one)) for one in pairs] == [("a1", 0, 2), ("b1", 1, 2)]
    rows = [found[f"a{row}"]["y"] for row in range(1, 5)]
    assert rows == sorted(set(rows))
    for row in range(1, 5):
        names = ("a", "b", "prediction", "truth", "error")
        assert len({found[f"{name}{row}"]["y"] for name in names}) == 1
        edges = [found[f"{name}{row}"]["x"] for name in names]
        assert edges == sorted(set(edges))
    assert found["loss.name"]["text"] == "share"
    assert found["loss.name"]["y"] == found["loss"]["y"] > rows[-1]
