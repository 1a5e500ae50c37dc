"""What a page says about a link that it could not follow: calm, whole, and safe to read."""

import pytest

from pages.shared.state.link_warnings import sentence
from pages.shared.state.query_params import Complaint
from pages.shared.text import LANGUAGES, Language, Text
from tests.every import every


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_is_said_to_be_used_where_nothing_is(language: Language) -> None:
    text = Text("frame", language)
    said = sentence(Complaint("bias", "nan", ""), text)
    assert said == text("link.left_out", name="bias", value="nan")
    assert "  " not in said
    assert sentence(Complaint("n", "x", "5"), text) == text("link.changed", name="n", value="x", used="5")


@every("language", LANGUAGES)
@every("used", ["5", "", None])
def test_signs_that_turn_the_line_around_are_shown_as_codes(language: Language, used: str | None) -> None:
    said = sentence(Complaint("n\u202e", "1\u200b\u202e2", used), Text("frame", language)).replace("\\", "")
    assert "‹U+202E›" in said
    assert ("1‹U+200B›‹U+202E›2" in said) is (used is not None)
    assert used is None or "\u202e" not in said.replace("n\u202e", "")
    assert used is not None or "\u202e" not in said


def test_what_is_used_instead_is_told_in_short() -> None:
    used = ";".join(["1,0,0"] * 32)
    said = sentence(Complaint("y", "1", used), Text("frame", "en"))
    assert f" {used[:40]}… " in said
    assert used not in said
