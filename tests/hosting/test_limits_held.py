"""A server with limits, and clients that ignore them: they speak to it as no page of ours does, and get no
more than others. What was refused is counted."""

import asyncio
import re
import time
from collections.abc import Iterator
from contextlib import closing
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urlsplit
from urllib.request import Request, urlopen

import pytest

from pages.shared.player.stream import GONE
from tests.conftest import Server, free_port, running
from tests.load.carriers import CARRIERS, Socket
from tests.load.running import run
from tests.load.visitor import Visitor
from tests.load.wire import GoneError, Wire
from tests.pages.packets import split

pytestmark = pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="CPU is read from /proc")
SHARE = 0.2
TOKEN = "a-token-for-the-tests"
VARIABLES = {
    "NNVIZ_PUBLIC": "1",
    "NNVIZ_TRAINING": "1",
    "NNVIZ_CPU_SHARE": "none",
    "NNVIZ_PARAMETERS": "1000",
    "NNVIZ_SAMPLES": "2000",
    "NNVIZ_UPLOAD_MB": "1",
    "NNVIZ_RUN_SECONDS": "1",
    "NNVIZ_METRICS_TOKEN": TOKEN,
}
OTHERS = {"NNVIZ_CPU_SHARE": str(SHARE), "NNVIZ_IDLE_SECONDS": "3", "NNVIZ_METRICS_TOKEN": TOKEN}
SMALL = "problem=circle&epochs=1000000"
PATIENCE = 60.0


