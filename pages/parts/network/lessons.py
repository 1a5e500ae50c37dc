"""The lessons of the page Network, by the names that the choice and a link have for them."""

from collections.abc import Mapping

from pages.parts.network.build import lesson as build
from pages.parts.network.digits import lesson as digits
from pages.parts.network.settings import NetworkSettings
from pages.parts.network.softmax import lesson as softmax
from pages.shared.lessons import Lesson

LESSONS: Mapping[str, Lesson[NetworkSettings]] = {
    "build": build.LESSON,
    "digits": digits.LESSON,
    "softmax": softmax.LESSON,
}
