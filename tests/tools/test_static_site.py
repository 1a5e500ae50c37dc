"""The folder for a plain web server: what goes into it and what stays out, that nothing is used that was not
pinned, and how pages begin where there is neither a stream nor a thread."""

import hashlib
import json
import re
import struct
import zipfile
from pathlib import Path
from typing import Any

import pytest

from pages.shared.player import channels, host
from pages.shared.text import LANGUAGES
from tests.every import every
from tools.static_site import downloads, first_pictures, folder, lock, start_page, trimming

NUMPY = "numpy-2.2.5-cp313-cp313-pyodide_2025_0_wasm32.whl"


def wheel(place: Path, *names: str) -> Path:
    """A wheel with files of these names."""
    with zipfile.ZipFile(place, "w") as archive:
        for name in names:
            archive.writestr(name, name)
    return place


# -- what is fetched ---------------------------------------------------------------------------------------
@pytest.fixture
def pyodide(tmp_path: Path) -> Path:
    """Pyodide's folder, with a list that knows NumPy by a sum."""
    entry = {"file_name": NUMPY, "sha256": hashlib.sha256(b"numpy").hexdigest()}
    (tmp_path / "pyodide-lock.json").write_text(json.dumps({"packages": {"numpy": entry}}), encoding="utf-8")
    return tmp_path


def test_numpy_comes_from_the_folder_that_is_given(pyodide: Path, tmp_path: Path) -> None:
    mine = tmp_path / "mine"
    mine.mkdir()
    with pytest.raises(downloads.DownloadError, match=f"has no {NUMPY}"):
        downloads.numpy_wheel(pyodide, tmp_path, mine)
    (mine / NUMPY).write_bytes(b"another build")
    assert downloads.numpy_wheel(pyodide, tmp_path, mine) == mine / NUMPY


