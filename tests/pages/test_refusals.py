"""What does not fit each other is refused with a reason, and what is taken instead is said."""

from dataclasses import replace

from pages.parts.train.settings import TrainSettings, begun, is_trainable
from pages.parts.train.sidebar.refusals import refusal
from tests.every import every
from tests.pages.apps import address, open_page, well

XOR = begun("rows")
TWO = replace(XOR, rows=(((0.0,), (0.0,)), ((1.0,), (2.0,))))
REFUSED = [
    (replace(begun("curve"), output="softmax", loss="cross_entropy"), "single"),
    (replace(begun("circle"), output="softmax", loss="binary_cross_entropy"), "partner"),
    (replace(TWO, output="sigmoid", loss="binary_cross_entropy"), "targets"),
    (replace(begun("three"), output="tanh", loss="cross_entropy"), "partner"),
    (replace(begun("three"), output="softmax", loss="half_squared_error"), "whole"),
]


@every("asked, reason", REFUSED)
def test_what_does_not_fit_has_its_reason_and_something_else_is_taken(
    asked: TrainSettings, reason: str
) -> None:
    found = refusal(asked)
    assert found is not None
    assert found[0] == reason
    assert is_trainable(found[1])
    assert (
        replace(found[1], output=asked.output, loss=asked.loss, train_fraction=asked.train_fraction) == asked
    )


def test_what_fits_is_not_refused() -> None:
    assert refusal(XOR) is None


def test_the_drawer_says_why_and_keeps_what_was_chosen() -> None:
    app = open_page("train", problem="circle")
    app.selectbox(key="train-output").select("softmax").run()
    well(app)
    assert any("needs the output activation" in one.value for one in app.warning)
    assert app.selectbox(key="train-output").value == "softmax"
    app.selectbox(key="train-output").select("sigmoid").run()
    assert not app.warning


def test_the_seed_of_the_split_is_typed_and_taken_out() -> None:
    app = open_page("train", problem="circle")
    app.number_input(key="train-split_seed").set_value(7).run()
    well(app)
    assert address(app, ["split_seed"]) == {"split_seed": "7"}
