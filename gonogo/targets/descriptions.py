"""What the engine says of a container, with what it says of it elsewhere."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from docker.errors import APIError

from gonogo.targets.crews import cpus
from gonogo.targets.data_folders import bound_to


def machine_of(engine: Any, containers: list[Any]) -> int | None:
    """Return how many processors the engine's machine has, asked for only where one is kept to some."""
    kept = any(container.attrs["HostConfig"].get("CpusetCpus") for container in containers)
    return int(engine.info().get("NCPU") or 0) or None if kept else None


def described(engine: Any, containers: list[Any]) -> list[dict[str, Any]]:
    """Return descriptions in which a volume that is a folder of the host is the mount that it comes to.

    A list of all the machine's processors is left out: it keeps nothing from any of them.
    """
    machine = machine_of(engine, containers)
    return [_described(engine, container.attrs, machine) for container in containers]


def _described(engine: Any, attributes: Mapping[str, Any], machine: int | None) -> dict[str, Any]:
    host = dict(attributes["HostConfig"])
    if cpus({"CpusetCpus": host.get("CpusetCpus")}, machine) is None:
        host.pop("CpusetCpus", None)
    mounts = [_as_bound(engine, mount) for mount in attributes.get("Mounts") or ()]
    return {**attributes, "HostConfig": host, "Mounts": mounts}


def _as_bound(engine: Any, mount: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return a mount; one of a volume whose driver binds a folder says which folder."""
    if mount.get("Type") != "volume" or mount.get("Driver", "local") != "local" or not mount.get("Name"):
        return mount
    try:
        options = engine.volumes.get(mount["Name"]).attrs.get("Options") or {}
    except APIError:
        return mount
    folder = bound_to(options)
    return {**mount, "Type": "bind", "Source": folder} if folder else mount
