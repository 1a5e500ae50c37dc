"""A lecture as a file, in a link, on paper and in its editor; what is none is refused with the reason."""

import json
import re
import zlib
from base64 import urlsafe_b64encode
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from pages.parts.lecture.collected import Sent, read_sent
from pages.parts.lecture.editing import changed, extended, moved, without
from pages.parts.lecture.editor import sentence
from pages.parts.lecture.known_pages import LONGEST_LINK, read_link
from pages.parts.lecture.lecture import MOST_MOMENTS, Lecture, Link, Moment, Words
from pages.parts.lecture.lecture_file import LARGEST, read_file, write_file
from pages.parts.lecture.lecture_link import LONGEST, NOTHING, read_packed, write_packed
from pages.parts.lecture.moment_pictures import picture_of
from pages.parts.lecture.refusals import Refusal
from pages.parts.lecture.settings import LINKS, STORE
from pages.parts.lecture.shipped import LECTURES
from pages.parts.lecture.told import told
from pages.parts.lecture.worksheet import sheet
from pages.shared.text import LANGUAGES, Language, Text
from tests.conftest import ROOT
from tests.every import every
from tests.pages.apps import FRAME, components

OWN = Lecture(
    Words.everywhere('Mine: "quoted" \\ 行列'),
    30,
    (
        Moment(Link("product", (("step", "4"),)), Words("One.", "一。"), Words.everywhere("How many?")),
        Moment(
            Link("neuron"), choices=(Words.everywhere("yes"), Words.everywhere("no")), right=2, covered=True
        ),
    ),
)


def opened(**link: str) -> AppTest:
    """The page Lecture, reached by a link with these settings."""
    app = AppTest.from_file(str(FRAME), default_timeout=60)
    for name, value in link.items():
        app.query_params[name] = value
    app.run()
    app.switch_page("lecture.py").run()
    assert not app.exception
    return app


def shown(app: AppTest, kind: str) -> dict[str, Any]:
    """What the page hands to its component of this kind."""
    (one,) = components(app, f"nnviz_{kind}")
    found: dict[str, Any] = json.loads(one.json)
    return found


def refused(data: bytes) -> str:
    """Why a file is no lecture, as it is said to a visitor."""
    with pytest.raises(Refusal) as found:
        read_file(data)
    for language in LANGUAGES:
        assert sentence(found.value, Text("lecture", language))  # every reason has words
    return found.value.kind


# -- as a file and as a link ------------------------------------------------------------------------
def test_a_lecture_comes_back_from_its_file_and_from_its_link() -> None:
    assert read_file(write_file(OWN)) == OWN
    assert read_packed(write_packed(OWN)) == (OWN, True)
    assert (write_packed(NOTHING), read_packed("")) == ("", (NOTHING, True))


@every("name", LECTURES)
def test_a_lecture_of_the_app_fits_into_a_link(name: str) -> None:
    assert read_packed(write_packed(LECTURES[name])) == (LECTURES[name], True)
    assert len(write_packed(LECTURES[name])) < LONGEST / 2


def test_the_example_in_the_documentation_is_a_lecture() -> None:
    written = (ROOT / "docs" / "lectures.md").read_text(encoding="utf-8")
    (example,) = re.findall(r"```toml\n(.*?)```", written, re.DOTALL)
    (moment,) = read_file(example.encode()).moments
    said = told(moment, "en")
    assert said.choices == ("9", "18")
    assert said.answer == "18, because each of the 9 numbers needs 2."


