"""Write what a stack needs to run beside itself: no fixed name, no fixed port, and no data but its own."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from gonogo.init.repository import Repository
from gonogo.init.services import Mount, is_ephemeral, is_folder, mounts, networks
from gonogo.init.words import flow
from gonogo.targets.data_folders import holds_data, is_bound

OVERRIDE = "gonogo.compose.yaml"
"""The file that lets the gate start a stack of its own, where the compose files themselves do not."""


def override(repository: Repository) -> str:
    """Return a compose file that frees a stack of what only one can have; empty for none."""
    services = {name: list(_service(repository, name)) for name in repository.services}
    composed, data = repository.composed, {mount.source for mount in _data(repository)}
    volumes = {
        name: list(_volume(made, has_data=name in data)) for name, made in composed.part("volumes").items()
    }
    nets = {name: list(_network(repository, name, made)) for name, made in composed.part("networks").items()}
    parts = [*_part("services", services), *_part("volumes", volumes), *_part("networks", nets)]
    head = f"# Over {repository.file}, for gonogo alone: its stack takes nothing of the one beside it."
    return "\n".join([head, *parts]) + "\n" if parts else ""


def _part(name: str, made: Mapping[str, list[str]]) -> Iterator[str]:
    """Yield a mapping of the file, less what needs nothing."""
    wanted = {key: lines for key, lines in made.items() if lines}
    if wanted:
        yield f"{name}:"
    for key, lines in wanted.items():
        yield f"  {key}: {{{', '.join(lines)}}}"


def _service(repository: Repository, name: str) -> Iterator[str]:
    made = repository.services[name]
    if made.get("container_name"):
        yield "container_name: !reset null"
        yield from _still_found(name, made)
    if name in repository.unpublished:
        yield f'ports: !override ["127.0.0.1::{repository.unpublished[name]}"]'
    elif name not in repository.asked and not all(map(is_ephemeral, made.get("ports") or ())):
        yield "ports: !reset []"
    if targets := list(_live(repository, name)):
        yield f"volumes: {flow([{'type': 'volume', 'target': target} for target in targets])}"


def _still_found(name: str, made: Mapping[str, Any]) -> Iterator[str]:
    """Yield what lets others find a service by the name that its container had."""
    alias = str(made["container_name"])
    if alias != name and not made.get("network_mode"):
        yield f"networks: {flow({network: {'aliases': [alias]} for network in networks(made)})}"


def _live(repository: Repository, name: str) -> Iterator[str]:
    """Yield where a database keeps data that a developer's own stack has too."""
    volumes = repository.composed.part("volumes")
    for mount in _data_of(repository, name):
        if mount.kind == "bind" or (volumes.get(mount.source) or {}).get("external"):
            yield mount.target


def _data(repository: Repository) -> Iterator[Mount]:
    for name in repository.services:
        yield from _data_of(repository, name)


def _data_of(repository: Repository, name: str) -> Iterator[Mount]:
    """Yield what a service has at a folder in which a database keeps its data, and may write to."""
    for mount in mounts(repository.services[name]):
        is_data = holds_data(repository.image(name), mount.target) and is_folder(mount, repository.folder)
        if is_data and not mount.read_only:
            yield mount


def _volume(made: Mapping[str, Any], *, has_data: bool) -> Iterator[str]:
    if made.get("external"):
        return
    if made.get("name"):
        yield "name: !reset null"
    if has_data and is_bound(made):
        yield "driver_opts: !reset null"


def _network(repository: Repository, name: str, made: Mapping[str, Any]) -> Iterator[str]:
    """Yield what frees a network; an address that a service has of it keeps its subnet."""
    if made.get("external"):
        return
    if made.get("name"):
        yield "name: !reset null"
    subnets = (made.get("ipam") or {}).get("config")
    if subnets and not any(_has_address(each, name) for each in repository.services.values()):
        yield "ipam: !reset null"


def _has_address(made: Mapping[str, Any], network: str) -> bool:
    stated = made.get("networks")
    own = stated.get(network) if isinstance(stated, dict) else None
    return any("address" in str(key) for key in own or ())
