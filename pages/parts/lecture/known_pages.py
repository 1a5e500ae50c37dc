"""The pages that a moment may lead to, by what their links may say. What a link asks for must be possible as
it stands: a moment that opened something else would ask about a picture that nobody sees."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from pages.parts.arrays.settings import STORE as ARRAYS
from pages.parts.backprop.store import STORE as BACKPROP
from pages.parts.lecture.lecture import Link
from pages.parts.lecture.refusals import Refusal
from pages.parts.network.store import STORE as NETWORK
from pages.parts.neuron.settings import STORE as NEURON
from pages.parts.product.settings import STORE as PRODUCT
from pages.parts.train.settings import STORE as TRAIN
from pages.shared.state.query_params import FRAME_NAMES, SHOWN
from pages.shared.state.settings_store import SettingsStore

STORES: Mapping[str, SettingsStore[Any]] = {
    store.page: store for store in (ARRAYS, PRODUCT, NEURON, NETWORK, BACKPROP, TRAIN)
}
LONGEST_LINK = 4000  # characters
MOST_SETTINGS = 64


def read_link(text: str) -> Link:
    """Return the page and the settings that a link means; those of the frame, such as the language, are left
    out. Raises Refusal for a link to elsewhere, a page that there is not, and what a page cannot show."""
    shown = text[:SHOWN]
    if len(text) > LONGEST_LINK:
        raise Refusal("long_link", link=shown)
    try:
        parts = urlsplit(text)
        pairs = parse_qsl(parts.query, keep_blank_values=True, max_num_fields=MOST_SETTINGS)
    except ValueError:
        raise Refusal("elsewhere", link=shown) from None
    if parts.scheme or parts.netloc or parts.fragment:
        raise Refusal("elsewhere", link=shown)
    if parts.path not in STORES:
        raise Refusal("page", link=shown, page=parts.path[:SHOWN])
    link = Link(parts.path, tuple((name, value) for name, value in pairs if name not in FRAME_NAMES))
    for complaint in STORES[link.page].read(link.query)[1]:
        raise Refusal("setting", link=shown, name=complaint.name, value=complaint.value)
    return link


def settings_of(link: Link) -> Any:
    """Return the settings that a link leads to."""
    return STORES[link.page].read(link.query)[0]
