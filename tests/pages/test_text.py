"""The sentences: every key in both languages, with the same fields, used, and there when it is used."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from pages import registry
from pages.shared.text import FOLDER, LANGUAGES, Text, TextError, entries, fields, plain, visible
from tests.every import every
from tests.pages.every_lesson import every_lesson

PAGES = FOLDER.parents[1]
FILES = sorted(FOLDER.glob("*.toml"))
JAPANESE = re.compile(r"[\u3040-\u30ff\u4e00-\u9fff]")


# -- which keys the Python sources use -------------------------------------------------------
def calls(source: str) -> Iterator[ast.Call]:
    """The calls of `text(...)`, where `text` is a Text."""
    if not re.search(r"import .*\bText\b|\blanguage\.text\(", source):
        return  # another `text`
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "text":
            yield node


def used_keys(source: str) -> Iterator[str]:
    """The keys in calls of `text(...)`; a key put together at run time is given by its prefix."""
    for call in calls(source):
        yield from keys_of(call.args[0])


def keys_of(node: ast.expr) -> Iterator[str]:
    if isinstance(node, ast.IfExp):
        yield from keys_of(node.body)
        yield from keys_of(node.orelse)
    elif isinstance(node, ast.Constant):
        yield str(node.value)
    elif isinstance(node, ast.JoinedStr) and isinstance(node.values[0], ast.Constant):
        yield str(node.values[0].value)
        assert str(node.values[0].value).endswith("."), f"a prefix must end in a point: {ast.unparse(node)}"
    else:
        pytest.fail(f"a key must be a text, or begin with a fixed prefix: {ast.unparse(node)}")


def sources() -> Iterator[str]:
    return (path.read_text(encoding="utf-8") for path in PAGES.rglob("*.py"))


def all_used() -> set[str]:
    return {key for source in sources() for key in used_keys(source)}


def without_values(call: ast.Call) -> Iterator[str]:
    """The fields of a sentence for which a call gives no value."""
    given = {keyword.arg for keyword in call.keywords}
    for key in [] if None in given else keys_of(call.args[0]):
        for file in FILES:
            if key in entries(file):
                yield from sorted(fields(entries(file)[key]["en"]) - given)


def covers(used: str, key: str) -> bool:
    return key.startswith(used) if used.endswith(".") else key == used


KEYS = {(path.stem, key) for path in FILES for key in entries(path)}


def test_there_is_a_file_for_the_frame_every_page_and_lessons_with_words_of_their_own() -> None:
    pages = {page.slug for page in (*registry.PAGES, *registry.REFERENCES)}
    lessons = {lesson.words for lesson in every_lesson() if lesson.words}
    parts = {"own_data"}  # of the page Train
    assert {path.stem for path in FILES} == {"frame", "player", "home", *pages, *lessons, *parts}


def test_every_key_is_used() -> None:
    used = all_used()
    assert sorted(key for _, key in KEYS if not any(covers(one, key) for one in used)) == []


def test_every_key_that_is_used_exists() -> None:
    keys = {key for _, key in KEYS}
    assert sorted(one for one in all_used() if not any(covers(one, key) for key in keys)) == []


def test_every_field_is_given_a_value() -> None:
    missing = {
        ast.unparse(call): names
        for source in sources()
        for call in calls(source)
        if (names := list(without_values(call)))
    }
    assert missing == {}


@every("page, key", sorted(KEYS))
def test_both_languages_have_the_same_fields(page: str, key: str) -> None:
    entry = entries(FOLDER / f"{page}.toml")[key]
    assert fields(entry["en"]) == fields(entry["ja"])


@every("page, key", sorted(KEYS))
def test_english_holds_no_japanese(page: str, key: str) -> None:
    assert not JAPANESE.search(entries(FOLDER / f"{page}.toml")[key]["en"])


PLURALS = "numbers|steps|rows|columns|epochs|layers|updates|multiplications|ticks|calls|lines|pairs|were"
PLURALS += "|samples|inputs|units|pictures|probabilities|answers|parameters"
COUNTED = re.compile(rf"(?<!\{{)\{{\w+\}}\**(?: (?!of\b|in\b)\w+)? (?:{PLURALS})\b(?!/)")
ALWAYS_MORE = {  # counts that are never 1
    ("arrays", "trap.square"): "at least two",
    ("digits", "losses.error.count"): "from two to twelve",
    ("digits", "losses.y"): "from two to twelve",
    ("digits", "losses.label.even"): "from two to twelve",
    ("digits", "note.same"): "326 test pictures",
    ("digits", "note.end_right"): "240 updates",
    ("digits", "note.end_wrong"): "240 updates",
    ("digits", "status.line"): "240 updates",
    ("gates", "rule.over"): "of 4 rows",
    ("gates", "status"): "of 4 rows",
    ("network", "status.full"): "more than a link can hold",
    ("own_data", "error.rows_count"): "up to 50",
    ("own_data", "error.rows_inputs"): "up to 8",
    ("own_data", "error.too_many_columns"): "more than 64",
    ("own_data", "error.too_many_inputs"): "more than 64",
    ("own_data", "finding.cut_rows"): "more than 50,000",
    ("product", "race.result"): "hundreds",
    ("train", "about.data"): "at least ten samples",
    ("train", "error.pairs_count"): "up to eight",
    ("train", "finding.many_parameters"): "advice on what is small",
    ("train", "finding.stuck"): "hundreds of epochs",
    ("train", "finding.stuck_with_dead"): "hundreds of epochs",
    ("train", "histograms.some"): "more than 1,000",
}


@every("page, key", sorted(KEYS))
def test_what_is_counted_can_be_one(page: str, key: str) -> None:
    found = COUNTED.search(entries(FOLDER / f"{page}.toml")[key]["en"])
    assert not found or (page, key) in ALWAYS_MORE, f"write {{n:word|words}}: {found}"


COUNTERS = "個|回|行|列|桁|組|枚|文字|エポック|ステップ|クロック"
NAMED = "エポック|ユニット|サンプル|シナプス|更新|行|列"
CROWDED = re.compile(rf"(?<!第)\{{\w+\}}(?:{COUNTERS})|(?:{NAMED})\{{")
ONE_RULE = "a number that is filled in has a space on either side, but for 第{n}層"


@every("page, key", sorted(KEYS))
def test_japanese_leaves_room_around_a_number(page: str, key: str) -> None:
    found = CROWDED.search(entries(FOLDER / f"{page}.toml")[key]["ja"])
    assert not found, f"{ONE_RULE}: {found}"


@every("page, key", sorted(KEYS))
def test_japanese_multiplies_with_the_sign_that_english_has(page: str, key: str) -> None:
    assert not re.search(r"[\w)]・[\w(]", entries(FOLDER / f"{page}.toml")[key]["ja"], re.ASCII)


def test_the_scan_sees_what_it_must() -> None:
    start = "text = language.text('page');"
    source = f"{start} text('a.b'); text(f'c.{{d}}'); text('e' if f else 'g', h=1); st.text('no')"
    assert sorted(used_keys(source)) == ["a.b", "c.", "e", "g"]
    assert list(used_keys("text('of a label')")) == []
    for hidden in ("text(key)", "text(f'{key}')"):
        with pytest.raises(pytest.fail.Exception, match="a key must be a text"):
            list(used_keys(start + hidden))
    with pytest.raises(AssertionError, match="a prefix must end in a point"):
        list(used_keys(start + "text(f'c{d}')"))


# -- the loader --------------------------------------------------------------------------------
def written(folder: Path, content: str) -> Path:
    (folder / "page.toml").write_text(content, encoding="utf-8")
    return folder


def test_a_sentence_is_given_with_its_values(tmp_path: Path) -> None:
    folder = written(tmp_path, '[a.b]\nen = "{n} cats {{x}}"\nja = "猫{n}匹 {{x}}"')
    assert [Text("page", language, folder)("a.b", n=2) for language in LANGUAGES] == [
        "2 cats {x}",
        "猫2匹 {x}",
    ]


@pytest.mark.parametrize(
    ("n", "said"),
    [
        (1, "1 step, one is"),
        ("1", "1 step, one is"),
        (0, "0 steps, all are"),
        ("1,000", "1,000 steps, all are"),
    ],
)
def test_a_word_follows_its_number(tmp_path: Path, n: object, said: str) -> None:
    folder = written(tmp_path, '[a]\nen = "{n} {n:step|steps}, {n:one is|all are}"\nja = "{n}ステップ"')
    assert Text("page", "en", folder)("a", n=n) == said
    assert Text("page", "ja", folder)("a", n=n) == f"{n}ステップ"
    assert fields("{n} {n:step|steps}") == {"n"}


def test_an_edited_file_is_read_anew(tmp_path: Path) -> None:
    text = Text("page", "en", written(tmp_path, '[a]\nen = "old"\nja = "旧"'))
    assert text("a") == "old"
    written(tmp_path, '[a]\nen = "fresh"\nja = "新"')
    assert text("a") == "fresh"


def test_a_missing_key_names_key_and_file(tmp_path: Path) -> None:
    folder = written(tmp_path, '[a]\nen = "a"\nja = "あ"')
    message = "page.toml must hold every key that is used, got 'b.c'; add its en and ja"
    with pytest.raises(TextError, match=f"^{re.escape(message)}$"):
        Text("page", "en", folder)("b.c")


@pytest.mark.parametrize(
    "content",
    [
        '[a.b]\nen = "a"',
        '[a.b]\nja = "あ"',
        '[a.b]\nen = "a"\nja = ""',
        '[a.b]\nen = "a"\nja = "あ"\nfr = "à"',
    ],
)
def test_a_missing_or_foreign_language_names_key_and_file(tmp_path: Path, content: str) -> None:
    with pytest.raises(
        TextError, match=r"^page\.toml, 'a\.b' must have exactly en and ja, both filled, got \["
    ):
        Text("page", "en", written(tmp_path, content))("a.b")


def test_a_sentence_outside_a_table_is_refused(tmp_path: Path) -> None:
    with pytest.raises(TextError, match=r"^page\.toml, 'a' must be a table with en and ja, got 'lonely'"):
        Text("page", "en", written(tmp_path, 'a = "lonely"'))("a")


def test_a_missing_value_names_its_field(tmp_path: Path) -> None:
    folder = written(tmp_path, '[a]\nen = "{n}"\nja = "{n}"')
    with pytest.raises(
        TextError, match=r"^page\.toml, 'a': every field must be given a value, got none for 'n'$"
    ):
        Text("page", "en", folder)("a")


def test_a_visitors_text_is_shown_as_it_is() -> None:
    assert plain("[a](http://b)") == r"\[a\]\(http\:\/\/b\)"
    assert plain("two\n\n# lines") == r"two \# lines"


@every(
    "value, shown",
    [
        ("abc 漢字 é 5²", "abc 漢字 é 5²"),
        ("1\u202e2", "1‹U+202E›2"),
        ("\u200b", "‹U+200B›"),
        ("\ufeffx\u00ad", "‹U+FEFF›x‹U+00AD›"),
        ("\x00\x1b[0m\x7f\x85", "‹U+0000›‹U+001B›[0m‹U+007F›‹U+0085›"),
        ("\ud800", "‹U+D800›"),
        ("\u2066a\u2069\u061c", "‹U+2066›a‹U+2069›‹U+061C›"),
        ("\u3164\u2800\ufe0f\U000e0041\U000e0100", "‹U+3164›‹U+2800›‹U+FE0F›‹U+E0041›‹U+E0100›"),
        ("a\tb\nc\u3000d", "a\tb\nc\u3000d"),
        ("\u2028", "‹U+2028›"),
    ],
)
def test_what_cannot_be_seen_is_shown_as_its_code(value: str, shown: str) -> None:
    assert visible(value) == shown
    assert plain(value).replace("\\", "") == " ".join(shown.split())
