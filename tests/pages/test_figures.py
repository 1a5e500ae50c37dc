"""Figures by their types, arrays, labels and colours; never by pixels."""

import re
import tomllib
from itertools import product
from pathlib import Path
from typing import Any

import numpy as np
import plotly.graph_objects as go
import pytest

from pages.shared.figures import loss_curves, surfaces, weight_matrices
from pages.shared.theme import COLOURS, INKS, ThemeName, template
from tests.every import every

THEMES: tuple[ThemeName, ...] = ("light", "dark")
CONFIG = tomllib.loads(
    (Path(__file__).resolve().parents[2] / ".streamlit" / "config.toml").read_text(encoding="utf-8")
)
SCALE = [(0.0, "#b35806"), (0.5, "#f7f7f7"), (1.0, "#2166ac")]


# -- colours ----------------------------------------------------------------------------------
def luminance(colour: str) -> float:
    """Relative luminance of #rrggbb, by the formula of WCAG 2."""
    assert re.fullmatch("#[0-9a-f]{6}", colour), colour
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_the_formula_of_contrast_gives_its_known_values() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.005)
    assert contrast("#123456", "#123456") == 1


@every("ink", ["text", "soft", "train", "test"])
@every("ground", ["backgroundColor", "secondaryBackgroundColor"])
@every("theme", THEMES)
def test_every_ink_can_be_read_on_its_background(theme: ThemeName, ground: str, ink: str) -> None:
    assert contrast(getattr(INKS[theme], ink), CONFIG["theme"][theme][ground]) >= 4.5


@pytest.mark.parametrize("theme", THEMES)
def test_the_grid_is_fainter_than_everything_that_is_read(theme: ThemeName) -> None:
    ground = CONFIG["theme"][theme]["backgroundColor"]
    inks = INKS[theme]
    others = [contrast(ink, ground) for ink in (inks.text, inks.soft, inks.train, inks.test)]
    assert 1 < contrast(inks.grid, ground) < min(others)


@pytest.mark.parametrize("theme", THEMES)
def test_text_of_the_figures_is_that_of_the_page(theme: ThemeName) -> None:
    assert INKS[theme].text == CONFIG["theme"][theme]["textColor"]


def test_the_colour_code_is_orange_ground_blue() -> None:
    assert list(COLOURS["light"].scale) == SCALE
    light, dark = ([luminance(colour) for _, colour in COLOURS[theme].scale] for theme in ("light", "dark"))
    assert light[1] > max(light[0], light[2]) + 0.5
    assert dark[1] < min(dark[0], dark[2]) - 0.3


@every("theme", THEMES)
def test_the_middle_of_the_colours_is_neutral_and_like_the_ground(theme: ThemeName) -> None:
    middle, ground = COLOURS[theme].middle, CONFIG["theme"][theme]["backgroundColor"]
    red, green, blue = (int(middle[at : at + 2], 16) for at in (1, 3, 5))
    assert max(red, green, blue) - min(red, green, blue) < 20
    assert contrast(middle, ground) < 1.3


@pytest.mark.parametrize("theme", THEMES)
def test_the_template_is_transparent_and_large_enough_to_read(theme: ThemeName) -> None:
    layout = template(theme).layout
    assert layout.paper_bgcolor == layout.plot_bgcolor == "rgba(0,0,0,0)"
    for axis in (layout.xaxis, layout.yaxis):
        assert axis.tickfont.size >= 13
        assert axis.tickfont.color == INKS[theme].soft
        assert axis.gridcolor == INKS[theme].grid


# -- loss curves --------------------------------------------------------------------------------
WORDS = loss_curves.Names("epochs", "Loss", "training", "test")


def curves(theme: ThemeName = "light") -> go.Figure:
    return loss_curves.loss_curves((loss_curves.Rule(1.5, "mean only: 1.5"),), WORDS, theme)


@pytest.mark.parametrize("theme", THEMES)
def test_two_curves_that_differ_in_more_than_colour(theme: ThemeName) -> None:
    figure = curves(theme)
    train, test = figure.data[loss_curves.TRAIN], figure.data[loss_curves.TEST]
    assert (train.type, train.mode, train.name) == ("scatter", "lines", "training")
    assert (test.type, test.mode, test.name) == ("scatter", "lines", "test")
    assert (len(train.x), len(test.y)) == (0, 0)
    assert (train.line.color, test.line.color) == (INKS[theme].train, INKS[theme].test)
    assert train.line.dash != test.line.dash
    assert figure.layout.template == template(theme)


def test_the_reference_is_a_line_at_its_height_with_a_name() -> None:
    figure = curves()
    (rule,) = figure.layout.shapes
    assert (rule.type, rule.y0, rule.y1) == ("line", 1.5, 1.5)
    assert figure.data[2].name == "mean only: 1.5"
    assert figure.data[2].line.color == rule.line.color == INKS["light"].soft


def test_the_axes_of_the_loss_are_named() -> None:
    figure = curves()
    assert (figure.layout.xaxis.title.text, figure.layout.yaxis.title.text) == ("epochs", "Loss")
    assert "%{y" in figure.data[0].hovertemplate


