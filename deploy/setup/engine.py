"""A container engine that answers: the one that is there, or Debian's own, installed and started."""

from __future__ import annotations

import enum
import os
import shutil
from pathlib import Path
from typing import NamedTuple

from deploy.setup import dockerd
from deploy.setup.commands import Answer, Work, ask, search_path, work
from deploy.setup.steps import SetupError

DEBIAN_PACKAGES = ("docker.io", "iptables", "debootstrap", "debian-archive-keyring", "ca-certificates")
INSTEAD = "`make verify TARGET=local` verifies without an engine what can be verified so."


class State(enum.Enum):
    """What the engine answers."""

    ANSWERS = "answers"
    FORBIDDEN = "refuses this user"
    SILENT = "does not answer"
    NO_CLIENT = "is not installed"


class Machine(NamedTuple):
    """What of this machine decides how an engine can be had."""

    root: bool
    apt: bool
    systemd: bool
    dockerd: bool
    docker_host: str


class Plan(NamedTuple):
    """What has to be done until an engine answers."""

    install: bool
    start: bool


def judge(answer: Answer) -> State:
    """Read the answer of `docker version --format {{.Server.Version}}`."""
    if answer.status == 127:
        return State.NO_CLIENT
    if answer.status == 0 and answer.out:
        return State.ANSWERS
    return State.FORBIDDEN if "permission denied" in answer.err.lower() else State.SILENT


def plan(state: State, machine: Machine) -> Plan:
    """Decide what to do. Raises SetupError where no engine can be had: there is no silent way without one."""
    if state is State.ANSWERS:
        return Plan(install=False, start=False)
    if state is State.FORBIDDEN:
        raise SetupError(
            "A container engine runs but refuses this user: join the group `docker`, or be root. " + INSTEAD
        )
    if machine.docker_host:
        raise SetupError(
            f"The engine at DOCKER_HOST={machine.docker_host} does not answer: start it. {INSTEAD}"
        )
    if not machine.root:
        raise SetupError(f"No container engine answers, and only root may install or start one. {INSTEAD}")
    complete = state is not State.NO_CLIENT and machine.dockerd
    if not complete and not machine.apt:
        raise SetupError(
            f"No container engine is installed, and there is no apt-get to get one with. {INSTEAD}"
        )
    return Plan(install=not complete, start=True)


def survey() -> Machine:
    """Look at this machine."""
    path = search_path()
    return Machine(
        root=os.geteuid() == 0,
        apt=bool(shutil.which("apt-get", path=path)),
        systemd=Path("/run/systemd/system").is_dir(),
        dockerd=bool(shutil.which("dockerd", path=path)),
        docker_host=os.environ.get("DOCKER_HOST", ""),
    )


def inquire() -> Answer:
    """Ask the engine for its version."""
    return ask("docker", "version", "--format", "{{.Server.Version}}")


def answers() -> bool:
    """Whether an engine answers now."""
    return judge(inquire()) is State.ANSWERS


def provide() -> str:
    """Have an engine that answers, and say which."""
    answer = inquire()
    machine = survey()
    todo = plan(judge(answer), machine)
    if todo.install:
        install_packages("engine", DEBIAN_PACKAGES)
    if not todo.start:
        return f"answers, version {answer.out}"
    try:
        dockerd.start(systemd=machine.systemd, answers=answers)
    except SetupError as problem:
        raise SetupError(f"{problem}\n{INSTEAD}") from problem
    return f"started, version {inquire().out}"


def install_packages(step: str, packages: tuple[str, ...]) -> None:
    """Install Debian packages without what they merely recommend."""
    install = ("apt-get", "install", "--yes", "--no-install-recommends", *packages)
    work(Work(step, "reading the package lists", ("apt-get", "update", "--quiet"), 300))
    work(Work(step, f"installing {' '.join(packages)}", install, 600))
