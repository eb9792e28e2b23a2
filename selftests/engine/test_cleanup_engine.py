"""On a real engine: whatever a run labelled is gone after a sweep, and nothing else is touched."""

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from gonogo.cleanup import engine
from gonogo.cleanup.sweep import sweep_run
from gonogo.home import HOME as ROOT
from gonogo.instruments.waits import Wait
from tests.fixtures.runs import dead_run

IMAGE = os.environ.get("GONOGO_BASE_IMAGE", "gonogo/base:trixie")

COMPOSE = f"""
services:
  one:
    image: {IMAGE}
    command: [sleep, "600"]
    restart: always
    volumes: [kept:/kept, /anonymous]
  two:
    image: {IMAGE}
    command: [sleep, "600"]
volumes:
  kept: {{}}
"""

CONTROLLER = """
import os, signal, subprocess, sys
from gonogo.run_id import new_run_id
from gonogo.cleanup.watchdog import start
run_id = new_run_id()
os.environ["GONOGO_RUN"] = run_id
watchdog = start(run_id)
subprocess.run(["docker", "run", "--detach", "--label", f"gonogo.run={run_id}", sys.argv[1], "sleep", "600"],
               check=True, stdout=subprocess.DEVNULL)
print(run_id, flush=True)
signal.pause()
"""


def docker(*arguments: str) -> str:
    """Run a docker command within a minute and return what it prints."""
    done = subprocess.run(["docker", *arguments], capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


@pytest.fixture
def run_id() -> Iterator[str]:
    """A run whose controller is dead, swept at the end whatever the test did."""
    run_id = dead_run()
    yield run_id
    swept = sweep_run(run_id)
    assert (swept.remaining, swept.problem) == ((), "")


def left(run_id: str) -> list[str]:
    """Everything on the engine that carries the run's labels."""
    return [resource.name for resource in engine.resources() if resource.run_id == run_id]


def test_labelled_containers_networks_and_volumes_are_removed(run_id: str) -> None:
    label = f"gonogo.run={run_id}"
    network = f"gonogo-{run_id}-network"
    docker("network", "create", "--label", label, network)
    docker("volume", "create", "--label", label, f"gonogo-{run_id}-volume")
    name = f"gonogo-{run_id}-container"
    docker("run", "--detach", "--label", label, "--network", network, "--name", name, IMAGE, "sleep", "600")
    swept = sweep_run(run_id)
    assert (swept.containers, swept.networks) == ((name,), (network,))
    assert swept.volumes == (f"gonogo-{run_id}-volume",)
    assert (swept.remaining, swept.problem, left(run_id)) == ((), "", [])


def test_a_compose_project_goes_with_its_anonymous_volumes(run_id: str, tmp_path: Path) -> None:
    file = tmp_path / "docker-compose.yml"
    file.write_text(COMPOSE)
    docker("compose", "--project-name", f"gonogo-{run_id}", "--file", str(file), "up", "--detach")
    mounts = "{{range .Mounts}}{{.Name}} {{end}}"
    volumes = docker("inspect", "--format", mounts, f"gonogo-{run_id}-one-1").split()
    swept = sweep_run(run_id)
    assert len(volumes) == len(swept.containers) == 2
    assert left(run_id) == []
    assert not set(volumes) & set(docker("volume", "ls", "--quiet").split())


@pytest.mark.parametrize("state", ["pause", "stop"])
def test_a_container_in_any_state_goes(run_id: str, state: str) -> None:
    container = docker("run", "--detach", "--init", "--label", f"gonogo.run={run_id}", IMAGE, "sleep", "600")
    docker(state, container)
    sweep_run(run_id)
    assert left(run_id) == []


def test_what_another_run_labelled_stays(run_id: str) -> None:
    volume = docker("volume", "create", "--label", f"gonogo.run={run_id}")
    other = sweep_run(dead_run())
    assert (other.containers, other.networks, other.volumes) == ((), (), ())
    assert left(run_id) == [volume]


def test_a_network_that_others_still_use_is_named_as_remaining(run_id: str) -> None:
    network = docker("network", "create", "--label", f"gonogo.run={run_id}", f"gonogo-{run_id}-shared")
    foreign = docker("run", "--detach", "--network", network, IMAGE, "sleep", "600")
    try:
        swept = sweep_run(run_id)
        assert swept.remaining == (f"network gonogo-{run_id}-shared",)
        assert "active endpoints" in swept.problem
    finally:
        docker("rm", "--force", foreign)


def test_after_sigkill_of_the_controller_its_containers_go() -> None:
    assert shutil.which("docker")
    command = [sys.executable, "-c", CONTROLLER, IMAGE]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=ROOT)
    assert process.stdout is not None
    run_id = process.stdout.readline().strip()
    try:
        assert len(left(run_id)) == 1
        process.send_signal(signal.SIGKILL)
        process.communicate()
        Wait("the watchdog removed the container", 20, 0.2).until(lambda: not left(run_id))
    finally:
        sweep_run(run_id)