# -- matrices ------------------------------------------------------------------------------------
def matrix(rows: int = 2, columns: int = 4) -> go.Figure:
    names = [f"r{at}" for at in range(rows)], [f"c{at}" for at in range(columns)]
    return weight_matrices.weight_matrix(*names, "bias", 2.0, "light")


def ticks(axis: Any) -> dict[float, str]:
    return dict(zip(axis.tickvals, axis.ticktext, strict=True))


def test_a_matrix_is_two_heatmaps_of_rows_and_columns() -> None:
    figure = matrix()
    weights, biases = figure.data[weight_matrices.WEIGHTS], figure.data[weight_matrices.BIASES]
    assert (weights.type, np.shape(weights.z)) == ("heatmap", (2, 4))
    assert (biases.type, np.shape(biases.z)) == ("heatmap", (1, 4))
    assert (weights.yaxis or "y", biases.yaxis) == ("y", "y2")
    assert (weights.xaxis, biases.xaxis) == ("x", "x")
    assert (weights.x, weights.y, biases.y) == ((0, 1, 2, 3), (0, 1), (0,))


@pytest.mark.parametrize(("rows", "columns"), [(1, 1), (2, 4), (12, 3), (32, 32)])
def test_row_0_of_a_matrix_is_at_the_top_and_every_cell_is_inside(rows: int, columns: int) -> None:
    layout = matrix(rows, columns).layout
    bottom, top = layout.yaxis.range
    assert (bottom, top) == (rows - 0.5, -0.5)
    assert layout.yaxis2.range[0] > layout.yaxis2.range[1]
    assert layout.yaxis2.domain[0] == 0
    assert 0 < layout.yaxis2.domain[1] < layout.yaxis.domain[0] < layout.yaxis.domain[1] == 1
    heights = [layout.yaxis.domain[1] - layout.yaxis.domain[0], layout.yaxis2.domain[1]]
    assert heights[0] / rows == pytest.approx(heights[1]), "a bias is as high as a weight"


def test_rows_columns_and_bias_are_labelled() -> None:
    layout = matrix().layout
    assert ticks(layout.yaxis) == {0: "r0", 1: "r1"}
    assert ticks(layout.xaxis) == {0: "c0", 1: "c1", 2: "c2", 3: "c3"}
    assert ticks(layout.yaxis2) == {0: "bias"}
    assert layout.xaxis.side == "top"


def test_the_colours_of_a_matrix_are_symmetric_about_zero() -> None:
    for trace in matrix().data:
        assert (trace.zmin, trace.zmid, trace.zmax) == (-2, 0, 2)
        assert list(trace.colorscale) == SCALE


def test_many_labels_are_thinned_evenly() -> None:
    labels = [str(at) for at in range(32)]
    assert weight_matrices.thin(labels, 12) == [label if int(label) % 3 == 0 else "" for label in labels]
    assert weight_matrices.thin(labels[:12], 12) == labels[:12]
    assert weight_matrices.thin([], 12) == []


# -- surfaces --------------------------------------------------------------------------------------
TRUTH = np.arange(9.0).reshape(3, 3) - 4


def pair_of_surfaces(theme: ThemeName = "light") -> go.Figure:
    names = surfaces.Names("truth", "prediction", "a", "b")
    return surfaces.surfaces(TRUTH, 0.0, 100.0, 4.0, names, theme)


def test_truth_and_prediction_share_square_and_colours() -> None:
    truth, prediction = pair_of_surfaces().data
    np.testing.assert_array_equal(truth.z, TRUTH)
    assert np.shape(prediction.z) == (3, 3)
    for trace in (truth, prediction):
        assert trace.type == "heatmap"
        assert (trace.zmin, trace.zmax) == (-4, 4)
        assert list(trace.colorscale) == SCALE
        assert list(trace.x) == list(trace.y) == [0, 50, 100]
    assert (surfaces.TRUTH, surfaces.PREDICTION) == (0, 1)
    assert (prediction.xaxis, prediction.yaxis) == ("x2", "y2")


def test_the_axes_of_the_surfaces_are_named_and_run_upwards() -> None:
    layout = pair_of_surfaces().layout
    assert (layout.xaxis.title.text, layout.yaxis.title.text) == ("a", "b")
    for axis in (layout.xaxis, layout.yaxis, layout.xaxis2, layout.yaxis2):
        assert axis.range == (0, 100)
    assert layout.xaxis.domain[1] < layout.xaxis2.domain[0]


@pytest.mark.parametrize("theme", THEMES)
def test_each_surface_says_what_it_is(theme: ThemeName) -> None:
    layout = pair_of_surfaces(theme).layout
    found = {one.text: (one.x, one.font.color) for one in layout.annotations}
    assert found == {
        "truth": (layout.xaxis.domain[0], INKS[theme].text),
        "prediction": (layout.xaxis2.domain[0], INKS[theme].text),
    }


@pytest.mark.parametrize(("theme", "trace"), list(product(THEMES, (0, 1))))
def test_what_is_pointed_at_is_told_in_original_units(theme: ThemeName, trace: int) -> None:
    hover = pair_of_surfaces(theme).data[trace].hovertemplate
    assert "a %{x" in hover
    assert "b %{y" in hover
    assert "%{z" in hover
