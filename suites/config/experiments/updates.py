"""Render the release's compose files, and keep how a Swarm would update each service."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from gonogo.contract.deployment import Compose
from gonogo.instruments.errors import need
from gonogo.suites.config.experiments import dockerfiles
from gonogo.suites.config.experiments.stack import seconds
from gonogo.suites.config.observations.updates import RenderedUpdates, Step, UpdatedService
from gonogo.targets.base import Target
from gonogo.targets.rendering import render


def render_updates(target: Target, compose: Compose) -> RenderedUpdates:
    """Render everything once; what says nothing of updates is kept for the release alone."""
    need("stack")
    seen = render(target.context, ("*",))
    told = {
        name: made
        for name, made in sorted(seen.services.items())
        if name == compose.service or _deploy(made).get("update_config")
    }
    found = tuple(_updated(name, made) for name, made in told.items())
    return RenderedUpdates(found, seen.error[-1000:] if seen.status else "")


def _updated(name: str, made: Mapping[str, Any]) -> UpdatedService:
    deploy = _deploy(made)
    everywhere = deploy.get("mode") in ("global", "global-job")
    return UpdatedService(
        name=name,
        replicas=None if everywhere else int(deploy.get("replicas", made.get("scale", 1))),
        update=_step(deploy.get("update_config") or {}),
        back=_step(deploy["rollback_config"]) if deploy.get("rollback_config") else None,
        check_seconds=_check_seconds(made),
    )


def _deploy(made: Mapping[str, Any]) -> Mapping[str, Any]:
    return made.get("deploy") or {}


def _step(stated: Mapping[str, Any]) -> Step:
    unset = Step()
    return Step(
        order=str(stated.get("order") or unset.order),
        parallelism=int(stated.get("parallelism", unset.parallelism)),
        failure_action=str(stated.get("failure_action") or unset.failure_action),
        monitor_seconds=seconds(str(stated["monitor"])) if stated.get("monitor") else unset.monitor_seconds,
        max_failure_ratio=float(stated.get("max_failure_ratio", unset.max_failure_ratio)),
    )


def _check_seconds(made: Mapping[str, Any]) -> float | None:
    """Return when a task that was never well is said to be ill.

    What the compose file does not set is as its Dockerfile's check has it, a check in whole as well as a
    single time (moby, `daemon/commit.go`), and by Docker's defaults where that says nothing either.
    """
    stated = made.get("healthcheck") or {}
    if stated.get("disable") or stated.get("test") in (["NONE"], "NONE"):
        return None
    built = dockerfiles.read(made["build"]) if made.get("build") else None
    of_image = built.times if built and built.check else {}
    if not stated.get("test") and not (built and built.check):
        return None
    return _ill_after([stated, of_image])


def _ill_after(said: list[Mapping[str, Any]]) -> float:
    """Return the seconds of the first that says each time; one of nothing is as good as none."""

    def first(name: str, read: Callable[[str], float], unset: float) -> float:
        return next((found for one in said if (found := read(str(one.get(name) or "")))), unset)

    retries = first("retries", lambda text: int(text) if text.isdigit() else 0, 3)
    return first("start_period", seconds, 0.0) + first("interval", seconds, 30.0) * retries
