"""The path that the app is served below, `server.baseUrlPath`. Streamlit moves its own routes there, but not
those of an app; where a proxy takes the path away again, there is nothing to move."""

from streamlit import config


def below_base_path(route: str) -> str:
    """Return the path of a route as the browser will ask for it."""
    path = str(config.get_option("server.baseUrlPath") or "").strip("/")
    return f"/{path}{route}" if path else route
