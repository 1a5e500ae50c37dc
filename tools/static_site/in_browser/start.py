"""What runs in the visitor's browser at every run of a page: gaps are filled, and then
`pages/frame.py` runs as it does on a server."""

import runpy
import sys
from pathlib import Path

PAGES = Path(__file__).resolve().parent
if str(PAGES.parent) not in sys.path:
    sys.path.insert(0, str(PAGES.parent))

from stand_ins import adapt  # noqa: E402

adapt()
runpy.run_path(str(PAGES / "frame.py"))
