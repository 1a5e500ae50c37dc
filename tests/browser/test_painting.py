"""What the browser paints while a run plays and at rest: panels in and out of view, curves that grow by
strokes, matrices whose cells change, and the picture before Plotly is there."""

from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page, Route, expect

from pages.shared.text import Text
from tests.browser.opening import open_settings, settle
from tests.browser.play import ROOT, Player, at_rest, open_player, standing

SCROLL = "(top) => document.querySelector('[data-testid=stMain]').scrollTo(0, top)"
CANVAS = """(panel) => document.querySelector(`[data-panel=${panel}] canvas`).toDataURL()"""

# For each curve: how many pixels have strokes of its colour, how many of Plotly's points lie on the axes, the
# share of these with such a pixel within two, and the number of such pixels further than four from the curve.
STROKES = """() => {
  const plot = document.querySelector('[data-panel=loss] .plot');
  const canvas = plot.querySelector('canvas.strokes');
  const { xaxis, yaxis } = plot._fullLayout;
  const { width, height } = canvas;
  const { data } = canvas.getContext('2d').getImageData(0, 0, width, height);
  const [wide, high] = [width / xaxis._length, height / yaxis._length];
  const away = (x, y, [px, py], [qx, qy]) => {
    const share = ((x - px) * (qx - px) + (y - py) * (qy - py)) / ((qx - px) ** 2 + (qy - py) ** 2 || 1);
    const held = Math.max(0, Math.min(1, share));
    return Math.hypot(x - px - held * (qx - px), y - py - held * (qy - py));
  };
  return [0, 1].map((trace) => {
    const { x: xs, y: ys, line } = plot.data[trace];
    const colour = line.color.match(/\\w\\w/g).map((part) => parseInt(part, 16));
    const inked = (x, y) => {
      const at = 4 * (y * width + x);
      return data[at + 3] > 100 && Math.hypot(...colour.map((part, one) => data[at + one] - part)) < 60;
    };
    const ink = [];
    for (let x = 0; x < width; x++) for (let y = 0; y < height; y++) if (inked(x, y)) ink.push([x, y]);
    const points = xs.map((x, at) => [xaxis.d2p(x) * wide, yaxis.d2p(ys[at]) * high]);
    const seen = points.filter(([x, y]) => x >= 0 && x < width - 2 && y >= 0 && y < height);
    const near = ([x, y]) => ([px, py]) => Math.abs(px - x) <= 2 && Math.abs(py - y) <= 2;
    const others = plot.data[1 - trace]; // where both curves lie, only one of them is seen
    const beside = others.x.map((x, at) => [xaxis.d2p(x) * wide, yaxis.d2p(others.y[at]) * high]);
    const hidden = ([x, y]) => beside.some(([px, py]) => Math.hypot(px - x, py - y) < 4);
    const covered = seen.filter((point) => ink.some(near(point)) || hidden(point)).length / seen.length;
    const real = points.filter(([x, y]) => Number.isFinite(x + y));
    const stray = ink.filter(([x, y]) => real.every((one, at) => away(x, y, one, real[at + 1] ?? one) > 4));
    return { ink: ink.length, points: seen.length, covered, stray: stray.length };
  });
}"""
LAYOUT = """() => {
  const { xaxis, yaxis } = document.querySelector('[data-panel=loss] .plot')._fullLayout;
  return { x: [xaxis.type, ...xaxis.range], y: [yaxis.type, ...yaxis.range] };
}"""
GROWING = "[data-panel=loss] .plot.growing"


def play_to(player: Player, steps: int) -> None:
    """Play so many steps further, and pause."""
    goal = player.step + steps
    player.press("play")
    player.wait_for_step(goal)
    player.press("play")
    player.wait("paused")


def strokes(page: Page) -> tuple[dict[str, float], dict[str, float]]:
    """What is stroked of both curves, once Plotly has its points."""
    expect(page.locator(GROWING)).to_have_count(0)
    train, test = at_rest(page, STROKES)
    return train, test


