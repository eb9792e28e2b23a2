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
    WEDGED = "takes calls and does not answer them"
    NO_CLIENT = "is not installed"


class Machine(NamedTuple):
    """What of this machine decides how an engine can be had."""

    root: bool
    apt: bool
    systemd: bool
    dockerd: bool
    docker_host: str
    ours: bool = False


class Plan(NamedTuple):
    """What has to be done until an engine answers."""

    install: bool
    start: bool
    end: bool = False


def judge(answer: Answer, networks: Answer | None = None) -> State:
    """Read the answers of `docker version --format {{.Server.Version}}` and of `docker network ls`.

    A deadlocked engine gives the first and never the second; a stopped one neither.
    """
    if answer.status == 127:
        return State.NO_CLIENT
    if 124 in (answer.status, networks.status if networks else 0):
        return State.WEDGED
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
    if state is State.WEDGED:
        return _anew(machine)
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


def _anew(machine: Machine) -> Plan:
    """Restart an engine that a set-up started; who runs another one has to do it."""
    if machine.ours and machine.root and not machine.docker_host:
        return Plan(install=False, start=True, end=True)
    raise SetupError(f"The container engine {State.WEDGED.value}: restart it. {INSTEAD}")


def survey() -> Machine:
    """Look at this machine."""
    path = search_path()
    return Machine(
        root=os.geteuid() == 0,
        apt=bool(shutil.which("apt-get", path=path)),
        systemd=Path("/run/systemd/system").is_dir(),
        dockerd=bool(shutil.which("dockerd", path=path)),
        docker_host=os.environ.get("DOCKER_HOST", ""),
        ours=dockerd.is_ours(),
    )


def inquire() -> Answer:
    """Ask the engine for its version."""
    return ask("docker", "version", "--format", "{{.Server.Version}}")


def ask_for_networks() -> Answer:
    """Ask the engine what it answers only while its network code is well."""
    return ask("docker", "network", "ls", "--quiet")


def answers() -> bool:
    """Whether an engine answers now, with its networks."""
    return judge(inquire(), ask_for_networks()) is State.ANSWERS


def restart_if_wedged() -> bool:
    """Restart an engine of ours that went silent; whether that was done. SetupError for one that is not."""
    answer = inquire()
    state = judge(answer, ask_for_networks() if answer.status == 0 else None)
    if state is State.ANSWERS:
        return False
    todo = plan(state, survey())
    if not todo.end:
        raise SetupError(f"The container engine {state.value}: start it. {INSTEAD}")
    _start(survey(), todo)
    return True


def provide() -> str:
    """Have an engine that answers, and say which."""
    answer = inquire()
    machine = survey()
    todo = plan(judge(answer, ask_for_networks() if answer.status == 0 else None), machine)
    if todo.install:
        install_packages("engine", DEBIAN_PACKAGES)
    if not todo.start:
        return f"answers, version {answer.out}"
    _start(machine, todo)
    return f"{'started anew' if todo.end else 'started'}, version {inquire().out}"


def _start(machine: Machine, todo: Plan) -> None:
    if todo.end:
        dockerd.end()
    try:
        dockerd.start(systemd=machine.systemd and not todo.end, answers=answers)
    except SetupError as problem:
        raise SetupError(f"{problem}\n{INSTEAD}") from problem


def install_packages(step: str, packages: tuple[str, ...]) -> None:
    """Install Debian packages without what they merely recommend."""
    install = ("apt-get", "install", "--yes", "--no-install-recommends", *packages)
    work(Work(step, "reading the package lists", ("apt-get", "update", "--quiet"), 300))
    work(Work(step, f"installing {' '.join(packages)}", install, 600))