@pytest.fixture(scope="module")
def limited(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """The app on a server with low limits; nothing goes wrong on it."""
    yield from serving(VARIABLES, tmp_path_factory.mktemp("limited") / "log.txt")


@pytest.fixture(scope="module")
def sparing(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """The same with a low share of a core, and little patience for those who are idle."""
    yield from serving(OTHERS, tmp_path_factory.mktemp("sparing") / "log.txt")


def serving(variables: dict[str, str], log: Path) -> Iterator[Server]:
    with running(free_port(), log, variables) as found:
        yield found
        assert "Traceback" not in log.read_text()


def figures(server: Server) -> dict[str, float]:
    """What an operator reads."""
    asked = Request(f"{server.url}/metrics", headers={"Authorization": f"Bearer {TOKEN}"})
    with urlopen(asked, timeout=20) as answer:
        text = answer.read().decode()
    return {name: float(value) for name, value in re.findall(r"^(nnviz\S+) (\S+)$", text, re.MULTILINE)}


def refused(server: Server, reason: str) -> float:
    return figures(server)[f'nnviz_refused_total{{reason="{reason}"}}']


# -- what may be trained -------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("query", "reason", "said"),
    [
        (f"{SMALL}&hidden=32tanh-32tanh", "parameters", "up to 1,000 parameters"),
        (f"{SMALL}&hidden=32tanh-32tanh&lang=ja", "parameters", "合わせて 1,000 個まで"),
        (f"{SMALL}&hidden=8tanh&sweep=900", "parameters", "up to 1,000 parameters"),
        ("problem=circle&samples=5000", "samples", "up to 2,000 samples"),
        ("problem=circle&samples=5000&lang=ja", "samples", "サンプルは 2,000 個まで"),
    ],
)
def test_a_link_that_asks_for_too_much_is_told_so_and_trains_nothing(
    limited: Server, query: str, reason: str, said: str
) -> None:
    async def visit() -> Wire:
        wire = Wire(limited.url, "train", query)
        await wire.open()
        await wire.load()
        await wire.close()
        return wire

    before = refused(limited, reason)
    shown = run(visit()).shown
    assert "train-player" not in shown.components
    assert [one for one in shown.alerts if said in one]
    assert "train-fit" in shown.widgets
    assert shown.exceptions == []
    assert refused(limited, reason) > before


def test_a_network_that_grows_too_large_is_answered_no_more(limited: Server) -> None:
    """The widget holds no limit, and who keeps the stream of the smaller one open gets nothing there."""

    async def visit() -> None:
        async with Visitor(limited.url, query=f"{SMALL}&hidden=32tanh-20tanh") as visitor:
            await visitor.ask("step", 1)
            await visitor.wire.change(visitor.wire.widget("train-units1", double_value=32.0))
            assert "train-player" not in visitor.wire.shown.components
            with pytest.raises(GoneError) as gone:
                await visitor.ask()
            assert gone.value.code == GONE

    run(visit())


def test_a_file_that_is_too_large_is_not_taken(limited: Server) -> None:
    async def visit() -> list[int]:
        wire = Wire(limited.url, "train", SMALL)
        await wire.open()
        await wire.load()
        found = [
            await asyncio.to_thread(upload, limited, wire.session, size) for size in (900_000, 1_200_000)
        ]
        await wire.close()
        return found

    before = refused(limited, "upload")
    assert run(visit()) == [204, 413]
    assert refused(limited, "upload") == before + 1


def upload(server: Server, session: str, size: int) -> int:
    """Send a file of so many bytes piece by piece, its size is not said before; return the answer's code."""
    mark = b"----a-file"
    head = b'--%s\r\nContent-Disposition: form-data; name="f"; filename="a.csv"\r\n\r\n' % mark
    pieces = [head, *[b"1" * 100_000] * (size // 100_000), b"\r\n--%s--\r\n" % mark]
    headers = {"Content-Type": f"multipart/form-data; boundary={mark.decode()}"}
    with closing(HTTPConnection(urlsplit(server.url).netloc, timeout=PATIENCE)) as connection:
        connection.request("GET", "/_stcore/health")
        found = connection.getresponse().getheader("Set-Cookie", "")
        connection.close()
        if "xsrf" in found:
            cookie = found.split(";")[0]
            headers |= {"Cookie": cookie, "X-Xsrftoken": cookie.partition("=")[2].strip('"')}
        path = f"/_stcore/upload_file/{session}/a"
        connection.request("PUT", path, iter(pieces), headers, encode_chunked=True)
        return connection.getresponse().status


# -- who trains, and how long ----------------------------------------------------------------------------
@pytest.mark.parametrize("carrier", CARRIERS)
def test_who_has_no_place_waits_whatever_they_ask_and_may_look_and_step(
    limited: Server, carrier: str
) -> None:
    async def visit() -> None:
        async with (
            Visitor(limited.url, query=SMALL) as first,
            Visitor(limited.url, carrier, query=f"{SMALL}&lang=ja") as second,
        ):
            assert await first.ask() > 0
            for want in ("more", "reach", "more"):
                assert await second.ask(want) == 0
                assert "1番目" in second.head["queue"]["words"]
            for want in ("look", "nothing"):
                assert await second.ask(want) == 0
            assert await second.ask("step", 8) == 1
            assert second.head["queue"] is None
            await second.ask("touch", 0, touched=[["u1[0]", None]])
            assert second.head["queue"] is None
            assert figures(limited)["nnviz_training"] == 1
            assert figures(limited)["nnviz_queue"] == 1
            while not first.head["ended"]:
                await first.ask(period=1000)
            assert await second.ask() > 0, "the place of a run that has ended is free"
            assert not first.errors + second.errors

    run(visit())


@pytest.mark.parametrize("query", [SMALL, f"{SMALL}&epoch=1000000", f"{SMALL}&sweep=20"])
def test_a_run_ends_when_its_time_is_over_however_often_more_is_asked_for(
    limited: Server, query: str
) -> None:
    async def visit() -> None:
        async with Visitor(limited.url, query=query) as visitor:
            deadline = time.monotonic() + PATIENCE
            while not visitor.head["ended"] and time.monotonic() < deadline:
                await visitor.ask("reach" if visitor.head["coming"] else "more", 8, period=1000)
            assert visitor.head["ended"]
            assert "1 second" in visitor.head["status"]
            known = visitor.known
            assert known > 0
            for want in ("more", "reach", "step"):
                assert await visitor.ask(want, 8) == 0
            assert not visitor.errors

    before = refused(limited, "run")
    run(visit())
    assert refused(limited, "run") == before + 1


def test_who_asks_without_a_pause_on_many_sockets_computes_no_more_than_the_share(sparing: Server) -> None:
    async def visit() -> float:
        async with Visitor(sparing.url, query=SMALL) as visitor:
            start, before = time.monotonic(), sparing.cpu_seconds()

            async def ask() -> None:
                socket = Socket(visitor.wire, visitor.key)
                while time.monotonic() < start + 6:
                    await socket.ask(visitor.request("more", 8, period=1000), visitor.head["stream"])
                await socket.close()

            await asyncio.gather(*(ask() for _ in range(4)))
            return (sparing.cpu_seconds() - before) / (time.monotonic() - start)

    before = refused(sparing, "cpu")
    cores = run(visit())
    assert refused(sparing, "cpu") > before
    assert cores < 0.6, "the share, the second that nobody waits for, and what no visitor is charged for"


# -- who is idle -------------------------------------------------------------------------------------------
def test_what_an_idle_visitor_holds_is_given_back_and_their_page_finds_its_settings_again(
    sparing: Server,
) -> None:
    async def visit() -> None:
        async with Visitor(sparing.url, query=SMALL) as visitor:
            await visitor.ask("step", 1)
            life, before = visitor.head["life"], refused(sparing, "idle")
            deadline = time.monotonic() + PATIENCE
            while refused(sparing, "idle") == before and time.monotonic() < deadline:
                await asyncio.sleep(1)
            with pytest.raises(GoneError) as gone:
                await visitor.ask()
            assert gone.value.code == GONE
            await visitor.wire.load()
            assert [one for one in visitor.wire.shown.alerts if "dropped the run" in one]
            visitor.take(*split(visitor.wire.shown.components[visitor.key].bytes))
            assert visitor.head["life"] != life
            visitor.carrier = CARRIERS["trigger"](visitor.wire, visitor.key)
            await visitor.ask("nothing", 0, address=f"?{SMALL}&rate=0.02")
            await visitor.ask("all", 0)
            assert visitor.head["link"]["rate"] == "0.02"
            assert not visitor.errors

    run(visit())


# -- who reads the figures ---------------------------------------------------------------------------------
@pytest.mark.parametrize("path", ["/metrics", "/_stcore/metrics"])
@pytest.mark.parametrize("said", ["", "Bearer a-token-for-the-test", "Bearer é"])
def test_the_figures_are_for_those_who_say_the_token(limited: Server, path: str, said: str) -> None:
    with closing(HTTPConnection(urlsplit(limited.url).netloc, timeout=PATIENCE)) as connection:
        connection.request("GET", path, headers={"Authorization": said.encode()} if said else {})
        answer = connection.getresponse()
        assert (answer.status, answer.read()) == (404, b"Not Found")


def test_the_figures_have_a_number_for_everything_that_an_operator_asks(limited: Server) -> None:
    found = figures(limited)
    assert {"nnviz_visitors", "nnviz_training", "nnviz_queue", "nnviz_ticks_total"} <= found.keys()
    assert all(value >= 0 for value in found.values())
