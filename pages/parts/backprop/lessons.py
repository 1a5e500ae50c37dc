"""The lessons of the page Backpropagation, by the names that the choice and a link have for them."""

from collections.abc import Mapping

from pages.parts.backprop.one_step import lesson as one_step
from pages.parts.backprop.optimizers import lesson as optimizers
from pages.parts.backprop.settings import BackpropSettings
from pages.shared.lessons import Lesson

LESSONS: Mapping[str, Lesson[BackpropSettings]] = {
    "step": one_step.LESSON,
    "optimizers": optimizers.LESSON,
}
