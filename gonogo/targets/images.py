"""The images that the stack builds itself: there before the start, and not older than what they come from."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml
from docker.errors import ImageNotFound

from gonogo.targets.base import TargetError
from gonogo.targets.build_context import BuildContext, Newest
from gonogo.targets.failures import BUILD_FAILED
from gonogo.targets.project import Project
from gonogo.targets.telling import last_lines

_BUILD_SECONDS = 900.0
_SLACK_SECONDS = 1.0  # file systems and the engine round their times apart
# A tag that is a hash, of the content or of the revision, says what it was built from.
_CONTENT = re.compile(r"@sha256:|:(?:sha-|git-)?(?:(?=[0-9]*[a-f])[0-9a-f]{7,64}|[0-9a-f]{12,64})$")
_VARIABLE = re.compile(r"\$\{?([A-Za-z_][A-Za-z0-9_]*)")


@dataclass(frozen=True)
class Images:
    """The images of the services that are started and have a `build`.

    ``apart`` are files that belong to the verification: a contract is edited, and the release is the same.
    """

    project: Project
    services: frozenset[str]
    apart: tuple[Path, ...] = ()

    def provide(self, *, build: bool) -> None:
        """Build all of them, or those that are missing; TargetError where one is old, or cannot be built."""
        made = {n: s for n, s in sorted(self._rendered.items()) if n in self.services and s.get("build")}
        wanted = [n for n, s in made.items() if build or self._is_built_anyway(n, s)]
        if wanted:
            self._build(wanted)
        old = [] if build else list(self._old({n: s for n, s in made.items() if n not in wanted}))
        if old:
            raise TargetError("\n".join([*old, "build it, or give --build"]))

    def name(self, service: str) -> str:
        """Return the service's image as compose names it."""
        return str(self._rendered[service].get("image") or f"{self.project.name}-{service}")

    def _is_built_anyway(self, name: str, service: Mapping[str, Any]) -> bool:
        """Whether compose would build it at the start, within the time that the release has for itself."""
        return service.get("pull_policy") == "build" or self._inspected(name) is None

    @property
    def _rendered(self) -> dict[str, Any]:
        services: dict[str, Any] = self.project.rendered.get("services") or {}
        return services

    def _build(self, services: list[str]) -> None:
        try:
            self.project.compose("build", *services, seconds=_BUILD_SECONDS)
        except TargetError as broken:
            raise TargetError(
                f"{BUILD_FAILED.name} ({', '.join(services)})\n{last_lines(str(broken), 30)}"
            ) from None

    def _old(self, made: Mapping[str, Mapping[str, Any]]) -> Iterator[str]:
        chosen = chosen_by_variable(self.project.files, self.project.full_environment)
        for name, service in made.items():
            image = self.name(name)
            if name in chosen or is_named_for_content(image):
                continue
            context, told = BuildContext.of(service["build"]), self._inspected(name)
            if context is None or told is None:
                continue
            built, here = built_at(told)
            apart = (*self.project.files, *self.apart)
            newest = context.newest(by_commit=not here, apart_from=apart)
            if newest and newest.at > built + _SLACK_SECONDS:
                yield _sentence(name, image, built, newest)

    def _inspected(self, service: str) -> dict[str, Any] | None:
        try:
            told: dict[str, Any] = self.project.engine.images.get(self.name(service)).attrs
        except ImageNotFound:
            return None
        return told


def is_named_for_content(image: str) -> bool:
    """Whether its tag says what it was built from."""
    return _CONTENT.search(image) is not None


def built_at(told: Mapping[str, Any]) -> tuple[float, bool]:
    """Return when an image was built, and whether that was on this engine.

    A build that finds everything in its cache leaves an image as old as it was, and tags it anew; one that
    was pulled or loaded has no such time, or one of year 1.
    """
    created = _seconds(str(told.get("Created") or ""))
    tagged = _seconds(str((told.get("Metadata") or {}).get("LastTagTime") or ""))
    return max(created, tagged), tagged > 0


def chosen_by_variable(files: Iterable[Path], environment: Mapping[str, str]) -> set[str]:
    """Return the services whose image a variable of the run names: whoever sets it has chosen the image."""
    found = set[str]()
    for file in files:
        for name, service in _services(file).items():
            image = service.get("image") if isinstance(service, dict) else None
            if any(environment.get(variable) for variable in _VARIABLE.findall(str(image or ""))):
                found.add(name)
    return found


def _services(file: Path) -> dict[str, Any]:
    """Read a file as it is written; where it has more than plain YAML, nothing is known of it."""
    try:
        read = yaml.safe_load(file.read_text(encoding="utf-8"))
    except (OSError, ValueError, yaml.YAMLError):
        return {}
    services = read.get("services") if isinstance(read, dict) else None
    return services if isinstance(services, dict) else {}


def _sentence(service: str, image: str, built: float, newest: Newest) -> str:
    return (
        f"the image {image} of {service} is older than its source: built {_words(built)}, and "
        f"{newest.path} changed {_words(newest.at)}"
    )


def _words(seconds: float) -> str:
    return dt.datetime.fromtimestamp(seconds, dt.UTC).strftime("%Y-%m-%d %H:%M:%S UTC")


def _seconds(stamp: str) -> float:
    """Return an engine's time as seconds since the epoch, 0 where it has none."""
    whole = re.sub(r"\.\d+", "", stamp).replace("Z", "+00:00")
    try:
        return max(0.0, dt.datetime.fromisoformat(whole).timestamp())
    except (ValueError, OverflowError):
        return 0.0
