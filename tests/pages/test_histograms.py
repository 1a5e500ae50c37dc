"""The histograms of Train: opened by a touch, at the shown moment, and nothing of them before."""

from dataclasses import replace

import numpy as np
import pytest

from nnviz.experiments.spreads import spreads
from pages.parts.train.frames import Film
from pages.parts.train.histograms.histogram_panels import BUTTON
from pages.parts.train.histograms.histogram_values import percent
from pages.parts.train.lessons import answer, changed, spec, training
from pages.parts.train.run import training_session
from pages.parts.train.settings import PAIRS, TrainSettings, begun
from pages.shared.protocol.answers import Append, Look
from pages.shared.protocol.layouts import Array
from pages.shared.protocol.requests import Request, Touch
from pages.shared.protocol.timelines import GrowingTimeline
from pages.shared.scenes.histogram_pair import LEFT, LETTERS, RIGHT, TALL, TOPS, WORDS
from pages.shared.state.session import Store, visiting
from pages.shared.text import Text

CIRCLE = replace(begun("circle"), hidden=((4, "relu"), (3, "tanh")), rate=0.3)
OPEN = replace(CIRCLE, histograms=True)
EN, JA = Text("train", "en"), Text("train", "ja")


@pytest.fixture(autouse=True)
def session() -> object:
    with visiting(Store()):
        yield


def trained(settings: TrainSettings, epochs: int = 5) -> training_session.Live:
    live = training(settings).live
    live.more(Film(live.experiment, np.array(PAIRS)), 0.0, 4, epochs)
    return live


def look(settings: TrainSettings, shown: float = -1.0, text: Text = EN, want: str = "look") -> Look:
    found = answer(settings, Request(want, shown=shown), text)  # type: ignore[arg-type]
    assert isinstance(found, Append)
    assert found.look is not None
    return found.look


def said(found: Look, layer: int) -> list[str]:
    spelled = bytes(int(one or 0) for one in found.values[f"said{layer}"])
    lines = [spelled[at * LETTERS : (at + 1) * LETTERS] for at in range(WORDS)]
    return [line.rstrip(b"\0").decode() for line in lines]


def numbers(found: Look, name: str) -> Array:
    return np.array(found.values[name], float)


def bars(found: Look, name: str) -> dict[float, float]:
    """The heights of bars, as shares of the chart, by the place of their middle between its edges."""
    top = TOPS[("upper", "lower").index(name[:5])]
    heights = {}
    for side in ("below", "above"):
        points = numbers(found, f"{name}.{side}").reshape(-1, 4, 2)
        for corners in points:
            middle = (corners[:, 0].mean() - LEFT) / (RIGHT - LEFT)
            heights[round(middle, 3)] = (top + TALL - corners[1, 1]) / TALL
    return dict(sorted(heights.items()))


def panel_ids(settings: TrainSettings) -> list[str]:
    return [panel.id for panel in spec(settings, EN, "light").panels if panel.id.startswith("histograms")]


# -- opened and closed -----------------------------------------------------------------------------
def test_a_touch_opens_them_and_another_closes_them() -> None:
    assert panel_ids(CIRCLE) == ["histograms"]
    opened = changed(CIRCLE, (Touch(BUTTON, None),))
    assert opened == OPEN
    assert panel_ids(opened) == ["histograms", "histograms1", "histograms2", "histograms3"]
    assert changed(opened, (Touch(BUTTON, None),)) == CIRCLE


def test_closed_ones_cost_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    trained(CIRCLE)

    def never(*_: object) -> None:
        pytest.fail("nothing of them is computed")

    monkeypatch.setattr("pages.parts.train.looks.histogram_values", never)
    found = look(CIRCLE)
    assert found.open == ()
    assert not any(name.startswith(("upper", "lower", "said")) for name in found.values)


def test_open_ones_change_no_frame_and_cost_no_picture(monkeypatch: pytest.MonkeyPatch) -> None:
    closed, opened = (spec(one, EN, "light") for one in (CIRCLE, OPEN))
    assert isinstance(opened, GrowingTimeline)
    assert closed.layout == opened.layout
    monkeypatch.setattr("pages.parts.train.looks.histogram_values", lambda *_: pytest.fail("while it plays"))
    found = answer(OPEN, Request("more", count=2, period=20), EN)
    assert isinstance(found, Append)
    assert found.look is None


def test_they_open_without_the_slope_of_a_weight_and_beside_it() -> None:
    trained(OPEN)
    ids = tuple(panel_ids(OPEN)[1:])
    assert look(OPEN).open == ids
    weight = changed(OPEN, (Touch("w1.1.1", None),))
    assert weight.weight is not None
    both = look(weight)
    assert both.open == ("slope", *ids)
    assert {"curve", "upper1.above"} <= both.values.keys()
    assert look(replace(weight, histograms=False)).open == ("slope",)


