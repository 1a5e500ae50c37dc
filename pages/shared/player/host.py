"""What the machine that runs Python can do. In a visitor's browser (`tools/static_site`) there is one thread,
and nobody outside can open a socket to it."""

import sys

IN_BROWSER = sys.platform == "emscripten"
THREADS = not IN_BROWSER  # whether a pool may start any
STREAMS = not IN_BROWSER  # whether the route of `stream.py` can be reached; else the trigger carries all
