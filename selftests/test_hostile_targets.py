"""Smoke on targets that misbehave: a HOLD within its deadline, in bounded memory, without a traceback."""

from __future__ import annotations

import gzip
import json
import resource
import socket
import subprocess
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from selftests.gate import ROOT, command, environment
from tests.fixtures.hostile import Handler, says, server, streams

HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n"
MEGABYTE = 1_000_000
MOST_MEMORY = 250 * MEGABYTE
DEADLINE_SECONDS = 60.0


def hangs(connection: socket.socket, stopped: threading.Event) -> None:
    with connection:
        stopped.wait(DEADLINE_SECONDS)


def for_ever(stopped: threading.Event) -> Iterator[bytes]:
    yield HEAD + b"\r\n"
    while not stopped.is_set():
        yield b" " * 4096


def hundred_megabytes(_stopped: threading.Event) -> Iterator[bytes]:
    yield HEAD + b"Content-Length: 100000000\r\n\r\n"
    for _ in range(100):
        yield b"1" * MEGABYTE


BOMB = gzip.compress(b"0" * (200 * MEGABYTE), 9)
TARGETS: dict[str, Handler] = {
    "hangs": hangs,
    "closes": says(),
    "html": says(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 15\r\n\r\n<h1>Welcome</h1"),
    "redirects": says(b"HTTP/1.1 302 Found\r\nLocation: /\r\nContent-Length: 0\r\n\r\n"),
    "streams for ever": streams(for_ever),
    "100 MB": streams(hundred_megabytes),
    "gzip bomb": says(HEAD + b"Content-Encoding: gzip\r\nContent-Length: %d\r\n\r\n" % len(BOMB), BOMB),
    "not HTTP": says(b"SSH-2.0-OpenSSH_9.2\r\n"),
}


@pytest.mark.parametrize("kind", TARGETS)
def test_a_hostile_target_is_a_hold(kind: str, tmp_path: Path) -> None:
    began = time.monotonic()
    with server(TARGETS[kind]) as url:
        done = subprocess.run(
            command(ROOT / "release.yaml", "-m", "smoke", f"--target={url}", out=tmp_path), cwd=ROOT,
            env=environment(), capture_output=True, text=True, timeout=DEADLINE_SECONDS, check=False,
            preexec_fn=bound_memory,
        )  # fmt: skip
    verdict = json.loads((tmp_path / "verdict.json").read_text())
    assert (verdict["verdict"], done.returncode) == ("HOLD", 3), done.stdout + done.stderr
    assert "Traceback" not in done.stdout + done.stderr
    assert time.monotonic() - began < DEADLINE_SECONDS


def bound_memory() -> None:
    """Let an allocation beyond the bound fail; data alone, since libraries map more than they use."""
    resource.setrlimit(resource.RLIMIT_DATA, (MOST_MEMORY, MOST_MEMORY))
