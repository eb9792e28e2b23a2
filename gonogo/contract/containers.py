"""What the containers of a stack may be and do."""

from __future__ import annotations

from gonogo.contract.base import Count, Name, Section


class Containers(Section):
    """The posture of every running container of the stack; the exceptions are by service."""

    capabilities: dict[str, tuple[Name, ...]] = {}
    """Capabilities that a service's process may hold, as `NET_BIND_SERVICE`; none where not named."""
    published: dict[str, tuple[Count, ...]] = {}
    """Container ports that a service publishes, on the loopback address."""
    writable: tuple[Name, ...] = ()
    """Services whose root file system may be written to."""
    root: tuple[Name, ...] = ()
    """Services whose first process may be root."""


class Anonymous(Section):
    """How a dependency is tried without a credential, by a command inside its container."""

    command: tuple[Name, ...]
    """Asks for something that needs one."""
    refusal: Name
    """Words that a refusal contains."""
    known: tuple[Name, ...] = ()
    """The same command with the right credential, which is not refused: without it a refusal says nothing."""
