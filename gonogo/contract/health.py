"""The health gate: probes, dependencies and how each is taken away."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from gonogo.contract.base import Argument, Endpoint, Name, Seconds, Section
from gonogo.contract.postgresql import PostgreSQL


class Probe(Section):
    """A health endpoint."""

    path: Endpoint
    """Where it answers: a path, `:8081/path` on another port of the same host, or a whole URL."""
    within_seconds: Seconds = 1.0
    """How soon it answers, worst of the reads."""
    body: Literal["json", "text", "any"] = "json"
    """`json`: an object with a `status` of pass, warn or fail, or an alias (ok, UP, error, DOWN, degraded);
    `text`: anything but HTML; `any`: a page as well. Whatever is promised, JSON or text that states a failure
    with 2xx is refused."""
    key: Name | None = None
    """Dotted key of a JSON body that holds the state: `data.health`; `status`, `state`, `health`, `healthy`,
    `ready` or `ok` where absent."""
    words: tuple[Name, ...] = ()
    """Its good words, in any case: the status that a JSON body states is one of them, or the text begins with
    one; the known ones where absent."""


class Health(Section):
    """Health semantics."""

    liveness: Probe | None = None
    """Restart me when this fails."""
    readiness: Probe | None = None
    """Send me traffic while this passes."""
    startup: Probe | None = None
    """Leave me alone until this passes."""
    overall: Probe | None = None
    """The page for people and dashboards."""
    outage_seconds: Seconds = 6.0
    """How long a dependency is kept away."""
    notices_within_seconds: Seconds = 5.0
    """How soon readiness follows a hard dependency that went away."""
    recovers_within_seconds: Seconds = 15.0
    """How soon readiness follows it back."""
    ejects_within_seconds: Seconds | None = None
    """How soon no user meets a replica that has lost a hard dependency which the others still have."""
    drains_seconds: Seconds | None = None
    """How long after SIGTERM a process still takes new connections, while its readiness says no."""


class ReadOnly(Section):
    """How a dependency is made to refuse writes, by commands inside its container."""

    command: tuple[Argument, ...] = Field(min_length=1)
    """Makes it so, for sessions that are open too."""
    undo: tuple[Argument, ...] = Field(min_length=1)
    """Takes it back."""


class FromNetwork(Section):
    """The same, asked by another container of the dependency's networks.

    It has the dependency's image and variables, and neither its volumes nor its entrypoint.
    """

    command: tuple[Argument, ...] = Field(min_length=1)
    """Asks the dependency by its name in the stack for something that needs a credential."""
    known: tuple[Argument, ...] = Field(min_length=1)
    """The same command with the right credential, which is not refused."""


class Anonymous(Section):
    """How a dependency is tried without a credential, by a command inside its container."""

    command: tuple[Argument, ...]
    """Asks for something that needs one."""
    refusal: Name
    """Words that a refusal contains."""
    known: tuple[Argument, ...] = ()
    """The same command with the right credential, which is not refused: without it a refusal says nothing."""
    from_network: FromNetwork | None = None
    """How another container of its networks asks, which a server may trust more than its own."""


class Dependency(Section):
    """Something that the service calls."""

    service: Name
    """Its service in the compose file."""
    hard: bool = True
    """Without it no route works, and readiness fails; an optional one only degrades."""
    pause: bool = False
    """Whether it may be paused, so that it takes connections and answers nothing."""
    anonymous: Anonymous | None = None
    """How it is asked without a credential."""
    read_only: ReadOnly | None = None
    """How it is made to refuse writes; not at all where absent."""
    postgresql: PostgreSQL | None = None
    """What is known of it where it is PostgreSQL."""
