"""Where Python runs in a browser nobody opens a socket, so nothing of `ssl` is ever used; but Streamlit's
server names its errors and types as it is imported. Every name stands for an exception that nobody raises."""


def __getattr__(name: str) -> type[Exception]:
    """Return a type of this name; the same one each time."""
    if name.startswith("__"):
        raise AttributeError(name)
    found = type(name, (Exception,), {})
    globals()[name] = found
    return found
