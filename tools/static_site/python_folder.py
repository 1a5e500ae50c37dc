"""The folder that Python comes from: Pyodide, every package, and the list of them. All is compiled, so that
no visitor waits for that."""

import json
import shutil
import zipfile
from collections.abc import Sequence
from pathlib import Path

from tools.static_site import lock, trimming
from tools.static_site.downloads import run

HERE = Path(__file__).resolve().parent
OURS = ("ssl.py", "stand_ins.py")
CORE = ("pyodide.mjs", "pyodide.asm.js", "pyodide.asm.wasm", "python_stdlib.zip")
STARTS = ("python.mjs", "one_stack.mjs")


def write(folder: Path, pyodide: Path, wheels: Sequence[Path], app: Path) -> list[str]:
    """Fill the folder from Pyodide and the wheels, compile them and the app; return what is to be loaded."""
    folder.mkdir()
    for source, names in ((pyodide, CORE), (HERE / "served", STARTS)):
        for name in names:
            shutil.copy(source / name, folder / name)
    made = [trimming.wheel(one, folder / one.name) for one in wheels]
    made.append(_stand_ins(folder / "nnviz_in_browser-1-py3-none-any.whl"))
    compiler = HERE / "in_browser" / "compiler.py"
    run(["node", HERE / "precompile.mjs", pyodide, compiler, *made, app], HERE)
    info = json.loads((pyodide / "pyodide-lock.json").read_text(encoding="utf-8"))["info"]
    return lock.write(folder / "pyodide-lock.json", info, made)


def _stand_ins(place: Path) -> Path:
    """Pack what stands in for what a browser has not; it must be there before Streamlit is imported."""
    about = "nnviz_in_browser-1.dist-info"
    with zipfile.ZipFile(place, "w", zipfile.ZIP_DEFLATED) as wheel:
        for name in OURS:
            wheel.write(HERE / "in_browser" / name, name)
        wheel.writestr(f"{about}/METADATA", "Metadata-Version: 2.1\nName: nnviz-in-browser\nVersion: 1\n")
        wheel.writestr(f"{about}/WHEEL", "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n")
    return place
