"""The explanation of a word as the help of a Streamlit widget, and a link to all words."""

from urllib.parse import urlencode

from pages.shared.text import Language, Text


def explained(name: str, language: Language) -> str:
    """Return what is said of a concept of `words.toml`, in Markdown; a TextError if it is not there."""
    text = Text("words", language)
    about = text(f"concept.{name}.about").replace("*", r"\*")  # a product, not emphasis
    query = urlencode({"lang": language, "word": name})
    return f"{about}\n\n[{text('more')}](words?{query})"
