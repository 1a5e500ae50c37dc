"""The core stands on the standard library and NumPy alone."""

import ast
import subprocess
import sys
from pathlib import Path

import nnviz

FOLDER = Path(nnviz.__file__).parent


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
    for path in sorted(FOLDER.glob("*.py")):
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
    assert nnviz.__version__ == "0.1.0"
    assert (FOLDER / "py.typed").exists()
