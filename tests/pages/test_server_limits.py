"""What a server with limits trains: settings that exceed them are told apart, and the nearest that fit are
found; those that the page offers fit a public demo."""

from dataclasses import replace

import pytest

from nnviz.experiments.problems import PROBLEMS
from pages.parts.train.card import LINKS
from pages.parts.train.data.rows_examples import EXAMPLES, example
from pages.parts.train.examples import BROKEN, LEARNERS
from pages.parts.train.interactions import TouchedSettings, too_much
from pages.parts.train.run import server_limits
from pages.parts.train.run.server_limits import exceeded, parameters, within
from pages.parts.train.settings import START, STORE, TrainSettings, begun
from pages.shared.operating.limits import PUBLIC, Limits, read_limits
from pages.shared.text import Text

DEMO = read_limits({PUBLIC: "1"})
LOW = replace(DEMO, parameters=1000, samples=2000)
LARGE = replace(begun("circle"), hidden=((32, "tanh"), (32, "relu"), (1, "tanh")))


@pytest.fixture
def limited(monkeypatch: pytest.MonkeyPatch) -> Limits:
    """A server with low limits."""
    monkeypatch.setattr(server_limits, "limits", lambda: LOW)
    return LOW


def test_without_limits_nothing_is_exceeded() -> None:
    assert exceeded(replace(LARGE, samples=20_000, sweep=1000)) == ()


def test_parameters_are_those_of_all_networks_together() -> None:
    small = replace(begun("circle"), hidden=((3, "tanh"),))
    assert parameters(small) == 3 * (2 + 1) + (3 + 1)
    assert parameters(replace(small, bias=False)) == 3 * 2 + 3
    assert parameters(replace(small, sweep=10)) == 10 * 13
    assert parameters(replace(small, beside=(("hidden", ((1, "tanh"),)),))) == 13 + 5


@pytest.mark.parametrize(
    ("asked", "kinds"),
    [
        (LARGE, ("parameters",)),
        (replace(LARGE, samples=3000), ("parameters", "samples")),
        (replace(begun("circle"), samples=3000), ("samples",)),
        (replace(begun("circle"), hidden=((8, "tanh"),), sweep=40), ("parameters",)),
        (replace(begun("circle"), hidden=((8, "tanh"),), beside=(("samples", 3000),)), ("samples",)),
        (replace(begun("digits"), hidden=((32, "relu"),)), ("parameters",)),
        (replace(START), ("samples",)),
    ],
)
def test_what_exceeds_a_limit_is_brought_within(
    limited: Limits, asked: TrainSettings, kinds: tuple[str, ...]
) -> None:
    assert tuple(one.kind for one in exceeded(asked)) == kinds
    found = within(asked)
    assert found is not None
    assert exceeded(found) == ()
    assert found.problem == asked.problem
    assert limited.parameters is not None
    if kinds == ("parameters",) and not asked.sweep:
        widest = max(range(len(found.hidden)), key=lambda at: found.hidden[at][0])
        more = tuple((units + (at == widest), name) for at, (units, name) in enumerate(found.hidden))
        assert parameters(replace(found, hidden=more)) > limited.parameters, "the largest that fits"


def test_what_cannot_be_brought_within_is_not(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(server_limits, "limits", lambda: replace(LOW, parameters=10))
    assert within(begun("digits")) is None


@pytest.mark.usefixtures("limited")
def test_a_touch_that_asks_for_too_much_is_not_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    kept: dict[str, object] = {}
    monkeypatch.setattr("pages.shared.state.session.store", lambda: kept)
    TouchedSettings().keep(LARGE)
    assert STORE.current() == START
    refused = too_much()
    assert refused is not None
    assert "up to 1,000 parameters" in refused.said(Text("train", "en"))
    assert "合わせて 1,000 個まで" in refused.said(Text("train", "ja"))
    assert too_much() is None


@pytest.mark.parametrize("problem", [name for name in PROBLEMS if name != "csv"])
def test_every_problem_fits_a_public_demo(monkeypatch: pytest.MonkeyPatch, problem: str) -> None:
    monkeypatch.setattr(server_limits, "limits", lambda: DEMO)
    assert exceeded(begun(problem)) == ()


def test_everything_that_the_page_offers_fits_a_public_demo(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(server_limits, "limits", lambda: DEMO)
    offered = {**BROKEN, **LEARNERS, **{name: example(name) for name in EXAMPLES}}
    offered |= {name: STORE.read(query)[0] for name, query in LINKS.items()}
    assert len(offered) > 30
    assert {name for name, one in offered.items() if exceeded(one)} == set()
