"""What the pages use and Python in a browser lacks: an older Streamlit is there, changed by stlite, no second
thread, and no pandas. Each gap is filled here in one function; where it has closed, nothing is done."""

import time
from collections.abc import Callable
from functools import cache
from typing import Any

import streamlit as st
from streamlit import runtime
from streamlit.components.v2.bidi_component import serialization
from streamlit.runtime.scriptrunner_utils.script_run_context import ScriptRunContext


@cache  # once for all runs
def adapt() -> None:
    """Fill all gaps."""
    _fragments_take_a_key()
    _components_find_the_runtime()
    _nothing_is_a_table()
    _runs_know_of_no_way_back()
    _threads_have_a_clock()


def _fragments_take_a_key() -> None:
    """Let `st.fragment` take a `key`, its name in newer versions; here its place says which it is."""
    known = st.fragment

    def fragment(
        function: Callable[..., Any] | None = None, *, key: str | None = None, **options: Any
    ) -> Any:
        del key
        return known(function, **options)

    st.fragment = fragment


def _components_find_the_runtime() -> None:
    """Let components ask the class, as on a server, where stlite has functions of the module instead."""
    if not hasattr(runtime.Runtime, "exists"):
        runtime.Runtime.exists = staticmethod(runtime.exists)
        runtime.Runtime.instance = staticmethod(runtime.get_instance)


def _nothing_is_a_table() -> None:
    """Let no value of a component be looked at with pandas, which is large: the pages hand over no tables."""
    serialization.is_dataframe_like = lambda value: False  # noqa: ARG005


def _runs_know_of_no_way_back() -> None:
    """Say of every run that it does not follow the browser's Back: an older Streamlit cannot tell."""
    if not hasattr(ScriptRunContext, "is_history_navigation"):
        ScriptRunContext.is_history_navigation = False


def _threads_have_a_clock() -> None:
    """Let what a thread has computed be what the process has: there is one thread."""
    if not hasattr(time, "thread_time"):
        time.thread_time = time.process_time
