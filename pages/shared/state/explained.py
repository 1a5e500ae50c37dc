"""The explanation of a word as the help of a Streamlit widget, and a link to all words."""

from collections.abc import Mapping
from urllib.parse import urlencode

from pages.shared.text import Language, Text

# The concepts that explain settings, by the name that these have on every page.
SETTINGS: Mapping[str, str] = {
    "activation": "activation_function",
    "batch_size": "batch",
    "cache": "memory_order",
    "data_seed": "seed",
    "epochs": "epoch",
    "gate": "logic_gate",
    "init": "initializer",
    "l1": "l2",
    "l2": "l2",
    "layout": "memory_order",
    "optimizer": "optimizer",
    "rate": "learning_rate",
    "samples": "sample",
    "seed": "seed",
    "train_fraction": "train_test",
}


def explained(name: str, language: Language) -> str:
    """Return what is said of a concept of `words.toml`, in Markdown; a TextError if it is not there."""
    text = Text("words", language)
    about = text(f"concept.{name}.about").replace("*", r"\*")  # a product, not emphasis
    query = urlencode({"lang": language, "word": name})
    return f"{about}\n\n[{text('more')}](words?{query})"
