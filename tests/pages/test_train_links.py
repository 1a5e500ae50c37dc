"""Links to the problems of the page Train: each opens what it says without a complaint, and the link that the
page writes back says the same."""

from dataclasses import fields
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from pages.parts.train.settings import SETTINGS, STORE, TrainSettings
from pages.shared.state.session import STORE as SESSION
from tests.pages.apps import FRAME, address, components, open_page

XOR_ROWS = "0,0:0;0,1:1;1,0:1;1,1:0"
FEATURES = ("x", "y", "xx", "yy", "xy", "sinx", "siny")
CURVES = ("square", "shifted_square", "sqrt", "abs", "sin")
SQUARED = "half_squared_error"
FOUR_TWO = ((4, "tanh"), (2, "tanh"))

# A link, and what of the settings it says in so many words.
LINKS: tuple[tuple[str, dict[str, Any]], ...] = (
    ("problem=article", {"output": "linear", "loss": SQUARED, "samples": 10_000}),
    ("problem=circle", {"output": "sigmoid", "loss": "binary_cross_entropy", "hidden": FOUR_TWO}),
    ("problem=xor&bias=0", {"bias": False}),
    ("problem=xor&bias=1&reduction=mean", {"bias": True, "reduction": "mean"}),
    ("problem=gauss&reduction=sum&rate=0.001", {"reduction": "sum", "rate": 0.001}),
    (
        "problem=spiral&features=x,y,xx,yy,xy,sinx,siny",
        {"features": FEATURES},
    ),
    ("problem=moons&noise=10&samples=250&stop=0.01", {"noise": 0.1, "samples": 250, "stop": 0.01}),
    ("problem=moons&output=softmax&loss=cross_entropy", {"output": "softmax", "loss": "cross_entropy"}),
    ("problem=three", {"output": "softmax", "loss": "cross_entropy"}),
    ("problem=rows", {"output": "sigmoid", "train_fraction": 1.0}),
    (
        f"problem=rows&rows={XOR_ROWS}&hidden=2relu",
        {
            "hidden": ((2, "relu"),),
            "rows": (((0.0, 0.0), (0.0,)), ((0.0, 1.0), (1.0,)), ((1.0, 0.0), (1.0,)), ((1.0, 1.0), (0.0,))),
        },
    ),
    (f"problem=rows&rows={XOR_ROWS}&hidden=2relu&sweep=40", {"sweep": 40}),
    ("problem=rows&rows=1:2;2:4;3:6", {"output": "linear", "loss": SQUARED}),
    ("problem=curve", {"curve": "line", "output": "linear"}),
    *((f"problem=curve&curve={name}", {"curve": name}) for name in CURVES),
    ("problem=digits", {"output": "softmax", "hidden": ((16, "relu"),), "samples": 1797}),
    ("problem=digits&sample=7&hidden=8relu", {"sample": 7, "hidden": ((8, "relu"),)}),
    (
        "problem=circle&noise=10&samples=250&features=x,y,xx&hidden=4tanh-2tanh&output=tanh"
        "&loss=half_squared_error&bias=0&reduction=sum&stop=0.01",
        {
            "problem": "circle",
            "noise": 0.1,
            "samples": 250,
            "features": ("x", "y", "xx"),
            "hidden": FOUR_TWO,
            "output": "tanh",
            "loss": SQUARED,
            "bias": False,
            "reduction": "sum",
            "stop": 0.01,
        },
    ),
    ("problem=circle&output=tanh", {"output": "tanh", "loss": SQUARED}),
    (
        "problem=circle&output=sigmoid&loss=half_squared_error",
        {"output": "sigmoid", "loss": SQUARED},
    ),
    ("problem=circle&output=linear", {"output": "linear", "loss": SQUARED}),
    ("problem=circle&loss=cross_entropy", {"output": "softmax", "loss": "cross_entropy"}),
    ("problem=circle&split_seed=3&data_seed=4&seed=5", {"split_seed": 3, "data_seed": 4, "seed": 5}),
    ("problem=circle&init_size=0.01&clip=1&discrete=1", {"init_size": 0.01, "clip": 1.0, "discrete": True}),
    ("hidden=4relu-4relu&sweep=40", {"problem": "article", "sweep": 40}),
)


def asked(link: str) -> dict[str, str]:
    """The settings of a link, by name."""
    return dict(part.split("=", 1) for part in link.split("&"))


def settings_of(app: AppTest) -> TrainSettings:
    """The settings of the page as they are now."""
    found: TrainSettings = app.session_state[SESSION]["train:settings"]
    return found


def differences(one: TrainSettings, other: TrainSettings) -> dict[str, Any]:
    """The settings that are not the same, by name."""
    pairs = {part.name: (getattr(one, part.name), getattr(other, part.name)) for part in fields(one)}
    return {name: pair for name, pair in pairs.items() if pair[0] != pair[1]}


@pytest.mark.parametrize(("link", "values"), LINKS, ids=[link for link, _ in LINKS])
def test_a_link_opens_what_it_says_and_comes_back(link: str, values: dict[str, Any]) -> None:
    app = open_page("train", **asked(link))
    found = settings_of(app)
    assert [one.value for one in (*app.warning, *app.error)] == [], "no complaint"
    assert {name: getattr(found, name) for name in values} == values
    if found.problem != "article":
        assert found.problem == asked(link)["problem"]
    written = address(app, SETTINGS)
    again, complaints = STORE.read(written)
    assert not complaints
    assert differences(again, found) == {}


def test_what_a_link_cannot_have_is_complained_of() -> None:
    app = open_page("train", problem="circle", noise="99")
    assert len(app.warning) == 1
    assert settings_of(app).noise == 0.5


def test_the_link_of_a_file_waits_for_it() -> None:
    app = AppTest.from_file(str(FRAME), default_timeout=60)
    app.query_params["problem"] = "csv"
    app.switch_page("train.py").run()
    assert not app.exception
    assert not app.warning
    assert not components(app, "nnviz_player")
    assert settings_of(app).waits_for_file
