"""Look at the containers of the stack, and knock at its dependencies without a credential."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from gonogo.contract.health import Anonymous
from gonogo.contract.model import Contract
from gonogo.suites.security.observations.containers import (
    Container,
    Inspected,
    Port,
    Strangers,
    StrangerTried,
)
from gonogo.targets.base import ContainerState, Target, TargetError
from gonogo.targets.crews import cpus

_HOST_MODES = {
    "NetworkMode": "network",
    "PidMode": "pid",
    "IpcMode": "ipc",
    "UTSMode": "uts",
    "UsernsMode": "user",
}
"""The engine keeps "host" there where somebody asks; as `CgroupnsMode` by itself too, with cgroups v1."""


def inspect_containers(target: Target) -> Inspected:
    """Read the engine's description and process 1 of each container."""
    return Inspected(tuple(_container(state) for state in target.container_states()))


def ask_as_a_stranger(target: Target, contract: Contract) -> Strangers:
    """Run each dependency's command without a credential; one that fails may be the refusal itself."""
    tried = []
    for name, made in contract.dependencies.items():
        if made.anonymous is not None:
            tried.append(_stranger(target, name, made.anonymous))
    return Strangers(tuple(tried))


def _stranger(target: Target, name: str, asked: Anonymous) -> StrangerTried:
    """Ask with the right credential first, then without one."""
    taken, answer = _said(target, name, asked.known) if asked.known else (None, "")
    known = taken and asked.refusal not in answer if taken is not None else None
    ran, said = _said(target, name, asked.command)
    return StrangerTried(name, asked.refusal in said, said[-300:], known, answer[-300:], ran)


def _said(target: Target, name: str, command: Sequence[str]) -> tuple[bool, str]:
    try:
        return True, target.execute_in_dependency(name, command)
    except TargetError as failed:
        return False, str(failed)


def _container(state: ContainerState) -> Container:
    host: dict[str, Any] = state.description["HostConfig"]
    return Container(
        name=state.name,
        service=state.service,
        uid=_field(r"^Uid:\s+\d+\s+(\d+)", state.process, 10),
        effective=_field(r"^CapEff:\s+([0-9a-f]+)", state.process, 16),
        privileged=bool(host.get("Privileged")),
        added=tuple(sorted(name.removeprefix("CAP_") for name in host.get("CapAdd") or ())),
        mounts=_of_the_host(state.description, host),
        read_only_root=bool(host.get("ReadonlyRootfs")),
        memory_bytes=host.get("Memory") or None,
        processes=_positive(host.get("PidsLimit")),
        cpus=cpus(host),
        host_namespaces=tuple(word for key, word in _HOST_MODES.items() if host.get(key) == "host"),
        ports=_ports(state.description["NetworkSettings"].get("Ports") or {}),
    )


def _of_the_host(description: dict[str, Any], host: dict[str, Any]) -> tuple[str, ...]:
    """Return the host's paths that are mounted, and its devices."""
    bound = {str(m["Source"]) for m in description.get("Mounts", ()) if m["Type"] == "bind"}
    return tuple(sorted(bound | {str(one["PathOnHost"]) for one in host.get("Devices") or ()}))


def _field(pattern: str, text: str, base: int) -> int | None:
    found = re.search(pattern, text, re.MULTILINE)
    return int(found[1], base) if found else None


def _positive(value: Any) -> int | None:
    return int(value) if value and int(value) > 0 else None


def _ports(bindings: dict[str, Any]) -> tuple[Port, ...]:
    return tuple(
        Port(int(port.split("/")[0]), binding["HostIp"])
        for port, bound in sorted(bindings.items())
        for binding in bound or ()
    )
