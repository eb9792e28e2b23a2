"""A real process: JSON alone on its output, a lame-duck window on SIGTERM, exit status 0."""

import json
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPConnection, HTTPResponse
from pathlib import Path
from typing import Any

from tests.app.running import EDITOR, KEYS, SIGNING_KEYS, good_settings

ROOT = Path(__file__).parents[2]
SERVICE = [sys.executable, "-m", "app"]


@contextmanager
def process(folder: Path, command: str = "serve", **changes: str) -> Iterator[subprocess.Popen[str]]:
    """Start a command of the service on an ephemeral port; end it whatever happens."""
    environ = {
        "PATH": os.environ["PATH"],
        "UKP_ENVIRONMENT": "testing",
        "UKP_DATABASE_URL": good_settings(folder).database_url.get_secret_value(),
        "UKP_API_KEYS": json.dumps(KEYS),
        "UKP_SIGNING_KEYS": json.dumps(SIGNING_KEYS),
        "UKP_PORT": "0",
        "UKP_WORKER_PORT": "0",
        "UKP_DRAIN_SECONDS": "0.5",
    }
    with subprocess.Popen(
        [*SERVICE, command],
        cwd=ROOT,
        env=environ | changes,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
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


def answered(port: int, head: str) -> int:
    """Send a head as it is; return the status."""
    with socket.create_connection(("127.0.0.1", port), timeout=5) as connection:
        connection.sendall(f"{head}\r\nConnection: close\r\n\r\n".encode())
        answer = HTTPResponse(connection)
        answer.begin()
        return answer.status


def test_a_request_target_that_names_a_host_goes_before_host(tmp_path: Path) -> None:
    with process(tmp_path, UKP_ALLOWED_HOSTS="ukp.example") as service:
        *_, listening = records_until(service, "listening")
        heads = {
            "GET http://ukp.example/version HTTP/1.1\r\nHost: elsewhere.example": 200,
            "GET http://elsewhere.example/version HTTP/1.1\r\nHost: ukp.example": 421,
            "GET HTTP://ukp.example@elsewhere.example/version HTTP/1.1\r\nHost: ukp.example": 400,
            "GET /version HTTP/1.1\r\nHost: ukp.example:443": 200,
            "GET /version HTTP/1.1\r\nHost: 127.0.0.1": 200,
            "GET /version HTTP/1.1\r\nHost: localhost": 421,
            "GET /version HTTP/1.0": 400,
        }
        assert {head: answered(listening["port"], head) for head in heads} == heads
