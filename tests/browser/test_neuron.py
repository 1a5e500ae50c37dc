"""The page Neuron as a person meets it: type, drag, press, add inputs and samples, guess, save, share."""

import re

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.opening import go, go_on
from tests.browser.play import ROOT, Player, at_rest, see, standing
from tests.browser.saving import save
from tests.browser.touching import box, drag, type_all
from tests.every import every

pytestmark = pytest.mark.usefixtures("going_on")

LINE = "w=4&b=5&activation=linear&x=3"
BATCH = "w=1&b=-50&activation=step&x=26;47;68;89;110;131&reach=200"
CELL = "w=1,1,1&b=-3&activation=step&x=0,0,0;1,0,0;1,1,0;1,1,1&reach=3&story=cell"
OUTPUT = "[data-nnviz=output]"


def opened(page: Page, url: str, query: str = "", state: str = "idle") -> Player:
    """Open the page, and wait for the neuron and everything beside it."""
    go(page, f"{url}/neuron?{query}")
    page.wait_for_selector(f"{ROOT}[data-state={state}]", timeout=30_000)
    page.wait_for_selector(f"{ROOT} {OUTPUT}", timeout=30_000)
    expect(page.locator(f"{ROOT} .host:empty")).to_have_count(0, timeout=30_000)
    return Player(page)


def write(page: Page, name: str, text: str) -> None:
    """Write a number and finish it."""
    box(page, name).fill(text)
    box(page, name).press("Enter")


def output(page: Page) -> float:
    """The output with every digit."""
    return float(page.locator(OUTPUT).get_attribute("data-value") or "nan")


def column(page: Page, name: str, count: int) -> list[str]:
    """The texts of a column of the table."""
    table = page.locator("[data-panel=samples]")
    return [table.locator(f'[data-id="{name}{r}"]').text_content() or "" for r in range(count)]


# -- the numbers of the course -----------------------------------------------------------------
def test_four_times_three_plus_five(page: Page, url: str) -> None:
    player = opened(page, url, LINE)
    expect(page.locator(OUTPUT)).to_have_text("17")
    assert player.caption == "3·4 + 5 = 17 → 17"
    assert [box(page, name).input_value() for name in ("x[0]", "w[0]", "bias", "threshold")] == [
        "3",
        "4",
        "5",
        "-5",
    ]


def test_the_cell_fires_from_the_third_synapse_on(page: Page, url: str) -> None:
    player = opened(page, url, CELL)
    for fired in (0, 0, 0, 1):
        expect(page.locator(OUTPUT)).to_have_text(str(fired))
        assert ("no reaction" in player.caption) is not bool(fired)
        player.press("step")
    assert "3 ≥ 3, that is 3 + (-3) = 0 ≥ 0" in player.caption, "a tie fires"
    assert (page.locator("[data-panel=neuron] .scene").text_content() or "").count("strength") >= 1


def test_the_batch_passes_a_threshold_of_fifty(page: Page, url: str) -> None:
    player = opened(page, url, BATCH)
    assert column(page, "output", 6) == ["0", "", "", "", "", ""], "results come as they are fed in"
    player.press("last")
    player.wait("ended", 5)
    assert column(page, "output", 6) == ["0", "0", "1", "1", "1", "1"]
    assert column(page, "sum", 6) == ["26", "47", "68", "89", "110", "131"]


@every(
    "z, a",
    [(-1, 0.26894142137), (1, 0.73105857863), (2, 0.88079707798), (0.3, 0.574442516811659)],
)
def test_the_sigmoid_of_the_course(page: Page, url: str, z: float, a: float) -> None:
    go_on(page, f"{url}/neuron?w={z}&b=0&activation=sigmoid&x=1")
    standing(page)
    assert output(page) == pytest.approx(a, abs=1e-8)
    assert float(page.locator(OUTPUT).text_content() or "nan") == pytest.approx(a, abs=1e-8)


