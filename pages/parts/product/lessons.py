"""The two lessons of the page Matrix product: shapes that fit, and shapes that do not."""

from nnviz.product import ShapeMismatchError
from pages.parts.product import multiplying, shape_mismatch
from pages.parts.product.settings import ProductSettings
from pages.parts.product.timeline import timeline
from pages.shared.lessons import Lesson


def lesson(settings: ProductSettings) -> Lesson[ProductSettings]:
    """Return the lesson that the shapes lead to."""
    return shape_mismatch.LESSON if isinstance(timeline(settings), ShapeMismatchError) else multiplying.LESSON
