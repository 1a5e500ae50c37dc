"""What is settled before the server starts: every variable of the environment is read, and one that cannot be
used ends the start with a sentence."""

import os

from streamlit import config

from pages.shared.hosting.security import EMBEDDERS, frame_ancestors
from pages.shared.operating.limits import limits


def settle_limits() -> None:
    """Read the limits; tell Streamlit the one that it holds itself.

    Raises SystemExit with rule, value and remedy for a variable that cannot be used."""
    try:
        limited = limits()
        frame_ancestors(os.environ.get(EMBEDDERS, ""))
    except ValueError as error:
        raise SystemExit(f"nnviz does not start: {error}.") from None
    if limited.upload_mb is not None:
        config.set_option("server.maxUploadSize", limited.upload_mb)
