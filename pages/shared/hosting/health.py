"""`python -m pages.shared.hosting.health`: the exit status is 0 if the app on this machine's PORT is well.
A container asks it every few seconds."""

import os
import sys
from collections.abc import Mapping
from urllib.error import URLError
from urllib.request import urlopen

PATIENCE = 4.0  # seconds


def address(environment: Mapping[str, str]) -> str:
    """Return the address that says how the app is, below the path that it is served at."""
    path = environment.get("STREAMLIT_SERVER_BASE_URL_PATH", "").strip("/")
    root = f"http://127.0.0.1:{environment.get('PORT', '8501')}"
    return f"{root}/{path}/_stcore/health" if path else f"{root}/_stcore/health"


def main() -> int:
    """Return 0 if the app answers that it is well, else 1."""
    try:
        with urlopen(address(os.environ), timeout=PATIENCE) as answer:
            return int(answer.read() != b"ok")
    except (URLError, OSError):
        return 1


if __name__ == "__main__":
    sys.exit(main())
