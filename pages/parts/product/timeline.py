"""What the settings of the page Matrix product make: the frames of the product, or why there is none.
It is made once for settings and kept while they stay."""

from nnviz import cache_simulator, product
from nnviz.product import ShapeMismatchError
from pages.parts.product.frames import ProductFilm
from pages.parts.product.settings import ProductSettings
from pages.shared.state import session


def timeline(settings: ProductSettings) -> ProductFilm | ShapeMismatchError:
    """Return the frames of A @ B, or the mismatch of their shapes."""
    return session.kept("product:timeline", settings, lambda: made(settings))


def made(settings: ProductSettings) -> ProductFilm | ShapeMismatchError:
    """Return the same, made anew."""
    try:
        trace = product.trace(
            settings.A,
            settings.B,
            settings.view,
            wave=settings.wave,
            bias=settings.layer_bias,
            activation=settings.activation if settings.view == "flow" else "linear",
        )
    except ShapeMismatchError as mismatch:
        return mismatch.with_traceback(None)
    places = cache_simulator.layout(trace.sizes, settings.layout)
    walk = cache_simulator.simulate_trace(trace, places, settings.cache)
    second = product.trace(settings.A, settings.B, settings.second) if settings.second else None
    return ProductFilm(trace, walk, edited=True, second=second)