def layout(page: Page) -> dict[str, list[Any]]:
    """The kinds and ranges of both axes, once Plotly has them."""
    expect(page.locator(GROWING)).to_have_count(0)
    found: dict[str, list[Any]] = at_rest(page, LAYOUT)
    return found


# -- panels in and out of view ---------------------------------------------------------------------------
def test_a_panel_out_of_view_is_not_painted_while_it_plays_and_is_right_when_it_comes_into_view(
    page: Page, url: str
) -> None:
    page.set_viewport_size({"width": 1280, "height": 600})
    player = open_player(page, f"{url}/train")
    page.locator("[data-action=speed]").select_option("10")
    page.evaluate("document.querySelector('[data-nnviz=more]').open = true")
    table = page.locator("[data-panel=table3] .scene")
    assert table.bounding_box()["y"] > 800, "the table must be far below the window"  # type: ignore[index]
    before, first = table.text_content(), page.evaluate(CANVAS, "matrix3")
    player.press("play")
    player.wait_for_step(8)
    assert (table.text_content(), page.evaluate(CANVAS, "matrix3")) == (before, first)
    page.evaluate(SCROLL, 700)
    expect(table).not_to_have_text(before or "")
    player.wait_for_step(player.step + 3)
    player.press("play")
    player.wait("paused")
    shown = table.text_content()
    matrix = page.evaluate(CANVAS, "matrix3")
    assert matrix != first, "at rest all is right, in view or not"
    step = player.step
    player.scrub(0)
    assert table.text_content() == before
    assert page.evaluate(CANVAS, "matrix3") == first
    player.scrub(step)
    assert table.text_content() == shown
    assert page.evaluate(CANVAS, "matrix3") == matrix


def test_what_comes_into_view_of_a_run_that_waits_shows_its_frame(page: Page, url: str) -> None:
    page.set_viewport_size({"width": 1280, "height": 600})
    player = open_player(page, f"{url}/train?epochs=3")
    player.press("play")
    player.wait("ended")
    shown = page.locator("[data-panel=table3] .scene").text_content()
    player.scrub(player.step)
    assert page.locator("[data-panel=table3] .scene").text_content() == shown
    page.evaluate(SCROLL, 2000)
    assert page.locator("[data-panel=table3] .scene").text_content() == shown


# -- curves -----------------------------------------------------------------------------------------------
def test_curves_are_stroked_while_it_plays_and_are_plotly_s_at_rest(page: Page, url: str) -> None:
    player = open_player(page, f"{url}/train")
    player.press("play")
    player.wait_for_step(12)
    expect(page.locator(GROWING)).to_have_count(1)
    assert (
        page.locator("[data-panel=loss] .scatterlayer").evaluate("(one) => getComputedStyle(one).visibility")
        == "hidden"
    )
    player.press("play")
    player.wait("paused")
    for line in strokes(page):
        assert line["points"] >= player.step - 1, "the start has no logarithm, the last may lie on the edge"
        assert line["stray"] == 0
    assert strokes(page)[0]["covered"] == 1
    last = page.evaluate("() => document.querySelector('[data-panel=loss] .plot').data[0].y.at(-1)")
    assert f"loss {last:.5g}" in player.caption or f"{last:#.5g}" in player.caption
    assert (
        page.locator("[data-panel=loss] .strokes").evaluate("(one) => getComputedStyle(one).visibility")
        == "hidden"
    )


def test_the_axes_reach_as_far_as_the_curves_and_change_seldom(page: Page, url: str) -> None:
    player = open_player(page, f"{url}/train")
    switch(page, "xy")  # the loss opens on logarithmic axes
    page.locator("[data-action=speed]").select_option("10")
    play_to(player, 40)
    seen = layout(page)
    last = "() => document.querySelector('[data-panel=loss] .plot').data[0].x.at(-1)"
    epochs = page.evaluate(last)
    assert seen["x"][:2] == ["linear", 0]
    assert epochs <= seen["x"][2] <= 1.5 * epochs
    play_to(player, 1)
    assert (layout(page) == seen) is (page.evaluate(last) <= seen["x"][2]), (
        "only what has no room moves an axis"
    )