def test_a_tiny_output_is_not_shown_as_nothing(page: Page, url: str) -> None:
    opened(page, url, "w=1&b=0&activation=sigmoid&x=-40;-200")
    assert output(page) == pytest.approx(4.248354255291589e-18, rel=1e-15, abs=0)
    expect(page.locator(OUTPUT)).to_have_text("4.25e-18")
    player = Player(page)
    player.press("last")
    player.wait("ended", 1)
    assert column(page, "output", 2) == ["4.25e-18", "1.38e-87"]


# -- touching ----------------------------------------------------------------------------------
def test_every_typed_number_is_answered_and_dragging_it_on_the_way(page: Page, url: str) -> None:
    player = opened(page, url, LINE)
    typed = [at / 10 for at in range(1, 31, 2)]
    seen = type_all(page, "w[0]", OUTPUT, [f"{weight:g}" for weight in typed])
    assert [float(text) for text in seen] == pytest.approx([3 * weight + 5 for weight in typed])
    expect(box(page, "w[0]")).to_be_focused()
    type_all(page, "w[0]", OUTPUT, ["4"])
    box(page, "w[0]").blur()
    seen = drag(page, "w[0]", OUTPUT)
    weights = [4 + 0.2 * turn for turn in range(1, 13)]
    assert [float(text) for text in seen] == pytest.approx([3 * weight + 5 for weight in weights])
    assert player.mounts == 1
    expect(box(page, "w[0]")).to_be_focused()


def test_bias_and_threshold_move_against_each_other(page: Page, url: str) -> None:
    opened(page, url, BATCH)
    write(page, "threshold", "20")
    expect(box(page, "bias")).to_have_value("-20")
    expect(page.locator(OUTPUT)).to_have_text("1")
    box(page, "slide.bias").fill("-26")
    expect(box(page, "threshold")).to_have_value("26")
    expect(box(page, "slide.threshold")).to_have_value("26")
    expect(page.locator(OUTPUT)).to_have_text("1")
    expect(page).to_have_url(re.compile("b=-26"))


def test_the_shown_sample_is_the_one_that_is_touched(page: Page, url: str) -> None:
    player = opened(page, url, BATCH)
    player.press("step")
    player.press("step")
    player.wait("paused", 2)
    write(page, "x[0]", "12")
    expect(box(page, "X[2,0]")).to_have_value("12")
    expect(page.locator(OUTPUT)).to_have_text("0")
    assert player.step == 2
    player.press("more")
    write(page, "X[0,0]", "77")
    expect(page.locator('[data-id="output0"]')).to_have_text("1")
    expect(box(page, "x[0]")).to_have_value("12")
    assert player.mounts == 1


def test_inputs_and_samples_come_and_go_and_the_focus_stays(page: Page, url: str) -> None:
    player = opened(page, url, LINE)
    for count in range(2, 7):
        box(page, "add").press("Enter")
        expect(box(page, f"x[{count - 1}]")).to_have_count(1)
        expect(box(page, "add")).to_be_focused()
    expect(page.locator(OUTPUT)).to_have_text("22")
    expect(box(page, "add")).to_have_attribute("aria-disabled", "true")
    player.press("more")
    box(page, "more").press(" ")
    expect(box(page, "X[1,5]")).to_have_count(1)
    expect(box(page, "more")).to_be_focused()
    box(page, "remove").click()
    expect(box(page, "x[5]")).to_have_count(0)
    assert player.mounts == 1


def test_what_is_no_number_is_answered_kindly_and_one_too_large_is_held(page: Page, url: str) -> None:
    opened(page, url, LINE)
    write(page, "w[0]", "four")
    expect(page.locator("p.complaint")).to_contain_text("“four”")
    expect(page.locator(OUTPUT)).to_have_text("17")
    write(page, "w[0]", "99")
    expect(box(page, "w[0]")).to_have_value("10")
    expect(page.locator(OUTPUT)).to_have_text("35")


# -- the pictures beside it --------------------------------------------------------------------------------
POINTS = """([panel, trace]) => {
    const [{ x, y }] = [document.querySelector(`[data-panel=${panel}] .plot`).data[trace]];
    return [Array.from(x), Array.from(y)];
}"""


