"""A baseline from an image, be it built of a revision: its stack beside one of the candidate's, both fresh.

Both are the contract's own compose files with the services of the release on another image; what else the
stack has is the same on both sides. Either is removed when the comparison is over.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import replace
from functools import cached_property

from gonogo.cleanup.engine import EngineError, Resource, remove, resources
from gonogo.targets import engine
from gonogo.targets.base import Target, TargetError
from gonogo.targets.baseline_files import apart, of_the_release
from gonogo.targets.baseline_image import found, provided, short
from gonogo.targets.baseline_start import came_up
from gonogo.targets.compose import Compose
from gonogo.targets.context import Context
from gonogo.targets.project import Project


class Compared(Compose):
    """A stack of the contract's files on images that are there."""

    def __init__(self, context: Context, release: str) -> None:
        super().__init__(context)
        self._release = release

    def stop(self) -> None:
        """Remove it by its ids; what withstands is left to the run's sweep."""
        with suppress(EngineError):
            remove(of_project(self._project.name, resources()))

    @cached_property
    def _project(self) -> Project:
        own = super()._project
        file = self.context.directory / "compose.json"
        file.touch(mode=0o600)
        file.write_text(json.dumps(apart(own.rendered, own.name, self._pinned(own))), encoding="utf-8")
        return Project(own.name, (file,), own.environment)

    def _pinned(self, own: Project) -> Mapping[str, str]:
        """Return the image of each service that is built, the release's aside as in the stack that runs."""
        services, running = own.rendered["services"], f"gonogo-{self.context.run}"
        release = of_the_release(services, self._compose.service)
        names = {n: s.get("image") or f"{running}-{n}" for n, s in services.items() if s.get("build")}
        others = {n: here for n, image in names.items() if (here := found(own.engine, image))}
        return others | dict.fromkeys(release, self._release)

    def _provide_images(self) -> None:
        """The stack that runs has what both need."""


@contextmanager
def stacks_beside(target: Target, image: str, called: str) -> Iterator[tuple[Target, Target, str]]:
    """Give the candidate and the baseline, both just started, and the baseline's ID; TargetError."""
    theirs, mine = provided(engine.connect(), image), target.running.replicas[0].digest
    if mine == theirs:
        raise TargetError(f"the baseline {called} is the candidate itself: both are {short(mine)}")
    with ExitStack() as ends:
        candidate = _started(target.context, "candidate", mine, ends)
        baseline = _started(target.context, "baseline", theirs, ends)
        yield candidate, baseline, short(theirs)


def of_project(name: str, found: Iterable[Resource]) -> list[Resource]:
    """Return what compose has named for a project: containers by a dash, networks and volumes by a line."""
    return [one for one in found if one.name.startswith((f"{name}-", f"{name}_"))]


def _started(context: Context, name: str, image: str, ends: ExitStack) -> Target:
    folder = context.directory / name
    folder.mkdir(exist_ok=True, mode=0o700)
    return came_up(Compared(replace(context, directory=folder, name=name), image), ends)
