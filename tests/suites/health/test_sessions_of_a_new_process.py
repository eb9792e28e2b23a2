"""A process that begins beside the only one, and the sessions that the other one keeps."""

from __future__ import annotations

import secrets
from pathlib import Path
from types import SimpleNamespace
from typing import Any, ClassVar

import pytest

from gonogo.contract.model import Contract
from gonogo.core.discover import discover
from gonogo.core.finding import Outcome
from gonogo.core.judge import judge
from gonogo.core.secrets import Secrets
from gonogo.suites.health.experiments import lifecycle as experiments
from gonogo.targets.base import Replica, Running, Start
from tests.judging import contract, done
from tests.suites.loopback import Handler, Loopback
from tests.suites.shop import ShopTarget

SIGN_IN = {"path": "/enter", "fields": {"name": "jane", "word": "w"}, "status": 303}
CONTRACT = contract(
    credentials={"jane": {"sign_in": SIGN_IN}},
    health={"readiness": {"path": "/ready"}},
    traffic={"requests": [{"path": "/mine", "credential": "jane"}]},
)
RULE = next(rule for rule in discover() if rule.id == "health/ready-means-it-serves")


class Process(Handler):
    """Knows the sessions that it is given; it may be one that lets nobody in, or that fails within one."""

    sessions: ClassVar[set[str]]
    fault: ClassVar[str]

    def respond(self) -> None:
        self.rfile.read(int(self.headers.get("Content-Length", 0)))
        getattr(self, self.path.strip("/"))()

    def ready(self) -> None:
        self.answer(200, "{}", "application/json")

    def enter(self) -> None:
        mark = secrets.token_hex(8)
        self.sessions.add(mark)
        self.send_response(500 if self.fault == "lets nobody in" else 303)
        self.send_header("Set-Cookie", f"session={mark}; Path=/")
        self.send_header("Content-Length", "0")
        self.end_headers()

    def mine(self) -> None:
        known = (self.headers.get("Cookie") or "").removeprefix("session=") in self.sessions
        within = 500 if self.fault == "fails within" else 200
        self.answer(within if known else 401, "{}", "application/json")


class Beside(ShopTarget):
    """Starts such a process beside one or two that run."""

    def __init__(self, made: Contract, folder: Path, url: str, count: int, begins: dict[str, Any]) -> None:
        super().__init__(url, made)
        self.context = SimpleNamespace(  # type: ignore[assignment]  # what a session needs of it
            contract=made,
            secrets=Secrets({}),
            directory=folder,
            options=SimpleNamespace(allow_writes=True),
        )
        self.attach(Running(url, tuple(Replica(f"shop-{n}", url) for n in range(count))))
        self._begins = begins

    def start_replica(self) -> Replica:
        self._server = Loopback(Process, **self._begins).__enter__()
        return Replica("beside", self._server.url)

    def stop_replica(self, replica: Replica, within_seconds: float) -> Start:
        self._server.__exit__()
        return Start(0, within_seconds / 1000, "")


@pytest.mark.parametrize(
    ("fault", "count", "shared", "outcome"),
    [
        pytest.param("", 1, False, Outcome.PASSED, id="the only process keeps sessions for itself"),
        pytest.param("", 1, True, Outcome.PASSED, id="kept where the new one finds them"),
        pytest.param("", 2, True, Outcome.PASSED, id="two that share them"),
        pytest.param("", 2, False, Outcome.FAILED, id="two of which each has its own"),
        pytest.param("lets nobody in", 1, False, Outcome.FAILED, id="nobody can sign in at the new one"),
        pytest.param("fails within", 1, False, Outcome.FAILED, id="the new one does not serve within"),
    ],
)
def test_users_sign_in_anew_where_the_only_process_keeps_its_sessions(
    fault: str, count: int, shared: bool, outcome: Outcome, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(experiments, "_SERVES_SECONDS", 0.3)
    sessions: set[str] = set()
    begins = {"sessions": sessions if shared else set(), "fault": fault}
    with Loopback(Process, sessions=sessions, fault="") as first:
        target = Beside(CONTRACT, tmp_path, first.url, count, begins)
        seen = done(experiments.start_and_stop, target, CONTRACT)
    assert judge(RULE, seen, CONTRACT).outcome is outcome
