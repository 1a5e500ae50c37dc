"""Limits of a server: what the variables may say, what holds without them, and what a wrong one is told."""

from dataclasses import fields

import pytest

from pages.shared.operating.limits import PUBLIC, VARIABLES, Limits, read_limits
from tests.conftest import ROOT
from tests.every import every

LOCAL = Limits(
    public=False,
    training=None,
    cpu_share=None,
    parameters=None,
    samples=None,
    upload_mb=None,
    run_seconds=None,
    idle_seconds=None,
    run_memory_mb=1024,
    metrics=False,
    metrics_token=None,
)


def test_a_local_app_has_no_limit_but_that_of_memory() -> None:
    assert read_limits({}) == LOCAL
    assert read_limits({PUBLIC: "0", "NNVIZ_TRAINING": ""}) == LOCAL


def test_a_public_server_has_a_limit_for_everything() -> None:
    found = read_limits({PUBLIC: "1"})
    alike = {one.name for one in fields(Limits) if getattr(found, one.name) == getattr(LOCAL, one.name)}
    assert alike == {"run_memory_mb", "metrics", "metrics_token"}


def test_a_variable_goes_before_what_is_usual() -> None:
    found = read_limits(
        {PUBLIC: "1", "NNVIZ_TRAINING": " 3 ", "NNVIZ_SAMPLES": "none", "NNVIZ_CPU_SHARE": ".25"}
    )
    assert (found.training, found.samples, found.cpu_share) == (3, None, 0.25)
    assert read_limits({"NNVIZ_IDLE_SECONDS": "60"}).idle_seconds == 60
    assert read_limits({"NNVIZ_METRICS": "1"}).metrics


USUAL = "leave it out for the usual one"
LIFTED = f"write none for no limit, or {USUAL}"
WRONG = {
    ("NNVIZ_PUBLIC", "yes"): ("1 or 0", "write 1 for on, or leave it out"),
    ("NNVIZ_TRAINING", "0"): ("a whole number of visitors of at least 1", LIFTED),
    ("NNVIZ_SAMPLES", "100"): ("a whole number of samples of at least 2000", LIFTED),
    ("NNVIZ_UPLOAD_MB", "1.5"): ("a whole number of MB of at least 1", LIFTED),
    ("NNVIZ_PARAMETERS", "６４００"): ("a whole number of parameters of at least 1000", LIFTED),
    ("NNVIZ_RUN_SECONDS", "-1"): ("a whole number of seconds of at least 1", LIFTED),
    ("NNVIZ_IDLE_SECONDS", "1e3"): ("a whole number of seconds of at least 1", LIFTED),
    ("NNVIZ_CPU_SHARE", "2"): ("a number from 0.1 to 1", LIFTED),
    ("NNVIZ_CPU_SHARE", "nan"): ("a number from 0.1 to 1", LIFTED),
    ("NNVIZ_RUN_MEMORY_MB", "none"): ("a whole number of MB of at least 1", USUAL),
}


@every("said", WRONG)
def test_a_wrong_one_is_told_the_rule_the_value_and_what_to_do(said: tuple[str, str]) -> None:
    (variable, value), (rule, remedy) = said, WRONG[said]
    with pytest.raises(ValueError, match="must be") as error:
        read_limits({variable: value})
    assert str(error.value) == f"{variable} must be {rule}, got {value!r}; {remedy}"


def test_a_secret_that_is_refused_is_not_printed() -> None:
    with pytest.raises(ValueError, match="NNVIZ_METRICS_TOKEN must be at least 16 printable") as error:
        read_limits({"NNVIZ_METRICS_TOKEN": "hunter2"})
    assert "hunter2" not in str(error.value)


def test_hosting_md_has_a_row_for_each_with_what_holds_on_a_public_server() -> None:
    written = (ROOT / "docs" / "hosting.md").read_text(encoding="utf-8")
    public = read_limits({PUBLIC: "1"})
    for variable, name in VARIABLES.items():
        value = getattr(public, name)
        rows = [line for line in written.splitlines() if line.startswith(f"| `{variable}` |")]
        assert len(rows) == 1, variable
        if variable != PUBLIC and value:
            assert f"| {value:,} |" in rows[0].replace("_", ","), rows[0]
