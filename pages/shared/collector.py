"""Python's collector of unreachable objects, told once what will stay for ever.
Streamlit's own full collection after every run is switched off in `.streamlit/config.toml`; it took
150 to 215 ms a run, because it looked again at everything that was imported."""

import gc
from functools import cache


@cache
def settle() -> None:
    """Collect once, after the first run imported everything; leave what is alive out of later collections."""
    gc.collect()
    gc.freeze()
