"""Canaries: what we use of Streamlit and Plotly that they do not promise to keep. Each failure names the
installed version and what is missing, so that a new version that breaks us says where."""

import importlib
import inspect
import re
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import plotly
import pytest
import streamlit
from streamlit import config
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.WidgetStates_pb2 import WidgetState
from streamlit.runtime import Runtime
from streamlit.runtime.scriptrunner_utils.script_run_context import ScriptRunContext
from streamlit.runtime.session_manager import SessionInfo

from pages.shared.hosting.gate import KINDS, OPERATIONS
from pages.shared.hosting.preload import component_files
from tests.conftest import ROOT
from tests.every import every

STREAMLIT = Path(streamlit.__file__).parent / "static"
PLOTLY = Path(plotly.__file__).parent / "package_data" / "plotly.min.js"
WITH_STREAMLIT = f"Streamlit {streamlit.__version__}"
WITH_PLOTLY = f"Plotly {plotly.__version__}"

# A module, the path to what we use of it, the arguments we call it with, and the file of ours that does.
USED = (
    ("streamlit.web.server.server_util", "is_url_from_allowed_origins", 1, "shared/player/stream.py"),
    ("streamlit.web.server.starlette.starlette_websocket", "is_host_allowed", 1, "shared/player/stream.py"),
    ("streamlit.runtime", "Runtime.instance", 0, "shared/hosting/departures.py"),
    ("streamlit.runtime", "Runtime.close_session", 2, "shared/hosting/departures.py"),
    (
        "streamlit.runtime.memory_uploaded_file_manager",
        "MemoryUploadedFileManager.remove_file",
        3,
        "shared/hosting/uploads.py",
    ),
    ("streamlit.runtime.session_manager", "SessionManager.list_sessions", 1, "shared/hosting/departures.py"),
    ("streamlit.runtime.app_session", "AppSession.shutdown", 1, "shared/hosting/departures.py"),
    ("streamlit.runtime.state.session_state", "SessionState.clear", 1, "shared/hosting/departures.py"),
    ("streamlit.runtime.state.session_state", "SessionState.__setitem__", 3, "shared/hosting/idleness.py"),
    (
        "streamlit.runtime.session_manager",
        "SessionManager.list_active_sessions",
        1,
        "shared/hosting/metrics.py",
    ),
    ("streamlit.config", "set_option", 2, "shared/hosting/starting.py"),
    ("streamlit", "App", 1, "app.py"),
    ("streamlit.components.v2", "component", 1, "shared/player/component.py"),
    ("streamlit.testing.v1", "AppTest.switch_page", 2, "tests/pages/apps.py"),
    ("streamlit.components.v2.manifest_scanner", "scan_component_manifests", 0, "tests/pages/apps.py"),
)


@every("module, path, count, ours", USED)
def test_functions_of_streamlit_are_there_and_take_our_arguments(
    module: str, path: str, count: int, ours: str
) -> None:
    found: object = importlib.import_module(module)
    for name in path.split("."):
        found = getattr(found, name, None)
        assert found is not None, f"{WITH_STREAMLIT} has no {module}.{path}, which {ours} uses"
    assert callable(found)
    try:
        inspect.signature(found).bind(*range(count))
    except TypeError as error:
        pytest.fail(f"{WITH_STREAMLIT}: {module}.{path} is called in another way in {ours}: {error}")


def test_sessions_are_listed_where_departures_look_for_them() -> None:
    source = inspect.getsource(Runtime.__init__)
    assert "self._session_mgr =" in source, f"{WITH_STREAMLIT}: a Runtime has no _session_mgr (departures.py)"
    fields = set(SessionInfo.__dataclass_fields__)
    assert fields >= {"client", "session"}, f"{WITH_STREAMLIT}: a SessionInfo has {sorted(fields)} only"


def test_a_run_says_whether_it_follows_the_browser_s_history() -> None:
    known = ScriptRunContext.__dataclass_fields__
    assert "is_history_navigation" in known, f"{WITH_STREAMLIT}: a run does not say so (address.py)"


