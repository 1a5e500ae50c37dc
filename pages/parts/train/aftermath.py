"""What stands below the player of the page Train: predictions, and what a visitor takes home of a run."""

import streamlit as st

from pages.parts.train.data import own_table
from pages.parts.train.data.own_file import most_mb, say_most, words
from pages.parts.train.files import predictions
from pages.parts.train.files.run_files import FILES, made
from pages.parts.train.files.saved_run import UnknownRun, read_run
from pages.parts.train.run.training_session import Live
from pages.parts.train.settings import STORE
from pages.shared.state import session
from pages.shared.text import Text

BROUGHT, REFUSED = "train:runs-brought", "train:run-refused"


def show(live: Live, asked: str, page_text: Text) -> None:
    """Show what the network predicts, files to take home, and where one is loaded; `asked` names what of a
    session says at which epoch a run opens."""
    predictions.show(live, page_text)
    text = words(page_text)
    with st.expander(text("take.title")):
        st.markdown(text("take.what" if live.retold else "take.changed"))
        for column, (name, one) in zip(st.columns(len(FILES)), FILES.items(), strict=True):
            column.download_button(
                text(f"take.{name}"),
                session.later(made(name, live)),
                one.file,
                one.mime,
                key=f"train-take-{name}",
                on_click="ignore",
                width="stretch",
            )
        _loader(asked, text)


def _loader(asked: str, text: Text) -> None:
    """Where a run is brought back; it is trained again up to the epoch that it had."""
    number = session.get(BROUGHT, 0)
    key = f"train-run{number}"
    brought = st.file_uploader(text("take.load"), ["json"], key=key, max_upload_size=most_mb())
    say_most(text)
    if brought is not None:
        session.put({BROUGHT: number + 1, REFUSED: _take(brought.getvalue(), asked)})
        st.rerun()
    refused: str = session.get(REFUSED, "")
    if refused:
        st.error(text(f"run.{refused}"), icon=":material/error:")


def _take(data: bytes, asked: str) -> str:
    """Go on with a run that was brought; return why that is not possible, or nothing."""
    try:
        settings = read_run(data)
    except UnknownRun as unknown:
        return unknown.kind
    if settings.own is not None:
        own_table.learn_again(settings.own)
    STORE.take(settings)
    session.put({asked: settings.epoch})
    return ""
