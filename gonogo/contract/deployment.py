"""How the release is started where we start it, and what the report may leave out."""

from __future__ import annotations

import datetime as dt

from pydantic import Field

from gonogo.contract.base import Count, Endpoint, Name, RuleId, Seconds, Section
from gonogo.contract.tls import TlsEnds


class Local(Section):
    """The release as processes of this machine, with an embedded database and no container engine."""

    command: tuple[str, ...] = Field(min_length=1)
    """Command, run in the contract's folder; `{python}` is the suite's own interpreter, `{port}` a free port,
    `{work}` a scratch folder, which replicas and one more process beside them share.
    `{port:9102}` is one more free port of each process, at which `:9102/…` of the contract is asked for."""
    environment: dict[str, str] = {}
    """Environment, with the same placeholders and `${NAME}`; of the caller's own it has PATH, HOME and what
    else any process needs."""
    replicas: Count = 1
    """Processes; they share the scratch folder."""


class Compose(Section):
    """The release as a compose stack."""

    files: tuple[Name, ...] = Field(default=("docker-compose.yml",), min_length=1)
    """Compose files, later ones over earlier ones, relative to the contract."""
    service: Name
    """The service that is the release."""
    port: Count
    """Its container port, published on loopback, replica by replica."""
    entry_service: Name
    """The service that takes public traffic."""
    entry_port: Count
    """Its container port."""
    traffic_network: Name | None = None
    """The network on which the proxy finds replicas; a candidate joins it once it is healthy."""
    only: tuple[Name, ...] = ()
    """Services to start; all of the default profile where empty."""
    environment: dict[str, str] = {}
    """Variables for interpolation, with `${NAME}`."""


class Deployment(Section):
    """How a release is brought up."""

    local: Local | None = None
    """Target `local`."""
    compose: Compose | None = None
    """Target `compose`."""
    source: Name = "."
    """Folder of the release's source, relative to the contract."""
    advisories: Name | None = None
    """Database of advisories in the OSV format: a folder or an archive, relative to the contract, with
    `${NAME}`. Where it is absent or blank, rules that need one are *not possible here*."""
    ready: Endpoint = "/"
    """Where it answers below 400 once it serves: a path, `:8081/path` on another port, or a whole URL."""
    start_seconds: Seconds = 90.0
    """How long it may take to come up."""
    generated: tuple[Name, ...] = ()
    """Secrets made up for each run of a release that we start: 64 hexadecimal digits each."""
    commands: dict[str, tuple[str, ...]] = {}
    """Commands of the release, by name; `{python}` as above. On compose each is what compose calls `command`:
    where the image has an entrypoint, the arguments of that."""
    tls: TlsEnds | None = None
    """Where it speaks TLS, if it does."""


class Waiver(Section):
    """A failed rule that a person answers for, until a date."""

    rule: RuleId
    """The rule's id."""
    owner: Name
    """Who answers for it."""
    reason: Name
    """Why it may ship."""
    expires: dt.date
    """Last day on which it holds."""


class Demotion(Section):
    """A blocker that only advises on this service."""

    rule: RuleId
    """The rule's id."""
    reason: Name
    """Why."""
