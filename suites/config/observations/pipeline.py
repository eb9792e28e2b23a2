"""What the config gate sees of the pipeline that ships the release."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass, field

from gonogo.core.observation import Can, Kind, observed_by

_LIVE = re.compile(r"(?:^|[^a-z])(?:prod|production|live|release|pypi|npm)(?:$|[^a-z])", re.IGNORECASE)


@dataclass(frozen=True)
class Step:
    """One step of a workflow, or a job that uses another one: ``uses`` or ``run`` is empty.

    ``ref`` is what a checkout checks out, empty for its default; ``tolerated`` is whether its failure, or its
    job's, is no failure. ``script`` is what else it hands to an interpreter, with what `env` puts
    into it; ``shell`` is the one named for ``run``, empty for the runner's own. ``idle`` is whether it, or
    its job, is switched off. ``told`` are the variables of its environment that an expression of the
    workflow makes, by name. ``asked`` are its conditions, and its job's. ``known_as`` is the id by which
    others of its job ask for its outputs, empty for none.
    """

    file: str
    job: str
    name: str
    uses: str
    run: str
    ref: str
    tolerated: bool
    script: str = ""
    shell: str = ""
    idle: bool = False
    told: dict[str, str] = field(default_factory=dict)
    asked: str = ""
    known_as: str = ""

    @property
    def where(self) -> str:
        """The step as a problem names it."""
        return f"{self.file}, {self.job}: {self.name}"


@dataclass(frozen=True)
class JobImage:
    """An image in which a job runs, or that is started beside it; ``where`` as a problem names it."""

    where: str
    image: str


@dataclass(frozen=True)
class Workflow:
    """One file with the events at which it runs, and the ``images`` of its jobs and their services.

    ``awaited`` holds, for each job that has an environment to deploy to, the jobs that it waits for, and
    ``following`` those that wait for it, over all jobs in between. ``environments`` are their names, and
    ``anyway`` holds the jobs that begin whatever became of those that they wait for.
    """

    file: str
    events: tuple[str, ...]
    steps: tuple[Step, ...]
    awaited: dict[str, tuple[str, ...]] = field(default_factory=dict)
    following: dict[str, tuple[str, ...]] = field(default_factory=dict)
    images: tuple[JobImage, ...] = ()
    environments: dict[str, str] = field(default_factory=dict)
    anyway: tuple[str, ...] = ()

    def unawaited(self, job: str, gates: Collection[str]) -> tuple[str, ...]:
        """Return the jobs that ship without having waited for a job that does not wait for them either.

        Those that wait for none of the ``gates`` use their environment for something else, unless it is by
        its name the one of the users.
        """
        if anyway := tuple(name for name in self.anyway if job in self.awaited[name]):
            return anyway
        related = [*self.awaited.values(), *self.following.values()]
        if job in self.awaited or any(job in jobs for jobs in related):
            return ()
        return tuple(
            name
            for name, jobs in self.awaited.items()
            if {*jobs} & {*gates} or (name not in gates and _LIVE.search(self.environments.get(name, "")))
        )


@observed_by(
    "gonogo.suites.config.experiments.pipeline:read_workflows",
    kind=Kind.INSPECTS,
    needs=frozenset({Can.READ_SOURCE}),
)
@dataclass(frozen=True)
class Workflows:
    """Every workflow of the promised folders; ``unread`` do not parse.

    ``followed`` are the files of the same repository, elsewhere in it, that one of these uses.
    """

    workflows: tuple[Workflow, ...]
    unread: tuple[str, ...] = ()
    followed: tuple[Workflow, ...] = ()

    @property
    def steps(self) -> tuple[Step, ...]:
        """Every step of every workflow."""
        return tuple(step for workflow in self.workflows for step in workflow.steps)
