"""The page Train in a browser: a link to a moment, a pressed line, and a second run beside the first."""

import pytest
from playwright.sync_api import Page, expect

from nnviz import Experiment, ExperimentConfig
from tests.browser.opening import open_app
from tests.browser.play import ROOT, Player, standing
from tests.conftest import Server

SMALL = "stream=seeded&samples=200&hidden=4tanh"
LINE, NEXT = "[data-touch='w1.1.1']", "[data-touch='w1.1.2']"
SLOPE, SECOND = "[data-panel=slope]", "[data-panel=second]"
LOSS_HERE = f"{SLOPE} [data-id=here1]"
IN_ADDRESS = "(part) => decodeURIComponent(location.search).includes(part)"


def opened(page: Page, server: Server, query: str, state: str = "paused") -> Player:
    """A player that has come to the moment of its link."""
    open_app(page, f"{server.url}/train?{query}")
    page.wait_for_selector(f"{ROOT}[data-state={state}]", timeout=60_000)
    return standing(page)


def value(page: Page, selector: str) -> float:
    """A number with all its digits."""
    return float(page.locator(selector).get_attribute("data-value") or "nan")


def stands_at(page: Page, part: str) -> None:
    page.wait_for_function(IN_ADDRESS, arg=part)


# -- a moment of a run ------------------------------------------------------------------------------
def test_a_link_opens_a_run_at_its_moment_and_says_meanwhile_how_far_it_is(
    page: Page, server: Server
) -> None:
    seen: list[str] = []
    page.expose_function("tell", lambda words: seen.append(words))
    page.add_init_script("""new MutationObserver(() => {
      const words = document.querySelector('[data-nnviz=coming]');
      if (words) window.tell(words.textContent);
    }).observe(document, { childList: true, subtree: true, characterData: true })""")
    player = opened(page, server, f"{SMALL}&epoch=700")
    assert player.caption.startswith("Epoch 700 ·")
    assert any("of 700" in words for words in seen)
    expect(page.locator(".coming")).to_have_count(0)
    said = player.caption
    player.press("back")
    assert player.caption != said
    stands_at(page, f"epoch={player.caption.split()[1].replace(',', '')}")


def test_whoever_does_not_wait_stops_where_the_run_is(page: Page, server: Server) -> None:
    open_app(page, f"{server.url}/train?epoch=19000")
    page.locator("[data-action=stay]").click(timeout=30_000)
    page.wait_for_selector(f"{ROOT}[data-state=paused]")
    expect(page.locator(".coming")).to_have_count(0)
    assert int(Player(page).caption.split()[1].replace(",", "")) < 19_000


# -- a line -------------------------------------------------------------------------------------------
def test_a_pressed_line_shows_the_loss_against_its_weight_at_the_shown_moment(
    page: Page, server: Server
) -> None:
    player = opened(page, server, f"{SMALL}&epoch=20")
    expect(page.locator(SLOPE)).to_be_hidden()
    page.locator(LINE).focus()
    page.keyboard.press("ArrowDown")
    expect(page.locator(NEXT)).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator(SLOPE)).to_be_visible()
    expect(page.locator(NEXT)).to_have_attribute("aria-pressed", "true")
    stands_at(page, "weight=W1[0,1]")
    later = value(page, LOSS_HERE)
    player.press("first")
    page.wait_for_function(
        f"(later) => Number(document.querySelector('{LOSS_HERE}').dataset.value) !== later", arg=later
    )
    assert value(page, LOSS_HERE) > later
    page.locator("[data-touch='downhill.more']").click()
    expect(page.locator(f"{SLOPE} [data-id=steps]")).to_have_text("10 steps")
    assert value(page, f"{SLOPE} [data-id=after1]") < value(page, LOSS_HERE)
    page.locator("[data-touch='weight.close']").click()
    expect(page.locator(SLOPE)).to_be_hidden()


def test_the_curve_follows_while_the_run_plays(page: Page, server: Server) -> None:
    player = opened(page, server, f"{SMALL}&weight=W1[0,1]", "idle")
    expect(page.locator(SLOPE)).to_be_visible()
    first = value(page, LOSS_HERE)
    player.press("play")
    moved = f"(before) => Number(document.querySelector('{LOSS_HERE}').dataset.value) < before"
    page.wait_for_function(moved, arg=first)
    page.wait_for_function(moved, arg=value(page, LOSS_HERE))


# -- a second run ---------------------------------------------------------------------------------------
def test_two_runs_stand_side_by_side_and_closing_one_leaves_the_other(page: Page, server: Server) -> None:
    player = opened(page, server, f"{SMALL}&epoch=60&beside=optimizer:adam;rate:0.1")
    expect(page.locator(SECOND)).to_contain_text("Adam, learning rate 0.1")
    expect(page.locator("[data-panel=loss] .legend")).to_contain_text("Adam")
    other = page.locator(f"{SECOND} [data-id='second.train']")
    before = other.text_content()
    player.press("step")
    player.wait("paused")
    assert player.caption.startswith("Epoch 61 ·")
    assert other.text_content() != before
    page.locator("[data-touch='beside.close']").click()
    expect(page.locator(SECOND)).to_have_count(0)
    assert player.caption.startswith("Epoch 61 ·")
    page.go_back()
    expect(page.locator(SECOND)).to_have_count(1)


@pytest.mark.parametrize("context", [{"viewport": {"width": 390, "height": 844}}], indirect=True)
def test_on_a_phone_what_a_pressed_line_shows_comes_into_view(page: Page, server: Server) -> None:
    opened(page, server, f"{SMALL}&epoch=20")
    page.locator(LINE).focus()
    page.keyboard.press("Enter")
    expect(page.locator(SLOPE)).to_be_in_viewport(ratio=0.9)


def test_programs_read_the_numbers_of_the_core(page: Page, server: Server) -> None:
    link = "problem=moons&noise=10&samples=200&features=x,y,xx&output=tanh&hidden=3tanh&seed=5"
    experiment = Experiment(
        ExperimentConfig(
            problem="moons",
            noise=0.1,
            samples=200,
            features=("x", "y", "xx"),
            output="tanh",
            hidden=((3, "tanh"),),
            seed=5,
        )
    )
    experiment.trainer.run(epochs=40)
    seen = experiment.snapshot()
    opened(page, server, f"{link}&epoch=40")
    readout = page.locator("[data-nnviz=readout]")
    expect(readout).to_have_attribute("data-epoch", "40")
    read = [float(readout.get_attribute(f"data-{name}") or "nan") for name in ("train", "test", "accuracy")]
    assert read == [seen.train_loss, seen.test_loss, seen.test_accuracy]
