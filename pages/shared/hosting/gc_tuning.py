"""Python's collector of unreachable objects: told once what will stay, and run when visitors have left.
Streamlit's own full collection after every run is switched off in `.streamlit/config.toml`; it took
150 to 215 ms a run, because it looked again at everything that was imported."""

import gc
import platform
from functools import cache


@cache
def settle() -> None:
    """Collect once, after the first run imported everything; leave what is alive out of later collections."""
    gc.collect()
    gc.freeze()


def collect(alone: bool = False) -> None:
    """Free what is in circles of references, and hand free memory back to the system where it takes it.

    What was alive when `settle` was called is left out, so that this takes about half a millisecond for each
    session there is or was. With `alone`, when nobody is there to wait, that is looked at as well: the first
    visitor's session is among it."""
    if alone:
        gc.unfreeze()
    gc.collect()
    if alone:
        gc.freeze()
    if platform.libc_ver()[0] == "glibc":  # others have no such call, or hand memory back by themselves
        _trim()


def _trim() -> None:
    import ctypes  # not where Python runs in a browser

    ctypes.CDLL(None).malloc_trim(0)
