"""Guess first: a question with a few answers to choose from, and what became of the guess.
A guess is kept while the page lives and is no part of the link."""

from collections.abc import Sequence

import streamlit as st

from pages.shared.state import session


def guess(name: str, question: str, answers: Sequence[str], labels: Sequence[str]) -> str | None:
    """Ask; return the chosen one of `answers`, None while the question is open. `labels` name them."""
    key, kept = f"guess-{name}", f"guess:{name}"
    session.restore(key, session.get(kept, None))
    words = dict(zip(answers, labels, strict=True))
    chosen = st.pills(question, answers, key=key, format_func=words.__getitem__)
    found = chosen if chosen in words else None
    session.put({kept: found})
    return found
