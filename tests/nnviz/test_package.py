"""The core stands on the standard library and NumPy alone."""

import ast
import subprocess
import sys
import tomllib
from importlib import import_module
from pathlib import Path

import pytest

import nnviz
from nnviz.former_names import MODULES, NAMES
from tests.every import every

FOLDER = Path(nnviz.__file__).parent
FORMER_ERRORS = {"Diverged", "Mismatch", "NotLinear", "Ragged"}


def _imported(path: Path) -> set[str]:
    names = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path.name}: imports are absolute"
            names.add(str(node.module).split(".")[0])
    return names


def test_every_file_imports_only_the_standard_library_and_numpy() -> None:
    allowed = set(sys.stdlib_module_names) | {"numpy", "nnviz"}
    for path in sorted(FOLDER.rglob("*.py")):
        assert _imported(path) <= allowed, path.name


def test_importing_it_loads_no_other_package() -> None:
    code = (
        "import sys, numpy.random; before = set(sys.modules); import nnviz; "
        "new = {name.split('.')[0] for name in set(sys.modules) - before}; "
        "sys.exit(sorted(new - set(sys.stdlib_module_names) - {'nnviz', 'numpy'}) or None)"
    )
    subprocess.run([sys.executable, "-c", code], check=True, cwd=FOLDER.parent)


def test_every_public_name_is_there_and_documented() -> None:
    for name in nnviz.__all__:
        assert getattr(nnviz, name).__doc__, name
    project = tomllib.loads((FOLDER.parent / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert nnviz.__version__ == project["version"]
    assert (FOLDER / "py.typed").exists()


def test_an_import_by_a_former_name_reaches_the_module_of_today() -> None:
    code = (
        "from nnviz.losses import LOSSES; from nnviz.product import trace; import nnviz.memory; "
        "assert LOSSES is nnviz.LOSSES and trace is nnviz.product.trace; "
        "assert nnviz.memory is nnviz.cache_simulator"
    )
    subprocess.run([sys.executable, "-c", code], check=True, cwd=FOLDER.parent)


@every("former", MODULES)
def test_a_former_name_is_the_module_itself(former: str) -> None:
    module = import_module(f"nnviz.{former}")
    assert module is sys.modules[f"nnviz.{MODULES[former]}"]
    assert getattr(nnviz, former) is module
    assert not (FOLDER / former).with_suffix(".py").exists()


FORMER_CONTENTS = {
    "arrays": "RULE RULES TRAPS Description Mismatch Silent Trap broadcast describe silent",
    "datasets": "Article Dataset Task arithmetic arithmetic_targets circle coding_article digits gauss moons "
    "spiral xor",
    "product": "MOST_MULTIPLICATIONS NEURONS VIEWS Mismatch Multiplication Positions Sizes Step Trace "
    "flow_positions trace",
    "training": "SECONDS_A_SLICE UPDATES_A_CHECK Trainer",
}


@pytest.mark.parametrize("package", FORMER_CONTENTS)
def test_a_package_still_offers_what_the_module_of_its_name_did(package: str) -> None:
    offered = import_module(f"nnviz.{package}")
    names = FORMER_CONTENTS[package].split()
    assert [name for name in names if not hasattr(offered, name)] == []


@pytest.mark.parametrize(
    ("place", "former", "current"),
    [(place, former, current) for place, names in NAMES.items() for former, current in names.items()],
)
def test_a_former_name_of_a_thing_is_the_thing_itself(place: str, former: str, current: str) -> None:
    module = import_module(f"nnviz.{place}".rstrip("."))
    assert getattr(module, former) is getattr(module, current)


def test_every_error_ends_in_error() -> None:
    for module in [module for name, module in sys.modules.items() if name.startswith("nnviz.")]:
        for name, value in vars(module).items():
            if isinstance(value, type) and issubclass(value, Exception) and name not in FORMER_ERRORS:
                assert name.endswith("Error"), f"{module.__name__}.{name}"


def test_no_file_is_longer_than_a_reader_keeps_in_mind() -> None:
    long = {path.name for path in FOLDER.rglob("*.py") if len(path.read_text("utf-8").splitlines()) > 300}
    assert long == set()
