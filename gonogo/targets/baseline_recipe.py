"""How the image of a revision is built: what its rendered compose files say of it, and nothing else of them.

Source: Compose Specification, Build.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from gonogo.targets.template import without_interpolation

_NOT_OURS = ("tags", "cache_to")
"""These write where others read: names of the user's, and a cache that is shared."""
_ANOTHER_SERVICE = "service:"


def recipe(
    rendered: Mapping[str, Any], release: str, name_of: Callable[[str], str], root: Path
) -> dict[str, Any]:
    """Return a compose file that builds a service, and whatever its build takes from others.

    ValueError with one sentence where nothing is built there, or from what lies outside of ``root``.
    """
    services: Mapping[str, Any] = rendered.get("services") or {}
    if release not in services:
        raise ValueError(f"its compose files have no service {release}; give an image of it (NAME:TAG)")
    wanted = _wanted(services, release)
    for name, service in wanted.items():
        _lies_within(name, service["build"], root)
    secrets = {name for one in wanted.values() for name in _secrets(one["build"])}
    known: Mapping[str, Any] = rendered.get("secrets") or {}
    made = {
        "services": {name: _built(one, name_of(name)) for name, one in wanted.items()},
        "secrets": {name: known[name] for name in sorted(secrets & set(known))},
    }
    literal: dict[str, Any] = without_interpolation(made)
    return literal


def _wanted(services: Mapping[str, Any], release: str) -> dict[str, Mapping[str, Any]]:
    """Return the services that are built: the release, and those that a build has as its context."""
    left, found = [release], dict[str, Mapping[str, Any]]()
    while left:
        name = left.pop()
        if name in found:
            continue
        service = services.get(name) or {}
        if not service.get("build"):
            image = service.get("image")
            known = f", as {image}" if image else ", as NAME:TAG"
            raise ValueError(f"its service {name} has no `build:`: name the image of that release{known}")
        found[name] = service
        left += [
            str(source).removeprefix(_ANOTHER_SERVICE)
            for source in _contexts(service["build"])
            if str(source).startswith(_ANOTHER_SERVICE)
        ]
    return found


def _built(service: Mapping[str, Any], image: str) -> dict[str, Any]:
    build = {key: value for key, value in service["build"].items() if key not in _NOT_OURS}
    platform = {"platform": service["platform"]} if service.get("platform") else {}
    return {"image": image, "build": build} | platform


def _lies_within(name: str, build: Mapping[str, Any], root: Path) -> None:
    """Refuse what is no part of the revision: it would be today's, or the run's own files."""
    context = str(build.get("context") or "")
    places = [(context, Path(context))] if _is_path(context) else []
    if places and not build.get("dockerfile_inline"):
        dockerfile = str(build.get("dockerfile") or "Dockerfile")
        places.append((dockerfile, Path(context) / dockerfile))
    places += [(str(source), Path(source)) for source in _contexts(build) if _is_path(str(source))]
    for said, place in places:
        if not place.resolve().is_relative_to(root.resolve()):
            raise ValueError(
                f"its service {name} is built from {said}, which lies outside of the repository: build it, "
                "and name the image (NAME:TAG)"
            )


def _contexts(build: Mapping[str, Any]) -> list[Any]:
    return list((build.get("additional_contexts") or {}).values())


def _secrets(build: Mapping[str, Any]) -> list[str]:
    stated = build.get("secrets") or ()
    return [str(one.get("source", "") if isinstance(one, dict) else one) for one in stated]


def _is_path(source: str) -> bool:
    """Whether it is a folder of this machine, as compose renders one; a URL and an image are none."""
    return source.startswith("/")
