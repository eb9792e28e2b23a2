"""Packages that not every installation needs, and what each of them makes possible."""

from __future__ import annotations

from functools import cache
from importlib.util import find_spec

_STACK = ("docker", "testcontainers", "dotenv", "dockerfile_parse", "tree_sitter", "tree_sitter_bash")

EXTRAS = {
    "load": (("locust", "httptools", "hdrh"), "latency budgets, and health under load"),
    "stack": (_STACK, "--target=compose, and how its files are written"),
    "scan": (("bandit", "safety", "pip_requirements_parser"), "scans of the source and of the packages"),
}
"""By the extra's name: the modules that it brings, and what they are for."""


@cache
def install(extra: str) -> str:
    """Return what to do for an extra that is not installed, empty where it is."""
    modules, _ = EXTRAS[extra]
    return "" if all(map(find_spec, modules)) else f"pip install 'gonogo[{extra}]'"
