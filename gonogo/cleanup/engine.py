"""What runs left on the container engine, listed and removed with the docker command under time limits.

An image is removed by its name: by its ID, so would be every other name of it.
"""

import os
import shutil
import subprocess
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from gonogo.cleanup.endpoint import answers
from gonogo.run_id import LABEL, PROJECT_LABEL, PROJECT_PREFIX, VARIABLE, run_of

Kind = Literal["container", "network", "volume", "image"]

SETTING = "GONOGO_ENGINE_SECONDS"
"""The variable by which each call of the engine is given another time; seconds."""
LIST_SECONDS = 15.0
REMOVE_SECONDS = 90.0

BASELINE = "baseline"
"""Behind a run's name: what it calls the images that it builds to compare with, the only ones swept."""
_IMAGE = "{{.Repository}}:{{.Tag}}"
_LABELS = f'{{{{.Label "{LABEL}"}}}}\t{{{{.Label "{PROJECT_LABEL}"}}}}'
_LIST: dict[Kind, tuple[str, ...]] = {
    "container": ("ps", "--all", "--no-trunc", "--format", f"{{{{.ID}}}}\t{{{{.Names}}}}\t{_LABELS}"),
    "network": ("network", "ls", "--no-trunc", "--format", f"{{{{.ID}}}}\t{{{{.Name}}}}\t{_LABELS}"),
    "volume": ("volume", "ls", "--format", f"{{{{.Name}}}}\t{{{{.Name}}}}\t{_LABELS}"),
    "image": (
        *("image", "ls", "--filter", f"reference={PROJECT_PREFIX}r*-{BASELINE}"),
        *("--format", f"{_IMAGE}\t{_IMAGE}\t\t{{{{.Repository}}}}"),
    ),
}
_REMOVE: dict[Kind, tuple[str, ...]] = {
    "container": ("rm", "--force", "--volumes"),
    "network": ("network", "rm"),
    "volume": ("volume", "rm", "--force"),
    "image": ("image", "rm"),
}


class EngineError(RuntimeError):
    """The engine is there and did not do what was asked; the text says what to look at."""


@dataclass(frozen=True)
class Resource:
    """Something on the engine that a run labelled."""

    kind: Kind
    id: str
    name: str
    run_id: str


def available() -> bool:
    """Whether there is an engine to ask; decided without starting a process."""
    return shutil.which("docker") is not None and answers(os.environ)


def resources() -> list[Resource]:
    """List everything on the engine that belongs to any run, nothing without an engine; EngineError."""
    if not available():
        return []
    listings = {kind: _start(command) for kind, command in _LIST.items()}
    try:
        outputs = {kind: _finish(process, _list_seconds()) for kind, process in listings.items()}
    finally:
        for process in listings.values():
            _end(process)
    return [found for kind, output in outputs.items() for found in _parse(kind, output)]


def remove(found: Iterable[Resource]) -> str:
    """Remove by id, containers first since they hold the others; return the engine's complaints.

    They matter only where something is still there: what another sweep removed meanwhile is one too.
    """
    doomed = list(found)
    complaints = []
    for kind, command in _REMOVE.items():
        ids = [resource.id for resource in doomed if resource.kind == kind]
        if ids:
            complaints.append(_wait(_start((*command, *ids)), REMOVE_SECONDS)[1].strip())
    return "; ".join(complaint for complaint in complaints if complaint)


def _parse(kind: Kind, output: str) -> list[Resource]:
    rows = [line.split("\t") for line in output.splitlines()]
    named = [(row[0], row[1], run_of(row[2], row[3])) for row in rows]
    return [Resource(kind, id_, name, run_id) for id_, name, run_id in named if run_id is not None]


def _start(arguments: tuple[str, ...]) -> subprocess.Popen[str]:
    # A run's own variable would make this command one of the processes to kill.
    environment = {key: value for key, value in os.environ.items() if key != VARIABLE}
    return subprocess.Popen(
        ["docker", *arguments],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env=environment,
    )


def call_seconds(otherwise: float) -> float:
    """Return how long one call may take, by the setting; ValueError names it where it is no time."""
    said = os.environ.get(SETTING, "")
    try:
        seconds = float(said or otherwise)
    except ValueError:
        seconds = -1.0
    if not 0 < seconds < float("inf"):
        raise ValueError(f"{SETTING}={said}: not a number of seconds above 0")
    return seconds


def _list_seconds() -> float:
    """As long as somebody gave each call; what is no time is refused elsewhere, and here nothing may fail."""
    try:
        return call_seconds(LIST_SECONDS)
    except ValueError:
        return LIST_SECONDS


def _finish(process: subprocess.Popen[str], seconds: float) -> str:
    output, complaint = _wait(process, seconds)
    if process.returncode != 0:
        raise EngineError(f"`{_command(process)}` failed: {complaint.strip()[:500]}; does `docker ps` work?")
    return output


def _wait(process: subprocess.Popen[str], seconds: float) -> tuple[str, str]:
    try:
        return process.communicate(timeout=seconds)
    except subprocess.TimeoutExpired:
        raise EngineError(
            f"`{_command(process)}` did not end within {seconds:g} s; restart the engine"
        ) from None
    finally:
        _end(process)


def _end(process: subprocess.Popen[str]) -> None:
    with process:
        if process.poll() is None:
            process.kill()


def _command(process: subprocess.Popen[str]) -> str:
    return " ".join(str(word) for word in process.args)[:120] if isinstance(process.args, list) else "docker"