def test_messages_of_the_browser_have_the_kinds_that_the_gate_knows() -> None:
    kinds = {field.name for field in BackMsg.DESCRIPTOR.oneofs_by_name["type"].fields}
    assert kinds >= KINDS, f"{WITH_STREAMLIT}: a BackMsg is no {sorted(KINDS - kinds)} (gate.py)"
    payloads = BackMsg.DESCRIPTOR.fields_by_name["backend_operation_request"].message_type
    operations = {field.name for field in payloads.oneofs_by_name["payload"].fields}
    assert operations >= OPERATIONS, f"{WITH_STREAMLIT}: no operation {sorted(OPERATIONS - operations)}"
    values = {field.name for field in WidgetState.DESCRIPTOR.oneofs_by_name["value"].fields}
    assert values >= {"json_value", "json_trigger_value"}, f"{WITH_STREAMLIT}: a widget's value is no JSON"


def test_every_option_of_ours_is_one_of_streamlit() -> None:
    sections = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text(encoding="utf-8"))
    known = set(config._config_options_template)
    missing = sorted(set(options(sections)) - known)
    assert missing == [], f"{WITH_STREAMLIT} knows no {missing} of .streamlit/config.toml"


def options(sections: dict[str, object], prefix: str = "") -> Iterator[str]:
    """The full names of all options in a configuration."""
    for name, value in sections.items():
        if isinstance(value, dict):
            yield from options(value, f"{prefix}{name}.")
        else:
            yield prefix + name


def test_the_browser_s_part_of_a_component_is_a_file_that_can_be_fetched_early() -> None:
    assert (STREAMLIT / "index.html").is_file(), f"{WITH_STREAMLIT} has no static/index.html (security.py)"
    assert component_files(), f"{WITH_STREAMLIT} has no BidiComponent.*.js (hints.py)"


# -- what style sheets and scripts look for in the document ---------------------------------------------
NAMED = re.compile(
    r"""data-testid=["']?(?P<testid>\w+)|get_by_test_id\("(?P<python>\w+)"\)|\.(?P<tone>st[A-Z]\w+)"""
    r"""|(?P<attribute>data-test-[a-z-]+)|dataset\.(?P<camel>test\w+)"""
)
KINDS_OF_FILES = ("*.css", "*.js", "*.py")


def looked_for() -> dict[str, str]:
    """The test ids, classes and attributes of Streamlit's document that we rely on, and a file that does."""
    files = [
        file for room in ("pages", "tests") for kind in KINDS_OF_FILES for file in (ROOT / room).rglob(kind)
    ]
    return {
        kebab(found[found.lastgroup or 0]): str(file.relative_to(ROOT))
        for file in files
        if file != Path(__file__).resolve()
        for found in NAMED.finditer(file.read_text(encoding="utf-8"))
    }


def kebab(name: str) -> str:
    """The attribute behind a name of `dataset`; other names as they are."""
    return "data-" + re.sub("([A-Z])", r"-\1", name).lower() if name.startswith("test") else name


@cache
def streamlit_scripts() -> str:
    return "".join(file.read_text(encoding="utf-8") for file in (STREAMLIT / "static" / "js").glob("*.js"))


def test_what_we_look_for_in_the_document_is_in_streamlit_s_scripts() -> None:
    names = looked_for() | {"st-key-": "shared/frame.css"}
    assert {"stMain", "stExpandSidebarButton", "data-test-connection-state"} <= set(names)
    missing = {name: file for name, file in names.items() if name not in streamlit_scripts()}
    assert missing == {}, f"{WITH_STREAMLIT} writes no {missing}"


@every(
    "word",
    ["`Upload`", " per file", "`Press Enter to ", "+Enter to ", "`No results`", "Skip to main content"],
)
def test_the_words_that_ours_take_the_place_of_are_streamlit_s(word: str) -> None:
    assert word in streamlit_scripts(), f"{WITH_STREAMLIT} does not say {word} any more (streamlit_words.py)"


@every("name", ["data-empty", "data-collapsed"])
def test_an_empty_list_and_a_closed_drawer_say_so_of_themselves(name: str) -> None:
    assert name in streamlit_scripts(), f"{WITH_STREAMLIT} has no {name} (frame.css)"


@every(
    "name", ["_fullLayout", "_offset", "_length", "scatterlayer", "main-svg", "newPlot", "restyle", "purge"]
)
def test_what_we_look_for_in_a_figure_is_in_plotly_s_script(name: str) -> None:
    assert name in plotly_script(), f"{WITH_PLOTLY} has no {name} (pages/shared/player/assets)"


@cache
def plotly_script() -> str:
    return PLOTLY.read_text(encoding="utf-8")
