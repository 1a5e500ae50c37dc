"""Columns are chosen: what samples they make, what is said about them, and what cannot be learned."""

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from nnviz import Standardizer
from nnviz.datasets import Table, TableChoice, TableError, read_table, suggested_choice
from nnviz.datasets.coding import coded
from tests.every import every

FLOWERS = read_table(
    b"id,length,width,colour,kind,empty,many\n"
    + b"".join(
        b"%d,%d.5,%s,%s,%s,,t%d\n"
        % (
            n,
            n % 5,
            b"?" if n == 3 else b"%d" % (n % 4),
            (b"red", b"blue", b"pink")[n % 3],
            b"ab"[n % 2 :][:1],
            n,
        )
        for n in range(40)
    )
)


def choice(inputs: str, targets: str, task: str = "regression", table: Table = FLOWERS) -> TableChoice:
    return TableChoice(table, tuple(inputs.split()), tuple(targets.split()), task)  # type: ignore[arg-type]


def said(made: TableChoice) -> dict[str, dict[str, Any]]:
    return {finding.kind: dict(finding.values) for finding in made.samples().findings}


def test_numbers_are_learned_from_the_rows_that_have_them() -> None:
    samples = choice("length", "width").samples()
    assert samples.data.task == "regression"
    assert (samples.data.feature_names, samples.data.target_names) == (("length",), ("width",))
    assert samples.rows.tolist() == [n for n in range(40) if n != 3]
    np.testing.assert_array_equal(samples.data.X[:, 0], [n % 5 + 0.5 for n in samples.rows])
    assert said(choice("length", "width"))["left_out"] == {"count": 1, "rows": 40}


def test_classes_are_numbered_and_named_and_can_be_coded() -> None:
    data = choice("length", "colour", "classification").samples().data
    assert data.class_names == ("blue", "pink", "red")
    assert data.Y[:4, 0].tolist() == [2, 0, 1, 2]
    one_hot = coded(data, "one_hot")
    assert one_hot.target_names == ("blue", "pink", "red")
    assert one_hot.Y.sum(axis=1).tolist() == [1] * 40
    assert data.split(0.5)[1].class_names == data.class_names
    numbers = choice("length", "width", "classification").samples().data
    assert numbers.class_names == ("0", "1", "2", "3")


def test_only_classes_of_the_rows_that_are_left_count() -> None:
    table = read_table(b"x,kind\n1,a\n2,b\n,c\n3,a\n")
    assert choice("x", "kind", "classification", table).samples().data.class_names == ("a", "b")


def test_text_becomes_inputs_of_0_and_1() -> None:
    data = choice("colour kind length", "width").samples().data
    assert data.feature_names == ("colour = blue", "colour = pink", "colour = red", "kind = b", "length")
    assert data.X[:2, :4].tolist() == [[0, 0, 1, 0], [1, 0, 0, 1]]
    assert said(choice("colour", "width"))["split_text"] == {"column": "colour", "count": 3}


@every(
    "text, inputs, targets, kind, values",
    [
        (b"a,b\n1,2\n1,3\n1,5\n", "a", "b", "constant_column", {"column": "a"}),
        (b"a,b\n1,2\n2,3\n3,5\n", "a", "b", "row_number", {"column": "a"}),
        (b"a,b\n1,2\n4,2\n3,2\n", "a", "b", "constant_target", {"column": "b"}),
        (b"a,b,c\n1,1,1\n4,4,2\n3,3,5\n", "a c", "b", "copy_of_target", {"column": "a", "target": "b"}),
    ],
)
def test_what_hardly_helps_is_said(text: bytes, inputs: str, targets: str, kind: str, values: object) -> None:
    assert said(choice(inputs, targets, table=read_table(text)))[kind] == values


@every(
    "make, kind, text",
    [
        (lambda: choice("", "width"), "no_inputs", "inputs must be at least 1 column, got none; choose one"),
        (
            lambda: choice("length", ""),
            "no_targets",
            "targets must be at least 1 column, got none; choose one",
        ),
        (
            lambda: choice("length", "width width"),
            "repeated_column",
            "a column must be chosen once, got 'width' more than once; leave one out",
        ),
        (
            lambda: choice("length width", "width"),
            "input_is_target",
            "a column must be an input or a target, got 'width' as both; choose one",
        ),
        (
            lambda: choice("height", "width"),
            "unknown_column",
            "a column must be one of the table's, got 'height'; choose another",
        ),
        (
            lambda: choice("empty", "width"),
            "empty_chosen",
            "a chosen column must hold values, got the empty column 'empty'; choose another",
        ),
        (
            lambda: choice("length", "kind colour", "classification"),
            "several_classes",
            "classes must stand in 1 column, got 2; choose one target",
        ),
        (
            lambda: choice("length", "kind"),
            "text_target",
            "a target that is learned as a number must hold numbers, got text in 'kind'; "
            "learn its classes instead",
        ),
        (
            lambda: choice("many", "width"),
            "text_input",
            "text as an input must have 2 to 10 different values, got 40 in 'many'; choose another column",
        ),
        (
            lambda: choice("length", "many", "classification"),
            "too_many_classes",
            "a target must have at most 20 classes, got 40 in 'many'; learn it as a number or choose another",
        ),
        (
            lambda: choice("x", "k", "classification", read_table(b"x,k\n1,a\n2,a\n,b\n")),
            "one_class",
            "a target must have at least 2 classes, got only 'a' in 'k'; choose another",
        ),
        (
            lambda: choice("x", "y", table=read_table(b"x,y\n1,\n,2\n3,4\n")),
            "too_few_rows",
            "at least 2 rows must have all chosen values, got 1; choose columns with fewer gaps",
        ),
    ],
)
def test_what_cannot_be_learned_is_refused(make: Callable[[], TableChoice], kind: str, text: str) -> None:
    with pytest.raises(TableError) as caught:
        make().samples()
    assert (caught.value.kind, str(caught.value)) == (kind, text)


def test_a_choice_is_suggested() -> None:
    suggested = suggested_choice(FLOWERS)
    assert (suggested.inputs, suggested.targets) == (("length", "width", "colour"), ("kind",))
    assert suggested.task == "classification"
    numbers = suggested_choice(read_table(b"a,b\n1,2.5\n2,3.5\n4,9\n"))
    assert (numbers.inputs, numbers.targets, numbers.task) == (("a",), ("b",), "regression")
    with pytest.raises(TableError, match=r"^targets must be at least 1 column, got none; choose one$"):
        suggested_choice(read_table(b"a,b\n1,2\n1,2\n"))
    with pytest.raises(TableError, match=r"^inputs must be at least 1 column, got none; choose one$"):
        suggested_choice(read_table(b"a\n1\n5\n3\n"))


def test_equal_choices_are_one_key() -> None:
    assert choice("length", "width") == choice("length", "width")
    assert len({choice("length", "width"), choice("length", "width"), choice("width", "length")}) == 2


def test_the_largest_numbers_can_be_standardized() -> None:
    table = read_table(b"x,y\n1e100,1\n-1e100,2\n1e308,3\n5e99,4\n")
    data = choice("x", "y", table=table).samples().data
    assert len(data) == 3
    assert np.isfinite(Standardizer.fit(data.X).transform(data.X)).all()
