"""How a picture is read by somebody who does not see it: nothing that it says is left out, or said twice."""

from collections import Counter
from collections.abc import Iterator
from itertools import accumulate

from pages.shared.player.unseen_words import unseen_words
from pages.shared.protocol.bindings import TextBinding, WeightBinding
from pages.shared.protocol.elements import Cell, Element, Label, NumberBox, Token, Wire
from pages.shared.protocol.number_formats import Fixed
from pages.shared.protocol.panels import Scene, ScenePanel
from pages.shared.protocol.reading import ReadingGroup, reading, told
from pages.shared.text import LANGUAGES, Text
from tests.every import every
from tests.pages.gallery import specs


def scenes() -> Iterator[tuple[str, Scene]]:
    """The scenes of every timeline that a page can show."""
    for name, spec in specs():
        for panel in spec.panels:
            if isinstance(panel, ScenePanel):
                yield f"{name}: {panel.id}", panel.scene


SCENES = dict(scenes())


def ids(scene: Scene, group: ReadingGroup) -> list[list[str]]:
    return [[scene.elements[at].id for at in row] for row in group.rows]


def groups(name: str, kind: str) -> list[tuple[Scene, ReadingGroup]]:
    return [(SCENES[name], one) for one in SCENES[name].reading if one.kind == kind]


# -- whole pictures -------------------------------------------------------------------------------------
@every("name", SCENES)
def test_everything_that_says_something_is_read_once(name: str) -> None:
    scene = SCENES[name]
    read = [at for group in scene.reading for row in group.rows for at in row]
    read += [other for group in scene.reading for _, _, other in group.beside]
    assert max(Counter(read).values(), default=1) == 1
    says = {
        name
        for one in scene.bindings
        if one.attribute in ("text", "word", "spelled", "value")
        for name in one.ids
    }
    says |= {one.id for one in scene.elements if isinstance(one, NumberBox)}
    says |= {one.id for one in scene.elements if isinstance(one, Token | Cell) and one.press}
    says |= {one.id for one in scene.elements if isinstance(one, Label | Token) and one.text}
    wires = {one.id for one in scene.elements if isinstance(one, Wire)}
    left_out = says - {scene.elements[at].id for at in read} - wires
    assert left_out == set()


@every("name", SCENES)
def test_every_row_has_a_number_for_each_of_its_elements(name: str) -> None:
    for group in SCENES[name].reading:
        if group.kind != "lines":
            assert not group.across or max(map(len, group.rows), default=0) <= len(group.across)
            assert not group.down or len(group.rows) == len(group.down)


def test_a_product_is_three_matrices() -> None:
    found = groups("product cell small: product", "array")
    assert [(one.name, one.down, one.across) for _, one in found] == [
        ("A", (0, 1, 2), (0, 1)),
        ("B", (0, 1), (0, 1, 2)),
        ("C", (0, 1, 2), (0, 1, 2)),
    ]
    assert ids(*found[0])[1] == ["A[1,0]", "A[1,1]"]


def test_a_vector_has_no_rows_and_a_number_has_no_columns() -> None:
    found = {one.name: one for _, one in groups("arrays [[0,1,2,3,4,5,6,7,8, multiply 2: arrays", "array")}
    assert found["X"].across == (0, 1, 2, 8, 9)  # what is not drawn is not read
    assert (found["Y"].down, found["Y"].across, len(found["Y"].rows)) == ((), (), 1)


def test_of_three_axes_every_sheet_is_read_by_itself() -> None:
    found = [one.name for _, one in groups("arrays [[[0,1,2,3],[4,5,6,7 add [1,2,3,4]: arrays", "array")]
    assert found == ["X 0", "X 1", "Y", "Z 0", "Z 1"]


def test_a_network_says_how_many_units_its_layers_have() -> None:
    [(scene, network)] = groups("train article: network", "network")
    assert network.sizes == (2, 4, 4, 3)
    assert [scene.elements[at].id for at in network.heads] == ["layer1", "layer2", "layer3"]
    [(_, units)] = groups("train article: network", "units")
    assert [len(row) for row in units.rows] == [4, 4, 3]
    assert units.down == (1, 2, 3)
    weights = [one for _, one in groups("train article: network", "weights")]
    assert [(one.name, len(one.rows), len(one.rows[0])) for one in weights] == [
        ("1", 2, 4),
        ("2", 4, 4),
        ("3", 4, 3),
    ]


def test_what_flows_is_no_weight() -> None:
    name = "training step two_two_two: network"
    assert groups(name, "network")
    assert not groups(name, "weights")
    [(scene, units)] = groups(name, "units")
    beside = [(scene.elements[of].id, kind, scene.elements[at].id) for of, kind, at in units.beside]
    assert beside[0] == ("unit1.1", "back", "back1.1")


@every("name", SCENES)
def test_places_travel_as_distances_from_the_one_before(name: str) -> None:
    known = SCENES[name].reading
    distances = [one for group in told(known) for row in group.rows for one in row]
    places = [at for group in known for row in group.rows for at in row]
    assert list(accumulate(distances)) == places


# -- lines ----------------------------------------------------------------------------------------------
def test_lines_are_read_from_top_to_bottom_and_from_left_to_right() -> None:
    elements: tuple[Element, ...] = (
        Label("low", 10, 60, "low"),
        Label("right", 90, 22, "right"),
        Label("left", 10, 18, "left"),
        Token("other", 50, 18, 10, 10, data=("ghost", "X[0]")),
        Label("number", 50, 20),
        Token("button", 20, 90, 10, 10, press="add one"),
    )
    [lines] = reading(elements, (TextBinding("n", ("number",), Fixed(1)),))
    named = [[elements[at].id for at in row] for row in lines.rows]
    assert named == [["left", "number", "right"], ["low"], ["button"]]


def test_weights_are_read_where_wires_show_them() -> None:
    wires = tuple(Wire(f"w1.{i}.{j}", 0, 0, 1, 1) for i in (1, 2) for j in (1, 2, 3))
    ids = tuple(one.id for one in wires)
    network, weights = reading(wires, (WeightBinding("W1", ids, 1.0),))
    assert network.sizes == (2, 3)
    assert weights.rows == ((0, 1, 2), (3, 4, 5))
    assert [one.kind for one in reading(wires, (WeightBinding("flows", ids, 1.0),))] == ["network"]


# -- words ----------------------------------------------------------------------------------------------
def test_sentences_keep_their_fields_for_the_browser() -> None:
    words = [unseen_words(Text("player", language)) for language in LANGUAGES]
    assert [one["read_matrix"] for one in words] == ["Matrix {name}", "行列 {name}"]
    assert words[0]["read_rows"] == "{n} rows"
    assert words[0]["read_rows_one"] == "1 row"
    assert words[0].keys() == words[1].keys()
