"""The container engine behind calls that end: one deadline for each, one sentence where it went silent.

Docker 20.10 was seen to deadlock in its network code: ``version`` and ``ps`` go on answering, while whatever
needs the store of networks (``info``, starts, stops, builds) never does again.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import docker
from docker.errors import DockerException
from requests import ConnectionError as Disconnected
from requests import Timeout

from gonogo.cleanup.engine import call_seconds
from gonogo.instruments.once import write_atomically
from gonogo.targets.base import TargetError

SILENT = "the container engine stopped answering; restart it (`make setup` does so with one that it started)"
_CALL_SECONDS = 60.0
_QUESTION_SECONDS = 10.0


class EngineSilentError(TargetError):
    """The engine took a call and did not answer in time, or is gone. Says nothing of the release."""

    def __init__(self) -> None:
        super().__init__(SILENT)


class _BoundedCalls(docker.APIClient):  # type: ignore[misc]  # docker has no types
    """Every request of the client passes here; the time limit is the client's own."""

    def request(self, *arguments: Any, **options: Any) -> Any:
        try:
            return super().request(*arguments, **options)
        except (Timeout, Disconnected):
            raise EngineSilentError from None


class _Client(docker.DockerClient):  # type: ignore[misc]  # docker has no types
    """docker's client on calls that end."""

    def __init__(self, *arguments: Any, **options: Any) -> None:
        self.api = _BoundedCalls(*arguments, **options)


def connect() -> Any:
    """Return a client of the engine; EngineSilentError, or TargetError that says what to do without one."""
    try:
        client = _Client.from_env(timeout=call_seconds(_CALL_SECONDS))
        client.ping()
    except DockerException as unreachable:
        if isinstance(unreachable.__context__, EngineSilentError) and _is_listening():
            raise EngineSilentError from None
        raise TargetError(
            f"no container engine answers ({unreachable}); start one, or use --target=local"
        ) from None
    return client


def is_silent() -> bool:
    """Whether the engine leaves a question unanswered that needs its store of networks."""
    try:
        client = _Client.from_env(timeout=min(_QUESTION_SECONDS, call_seconds(_CALL_SECONDS)))
        client.api.networks()
    except (DockerException, EngineSilentError):
        return True
    return False


def remember_silence(directory: Path) -> None:
    """Let every process of the run know, so that none of them waits for the engine again."""
    write_atomically(directory / "engine-silent", SILENT)


def is_known_silent(directory: Path) -> bool:
    """Whether a process of the run has found the engine silent."""
    return (directory / "engine-silent").exists()


def _is_listening() -> bool:
    from gonogo.cleanup.endpoint import answers  # noqa: PLC0415 - only to tell silence from absence

    return answers()