def test_strokes_lie_on_logarithmic_axes_too(page: Page, url: str) -> None:
    player = open_player(page, f"{url}/train")
    assert {found[0] for found in layout(page).values()} == {"log"}
    switch(page, "xy")
    play_to(player, 10)
    for axes in ("y", "x", "xy"):
        switch(page, axes)
        play_to(player, 12)
        train, test = strokes(page)
        assert train["points"] >= player.step - 1, axes
        assert (train["covered"], train["stray"], test["stray"]) == (1, 0, 0), axes
        assert {axis for axis, found in layout(page).items() if found[0] == "log"} == set(axes)
        switch(page, axes)
        play_to(player, 3)
        train, _ = strokes(page)
        assert (train["covered"], train["stray"]) == (1, 0), axes
        assert all(found[:2] == ["linear", 0] for found in layout(page).values()), axes


def switch(page: Page, axes: str) -> None:
    """Switch axes between linear and logarithmic."""
    for axis in axes:
        page.locator(f"[data-switch=log-{axis}]").click()


def test_an_axis_is_switched_while_it_plays(page: Page, url: str) -> None:
    player = open_player(page, f"{url}/train")
    player.press("play")
    player.wait_for_step(10)
    page.locator("[data-switch=log-y]").click()
    player.wait_for_step(player.step + 6)
    player.press("play")
    player.wait("paused")
    train, test = strokes(page)
    assert (train["covered"], train["stray"], test["stray"]) == (1, 0, 0)


def test_curves_go_on_after_a_look_at_the_past_and_begin_again_with_another_run(page: Page, url: str) -> None:
    player = open_player(page, f"{url}/train")
    play_to(player, 12)
    length = "() => document.querySelector('[data-panel=loss] .plot').data[0].x.length"
    at_rest(page, length)
    player.scrub(3)
    player.wait("paused", step=3)
    assert at_rest(page, length) >= 13, "the curve stays as far as the run was seen"
    play_to(player, 3)
    assert at_rest(page, length) >= 13
    open_settings(page)
    page.get_by_role("button", name="Add a layer").click()
    player.wait("idle", step=0)
    assert at_rest(page, length) == 1
    play_to(player, 5)
    train, _ = strokes(page)
    assert (train["covered"], train["stray"]) == (1, 0)


def test_a_line_is_hidden_by_its_name_while_it_plays_and_at_rest(page: Page, url: str) -> None:
    player = open_player(page, f"{url}/train")
    name = page.locator("[data-panel=loss] .legend").get_by_role("button", name="training")
    name.click()
    expect(name).to_have_attribute("aria-pressed", "false")
    play_to(player, 8)
    train, test = strokes(page)
    assert train["ink"] == 0 < test["ink"]
    assert page.evaluate("() => document.querySelector('[data-panel=loss] .plot').data[0].visible") is False
    name.click()
    play_to(player, 3)
    assert strokes(page)[0]["covered"] == 1


# -- cells --------------------------------------------------------------------------------------------------
def test_the_cells_of_a_matrix_are_those_of_a_matrix_drawn_at_once(page: Page, url: str) -> None:
    player = open_player(page, f"{url}/train?seed=4")
    page.evaluate("document.querySelector('[data-nnviz=more]').open = true")
    page.evaluate(SCROLL, 2000)
    page.locator("[data-action=speed]").select_option("100")
    play_to(player, 12)
    step = player.step
    changed = [page.evaluate(CANVAS, f"matrix{layer}") for layer in (1, 2, 3)]
    page.set_viewport_size({"width": 900, "height": 900})  # another size: every cell is drawn anew
    at_rest(page, "() => document.querySelector('[data-panel=matrix1] canvas').width")
    page.set_viewport_size({"width": 1280, "height": 900})
    at_rest(page, "() => document.querySelector('[data-panel=matrix1] canvas').width")
    assert player.step == step
    assert [page.evaluate(CANVAS, f"matrix{layer}") for layer in (1, 2, 3)] == changed
    numbers = at_rest(page, "() => document.querySelector('[data-panel=matrix1] .plot').data[0].z.flat()")
    assert max(abs(number) for number in numbers) > 0


