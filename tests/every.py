"""One test over many cases that names every case that fails: for hundreds of texts, or of hostile values."""

import inspect
import traceback
from collections.abc import Callable, Iterable
from functools import wraps
from typing import Any

import pytest

Test = Callable[..., None]


def every(names: str, values: Iterable[Any]) -> Callable[[Test], Test]:
    """Call a test with each of the values, as `pytest.mark.parametrize` would, but as one test.

    Parameters
    ----------
    names : str
        The arguments that a case fills, separated by commas.
    values : iterable
        The cases: a value each, or a tuple of values where there is more than one name.

    Raises
    ------
    AssertionError
        When the test runs: with the arguments, the error and the line of every case that fails.
    ValueError
        Where there is no case at all, which would prove nothing.
    """
    given = [name.strip() for name in names.split(",")]
    cases = [dict(zip(given, value if len(given) > 1 else [value], strict=True)) for value in values]
    if not cases:
        raise ValueError(f"`every` needs at least one case of {names}, got none")

    def over_all(test: Test) -> Test:
        @wraps(test)
        def run(**fixtures: Any) -> None:
            failed = [said for case in cases for said in _failure(test, case, fixtures)]
            if failed:
                pytest.fail("\n".join([f"{len(failed)} of {len(cases)} cases:", *failed]), pytrace=False)

        old = inspect.signature(test)
        left = [one for name, one in old.parameters.items() if name not in given]
        run.__signature__ = old.replace(parameters=left)  # type: ignore[attr-defined]
        return run

    return over_all


def _failure(test: Test, case: dict[str, Any], fixtures: dict[str, Any]) -> Iterable[str]:
    """What to say of a case that fails; nothing if it does not."""
    try:
        test(**case, **fixtures)
    except (Exception, pytest.fail.Exception) as error:
        place = traceback.extract_tb(error.__traceback__)[-1]
        written = ", ".join(f"{name}={value!r}" for name, value in case.items())
        said = str(error).strip().replace("\n", "\n    ") or type(error).__name__
        yield f"{written}\n    {place.filename}:{place.lineno}: {type(error).__name__}: {said}"