def test_numpy_that_is_not_what_was_pinned_is_not_used(
    pyodide: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = tmp_path / "served"
    source.mkdir()
    monkeypatch.setattr(downloads, "WHEELS_AT", f"{source.as_uri()}/")
    with pytest.raises(downloads.DownloadError, match="--wheels"):
        downloads.numpy_wheel(pyodide, tmp_path / "cache", None)
    (source / NUMPY).write_bytes(b"something else")
    with pytest.raises(downloads.DownloadError, match="not what was pinned"):
        downloads.numpy_wheel(pyodide, tmp_path / "cache", None)
    (source / NUMPY).write_bytes(b"numpy")
    assert downloads.numpy_wheel(pyodide, tmp_path / "cache", None).read_bytes() == b"numpy"


def test_a_package_of_npm_that_is_not_what_was_pinned_is_not_used(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "p.tgz").write_bytes(b"something else")
    monkeypatch.setattr(downloads, "run", lambda *_: json.dumps([{"filename": "p.tgz"}]))
    with pytest.raises(downloads.DownloadError, match="not what was pinned"):
        downloads.npm(downloads.STLITE, tmp_path)
    assert not [*tmp_path.glob("stlite*")]


def test_every_pure_package_has_a_version_and_a_sum() -> None:
    lines = downloads.PURE.read_text(encoding="utf-8").splitlines()
    packages = [line for line in lines if not line.startswith("#")]
    assert len(packages) > 10
    assert [
        one for one in packages if not re.fullmatch(r"[\w-]+==[\w.]+ --hash=sha256:[0-9a-f]{64}", one)
    ] == []


# -- what the folder holds -----------------------------------------------------------------------------------
def test_a_wheel_keeps_what_runs_and_loses_what_does_not(tmp_path: Path) -> None:
    kept = ("plotly/graph_objs/_figure.py", "plotly/validators/_validators.json", "numpy/testing/__init__.py")
    lost = ("plotly/package_data/plotly.min.js", "numpy/_core/tests/test_x.py", "numpy/__init__.pyi")
    source = wheel(tmp_path / "one.whl", *kept, *lost)
    with zipfile.ZipFile(trimming.wheel(source, tmp_path / "two.whl")) as made:
        assert sorted(made.namelist()) == sorted(kept)


def test_of_streamlit_the_parts_that_pages_show_are_taken_with_all_that_they_import(tmp_path: Path) -> None:
    source = tmp_path / "build"
    (source / "assets").mkdir(parents=True)
    files = {
        "stlite.js": 'import "./index-a-b.js"',
        "index-a-b.js": 'const later = () => import("./Button-a-b.js")',
        "Button-a-b.js": 'import { x } from "./shared-a-b.js"',
        "shared-a-b.js": "",
        "DeckGlJsonChart-a-b.js": "",
        "stlite.css": "url(assets/used.woff2) url(assets/used.ttf)",
        "assets/used.woff2": "",
        "assets/used.ttf": "",
        "assets/unused.woff2": "",
    }
    for name, text in files.items():
        (source / name).write_text(text, encoding="utf-8")
    trimming.frontend(source, tmp_path / "made")
    found = {one.relative_to(tmp_path / "made").as_posix() for one in (tmp_path / "made").rglob("*.*")}
    left_out = {"DeckGlJsonChart-a-b.js", "assets/used.ttf", "assets/unused.woff2"}
    assert found == files.keys() - left_out


def test_the_list_of_packages_names_ours_with_their_sums_and_nothing_else(tmp_path: Path) -> None:
    wheels = [
        wheel(tmp_path / f"{name}-1.0-py3-none-any.whl", name) for name in ("micropip", "packaging", "a_b")
    ]
    assert lock.write(tmp_path / "lock.json", {"python": "3.13.2"}, wheels) == ["a-b"]
    written = json.loads((tmp_path / "lock.json").read_text(encoding="utf-8"))
    assert written["info"] == {"python": "3.13.2"}
    assert {one["file_name"]: one["sha256"] for one in written["packages"].values()} == {
        file.name: hashlib.sha256(file.read_bytes()).hexdigest() for file in wheels
    }


def test_every_page_has_a_document_that_finds_the_folder(tmp_path: Path) -> None:
    start_page.write(tmp_path, folder.SLUGS, ["numpy"], 43_200_000)
    for slug in folder.SLUGS:
        page = (tmp_path / slug / "index.html").read_text(encoding="utf-8")
        assert f'<base href="{"../" if slug else "./"}"' in page
        assert "<!--" not in page
    (told,) = re.findall(r'id="told">(.*?)</script>', page, re.DOTALL)
    words = json.loads(told)["words"]
    assert set(words) == set(LANGUAGES)
    assert "43 MB" in words["en"]["first"]
    assert words["en"].keys() == words["ja"].keys()


def test_every_word_is_said_somewhere() -> None:
    script = "".join(file.read_text(encoding="utf-8") for file in start_page.SERVED.glob("*.js"))
    steps = re.findall(r"\['[^']+', '(\w+)', ", script) + re.findall(r"reach\('(\w+)'", script)
    said = {f"step.{one}" for one in steps} | set(re.findall(r"words\.(\w+)", script))
    assert said == start_page.words(0)["en"].keys()


# -- how a page begins without a server ---------------------------------------------------------------
def header(packet: bytes) -> dict[str, Any]:
    (length,) = struct.unpack_from("<I", packet)
    found: dict[str, Any] = json.loads(packet[4 : 4 + length])
    return found


@every("slug", ("product", "train"))
def test_the_first_picture_of_a_page_is_its_player_s_first_packet(slug: str) -> None:
    packet = first_pictures.packet_of(slug, "ja", "dark")
    assert packet is not None
    told = header(packet)
    assert told["sequence"] == 1
    assert told["spec"]["theme"] == "dark"
    assert re.search(r"[ぁ-ん]", told["spec"]["question"])
    assert told["stream"] == channels.NONE  # so that nobody looks for a server


def test_a_page_without_a_player_has_no_first_picture() -> None:
    assert first_pictures.packet_of("words", "en", "light") is None


def test_a_channel_that_no_stream_leads_to_has_no_token(monkeypatch: pytest.MonkeyPatch) -> None:
    class Nobody:
        visitor = None

        def reply(self, request: object) -> None:
            del request

    someone = Nobody()
    token = channels.token_for(someone)
    assert channels.channel_of(token) is someone
    monkeypatch.setattr(host, "STREAMS", False)
    assert channels.token_for(someone) == channels.NONE
    assert not channels.known(channels.NONE)
