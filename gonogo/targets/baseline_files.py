"""The compose files of one of two stacks that are compared: apart from all others, on given images. Pure."""

from __future__ import annotations

import copy
from collections.abc import Mapping
from typing import Any

from gonogo.targets.template import without_interpolation


def of_the_release(services: Mapping[str, Mapping[str, Any]], release: str) -> set[str]:
    """Return the services that run the release's image: a migration or a worker is the same build."""
    own = services[release]
    image, build = own.get("image"), own.get("build")
    return {release} | {
        name
        for name, service in services.items()
        if (image and service.get("image") == image) or (build and service.get("build") == build)
    }


def apart(rendered: Mapping[str, Any], project: str, images: Mapping[str, str]) -> dict[str, Any]:
    """Return rendered files as a second stack of them can start: no name and no port is another's.

    Services with an image in ``images`` get that, and nothing pulls or builds it.
    """
    made: dict[str, Any] = copy.deepcopy(dict(rendered))
    made["name"] = project
    for name, service in made["services"].items():
        service.pop("container_name", None)
        ports = service.get("ports") or ()
        service["ports"] = [{k: v for k, v in port.items() if k != "published"} for port in ports]
        deploy = service.get("deploy") or {}
        if not deploy.get("placement"):  # compose renders an empty one, and warns of it when it is read again
            deploy.pop("placement", None)
        if name in images:
            service.pop("build", None)
            service |= {"image": images[name], "pull_policy": "never"}
    for kind in ("networks", "volumes"):
        for name, stated in (made.get(kind) or {}).items():
            if not (stated or {}).get("external"):
                made[kind][name] = (stated or {}) | {"name": f"{project}_{name}"}
    literal: dict[str, Any] = without_interpolation(made)
    return literal


def shared_networks(rendered: Mapping[str, Any], started: set[str]) -> list[str]:
    """Return the networks of started services that others share: a name on them would be found twice."""
    networks = rendered.get("networks") or {}
    services = rendered.get("services") or {}
    used = {key for name in started for key in (services.get(name) or {}).get("networks") or ()}
    return sorted(key for key in used if (networks.get(key) or {}).get("external"))
