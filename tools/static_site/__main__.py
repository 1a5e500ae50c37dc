"""`python -m tools.static_site DIR` makes a folder that any web server can serve: the whole app, with Python
in the visitor's browser. docs/static-site.md says more."""

import argparse
import sys
from pathlib import Path

from tools.static_site.downloads import DownloadError
from tools.static_site.folder import build

CACHE = Path.home() / ".cache" / "nnviz-static-site"


def main(words: list[str]) -> int:
    """Build the folder that the command line names; return 0, or 1 if something could not be had."""
    asked = argparse.ArgumentParser(prog="python -m tools.static_site", description=__doc__)
    asked.add_argument("folder", type=Path, metavar="DIR", help="where the site is put; must be empty or new")
    asked.add_argument(
        "--wheels", type=Path, help="a folder with NumPy's wheel for Pyodide, instead of its address"
    )
    asked.add_argument("--cache", type=Path, default=CACHE, help=f"where downloads are kept ({CACHE})")
    chosen = asked.parse_args(words)
    if chosen.folder.exists() and any(chosen.folder.iterdir()):
        asked.error(f"{chosen.folder} is not empty")
    try:
        report = build(chosen.folder, chosen.cache, chosen.wheels)
    except DownloadError as error:
        print(error, file=sys.stderr)  # noqa: T201
        return 1
    print(report)  # noqa: T201
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