# -- before Plotly -----------------------------------------------------------------------------------------
PLACES = """() => ['loss', 'surface2', 'matrix2'].map((name) => {
  const plot = document.querySelector(`[data-panel=${name}] .plot`);
  const box = plot.getBoundingClientRect();
  const written = [...plot.querySelectorAll('text')].filter((one) => one.textContent.trim());
  return written.map((one) => {
    const { left, top, width } = one.getBoundingClientRect();
    return [one.textContent, left + width / 2 - box.left, top - box.top];
  }).sort();
})"""
LOSS_TITLES = {
    "en": [Text("train", "en")("loss.title"), Text("train", "en")("loss.epochs")],
    "ja": [Text("train", "ja")("loss.title"), Text("train", "ja")("loss.epochs")],
}
FONTS = "() => document.fonts.ready.then(() => true)"  # letters of another font have other places
CANVASES = "() => [...document.querySelectorAll('.paint')].map((one) => one.getAttribute('style')).sort()"


@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("lang", ["en", "ja"])
def test_the_picture_before_plotly_is_that_with_plotly(
    context: BrowserContext, url: str, lang: str, width: int
) -> None:
    page = context.new_page()
    page.set_viewport_size({"width": width, "height": 900})
    held: list[Route] = []
    page.route("**/vendor/plotly.min.js", lambda route: held.append(route))
    with page.expect_request("**/vendor/plotly.min.js"):
        page.goto(f"{url}/train?lang={lang}")
    settle(page)
    page.evaluate("document.querySelector('[data-nnviz=more]').open = true")  # what is folded has no places
    page.evaluate(FONTS)
    expect(page.locator("[data-panel=matrix3] .draft")).to_have_count(1, timeout=30_000)
    expect(page.locator("[data-panel=loss] .plot[data-curves]")).to_have_count(1)
    before, canvases = at_rest(page, PLACES), page.evaluate(CANVASES)
    assert held, "plotly.js must still be under way"
    for route in held:
        route.continue_()
    standing(page)
    expect(page.locator(".draft")).to_have_count(0)
    after = at_rest(page, PLACES)
    for own, plotly in zip(before, after, strict=True):
        words = [text for text, *_ in own]
        if len(words) == len(LOSS_TITLES[lang]):  # on logarithmic axes the numbers come with Plotly
            assert set(words) == set(LOSS_TITLES[lang])
            assert set(words) < {text for text, *_ in plotly}
            continue
        assert words == [text for text, *_ in plotly]
        for (text, x, y), (_, other_x, other_y) in zip(own, plotly, strict=True):
            assert abs(x - other_x) < 1.5, text
            assert abs(y - other_y) < 1.5, text
    assert sizes(page.evaluate(CANVASES)) == sizes(canvases)


def sizes(styles: list[str]) -> list[list[float]]:
    """The places of canvases, to a pixel."""
    return [
        [round(float(part.split(":")[1].rstrip("px;"))) for part in style.split("; ")] for style in styles
    ]


def test_a_run_can_be_played_before_plotly_is_there(context: BrowserContext, url: str) -> None:
    page = context.new_page()
    held: list[Route] = []
    page.route("**/vendor/plotly.min.js", lambda route: held.append(route))
    page.goto(f"{url}/train")
    page.wait_for_selector(f"{ROOT}[data-state=idle] .draft", timeout=30_000)
    player = Player(page)
    player.press("play")
    player.wait_for_step(30)
    expect(page.locator("[data-panel=loss] .draft")).to_have_count(1)
    assert int(page.locator("[data-panel=loss] .plot").get_attribute("data-curves") or 0) >= 30
    for route in held:
        route.continue_()
    standing(page)
    player.wait_for_step(player.step + 3)
    player.press("play")
    player.wait("paused")
    train, test = strokes(page)
    assert train["points"] >= 30
    assert (train["covered"], train["stray"], test["stray"]) == (1, 0, 0)
