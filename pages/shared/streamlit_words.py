"""Words that Streamlit shows in English only, in the visitor's language: variables of the style sheet, which
`frame.css` puts in their place."""

from pages.shared.text import Text

WORDS = ("sidebar", "upload", "drop", "apply", "apply_area", "skip", "nothing")


def streamlit_words(text: Text) -> str:
    """Return the style that says them: `--word-upload` is what stands on the button of a field for files."""
    said = " ".join(f"--word-{name.replace('_', '-')}: '{text(f'word.{name}')}';" for name in WORDS)
    return f"<style>:root {{ {said} }}</style>"
