"""A part that fails within a health body whose whole says that all is well. Pure.

A body of somebody's own may well list what the whole does not need. So only those forms are read whose makers
say that the whole is as bad as the worst of its parts: Spring Boot Actuator, MicroProfile Health and Vert.x,
ASP.NET Core, Terminus, hellofresh/health-go, alexliesenfeld/health, and the draft's, which knows `warn`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from gonogo.suites.health.agreement import failing_part
from gonogo.suites.health.parsed import parsed

_DRAFT_FIELDS = {"componentId", "componentType", "observedValue", "observedUnit", "affectedEndpoints"}
_CHECK = re.compile(r"(?i:ok|working)|(?:warning|unavailable|unexpected result|unknown error): .*", re.DOTALL)
_BROKEN = re.compile(r"(?:unavailable|unexpected result|unknown error): ")
Body = Mapping[str, Any]


def worst_part(body: str) -> str:
    """Return the name of a part that fails in one of these forms, empty where none does."""
    found = parsed(body)
    if not isinstance(found, dict):
        return ""
    forms = (_of_spring, _of_microprofile, _of_aspnet, _of_terminus, _of_go)
    return next((name for form in forms for name in form(found)), "") or _of_draft(body, found)


def broken_check(body: str) -> str:
    """Return the check that is broken where a body holds nothing but those of django-health-check."""
    found = parsed(body)
    if not isinstance(found, dict) or not all(isinstance(v, str) for v in found.values()):
        return ""
    said = {str(name): str(value) for name, value in found.items()}
    if not all(_CHECK.fullmatch(value) for value in said.values()):
        return ""
    return next((f"{name}: {value}" for name, value in said.items() if _BROKEN.match(value)), "")


def _parts(found: Any) -> Iterator[tuple[str, Body]]:
    """Give parts by their names, from a mapping or from a list of what has names."""
    if isinstance(found, Mapping):
        yield from ((str(name), part) for name, part in found.items() if isinstance(part, Mapping))
    elif isinstance(found, list):
        named = [part for part in found if isinstance(part, Mapping)]
        yield from ((str(p.get("name") or p.get("id") or p.get("component") or "a check"), p) for p in named)


def _of_spring(found: Body) -> Iterator[str]:
    """Look into `components`, or `details` as the first release had it, as deep as they go."""
    if found.get("status") != "UP":
        return
    for name, part in (*_parts(found.get("components")), *_parts(found.get("details"))):
        if part.get("status") in ("DOWN", "OUT_OF_SERVICE"):
            yield name
        yield from (f"{name}/{inner}" for inner in _of_spring({**part, "status": "UP"}))


def _of_microprofile(found: Body) -> Iterator[str]:
    """Look into `checks`, a list; the first release called it `outcome` and `state`."""
    listed = found.get("checks")
    if "UP" in (found.get("status"), found.get("outcome")) and isinstance(listed, list):
        yield from (n for n, part in _parts(listed) if "DOWN" in (part.get("status"), part.get("state")))


def _of_aspnet(found: Body) -> Iterator[str]:
    """Look into what the usual writers call their entries, in either case of the first letter."""
    named = {str(key).lower(): value for key, value in found.items()}
    if named.get("status") == "Healthy":
        for key in ("entries", "results", "checks"):
            parts = [(n, {str(k).lower(): v for k, v in p.items()}) for n, p in _parts(named.get(key))]
            yield from (name for name, part in parts if part.get("status") == "Unhealthy")


def _of_terminus(found: Body) -> Iterator[str]:
    """Look into `error` and `details`, which only together with `info` are its own."""
    if found.get("status") == "ok" and {"info", "error", "details"} <= {*found}:
        yield from (
            n for key in ("error", "details") for n, p in _parts(found[key]) if p.get("status") == "down"
        )


def _of_go(found: Body) -> Iterator[str]:
    """Look into `failures` of the one, and `details` with their times of the other."""
    failures = found.get("failures")
    if found.get("status") == "OK" and "component" in found and isinstance(failures, Mapping):
        yield from map(str, failures)
    if found.get("status") == "up":
        timed = [(n, part) for n, part in _parts(found.get("details")) if "timestamp" in part]
        yield from (name for name, part in timed if part.get("status") == "down")


def _of_draft(body: str, found: Body) -> str:
    """Look into `checks` with lists of objects that have the draft's own fields, whatever the media type."""
    checks = found.get("checks")
    listed = (
        [one for own in checks.values() if isinstance(own, list) for one in own]
        if isinstance(checks, dict)
        else []
    )
    drafted = any(isinstance(one, dict) and _DRAFT_FIELDS & {*one} for one in listed)
    return failing_part(body) if drafted and found.get("status") in ("pass", "ok", "up") else ""
