"""What the rendered files and the disk say already of a stack that can never come up."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from gonogo.targets.preflight import published_twice, replicas_of

_KEY = "deployment.compose"
_ENDINGS = frozenset(
    {
        *(".acl", ".cert", ".cfg", ".cnf", ".conf", ".crt", ".env", ".html", ".htpasswd", ".ini", ".jks"),
        *(".js", ".json", ".key", ".lua", ".pem", ".properties", ".py", ".rules", ".sh", ".sql", ".template"),
        *(".tmpl", ".toml", ".txt", ".xml", ".yaml", ".yml"),
    }
)
"""Of what is a file wherever it is mounted; the engine makes a folder of what is not there."""
_HERE = ("unix://", "npipe://")
_FREE = "publish an ephemeral port (`127.0.0.1::PORT`), or one of its own for each"


def hindrances(
    rendered: Mapping[str, Any], started: set[str], named: Mapping[str, str], folder: Path
) -> list[str]:
    """Return a sentence for each; ``named`` are the services that the contract needs, by their key."""
    services = {name: made for name, made in (rendered.get("services") or {}).items() if name in started}
    found = [*_without_a_container(services, named), *_without_a_recipe(services, folder)]
    if _is_here():
        found += _without_a_source(services, folder)
    twice = published_twice(services)
    return [*found, *(f"{_KEY}.files: host port {port} is published twice; {_FREE}" for port in twice)]


def _without_a_container(services: Mapping[str, Any], named: Mapping[str, str]) -> Iterator[str]:
    for key, name in named.items():
        if name in services and replicas_of(services[name]) == 0:
            yield f"{key}: {name} has 0 replicas in the compose files, so that nothing of it starts"


def _without_a_recipe(services: Mapping[str, Any], folder: Path) -> Iterator[str]:
    """Name what has to be built and cannot: one with an `image` may have been built elsewhere."""
    for name, service in services.items():
        build = service.get("build")
        if not build or service.get("image") or build.get("dockerfile_inline"):
            continue
        context = str(build.get("context") or "")
        if "://" in context or context.startswith("git@") or not Path(context).is_absolute():
            continue
        if not Path(context).is_dir():
            yield f"{_KEY}.files: {name} is built from {_short(context, folder)}, which is no folder here"
            continue
        recipe = Path(context) / str(build.get("dockerfile") or "Dockerfile")
        if not recipe.is_file():
            yield f"{_KEY}.files: {name} is built by {_short(recipe, folder)}, which is no file here"


def _without_a_source(services: Mapping[str, Any], folder: Path) -> Iterator[str]:
    for name, service in services.items():
        for mount in service.get("volumes") or ():
            source = Path(str(mount.get("source") or ""))
            if mount.get("type") != "bind" or not source.is_absolute() or os.path.lexists(source):
                continue
            makes_folder = (mount.get("bind") or {}).get("create_host_path", True)
            if not makes_folder or _is_of_a_file(source, str(mount.get("target") or "")):
                where = f"{_short(source, folder)}, which is not there"
                yield f"{_KEY}.files: {name} mounts {where}: write it, or have it written first"


def _is_of_a_file(source: Path, target: str) -> bool:
    ending = source.suffix.lower() or (source.name.lower() if source.name.startswith(".") else "")
    return ending in _ENDINGS and Path(target).name.lower().endswith(ending)


def _is_here() -> bool:
    """Whether the engine sees this disk, as far as the environment says."""
    host = os.environ.get("DOCKER_HOST", "")
    return not os.environ.get("DOCKER_CONTEXT") and (not host or host.startswith(_HERE))


def _short(path: Path | str, folder: Path) -> str:
    return os.path.relpath(path, folder)
