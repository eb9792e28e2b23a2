"""A container of the release's service, made by compose and never started: what the service says, exactly.

Each start by itself is a copy of it with another environment: read-only root, tmpfs, volumes, user, limits,
command and entrypoint are the service's own. Left out are its network, its ports and who it waits for.
"""

from __future__ import annotations

import copy
import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from docker.errors import APIError

from gonogo.targets.base import TargetError, Trial
from gonogo.targets.project import Project
from gonogo.targets.telling import last_lines

_NETWORK = (
    "dns", "dns_opt", "dns_search", "expose", "external_links", "extra_hosts", "links", "mac_address",
    "networks", "ports",
)  # fmt: skip
_OTHERS = ("build", "container_name", "depends_on", "develop", "profiles", "restart", "scale", "volumes_from")
_LISTENING = "0A"
_OUTPUT_LINES = 50


@dataclass(frozen=True)
class Template:
    """What the engine needs to make such a container: its configuration and the host's part of it."""

    project: Project
    config: dict[str, Any]
    host: dict[str, Any]

    @classmethod
    def of(cls, project: Project, service: str, image: str, name: str, directory: Path) -> Template:
        """Let compose create one in a project of its own, read it, and remove it."""
        own = Project(name, (directory / f"{name}.json",), project.environment)
        own.files[0].write_text(json.dumps(alone(project.rendered, service, image)), encoding="utf-8")
        own.files[0].chmod(0o600)
        own.compose("create")
        (made,) = own.containers()
        made.remove(v=True)
        config = {k: v for k, v in made.attrs["Config"].items() if (k, v) != ("Hostname", made.id[:12])}
        return cls(project, config, made.attrs["HostConfig"])

    def start(self, environment: Mapping[str, str | None], run: str, command: list[str] | None = None) -> Any:
        """Start a copy with variables changed (None removes one)."""
        config = copied(self.config, environment, run)
        config |= {"HostConfig": self.host} | ({"Cmd": command} if command else {})
        api = self.project.engine.api
        made = api.create_container_from_config(config)["Id"]
        container = self.project.engine.containers.get(made)
        try:
            container.start()
        except APIError as refused:
            container.remove(force=True, v=True)
            raise TargetError(f"the release could not be started by itself: {refused.explanation}") from None
        return container


class ContainerTrial(Trial):
    """One start by itself, in a container."""

    def __init__(self, container: Any, port: int) -> None:
        super().__init__()
        self._container, self._port = container, port

    def status(self) -> int | None:
        """Ask the engine."""
        self._container.reload()
        state = self._container.attrs["State"]
        return int(state["ExitCode"]) if state["Status"] in ("exited", "dead") else None

    def serves(self) -> bool:
        """Look for the port among the container's own sockets; an image without `cat` shows none."""
        try:
            _, output = self._container.exec_run(["cat", "/proc/net/tcp", "/proc/net/tcp6"])
        except APIError:  # it ended in between
            return False
        return listens(output.decode(errors="replace"), self._port)

    def output(self) -> str:
        """Read the engine's log of it."""
        return last_lines(self._container.logs(tail=_OUTPUT_LINES).decode(errors="replace"), _OUTPUT_LINES)

    def end(self) -> None:
        """Remove it with its anonymous volumes."""
        self._container.remove(force=True, v=True)


def alone(rendered: Mapping[str, Any], service: str, image: str) -> dict[str, Any]:
    """Return compose files of one service without a network, everything else as it is written.

    A volume of the project that it may write is replaced by an empty one: what runs is using the other.
    """
    made: dict[str, Any] = copy.deepcopy(rendered["services"][service])
    for key in (*_NETWORK, *_OTHERS):
        made.pop(key, None)
    for key in ("pid", "ipc"):
        if str(made.get(key, "")).startswith(("service:", "container:")):
            made.pop(key)
    made |= {"image": image, "network_mode": "none", "restart": "no"}
    made["pull_policy"] = "never" if made.get("pull_policy") == "never" else "missing"
    made["deploy"] = {k: v for k, v in (made.get("deploy") or {}).items() if k == "resources"}
    volumes = rendered.get("volumes") or {}
    made["volumes"] = [_volume(mount, volumes) for mount in made.get("volumes") or []]
    kept = {m["source"] for m in made["volumes"] if m.get("type") == "volume" and "source" in m}
    rest = {key: rendered[key] for key in ("secrets", "configs") if rendered.get(key)}
    top = {"services": {service: made}, "volumes": {name: volumes[name] for name in kept}, **rest}
    literal: dict[str, Any] = without_interpolation(top)
    return literal


def _volume(mount: dict[str, Any], volumes: Mapping[str, Any]) -> dict[str, Any]:
    stated = volumes.get(mount.get("source", "")) or {}
    if mount.get("type") != "volume" or stated.get("external") or "source" not in mount:
        return mount
    return {key: value for key, value in mount.items() if key != "source"}


def copied(config: Mapping[str, Any], environment: Mapping[str, str | None], run: str) -> dict[str, Any]:
    """Return a container's configuration for a copy: its variables changed, and no part of a project.

    A name without a value, as compose writes a variable that nobody set, takes the image's own away.
    """
    entries = {entry.partition("=")[0]: entry for entry in config.get("Env") or []}
    changed = {name: None if value is None else f"{name}={value}" for name, value in environment.items()}
    labels = {
        k: v for k, v in (config.get("Labels") or {}).items() if not k.startswith("com.docker.compose.")
    }
    return dict(config) | {
        "Env": [entry for entry in {**entries, **changed}.values() if entry is not None],
        "Labels": labels | {"gonogo.run": run},
    }


def listens(sockets: str, port: int) -> bool:
    """Whether the kernel's table of sockets has one that listens on the port."""
    rows = (line.split() for line in sockets.splitlines())
    return any(len(r) > 3 and r[3] == _LISTENING and r[1].endswith(f":{port:04X}") for r in rows)


def without_interpolation(value: Any) -> Any:
    """Double each dollar: the rendered definition is interpolated already."""
    if isinstance(value, str):
        return value.replace("$", "$$")
    if isinstance(value, dict):
        return {key: without_interpolation(item) for key, item in value.items()}
    if isinstance(value, list):
        return [without_interpolation(item) for item in value]
    return value