HOSTILE = {
    b"\xff\xfe\x00": "unreadable",
    b"title = ": "unreadable",
    b"a = " + b"[" * 5000 + b"]" * 5000: "unreadable",
    b"#" * (LARGEST + 1): "large",
    b"[other]\nx = 1": "name",
    b"title = 3": "kind",
    b"title = {en = 'a', fr = 'b'}": "kind",
    b"title = '" + b"a" * 500 + b"'": "long_text",
    b"minutes = 1e9": "number",
    b"minutes = true": "number",
    b"moment = 3": "kind",
    b"moment = [3]": "kind",
    b"[[moment]]\nquestion = 'no link'": "kind",
    b"[[moment]]\nlink = 'product'\nscript = 'x'": "name",
    b"[[moment]]\nlink = 'product'\nchoices = ['a', 'b', 'c', 'd', 'e']": "choices",
    b"[[moment]]\nlink = 'product'\nchoices = ['a']\nright = 2": "number",
    b"[[moment]]\nlink = 'product'\ncovered = 1": "kind",
    b"[[moment]]\nlink = 'product'\nnumbers = 3": "kind",
    b"[[moment]]\nlink = 'https://example.org/product'": "elsewhere",
    b"[[moment]]\nlink = '//example.org'": "elsewhere",
    b"[[moment]]\nlink = 'javascript:alert(1)'": "elsewhere",
    b"[[moment]]\nlink = 'http://[bad'": "elsewhere",
    b"[[moment]]\nlink = '../product'": "page",
    b"[[moment]]\nlink = 'lecture?lecture=own'": "page",
    b"[[moment]]\nlink = 'nowhere'": "page",
    b"[[moment]]\nlink = 'product?view=none'": "setting",
    b"[[moment]]\nlink = 'product?nothing=1'": "setting",
    b"[[moment]]\nlink = 'product?step=9999'": "setting",
    b"[[moment]]\nlink = 'product?a=" + b"1" * LONGEST_LINK + b"'": "long_link",
    b"[[moment]]\nlink = 'product'\n" * (MOST_MOMENTS + 1): "many",
}  # fmt: skip


@every("data", HOSTILE)
def test_a_hostile_file_is_refused_with_its_reason(data: bytes) -> None:
    assert refused(data) == HOSTILE[data]


def test_a_refusal_says_which_moment_is_meant() -> None:
    data = b"[[moment]]\nlink = 'product'\n[[moment]]\nlink = 'https://a.b'"
    with pytest.raises(Refusal) as found:
        read_file(data)
    assert sentence(found.value, Text("lecture", "en")).startswith("Moment 2: The link")


def test_texts_stand_on_one_line_and_settings_of_the_frame_are_left_out() -> None:
    read = read_file(b'[[moment]]\nlink = "product?lang=ja&embed=true&step=2"\nnote = "a\\n\\u0007b"')
    assert str(read.moments[0].link) == "product?step=2"
    assert read.moments[0].note == Words.everywhere("a b")


@pytest.mark.parametrize("text", ["!", "AAAA", "é", "A" * 5, write_packed(OWN)[:-9]])
def test_a_broken_link_is_none(text: str) -> None:
    assert read_packed(text) is None


def test_a_link_that_unpacks_to_very_much_is_none() -> None:
    packer = zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS)
    bomb = packer.compress(b"#" * 10_000_000) + packer.flush()
    assert len(bomb) < LONGEST
    assert read_packed(urlsafe_b64encode(bomb).decode()) is None


# -- changes ------------------------------------------------------------------------------------------
def test_moments_are_moved_taken_out_and_added() -> None:
    links = [str(one.link) for one in moved(OWN, 0, 1).moments]
    assert links == ["neuron", "product?step=4"]
    assert moved(OWN, 1, 5) == OWN
    assert without(OWN, 0).moments == OWN.moments[1:]
    assert changed(OWN, 1, OWN.moments[0]).moments == (OWN.moments[0],) * 2
    more = extended(OWN, [Link("arrays")] * 100)
    assert len(more.moments) == MOST_MOMENTS
    assert more.moments[:2] == OWN.moments


def test_a_text_in_one_language_is_that_of_all_until_the_other_is_written() -> None:
    assert Words.everywhere("a").with_text("ja", "b") == Words("b", "b")
    assert Words("a", "あ").with_text("ja", "い") == Words("a", "い")


def test_what_a_browser_kept_is_read_as_if_anybody_had_sent_it() -> None:
    assert read_sent({"name": "n", "links": ["product", 3, None]}) == Sent("n", ("product",))
    strange: list[Any] = [None, 3, [], {"name": 1, "links": []}, {"name": "n", "links": "product"}]
    for value in strange:
        assert read_sent(value) == Sent()
    assert len(read_sent({"name": "n", "links": ["product"] * 1000}).links) == MOST_MOMENTS


# -- the page -----------------------------------------------------------------------------------------
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_link_opens_a_lecture_at_its_moment(language: Language) -> None:
    app = opened(lang=language, lecture="what_goes_wrong", moment="3")
    assert not app.warning
    data = shown(app, "lecture")
    lecture = LECTURES["what_goes_wrong"]
    assert (data["title"], data["moment"], data["minutes"]) == (lecture.title[language], 3, lecture.minutes)
    assert len(data["moments"]) == len(lecture.moments)
    assert data["moments"][2]["href"].startswith("backprop?mistake=new_weights_for_hidden_delta&")
    assert "0.149818" in data["moments"][2]["answer"]


