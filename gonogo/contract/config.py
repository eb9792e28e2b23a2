"""The configuration gate: what a wrong environment does, literals of the source, compose files."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from gonogo.contract.base import Name, Ratio, Seconds, Section


class Guard(Section):
    """A combination that must not start: production with an embedded database, with a default password."""

    name: Name
    """How reports call it."""
    environment: dict[str, str | None]
    """Variables that differ from the deployment's; null removes one."""


class Literals(Section):
    """Addresses and credentials as literals of the release's Python source."""

    paths: tuple[Name, ...] = Field(min_length=1)
    """Folders or files of the source, relative to `deployment.source`; packages that are installed beside it
    (a virtual environment, `node_modules`) are left out."""
    settings: tuple[Name, ...] = ()
    """Folders and files among them that hold the settings, where such a literal is a default."""
    allowed: tuple[Name, ...] = ()
    """Literals that no environment changes: the name of a vocabulary, an address that a standard fixes."""


class Pipeline(Section):
    """The workflows of GitHub Actions that build, test and ship the release."""

    paths: tuple[Name, ...] = Field(min_length=1)
    """Their folders or files, relative to `deployment.source`."""
    gates: tuple[Name, ...] = ()
    """Commands, or actions, that have to be able to stop it; each is a part of a step's `run` or `uses`."""


class Workers(Section):
    """That the processes of a replica's container fit what it may have, whatever its machine has."""

    per_cpu: Annotated[float, Field(gt=0)] = 2.0
    """Most processes of one kind for each processor of its quota."""
    beside: Annotated[int, Field(ge=0)] = 1
    """How many there may be beside these."""
    memory_ratio: Ratio = 0.7
    """Largest share of its memory's limit that it may hold at rest."""

    def most(self, cpus: float) -> int:
        """Return how many processes of one kind a quota is enough for."""
        return max(1, int(self.per_cpu * cpus)) + self.beside


class Config(Section):
    """What the release does with a wrong environment."""

    required: tuple[Name, ...] = ()
    """Variables without which it refuses to start; one that is set and blank is missing as well."""
    bad_values: dict[str, tuple[str, ...]] = {}
    """Values, variable by variable, that it refuses. Of a variable in JSON also field by field, where a value
    of `deployment` holds it: `KEYS/*/scopes: ["null", '""']` puts each into that field and leaves all else as
    it is; `*` stands for any one step, `**` at the end for each field below, one of those in a list that are
    alike. Leave out fields that may be null or blank."""
    prefix: Name | None = None
    """Prefix of its own variables: one with it that no setting has is refused as well."""
    guards: tuple[Guard, ...] = ()
    """Combinations that it refuses."""
    literals: Literals | None = None
    """Where its source is looked through for what should be a setting."""
    pipeline: Pipeline | None = None
    """The workflows that ship it."""
    workers: Workers | None = None
    """Whether its workers fit their container; `{}` for the usual numbers."""
    refuses_within_seconds: Seconds = 10.0
    """Time in which a refused start has ended."""


class Variables(Section):
    """What compose puts into the variables of each service."""

    empty: tuple[Name, ...] = ()
    """Variables that compose fills in, and that nobody may have set: they are empty then."""
    quoted: tuple[Name, ...] = ()
    """Variables of services whose value has quotes around it, or blanks at its ends, and means them."""


class Updates(Section):
    """How a Swarm replaces the release's tasks (`deploy.update_config`), as the rendered files say."""

    failure_action: Literal["rollback", "pause"] = "rollback"
    """What becomes of an update whose tasks fail."""


class Stack(Section):
    """The files of `deployment.compose`, as compose renders them: profile by profile, without an engine."""

    profiles: tuple[Name, ...] = ()
    """Profiles that have services of their own; none where the files have none. What starts without
    a profile is always looked at as well."""
    one_shot: tuple[Name, ...] = ()
    """Services that run once and end: they are never restarted, and need no health check."""
    drain: tuple[Name, ...] = ()
    """Variables of the release whose seconds together are its drain; its grace period is longer."""
    stop_signal: Name | None = None
    """The signal at which the release drains; where absent, any but SIGKILL may be named in compose files and
    Dockerfiles."""
    images: Literal["tag", "version", "digest"] | None = None
    """How images that are not built here are pinned: by a tag that does not stand for the newest, by one with
    at least two numbers of the image's own version, or by a digest. A date or a hash is as good as two
    numbers; a tag that says `latest` beside a version still moves. Each is content with the stricter ones.
    What a Dockerfile begins from, copies or mounts is such an image as well."""
    built: tuple[str, ...] = ()
    """Images that are built here by something else than the compose files, by their names without a tag."""
    secrets: tuple[Name, ...] = ()
    """Variables without which compose refuses to render."""
    updates: Updates | None = None
    """That an update is watched until it can have failed, and leaves some of the release serving."""
    variables: Variables | None = None
    """That each variable has the value that somebody wrote; `{}` where there is no exception."""