def drawn(page: Page, panel: str, trace: int, expected: list[list[float | None]]) -> None:
    """Wait until a trace of a figure has these points."""
    found = None
    for _ in range(100):
        found = page.evaluate(POINTS, [panel, trace])
        if found == expected:
            return
        see(page, 3)
    raise AssertionError(f"{panel}, trace {trace}: {found}, expected {expected}")


def test_the_points_follow_what_is_touched(page: Page, url: str) -> None:
    opened(page, url, "w=1&b=0&activation=relu&x=-2;1.5")
    drawn(page, "beside", 2, [[-2], [-2]])
    drawn(page, "beside", 5, [[-2], [0]])
    drawn(page, "curve", 3, [[-2], [0]])
    write(page, "x[0]", "4")
    drawn(page, "beside", 5, [[4], [4]])
    drawn(page, "curve", 3, [[4], [4]])
    write(page, "w[0]", "2")
    drawn(page, "curve", 3, [[None], [None]])
    drawn(page, "curve", 5, [[6], [6]])


def test_samples_on_the_plane_change_sides(page: Page, url: str) -> None:
    player = opened(page, url, "w=.5,.5&b=-.7&activation=step&x=0,0;1,1&reach=3")
    player.press("last")
    drawn(page, "beside", 1, [[None, 1], [None, 1]])
    drawn(page, "beside", 2, [[0, None], [0, None]])
    write(page, "threshold", "0")
    drawn(page, "beside", 1, [[0, 1], [0, 1]])
    canvas = page.locator("[data-panel=beside] canvas.under")
    assert canvas.evaluate("(one) => getComputedStyle(one).zIndex") == "-1", "the samples lie on the colours"


def test_the_bars_stand_where_room_is(page: Page, url: str) -> None:
    opened(page, url, CELL)

    def top(panel: str) -> float:
        found = page.locator(f"[data-panel={panel}]").bounding_box()
        assert found
        return found["y"]

    assert top("beside") == pytest.approx(top("neuron"), abs=2)
    Player(page).press("more")
    assert top("neuron") < top("samples")
    page.set_viewport_size({"width": 390, "height": 900})
    at_rest(page, "document.querySelector('[data-panel=code]').getBoundingClientRect().top")
    assert top("neuron") < top("beside") < top("samples") < top("nudge") < top("curve") < top("code")


# -- why a curve, and guessing -----------------------------------------------------------------
def test_a_nudge_moves_the_sigmoid_and_not_the_step(page: Page, url: str) -> None:
    opened(page, url, "w=.3&b=0&activation=step&x=1").press("more")
    cell = "[data-panel=nudge] [data-id={}]"
    expect(page.locator(cell.format("change0"))).to_have_text("–")
    box(page, "nudge[0]").click()
    expect(page.locator(cell.format("change0"))).to_have_text("0")
    moved = page.locator(cell.format("change1"))
    assert float(moved.get_attribute("data-value") or "0") == pytest.approx(0.0242451428, abs=1e-8)
    expect(box(page, "nudge[0]")).to_be_focused()
    box(page, "nudge[0]").press("Enter")
    expect(moved).to_have_text("–")


def test_a_guess_is_compared_with_what_comes_out(page: Page, url: str) -> None:
    player = opened(page, url, f"{LINE}&hide=1")
    expect(page.locator(OUTPUT)).to_have_text("?")
    assert player.caption == "3·4 + 5 = ? → ?"
    write(page, "guess", "12")
    expect(page.locator("[data-nnviz=status]")).to_contain_text("you guessed 12, but the output is 17")
    expect(page.locator(OUTPUT)).to_have_text("17")
    expect(box(page, "guess")).to_have_count(0)
    opened(page, url, f"{LINE}&hide=1")
    box(page, "hide").click()
    expect(page.locator(OUTPUT)).to_have_text("17")