def test_the_links_of_the_start_page_name_the_lectures_with_their_titles_and_times() -> None:
    for language in LANGUAGES:
        text = Text("lecture", language)
        for name in LINKS:
            words = text(f"lecture.{name}")
            assert words.startswith(LECTURES[name].title[language])
            assert f"({LECTURES[name].minutes} " in words
    assert all(not STORE.read(link)[1] for link in LINKS.values())


def test_a_broken_lecture_in_a_link_is_said() -> None:
    app = opened(lang="en", lecture="own", own="broken")
    assert len(app.warning) == 1
    assert app.info  # and there are no moments yet


def test_an_own_lecture_is_played_from_its_link() -> None:
    data = shown(opened(lang="ja", lecture="own", own=write_packed(OWN)), "lecture")
    assert [one["sentence"] for one in data["moments"]] == ["一。", ""]
    assert [one["covered"] for one in data["moments"]] == [False, True]


# -- on paper -----------------------------------------------------------------------------------------
@every("name", LECTURES)
def test_a_worksheet_has_all_tasks_with_the_numbers_of_the_core(name: str) -> None:
    for language in LANGUAGES:
        tasks = sheet(LECTURES[name], language)["tasks"]
        assert len(tasks) == len(LECTURES[name].moments)
        assert not any("{" in f"{one['question']}{one['answer']}{one['choices']}" for one in tasks)


def test_pictures_on_paper_show_the_step_of_the_link_and_no_answer() -> None:
    for lecture in LECTURES.values():
        for moment, task in zip(lecture.moments, sheet(lecture, "en")["tasks"], strict=True):
            drawable = moment.link.page != "train" and "optimizers" not in str(moment.link)
            assert (task["picture"] is not None) is (drawable and not moment.covered), str(moment.link)
    product = picture_of(read_link("product?step=4"), "en")
    assert product is not None
    assert product["frame"]["sums"][:3] == [9, 12, 0]
    assert json.dumps(product, allow_nan=False)


def test_the_answers_are_on_the_sheet_that_asks_for_them() -> None:
    plain, key = (shown(opened(view="worksheet", lang="en", key=key), "worksheet") for key in "01")
    assert (plain["key"], key["key"]) == (False, True)
    assert key["tasks"][0]["answer"].endswith("18 multiplications.")


# -- the editor -----------------------------------------------------------------------------------------
def edited(app: AppTest) -> Lecture:
    """The visitor's own lecture, as the address has it."""
    linked = shown(app, "collected")["linked"]
    read = read_packed(linked.get("own") or "")
    assert read is not None
    found: Lecture = read[0]
    return found


def test_a_lecture_of_the_app_is_copied_and_changed() -> None:
    app = opened(view="edit", lang="en")
    app.button(key="lecture-copy").click().run()
    assert edited(app) == LECTURES["product_to_layer"]
    app.text_area(key="lecture-question").set_value("A new question").run()
    question = edited(app).moments[0].question
    assert question == Words("A new question", LECTURES["product_to_layer"].moments[0].question.ja)
    app.button(key="lecture-down0").click().run()
    assert edited(app).moments[1].question == question
    app.button(key="lecture-out1").click().run()
    assert len(edited(app).moments) == len(LECTURES["product_to_layer"].moments) - 1
    assert not app.exception


def test_fields_of_a_moment_are_kept_and_a_link_to_elsewhere_is_not() -> None:
    app = opened(view="edit", lang="en", lecture="own", own=write_packed(OWN))
    app.text_input(key="lecture-title").set_value("Other").run()
    app.text_input(key="lecture-choice0").set_value("18").run()
    app.selectbox(key="lecture-right").set_value(1).run()
    app.selectbox(key="lecture-numbers").set_value("product").run()
    app.text_area(key="lecture-answer").set_value("{multiplications}").run()
    app.toggle(key="lecture-covered").set_value(True).run()
    app.text_input(key="lecture-link").set_value("https://example.org").run()
    assert any("leads elsewhere" in one.value for one in app.error)
    found = edited(app)
    first = found.moments[0]
    assert found.title == Words.everywhere("Other")
    assert (str(first.link), first.right, first.numbers, first.covered) == (
        "product?step=4",
        1,
        "product",
        True,
    )
    assert first.choices == (Words.everywhere("18"),)
    app.text_input(key="lecture-link").set_value("/product?step=5").run()
    assert str(edited(app).moments[0].link) == "product?step=5"
    assert not app.error
    assert not app.exception
