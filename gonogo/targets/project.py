"""A compose project on the engine: its rendered configuration and its containers."""

from __future__ import annotations

import json
import os
import subprocess
import threading
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from docker.errors import APIError

from gonogo.instruments.urls import publish
from gonogo.instruments.waits import Wait, WaitTimeout
from gonogo.targets import engine
from gonogo.targets.base import TargetError

_COMMAND_SECONDS = 60.0
_ASKED = 3  # times, for what a container that runs always says


@dataclass(frozen=True)
class Project:
    """``name`` begins with ``gonogo-<run id>``: by it, the run's sweep finds everything."""

    name: str
    files: tuple[Path, ...]
    environment: Mapping[str, str]

    @cached_property
    def engine(self) -> Any:
        """A client of the engine, each call with a deadline; TargetError where none answers."""
        return engine.connect()

    @cached_property
    def rendered(self) -> dict[str, Any]:
        """What compose makes of the files: interpolated, merged, absolute; it prints each dollar twice."""
        text = self.compose("config", "--format", "json")
        rendered: dict[str, Any] = json.loads(text.replace("$$", "$"))
        return rendered

    def compose(self, *words: str, extra: Path | None = None, seconds: float = _COMMAND_SECONDS) -> str:
        """Run a compose command; TargetError with its own words where it fails."""
        files = [*self.files, *([extra] if extra else [])]
        command = ["docker", "compose", *(w for f in files for w in ("-f", str(f))), *words]
        try:
            done = subprocess.run(
                command,
                env=self.full_environment,
                capture_output=True,
                text=True,
                timeout=seconds,
                check=False,
            )
        except (OSError, subprocess.TimeoutExpired) as broken:
            raise TargetError(f"{' '.join(words[:2])}: {broken}") from None
        if done.returncode:
            raise TargetError(f"docker compose {' '.join(words[:2])} failed: {done.stderr.strip()[-1500:]}")
        return done.stdout

    @property
    def full_environment(self) -> dict[str, str]:
        """Return this process's environment with the contract's and the project's name."""
        ours = {"COMPOSE_PROJECT_NAME": self.name, "TESTCONTAINERS_RYUK_DISABLED": "true"}
        return dict(os.environ) | dict(self.environment) | ours

    def containers(self, service: str | None = None) -> list[Any]:
        """Return containers of the project as they are now, stopped ones too, oldest first.

        The engine describes each of them once: to ask again for each state doubled its work.
        """
        labels = [f"com.docker.compose.project={self.name}"]
        labels += [f"com.docker.compose.service={service}"] if service else []
        # to list them and to describe each are two questions; one that went in between is none of them
        found = self.engine.containers.list(all=True, filters={"label": labels}, ignore_removed=True)
        return sorted(found, key=lambda container: str(container.attrs["Created"]))


def published_url(container: Any, port: int) -> str:
    """Return the loopback URL of a port, as last described; TargetError where it is not published.

    Where its other ports are to be reached is remembered, for paths of the contract such as `:8081/health`.
    """
    bindings = _bindings(container)
    if port not in bindings:
        raise TargetError(f"{container.name} publishes no port {port}: publish 127.0.0.1::{port}")
    for number, url in bindings.items():
        publish(bindings[port], number, url)
    return bindings[port]


def _bindings(container: Any) -> dict[int, str]:
    """Return the loopback URL of each published TCP port."""
    ports = container.attrs["NetworkSettings"]["Ports"].items()
    named = ((name.partition("/"), bindings) for name, bindings in ports if bindings)
    return {
        int(port): f"http://127.0.0.1:{bindings[0]['HostPort']}"
        for (port, _, protocol), bindings in named
        if protocol == "tcp"
    }


def health(container: Any) -> str:
    """Return healthy, starting, unhealthy, running (no check) or ``exited 1``, as last described."""
    state = container.attrs["State"]
    if state["Status"] == "exited":
        return f"exited {state['ExitCode']}"
    if "Health" in state:
        return str(state["Health"]["Status"])
    return str(state["Status"])


def process_of(container: Any) -> str:
    """Return what process 1 says of itself; an image without `cat`, or one that ended, says nothing.

    A busy engine may lose what a quick command prints, and say that it went well: then it is asked again.
    """
    for _ in range(_ASKED):
        try:
            status, output = container.exec_run(["cat", "/proc/1/status"])
        except APIError:  # the engine enters no container that it is starting again
            return ""
        if status or output:
            return str(output.decode(errors="replace")) if status == 0 else ""
    return ""


def service_of(container: Any) -> str:
    """Return the name of its service in the compose file."""
    return str(container.labels.get("com.docker.compose.service", ""))


def execute(container: Any, command: Sequence[str]) -> tuple[int, str]:
    """Run it inside and return its exit status and what it printed; its complaints too where it failed.

    What succeeds may still warn on its standard error, and a warning is no part of an answer.
    """
    status, (output, complaints) = container.exec_run(list(command), demux=True)
    said = (output or b"") + ((complaints or b"") if status else b"")
    return int(status), said.decode(errors="replace")


def describe(containers: Sequence[Any], directory: Path) -> None:
    """Write each one's log, state and configuration into a folder."""
    listing = []
    for container in containers:
        listing.append(f"{container.name}\t{container.image.id}\t{health(container)}")
        log = container.logs(timestamps=True, tail=5000).decode(errors="replace")
        (directory / f"{container.name}.log").write_text(log, encoding="utf-8")
        inspected = json.dumps(container.attrs, indent=1)
        (directory / f"{container.name}.inspect.json").write_text(inspected, encoding="utf-8")
    (directory / "ps.txt").write_text("\n".join(listing) + "\n", encoding="utf-8")


def within(seconds: float, what: str, do: Callable[[], None]) -> None:
    """Put a deadline around something that has none of its own, such as DockerCompose.start.

    The thread that is left behind ends with its child, which the run's sweep kills.
    """
    broken: list[BaseException] = []

    def run() -> None:
        try:
            do()
        except BaseException as reason:  # noqa: BLE001 - carried to the caller
            broken.append(reason)

    thread = threading.Thread(target=run, daemon=True, name=what)
    thread.start()
    thread.join(seconds)
    if thread.is_alive():
        raise TimeoutError(f"{what} took longer than {seconds:g} s")
    if broken:
        raise broken[0]


def exit_status(container: Any, seconds: float) -> int | None:
    """Wait for a container's end; None where it still runs after the time."""
    try:
        return Wait(f"{container.name} ends", seconds, 0.1).until(lambda: _ended(container))[0]
    except WaitTimeout:
        return None


def _ended(container: Any) -> tuple[int] | None:
    container.reload()
    state = container.attrs["State"]
    return (int(state["ExitCode"]),) if state["Status"] in ("exited", "dead") else None
