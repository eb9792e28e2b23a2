"""What the security gate sees of containers."""

from __future__ import annotations

from dataclasses import dataclass

from gonogo.core.observation import Can, Kind, observed_by


@dataclass(frozen=True)
class Port:
    """A published port: the container's, and the host address that it is bound to."""

    container_port: int
    host_address: str


@dataclass(frozen=True)
class Container:
    """One running container, as the engine and its own first process say.

    ``uid`` and ``effective`` (capability bits) are those of process 1, None where they could not be read.
    Limits are bytes, processes and CPUs, None where there is no limit. ``mounts`` are paths of the host, its
    devices among them.
    """

    name: str
    service: str
    uid: int | None
    effective: int | None
    privileged: bool
    added: tuple[str, ...]
    mounts: tuple[str, ...]
    read_only_root: bool
    memory_bytes: int | None
    processes: int | None
    cpus: float | None
    host_namespaces: tuple[str, ...]
    ports: tuple[Port, ...]


@observed_by(
    "gonogo.suites.security.experiments.containers:inspect_containers",
    kind=Kind.READS,
    needs=frozenset({Can.INSPECT_CONTAINERS}),
)
@dataclass(frozen=True)
class Inspected:
    """Every running container of the stack."""

    containers: tuple[Container, ...]


@dataclass(frozen=True)
class StrangerTried:
    """One dependency asked without a credential.

    ``known`` is whether the same was taken with the right one; None where the contract does not say how.
    ``known_said`` is what came of that. ``ran`` is whether the stranger's command ended well.
    """

    dependency: str
    refused: bool
    said: str
    known: bool | None = None
    known_said: str = ""
    ran: bool = True


@observed_by(
    "gonogo.suites.security.experiments.containers:ask_as_a_stranger",
    kind=Kind.READS,
    needs=frozenset({Can.EXECUTE_IN_DEPENDENCY}),
)
@dataclass(frozen=True)
class Strangers:
    """Dependencies asked without a credential."""

    tried: tuple[StrangerTried, ...]
