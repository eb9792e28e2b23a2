"""Ask the release's container what is installed in it, and read what was locked."""

from __future__ import annotations

import json
from typing import Any

from gonogo.contract.deployment import Compose
from gonogo.contract.security import DependencyScan
from gonogo.instruments.scanners.locks import canonical, read_lock
from gonogo.suites.security.observations.installed import Installed
from gonogo.targets.base import Target, TargetError


def list_what_is_installed(target: Target, dependencies: DependencyScan, compose: Compose) -> Installed:
    """Run the contract's command in the release's container; TargetError where it prints no list."""
    lock = read_lock(target.source / dependencies.lock)
    status, output = target.execute_in_service(compose.service, dependencies.installed)
    if status:
        raise TargetError(f"the command that lists what is installed ended with {status}: {output[-300:]}")
    return Installed(
        locked=tuple(f"{name}=={version}" for name, version in lock.packages),
        conditional=tuple(sorted(f"{name}=={version}" for name, version in lock.conditional)),
        installed=tuple(sorted(_listed(output))),
        by_content=lock.names,
        unread=lock.unread,
    )


def _listed(output: str) -> list[str]:
    try:
        listed: list[dict[str, Any]] = json.loads(output)
        return [f"{canonical(one['name'])}=={one['version']}" for one in listed]
    except (ValueError, KeyError, TypeError, AttributeError):
        said = output.strip()[:200]
        raise TargetError(
            f"expected a JSON list of name and version of what is installed, got {said!r}"
        ) from None
