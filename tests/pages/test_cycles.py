"""Nothing of a session holds itself: a run that another one follows is gone at once, uncollected."""

import ast
import gc
from collections.abc import Callable, Iterator
from dataclasses import replace
from weakref import ref

import numpy as np
import pytest

from nnviz import cache_simulator, product
from pages.parts.arrays import panels as arrays_view
from pages.parts.arrays.settings import ArraysSettings
from pages.parts.network.digits.frames import View
from pages.parts.network.digits.training_session import ALL, DigitsLive
from pages.parts.neuron.perceptron.frames import PerceptronFilm
from pages.parts.product.frames import ProductFilm
from pages.parts.train import lessons
from pages.parts.train.lessons import LESSON
from pages.parts.train.settings import START
from pages.registry import PAGES
from pages.shared.protocol.requests import Request
from pages.shared.state import session
from pages.shared.text import Text
from tests.pages.apps import FRAME, open_page, well

EN = Text("train", "en")
SCRIPTS = ["frame.py", "home.py", *(page.script for page in PAGES)]


@pytest.fixture(autouse=True)
def no_collector(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Python frees only what nobody holds; Streamlit's tests would collect after every run."""
    monkeypatch.setattr(gc, "collect", lambda _generation=2: 0)
    gc.disable()
    yield
    gc.enable()


def training() -> object:
    """A run that has answered, with its film and its spec."""
    settings = replace(START, stream="seeded", samples=100, epochs=1000)
    with session.visiting(session.Store()):
        LESSON.spec(settings, EN, "light").json  # noqa: B018 - a cached property
        LESSON.answer(settings, Request("all"), EN)
        LESSON.answer(settings, Request("more", 3, speed="1"), EN)
        return lessons.training(settings).live


def digits() -> object:
    net = DigitsLive(ALL, 0)
    view = View(0)
    net.past(view)
    net.more(view, 0.0, 2)
    return net


def multiplication() -> object:
    trace = product.trace(np.eye(2), np.eye(2))
    film = ProductFilm(trace, cache_simulator.simulate_trace(trace, cache_simulator.layout(trace.sizes), 4))
    film.frames()
    return film


def arrays() -> object:
    film = arrays_view.film(ArraysSettings(op="look"), Text("arrays", "en"))
    film.frames()
    return film


def perceptron() -> object:
    film = PerceptronFilm("AND", 10, rate=0.1)
    film.frames()
    return film


@pytest.mark.parametrize("make", [training, digits, multiplication, arrays, perceptron])
def test_what_a_page_keeps_is_gone_when_nobody_holds_it(make: Callable[[], object]) -> None:
    held = make()
    gone = ref(held)
    del held
    assert gone() is None


def test_a_run_is_gone_as_soon_as_another_one_follows() -> None:
    app = open_page("train")
    run = ref(app.session_state[session.STORE]["train:live"][1])
    app.number_input(key="train-samples").set_value(80)
    well(app.run())
    assert run() is None


@pytest.mark.parametrize("script", SCRIPTS, ids=str)
def test_the_script_of_a_page_makes_no_functions(script: str) -> None:
    """Its names and such a function would hold each other, and with them all that the page made."""
    made = [
        node.lineno
        for node in ast.parse((FRAME.parent / script).read_text(encoding="utf-8")).body
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef)
        or (isinstance(node, ast.Assign) and isinstance(node.value, ast.Lambda))
    ]
    assert not made, "a page's function belongs into pages/parts"
