"""A real process: JSON alone on its output, a lame-duck window on SIGTERM, exit status 0."""

import asyncio
import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPConnection
from pathlib import Path
from typing import Any

import uvicorn

from app.server import DrainingServer, Lifecycle
from tests.app.running import EDITOR, KEYS, good_settings

ROOT = Path(__file__).parents[2]
SERVICE = [sys.executable, "-m", "app"]


@contextmanager
def process(folder: Path, **changes: str) -> Iterator[subprocess.Popen[str]]:
    """Start the service on an ephemeral port; end it whatever happens."""
    environ = {
        "PATH": os.environ["PATH"],
        "UKP_ENVIRONMENT": "testing",
        "UKP_DATABASE_URL": good_settings(folder).database_url.get_secret_value(),
        "UKP_API_KEYS": json.dumps(KEYS),
        "UKP_PORT": "0",
        "UKP_DRAIN_SECONDS": "0.5",
    }
    with subprocess.Popen(
        SERVICE, cwd=ROOT, env=environ | changes, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    ) as service:
        try:
            yield service
        finally:
            service.kill()


def records_until(service: subprocess.Popen[str], event: str) -> Iterator[dict[str, Any]]:
    assert service.stdout is not None
    for line in service.stdout:
        record: dict[str, Any] = json.loads(line)
        yield record
        if record["event"] == event:
            return
    raise AssertionError(f"the service ended with {service.wait()} and never logged {event!r}")


def status(port: int, path: str) -> int:
    """Ask over a connection of its own."""
    connection = HTTPConnection("127.0.0.1", port, timeout=5)
    connection.request("GET", path, headers=EDITOR | {"Connection": "keep-alive"})
    answer = connection.getresponse()
    answer.read()
    connection.close()
    return answer.status


def test_sigterm_fails_readiness_keeps_serving_and_exits_with_0(tmp_path: Path) -> None:
    with process(tmp_path) as service:
        *started, listening = records_until(service, "listening")
        port = listening["port"]
        assert [status(port, "/health/ready"), status(port, "/articles?token=in-the-query")] == [200, 200]
        service.send_signal(signal.SIGTERM)
        draining = list(records_until(service, "draining"))
        assert [status(port, path) for path in ("/health/ready", "/health/live", "/articles")] == [
            503, 200, 200,
        ]  # fmt: skip
        stopped = list(records_until(service, "stopped"))
        assert service.wait(5) == 0
    records = [*started, listening, *draining, *stopped]
    assert {"ukp"} == {record["service"] for record in records}
    asked = [(r["route"], r["status"]) for r in records if r["event"] == "request"]
    assert asked == [
        ("/health/ready", 200), ("/articles", 200),
        ("/health/ready", 503), ("/health/live", 200), ("/articles", 200),
    ]  # fmt: skip
    assert "in-the-query" not in str(records)
    assert KEYS[0]["key"] not in str(records)


def test_signals_drain_then_stop_then_force() -> None:
    lifecycle = Lifecycle()
    server = DrainingServer(uvicorn.Config("app:none"), lifecycle, drain_seconds=300)
    server.started = True

    def after_signal() -> tuple[bool, bool, bool]:
        server.handle_exit(signal.SIGTERM, None)
        return lifecycle.draining, asyncio.run(server.on_tick(1)), server.force_exit

    assert [after_signal() for _ in range(3)] == [
        (True, False, False),
        (True, True, False),
        (True, True, True),
    ]


def test_a_signal_before_the_start_stops_at_once() -> None:
    server = DrainingServer(uvicorn.Config("app:none"), Lifecycle(), drain_seconds=300)
    server.handle_exit(signal.SIGTERM, None)
    assert server.should_exit


def test_the_drain_ends_by_itself() -> None:
    server = DrainingServer(uvicorn.Config("app:none"), Lifecycle(draining=True), drain_seconds=0.0)
    assert asyncio.run(server.on_tick(1))
