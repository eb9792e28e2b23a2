"""Bring a compose project up, wait until it is well, and say whose fault it is where it is not."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from dataclasses import dataclass
from typing import Any

import requests
from docker.errors import DockerException
from testcontainers.compose import DockerCompose

from gonogo.instruments.probe.ask import probe
from gonogo.instruments.waits import Wait, WaitTimeout
from gonogo.targets.base import ReleaseDidNotStartError, TargetError
from gonogo.targets.failures import (
    DISK_FULL,
    ENGINE_GONE,
    KILLED,
    PORT_TAKEN,
    PORT_TWICE,
    Failure,
    classify,
)
from gonogo.targets.preflight import published_twice
from gonogo.targets.project import Project, health, service_of, within
from gonogo.targets.telling import Ill, divided, ill, tell

_ENTRY_SECONDS = 5.0  # what stands before the release is well by itself before it knows of any replica
_SETTLED = ("healthy", "running", "exited 0")
_FULL_BYTES = 64 * 1024 * 1024
_ENGINE_ERRORS = (DockerException, requests.RequestException)


class _Ended(Exception):  # noqa: N818 - an event, not a mistake of ours
    """A container ended, and nothing starts it again."""


@dataclass(frozen=True)
class Startup:
    """One start: ``must_run`` are the services without which there is nothing to look at."""

    project: Project
    only: tuple[str, ...]
    must_run: tuple[str, ...]
    seconds: float

    def up(self) -> None:
        """Bring it up and wait until each container is healthy, or has done its one job."""
        try:
            self._compose_up()
            self._wait()
        except _ENGINE_ERRORS as gone:
            raise _engine_gone(gone) from None

    def still_runs(self) -> None:
        """Raise where the release, which no health check waits for, ended or is started again and again."""
        try:
            found = [c for name in self.must_run for c in self.project.containers(name)]
            over = [f"{c.name} {_state(c)}" for c in found if _state(c) not in _SETTLED[:2]]
        except _ENGINE_ERRORS as gone:
            raise _engine_gone(gone) from None
        if over:
            raise self._failed(f"container {', '.join(dict.fromkeys(over))}: it has to go on serving")

    def _compose_up(self) -> None:
        project = self.project
        _ = project.engine  # an engine that does not answer is our trouble, not the release's
        os.environ.update(project.full_environment)
        stack = DockerCompose(
            context=project.files[0].parent,
            compose_file_name=[str(file) for file in project.files],
            wait=False,
            services=list(self.only) or None,
        )
        try:
            within(self.seconds, "docker compose up", stack.start)
        except subprocess.CalledProcessError as refused:
            raise self._failed(refused.stderr.decode(errors="replace")) from None
        except TimeoutError as late:
            raise self._late(str(late)) from None

    def _wait(self) -> None:
        try:
            Wait("the stack is healthy", self.seconds, 0.5).until(self._all_settled)
        except WaitTimeout:
            raise self._late(f"waited {self.seconds:g} s for each container to be healthy") from None
        except _Ended as ended:
            raise self._failed(str(ended)) from None

    def _all_settled(self) -> bool:
        found = self.project.containers()
        states = {container.name: health(container) for container in found}
        if over := [f"{c.name} {states[c.name]}" for c in found if _is_over(c, states[c.name])]:
            raise _Ended(f"container {', '.join(over)}, and nothing starts it again")
        if not found or any(state not in _SETTLED for state in states.values()):
            return False
        for service in self.must_run:
            self._runs([c for c in found if service_of(c) == service], service)
        return True

    def _runs(self, own: list[Any], service: str) -> None:
        """A release that ended with 0 has not done its one job: it serves no more."""
        if not any(health(c) in ("healthy", "running") for c in own):
            ended = ", ".join(f"{c.name} {health(c)}" for c in own) or f"{service} has none"
            raise _Ended(f"container {ended}: it has to go on serving")

    def _late(self, said: str) -> Exception:
        """Blame the release where one of its containers is ill, and else what we started it with."""
        found = self._ill()
        if found or self.project.containers():
            return self._failed(said, found)
        return TargetError(f"{said}, and no container was there yet: is an image still pulled or built?")

    def _failed(self, said: str, found: list[Ill] | None = None) -> Exception:
        found = self._ill() if found is None else found
        kind = self._kind(said, found)
        text = re.sub(rf"{re.escape(self.project.name)}[-_]", "", tell(kind, said, found))
        ours = kind is not None and kind.ours
        return TargetError(text) if ours else ReleaseDidNotStartError(text)

    def _kind(self, said: str, found: list[Ill]) -> Failure | None:
        """Classify by compose's and the engine's words; by a container's only where the fact is measured."""
        kind = classify("\n".join(divided(said)[0]))
        if kind is PORT_TAKEN and published_twice(self.project.rendered["services"]):
            return PORT_TWICE
        if kind is not None and kind.ours:
            return kind
        if any("no space left" in one.log.lower() for one in found) and self._disk_is_full():
            return DISK_FULL
        return KILLED if any(one.killed for one in found) else kind

    def _disk_is_full(self) -> bool:
        try:
            return shutil.disk_usage(self.project.engine.info()["DockerRootDir"]).free < _FULL_BYTES
        except (OSError, KeyError):
            return False  # the engine is on another machine: what it has left is not known

    def _ill(self) -> list[Ill]:
        found = [ill(c, _state(c), self.project.name) for c in self.project.containers()]
        return [one for one in found if one]


def _engine_gone(reason: Exception) -> TargetError:
    return TargetError(f"{ENGINE_GONE.name}: {reason}; {ENGINE_GONE.advice}")


def _is_over(container: Any, state: str) -> bool:
    policy = container.attrs["HostConfig"].get("RestartPolicy", {}).get("Name")
    return state.startswith("exited ") and state != "exited 0" and policy in ("", "no", None)


def _state(container: Any) -> str:
    """Return its state; one that fails and is started again is running for moments only."""
    state, restarts = health(container), container.attrs.get("RestartCount", 0)
    return f"{state}, started again {restarts} times" if restarts and state != "healthy" else state


def serves(url: str) -> bool:
    """Give what stands before a release time to find it; one that does not is for the rules to judge."""

    def answers() -> bool:
        status = probe(url, deadline_seconds=2.0).status
        return status is not None and status < 400

    try:
        return Wait("the entry serves", _ENTRY_SECONDS, 0.25).until(answers)
    except WaitTimeout:
        return False
