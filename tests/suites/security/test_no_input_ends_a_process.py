"""It sees a process that is gone: alone, with another in its place, past its entry, by its own clock.

Good look-alikes on which it is silent: a connection that ends without an answer, a worker that is recycled.
"""

import os
import socket
import subprocess
import sys
from dataclasses import replace

import pytest

from gonogo.core.finding import Outcome
from gonogo.instruments.inputs.message import Input
from gonogo.suites.security.experiments.accepted import Place, places
from gonogo.suites.security.experiments.processes import gone, serving
from gonogo.suites.security.experiments.watch import Watch
from gonogo.suites.security.observations.hostile import HostileInputs
from tests.judging import Case, contract
from tests.suites.security.hostile import AWAY, CONTRACT, GOOD, USUAL, WELL, inputs, tried
from tests.suites.shop import ShopTarget, shop

DEAD = replace(GOOD, answer="closed without an answer", beside=AWAY, after=AWAY, away_seconds=None)
CASE = Case(
    "security/no-input-ends-a-process",
    CONTRACT,
    clean=inputs(),
    broken=inputs(tried(replace(DEAD, ended=("process 7 (node)",)), what="a type")),
)


def test_what_came_before_the_end_is_named() -> None:
    (problem,) = CASE.problems(CASE.broken)
    assert problem.where == "a type, at entry"
    assert problem.observed == "process 7 (node) ended; it did not come back"


@pytest.mark.parametrize(
    "once",
    [
        replace(DEAD, away_seconds=1.5),
        replace(GOOD, answer="the connection was reset", ended=("process 8 (worker)",)),
        replace(GOOD, beside=AWAY, ended=("process 8 (worker)",)),
    ],
)
def test_one_that_another_takes_over_from_has_to_end_twice(once: object) -> None:
    assert CASE.problems(inputs(tried(once, once)))  # type: ignore[arg-type]
    assert not CASE.problems(inputs(tried(once, GOOD)))  # type: ignore[arg-type]


def test_a_place_that_nobody_can_look_into_is_dead_by_its_next_client() -> None:
    (problem,) = CASE.problems(inputs(tried(DEAD)))
    assert "refused" in str(problem.observed)


def test_a_supervisor_that_listens_while_its_workers_are_late_is_not_dead() -> None:
    late = replace(DEAD, after=replace(AWAY, error="timeout: not finished"), ended=("process 8 (worker)",))
    gone = inputs(tried(late), unsent=("the service did not come back after a header",))
    assert CASE.finding(gone).outcome is Outcome.INCONCLUSIVE


def test_an_exposition_that_says_that_it_began_anew_is_a_problem() -> None:
    assert CASE.problems(inputs(restarted=("process_start_time_seconds was 1 and is 9",)))


def test_a_connection_that_ends_and_a_worker_that_is_recycled_are_good() -> None:
    closed = replace(GOOD, answer="closed without an answer")
    recycled = replace(GOOD, ended=("process 8 (worker)",))
    assert CASE.finding(inputs(tried(closed), tried(recycled, recycled))).outcome is Outcome.PASSED


@pytest.mark.parametrize(
    "seen",
    [
        inputs(unsent=("120 s were over",)),
        HostileInputs((replace(USUAL, status=503),), (tried(),)),
        HostileInputs((), ()),
    ],
)
def test_without_a_control_or_the_whole_set_nobody_can_tell(seen: HostileInputs) -> None:
    assert CASE.finding(seen).outcome is Outcome.INCONCLUSIVE


def test_a_process_that_serves_is_found_and_missed() -> None:
    listens = "import socket; s = socket.create_server(('127.0.0.1', 0)); "
    code = f"{listens}print(s.getsockname()[1], flush=True); s.accept()"
    with subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        url = f"http://127.0.0.1:{process.stdout.readline().strip()}"
        known = serving(url)
        assert [one.pid for one in known] == [process.pid]
        assert gone(known) == []
        process.kill()
        process.wait()
        assert gone(known) == list(known)
    assert serving("http://192.0.2.1") == frozenset()


CONNECTION_FOR_A_CHILD = """
import os, signal, socket
s = socket.create_server(("127.0.0.1", 0))
print(s.getsockname()[1], flush=True)
signal.signal(signal.SIGCHLD, signal.SIG_IGN)
{helper}
while True:
    c, _ = s.accept()
    if {fork}:
        c.close()
        continue
    if c.recv(65536).startswith(b"GET "):
        c.sendall(b"HTTP/1.1 200 OK\\r\\nContent-Length: 0\\r\\n\\r\\n")
    {then}
"""


@pytest.mark.parametrize(
    ("helper", "fork", "then"),
    [
        ("", "os.fork()", "c.recv(65536); os._exit(0)"),
        ("import subprocess; child = subprocess.Popen(['cat'], stdin=-1)", "False", "c.close()"),
    ],
    ids=["a process for each connection", "one that does other work"],
)
def test_those_that_serve_nobody_else_may_end(helper: str, fork: str, then: str) -> None:
    made = contract(security={"responses": [{"path": "/things"}]})
    assert made.security is not None
    code = CONNECTION_FOR_A_CHILD.format(helper=helper, fork=fork, then=then)
    with subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        url = f"http://127.0.0.1:{process.stdout.readline().strip()}"
        watch = Watch(ShopTarget(url, made), Place("entry", url, made.security.responses[0]), 1.0)
        assert watch.begin().status == 200
        known = watch.known
        once = watch.once(Input("not HTTP", b"\x16\x03\x01", whole=False))
        process.kill()
    assert [one.pid for one in known] == [process.pid]
    assert once.ended == ()


def test_a_server_of_our_own_is_seen_to_go_on() -> None:
    made = contract(security={"responses": [{"path": "/things"}]})
    assert made.security is not None
    with shop() as url:
        watch = Watch(ShopTarget(url, made), Place("entry", url, made.security.responses[0]), 1.0)
        usual = watch.begin()
        once = watch.once(Input("well", b"GET /things HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"))
        assert os.getpid() in {one.pid for one in watch.known}
    assert (usual.status, once.answer, once.beside.status, once.away_seconds) == (200, "status 200", 200, 0.0)
    assert once.ended == ()


def test_one_that_is_gone_is_waited_for_in_vain() -> None:
    made = contract(security={"responses": [{"path": "/things"}]})
    assert made.security is not None
    with socket.create_server(("127.0.0.1", 0)) as free:
        url = f"http://127.0.0.1:{free.getsockname()[1]}"
    watch = Watch(ShopTarget(url, made), Place("entry", url, made.security.responses[0]), 0.1)
    once = watch.once(Input("any", b"x"))
    assert once.away_seconds is None
    assert once.after.error.startswith("refused")
    assert WELL.error == ""


def test_a_path_that_nobody_named_is_no_control() -> None:
    series = {"version": {"series": "target_info", "label": "service_version"}}
    for identity, path in ((series, "/live"), (series | {"path": "/"}, "/"), ({"version": "version"}, "/")):
        made = contract(identity=identity, health={"liveness": {"path": "/live"}}, security={})
        (entry,) = places(ShopTarget("http://127.0.0.1:1", made), made)
        assert entry.control.path == path