# -- what is seen ----------------------------------------------------------------------------------
def test_bars_are_the_shares_that_the_core_counts_at_the_shown_moment() -> None:
    live = trained(OPEN)
    history = live.experiment.trainer.history
    for moment in (history[0], history[2], history[-1]):
        found = look(OPEN, moment.step)
        for one in spreads(live.experiment, moment):
            assert one.first_outputs is not None
            pairs = (("upper", one.weights, one.first_weights), ("lower", one.outputs, one.first_outputs))
            for name, now, first in pairs:
                chart = f"{name}{one.layer}"
                (peak,) = numbers(found, f"{chart}.peak")
                assert peak == max(now.shares.max(), first.shares.max())
                heights = np.array(list(bars(found, chart).values()))
                assert np.allclose(heights * peak, now.shares, atol=1e-3)
                ends = [now.edges[0], (now.edges[0] + now.edges[-1]) / 2, now.edges[-1]]
                assert numbers(found, f"{chart}.ticks").tolist() == ends


def test_bars_below_0_are_told_apart_from_those_above() -> None:
    trained(OPEN)
    found = look(OPEN)
    assert found.values["lower1.below"] == [], "a ReLU has no output below 0"
    assert len(found.values["lower2.below"]) == len(found.values["lower2.above"]) == 10 * 4 * 2
    middle = (LEFT + RIGHT) / 2
    below, above = (numbers(found, f"lower2.{side}")[::2] for side in ("below", "above"))
    assert below.max() <= middle <= above.min()


def test_the_line_is_the_start_whatever_is_shown() -> None:
    live = trained(OPEN)
    moment = live.experiment.trainer.history[-1]
    found = look(OPEN, moment.step)
    one = spreads(live.experiment, moment)[1]
    line = numbers(found, "lower2.first").reshape(-1, 2)
    heights = (TOPS[1] + TALL - line[1:-1:2, 1]) / TALL * numbers(found, "lower2.peak")
    assert one.first_outputs is not None
    assert np.allclose(heights, one.first_outputs.shares, atol=1e-3)


def test_bars_are_said_to_those_who_read_them() -> None:
    live = trained(OPEN)
    moment = live.experiment.trainer.history[-1]
    found = look(OPEN, moment.step)
    words = bytes(int(one or 0) for one in found.values["lower2.bins"]).decode()
    one = spreads(live.experiment, moment)[1]
    assert one.first_outputs is not None
    told = words.split("; ")
    assert len(told) == np.count_nonzero(one.outputs.counts + one.first_outputs.counts)
    first, last = percent(one.first_outputs.shares[0]), percent(one.outputs.shares[0])
    assert told[0] == f"-1 to -0.9: {last} (at the start {first})"


def test_words_say_which_units_are_dead_and_that_none_is() -> None:
    live = training(OPEN).live
    assert said(look(OPEN), 1)[1] == "No unit is dead."

    def kill(_trainer: object) -> None:
        live.experiment.network.biases[0][[1, 2]] = -1e3

    live.edit(kill)
    share, dead, units = said(look(OPEN), 1)
    a = live.experiment.network.layers(live.experiment.X_train)[0].after
    assert share == f"{100 * np.mean(a == 0):.0f} % of the outputs are 0."
    assert (dead, units) == ("Dead (0 for every training sample):", "1.2, 1.3")
    assert said(look(OPEN, text=JA), 1)[1:] == ["死んだユニット (どの訓練サンプルでも 0):", "1.2、1.3"]


def test_words_say_how_much_is_saturated_and_an_output_is_neither() -> None:
    live = training(OPEN).live

    def saturate(_trainer: object) -> None:
        live.experiment.network.biases[1][:] = 50.0

    live.edit(saturate)
    found = look(OPEN)
    share, saturated, units = said(found, 2)
    assert share == "Slope below 5 % of its maximum: 100 %"
    assert (saturated, units) == ("Saturated on 9 of 10 samples or more:", "2.1, 2.2, 2.3")
    assert said(found, 3)[0].startswith("Outputs from 0")
    assert said(found, 3)[1:] == ["", ""]


def test_many_dead_units_are_counted() -> None:
    wide = replace(OPEN, hidden=((9, "relu"),))
    live = training(wide).live

    def kill(_trainer: object) -> None:
        live.experiment.network.biases[0][:] = -1e3

    live.edit(kill)
    assert said(look(wide), 1)[2] == "1.1, 1.2, 1.3, 1.4, 1.5 and 4 more"


def test_outputs_that_are_no_numbers_are_said_to_be_none() -> None:
    linear = replace(begun("curve"), hidden=((2, "linear"), (2, "linear")), histograms=True)
    live = training(linear).live

    def explode(_trainer: object) -> None:
        live.experiment.network.parameters[:] = 1e200

    live.edit(explode)
    assert said(look(linear), 3)[0] == "Some outputs at this moment are not finite."


def test_a_share_is_neither_none_nor_all_where_it_is_not() -> None:
    shares = (0.0, 0.001, 0.424, 0.997, 1.0)
    assert [percent(one) for one in shares] == ["0 %", "<1 %", "42 %", ">99 %", "100 %"]
