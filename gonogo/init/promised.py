"""What a draft may promise of a stack's images and health checks, and what is missing for the rest."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from gonogo.init.repository import Repository
from gonogo.init.services import filled
from gonogo.init.words import flow
from gonogo.suites.config.tags import pin


def profiles_lines(repository: Repository) -> list[str]:
    """Return the profiles, and what runs once; both promise a health check of every service."""
    missing = _unchecked(repository)
    once = [f"one_shot: {flow(repository.one_shot)}"] if repository.one_shot else []
    if not missing:
        first = f"profiles: {flow(repository.profiles)}  # with it, each service is to have a health check"
        return [f"  {line}" for line in (first, *once)]
    said = [
        f"profiles: {flow(repository.profiles)}",
        *once,
        f"both promise a health check of every service; none is seen in: {', '.join(missing)}"
        if once
        else f"it promises a health check of every service; none is seen in: {', '.join(missing)}",
    ]
    return [f"  # {line}" for line in said]


def images_lines(repository: Repository) -> list[str]:
    """Return how images are pinned, where each of them is; else a comment with those that are not."""
    moving = [
        f"{name} ({image or 'no image'})" for name, image in _foreign(repository) if not _is_pinned(image)
    ]
    if not moving:
        return ["  images: tag  # `version` and `digest` promise more"]
    return [f"  # images: tag  # no tag with a version: {', '.join(dict.fromkeys(moving))}"]


def _unchecked(repository: Repository) -> list[str]:
    return [
        name
        for name, made in repository.services.items()
        if name not in repository.one_shot and not _is_checked(repository, name, made)
    ]


def _is_checked(repository: Repository, name: str, made: Mapping[str, Any]) -> bool:
    """Whether a service has a check: its own, or its Dockerfile's."""
    stated = made.get("healthcheck") or {}
    test = stated.get("test") or ()
    if stated.get("disable") or list(test)[:1] == ["NONE"]:
        return False
    image = repository.roles.built(name)
    return bool(test) or bool(image and image.stage.is_checked)


def _foreign(repository: Repository) -> Iterator[tuple[str, str]]:
    """Yield each image that is not built here, with the service that uses it or is made from it."""
    services = repository.services
    here = {str(made.get("image")) for made in services.values() if made.get("build")}
    for name, made in services.items():
        image = repository.roles.built(name)
        if not made.get("build") and str(made.get("image")) not in here:
            yield name, filled(made.get("image") or "", repository.roles.values)
        for base in image.images if image else ():
            yield name, base


def _is_pinned(image: str) -> bool:
    found = pin(image)
    return found.digest or found.numbers >= 1
