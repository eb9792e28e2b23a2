"""On an engine of this test's own that is stopped: whatever waits for it ends, with HOLD and one sentence."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from deploy.setup.commands import search_path
from gonogo.cleanup.engine import SETTING
from gonogo.instruments.waits import Wait
from gonogo.targets.engine import SILENT
from selftests.gate import ROOT, command, environment

BASE = os.environ.get("GONOGO_BASE_IMAGE", "gonogo/base:trixie")
LOOPBACK = """
import fcntl, os, socket, struct, sys
up = struct.pack("16sh14x", b"lo", 1)
with socket.socket() as any_socket:
    fcntl.ioctl(any_socket, 0x8914, up)  # SIOCSIFFLAGS
os.execvp(sys.argv[1], sys.argv[1:])
"""
"""Puts up the loopback device of a network that is new, and becomes the program that it is given."""
NEVER_WELL = ["test", "-e", "/well"]


@dataclass(frozen=True)
class Engine:
    """An engine with folders, a socket and networks of its own, beside the user's."""

    process: subprocess.Popen[bytes]
    address: str

    def answers(self) -> bool:
        """Whether it is up."""
        asked = subprocess.run(["docker", "--host", self.address, "info"], capture_output=True, check=False)
        return asked.returncode == 0

    def docker(self, *words: str, **more: object) -> subprocess.CompletedProcess[bytes]:
        """Run a docker command on it."""
        command = ["docker", "--host", self.address, *words]
        return subprocess.run(command, capture_output=True, timeout=60, check=True, **more)  # type: ignore[call-overload,no-any-return]


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    """One engine for all tests here, with the base image; ended whatever happens, stopped or not."""
    folder = tmp_path_factory.mktemp("engine")
    address = f"unix://{folder / 'docker.sock'}"
    program = shutil.which("dockerd", path=search_path())
    assert program, "`make setup` installs an engine"
    # A network of its own: an engine that is told to have no bridge removes the one that it finds.
    words = ["unshare", "--net", sys.executable, "-c", LOOPBACK, program, "--host", address]
    words += ["--data-root", str(folder / "data")]
    words += ["--exec-root", str(folder / "run"), "--pidfile", str(folder / "pid")]
    words += ["--bridge=none", "--iptables=false"]
    with (folder / "log").open("wb") as log:
        process = subprocess.Popen(words, stdout=log, stderr=log, env=os.environ | {"PATH": search_path()})
    own = Engine(process, address)
    try:
        Wait("the engine answers", 60, 0.2).until(own.answers, (folder / "log").read_text)
        saved = subprocess.run(["docker", "save", BASE], capture_output=True, timeout=60, check=True)
        own.docker("load", input=saved.stdout)
        yield own
    finally:
        process.send_signal(signal.SIGCONT)
        process.terminate()
        try:
            process.wait(30)
        finally:
            process.kill()
            process.wait()


@pytest.fixture
def stopped(engine: Engine) -> Iterator[Engine]:
    """Let the engine go on after the test."""
    yield engine
    engine.process.send_signal(signal.SIGCONT)
    for container in engine.docker("ps", "--all", "--quiet").stdout.split():
        engine.docker("rm", "--force", container.decode())
    engine.docker("network", "prune", "--force")


def release(folder: Path) -> Path:
    """Write the contract of a stack that never gets well."""
    service = {
        "image": BASE, "command": ["sleep", "600"], "ports": ["127.0.0.1::8000"],
        "healthcheck": {"test": ["CMD", *NEVER_WELL], "interval": "1s"},
    }  # fmt: skip
    (folder / "stack.yml").write_text(json.dumps({"services": {"web": service}}))
    compose = {
        "files": ["stack.yml"], "service": "web", "port": 8000, "entry_service": "web", "entry_port": 8000,
    }  # fmt: skip
    contract = {
        "service": "never-well",
        "health": {"liveness": {"path": "/live"}, "readiness": {"path": "/ready"}},
        "deployment": {"ready": "/", "start_seconds": 120, "compose": compose},
    }
    path = folder / "release.yaml"
    path.write_text(json.dumps(contract))
    return path


def started(path: Path, engine: Engine) -> subprocess.Popen[str]:
    return subprocess.Popen(
        command(path, "--target=compose"), cwd=ROOT, text=True,
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
        env=environment() | {"DOCKER_HOST": engine.address, SETTING: "3"}, start_new_session=True,
    )  # fmt: skip


def held(process: subprocess.Popen[str], folder: Path) -> None:
    """The run ends in HOLD, and every rule is kept by the same sentence."""
    output, _ = process.communicate(timeout=90)
    verdict = json.loads((folder / "out" / "verdict.json").read_text())
    assert (process.returncode, verdict["verdict"]) == (3, "HOLD"), output
    assert verdict["rules"]
    assert {rule["outcome"] for rule in verdict["rules"]} == {"error"}
    assert SILENT in " ".join(output.split())


def test_a_run_on_a_stopped_engine_holds(stopped: Engine, tmp_path: Path) -> None:
    path = release(tmp_path)
    stopped.process.send_signal(signal.SIGSTOP)
    began = time.monotonic()
    held(started(path, stopped), tmp_path)
    assert time.monotonic() - began < 60


def test_a_run_whose_engine_stops_while_it_starts_holds(stopped: Engine, tmp_path: Path) -> None:
    process = started(release(tmp_path), stopped)
    Wait("the container runs", 60, 0.2).until(lambda: bool(stopped.docker("ps", "--quiet").stdout))
    stopped.process.send_signal(signal.SIGSTOP)
    held(process, tmp_path)
