"""Words that Streamlit has in English only give way to ours."""

import re

from pages.shared.streamlit_words import WORDS, streamlit_words
from pages.shared.text import LANGUAGES, Language, Text
from tests.conftest import ROOT
from tests.every import every

USED = set(
    re.findall(r"var\(--word-([a-z-]+)\)", (ROOT / "pages/shared/frame.css").read_text(encoding="utf-8"))
)


def test_every_word_stands_in_a_place_of_streamlit_s() -> None:
    assert {name.replace("_", "-") for name in WORDS} == USED


@every("language", LANGUAGES)
def test_each_is_said_in_the_visitor_s_language(language: Language) -> None:
    text = Text("frame", language)
    style = streamlit_words(text)
    said = dict(re.findall(r"--word-([a-z-]+): '([^']+)';", style))
    assert said == {name.replace("_", "-"): text(f"word.{name}") for name in WORDS}
    assert not re.search(r"[\\<\n]", "".join(said.values())), "it would leave the style"
