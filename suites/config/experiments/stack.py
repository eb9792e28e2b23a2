"""Render the release's compose files: with each profile, and without each secret."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from gonogo.contract.config import Stack
from gonogo.instruments.errors import need
from gonogo.suites.config.experiments import bases, dockerfiles, scripts
from gonogo.suites.config.experiments.checks import Checks
from gonogo.suites.config.observations.stack import (
    RenderedProfile,
    RenderedService,
    RenderedStack,
    WithoutSecret,
    WithoutSecrets,
)
from gonogo.targets.base import Target
from gonogo.targets.rendering import render

_EVERY_PROFILE = ("*",)
_PART = re.compile(r"([0-9.]+)(h|ms|us|ns|m|s)")
_UNITS = {"h": 3600.0, "m": 60.0, "s": 1.0, "ms": 1e-3, "us": 1e-6, "ns": 1e-9}


def render_each_profile(target: Target, stack: Stack) -> RenderedStack:
    """Render without a profile, as the stack is started, and with each one that is promised."""
    need("stack")
    checks, names = Checks(), ("", *stack.profiles)
    return RenderedStack(tuple(_profile(target, name, stack.drain, checks) for name in names))


def render_without_each_secret(target: Target, stack: Stack) -> WithoutSecrets:
    """Render everything once as it is, then once for each secret that is missing, and that is blank."""
    need("stack")
    control = render(target.context, _EVERY_PROFILE)
    renderings = []
    for variable in stack.secrets:
        for change, changes in (("missing", {variable: None}), ("blank", {variable: ""})):
            seen = render(target.context, _EVERY_PROFILE, changes)
            renderings.append(WithoutSecret(variable, change, seen.status, seen.error[-1000:]))
    return WithoutSecrets(control.status, control.error[-1000:], tuple(renderings))


def _profile(target: Target, name: str, drain: tuple[str, ...], checks: Checks) -> RenderedProfile:
    seen = render(target.context, (name,) if name else ())
    found = sorted(seen.services.items())
    services = tuple(rendered_service(one, made, drain, checks) for one, made in found)
    return RenderedProfile(name, seen.status, seen.error[-1000:], services)


def _restart(made: Mapping[str, Any]) -> str:
    """Return when it is started again: by `restart`, else as `deploy` says, in other words of its own."""
    policy = (made.get("deploy") or {}).get("restart_policy") or {}
    condition = str(policy.get("condition") or ("any" if policy else ""))
    return str(made.get("restart") or "") or {"any": "always", "none": "no"}.get(condition, condition)


def rendered_service(
    name: str, made: dict[str, Any], drain: tuple[str, ...], checks: Checks
) -> RenderedService:
    """Keep of a rendered service what is judged, and nothing of its other variables: some are secrets."""
    built = dockerfiles.read(made["build"]) if drain and made.get("build") else None
    environment = {**(built.environment if built else {}), **(made.get("environment") or {})}
    grace, check = made.get("stop_grace_period"), checks.of(made)
    return RenderedService(
        name=name,
        profiles=tuple(made.get("profiles") or ()),
        image=str(made.get("image") or ""),
        built="build" in made,
        restart=_restart(made),
        check=check.words,
        grace_seconds=None if grace is None else seconds(str(grace)),
        drain=tuple((key, str(environment[key])) for key in drain if environment.get(key) is not None),
        unseen=check.unseen,
        signal=str(made.get("stop_signal") or (built.signal if built else "")),
        bases=bases.of_build(made["build"]) if made.get("build") else (),
        scripts=scripts.of_check(made, check.words),
    )


def seconds(duration: str) -> float:
    """Return the seconds of a duration as compose writes it: `1m30s`, `500ms`."""
    return sum(float(number) * _UNITS[unit] for number, unit in _PART.findall(duration))
