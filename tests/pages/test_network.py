"""The page Network through the frame, without a browser: what the player is handed, and what touches do."""

from pathlib import Path

import numpy as np
import pytest
from streamlit.testing.v1 import AppTest

from pages.shared.text import LANGUAGES, Language, Text
from tests.pages.packets import Packet, whole

FRAME = Path(__file__).resolve().parents[2] / "pages" / "frame.py"
KEY = "network-player"


def opened(**link: str) -> tuple[AppTest, Packet]:
    app = AppTest.from_file(str(FRAME), default_timeout=60)
    for name, value in link.items():
        app.query_params[name] = value
    app.switch_page("network.py").run()
    assert not app.exception
    return app, whole(app, KEY)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_opens_on_a_whole_forward_pass(language: Language) -> None:
    app, found = opened(lang=language)
    assert app.title[0].value == Text("network", language)("title")
    assert len(found.frames) == len(found.captions) == 12
    y = np.array(found.frames[-1]["a"])[-2:]
    assert np.allclose(y, [0.3168270764110298, 0.6962790898619668], atol=1e-12)
