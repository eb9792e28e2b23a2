"""Packages that not every installation needs, and what each of them makes possible."""

from __future__ import annotations

from functools import cache
from importlib.util import find_spec

EXTRAS = {
    "load": (("locust", "hdrh"), "latency budgets, and health under load"),
    "stack": (("docker", "testcontainers"), "--target=compose"),
    "scan": (("bandit", "safety"), "scans of the source and of the packages"),
}
"""By the extra's name: the modules that it brings, and what they are for."""


@cache
def install(extra: str) -> str:
    """Return what to do for an extra that is not installed, empty where it is."""
    modules, _ = EXTRAS[extra]
    return "" if all(map(find_spec, modules)) else f"pip install 'gonogo[{extra}]'"
