"""All pages, in the order of the story. The navigation, the start page with its links for a lecture, what a
browser is told to fetch early, and the tests read them here.

A new page is a script beside this file, a folder in `parts`, a file in `shared/text`, and one entry here; one
that belongs to no step of the story is a reference."""

from pages.parts.arrays import card as arrays
from pages.parts.arrays.settings import SETTINGS as ARRAYS
from pages.parts.backprop import card as backprop
from pages.parts.backprop.store import SETTINGS as BACKPROP
from pages.parts.lecture.settings import LINKS as LECTURES
from pages.parts.lecture.settings import SETTINGS as LECTURE
from pages.parts.network import card as network
from pages.parts.network.store import SETTINGS as NETWORK
from pages.parts.neuron import card as neuron
from pages.parts.neuron.settings import SETTINGS as NEURON
from pages.parts.product import card as product
from pages.parts.product.settings import SETTINGS as PRODUCT
from pages.parts.train import card as train
from pages.parts.train.settings import SETTINGS as TRAIN
from pages.parts.words.settings import SETTINGS as WORDS
from pages.shared.page_entry import PageEntry, Reference

PAGES = (
    PageEntry("arrays", arrays.picture, "x * w", arrays.LINKS, ARRAYS),
    PageEntry("product", product.picture, "X @ W", product.LINKS, PRODUCT),
    PageEntry("neuron", neuron.picture, "x @ w >= 3", neuron.LINKS, NEURON, figures=True),
    PageEntry("network", network.picture, "relu(X @ W + b)", network.LINKS, NETWORK),
    PageEntry("backprop", backprop.picture, "dW = a.T @ delta", backprop.LINKS, BACKPROP),
    PageEntry("train", train.picture, "W -= rate * dW", train.LINKS, TRAIN, figures=True),
)
REFERENCES = (Reference("lecture", LECTURE, LECTURES, pictured=True), Reference("words", WORDS))
FIGURES = frozenset(page.slug for page in PAGES if page.figures)