def test_the_guess_of_the_last_sample_is_answered_there_and_asked_anew_of_other_numbers(
    page: Page, url: str
) -> None:
    player = opened(page, url)
    fires, quiet = (page.locator(f"[data-guess='{words}']") for words in ("it fires", "it does not"))
    quiet.click()
    expect(quiet).to_have_attribute("aria-pressed", "true")
    for _ in range(2):
        player.press("step")
        assert "You said" not in player.caption
    player.press("step")
    player.wait("ended", 3)
    expect(page.locator("[data-nnviz=caption]")).to_contain_text("You said “it does not”. The sum 3 reaches")
    fires.click()
    expect(page.locator("[data-nnviz=caption]")).to_contain_text("✓ Correct!")
    expect(page.locator("[data-nnviz=ending]")).to_contain_text("Weighted sum")
    write(page, "threshold", "4")
    expect(fires).to_have_attribute("aria-pressed", "false")
    quiet.click()
    expect(page.locator("[data-nnviz=caption]")).to_contain_text("✓ Correct! The sum 3 does not reach")
    assert player.mounts == 1


# -- sharing and saving ------------------------------------------------------------------------
def test_what_was_touched_is_in_the_link(page: Page, url: str, context: BrowserContext) -> None:
    player = opened(page, url, BATCH)
    write(page, "w[0]", "2")
    write(page, "threshold", "60")
    player.press("step")
    expect(page).to_have_url(re.compile(r"w=2&.*step=1|step=1.*w=2"))
    other = context.new_page()
    other.goto(page.url)
    other.wait_for_selector(f"{ROOT}[data-step='1']", timeout=30_000)
    expect(other.locator(OUTPUT)).to_have_text("1")
    assert Player(other).caption == player.caption


def test_the_saved_picture_holds_the_numbers_of_the_boxes(page: Page, url: str) -> None:
    opened(page, url, LINE)
    write(page, "w[0]", "-2.5")
    expect(page.locator(OUTPUT)).to_have_text("-2.5")
    saved = save(page, "svg").read_text()
    assert "foreignObject" not in saved
    assert set(re.findall(r"<text[^>]*>(-?[\d.]+)</text>", saved)) >= {"3", "-2.5", "5", "-5", "-7.5"}
    assert save(page, "png").read_bytes()[:4] == b"\x89PNG"


def test_the_lines_of_numpy_are_copied(page: Page, url: str, context: BrowserContext) -> None:
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    opened(page, url, LINE)
    write(page, "w[0]", "2")
    expect(page.locator("[data-panel=code] .code")).to_contain_text("np.array([2.])")
    Player(page).press("more")
    page.locator("[data-copy]").click()
    expect(page.locator("[data-copy]")).to_have_text("Copied")
    copied: str = page.evaluate("navigator.clipboard.readText()")
    names: dict[str, list[float]] = {}
    exec(copied, names)
    assert list(names["a"]) == [11]


# -- everywhere --------------------------------------------------------------------------------
@every("query", ["lang=en", f"{CELL}&lang=ja", "w=1,1,1,1,1,1&x=1,2,3,4,5,6&lang=en"])
def test_a_narrow_window_needs_no_sideways_scrolling(page: Page, url: str, query: str) -> None:
    page.set_viewport_size({"width": 390, "height": 900})
    go_on(page, f"{url}/neuron?{query}")
    standing(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    overflow = page.evaluate(
        """() => [...document.querySelectorAll('[data-nnviz=player] :is(.panel, .box, text)')]
            .filter((one) => one.getBoundingClientRect().right > innerWidth + 1)
            .map((one) => one.outerHTML)"""
    )
    assert overflow == []


@pytest.mark.usefixtures("first_visit")
def test_it_speaks_japanese_in_the_dark(page: Page, url: str) -> None:
    page.emulate_media(color_scheme="dark")
    player = opened(page, url, f"{CELL}&lang=ja&step=3", "ended")
    expect(page.locator(ROOT)).to_have_attribute("data-theme", "dark")
    assert "細胞が発火しました" in player.caption
    assert "結合強度" in (page.locator("[data-panel=neuron] .scene").text_content() or "")
