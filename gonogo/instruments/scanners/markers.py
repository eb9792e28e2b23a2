"""Whether a line of a requirements file can be installed at all, by its marker and its project's Python."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from packaging.markers import Marker, UndefinedComparison, UndefinedEnvironmentName
from packaging.specifiers import InvalidSpecifier, SpecifierSet

_LEVELS = 3  # how far above its lock a project may be described
_MINORS = range(6, 31)
_MICROS = range(41)
_OF_MACHINES = re.compile(
    r"\b(?:platform_(?:machine|release|version|python_implementation)|implementation_name)\b"
)
_OF_A_MACHINE = re.compile(r"\b(?:platform_(?:machine|release|version)|extra)\b")
_KINDS = (
    {"implementation_name": "cpython", "platform_python_implementation": "CPython"},
    {"implementation_name": "pypy", "platform_python_implementation": "PyPy"},
)
_SYSTEMS = (("posix", "linux", "Linux"), ("posix", "darwin", "Darwin"), ("nt", "win32", "Windows"))


def interpreters(beside: Path) -> SpecifierSet | None:
    """Return which interpreters a project is for, by the `pyproject.toml` beside its lock or above it.

    None where none says it: then a lock's lines are for whoever they say (PEP 621, requires-python).
    """
    for folder in (beside, *beside.parents)[:_LEVELS]:
        with suppress(OSError, ValueError, KeyError, TypeError, AttributeError, InvalidSpecifier):
            found = tomllib.loads((folder / "pyproject.toml").read_text(encoding="utf-8"))
            return SpecifierSet(found["project"]["requires-python"])
    return None


def may_hold(marker: Marker | None, wanted: SpecifierSet | None) -> bool:
    """Whether a marker holds for one of the interpreters that a project is for, on any system (PEP 508)."""
    if marker is None or wanted is None or _OF_MACHINES.search(str(marker)):
        return True
    try:
        return any(marker.evaluate(each) for each in _environments(wanted))
    except (UndefinedComparison, UndefinedEnvironmentName):
        return True


def has_to_hold(marker: Marker | None, wanted: SpecifierSet | None) -> bool:
    """Whether it holds on Linux for each interpreter that a project is for, so that nobody leaves it out."""
    if marker is None:
        return True
    if _OF_A_MACHINE.search(str(marker)):
        return False
    linux = [each for each in _environments(wanted or SpecifierSet()) if each["platform_system"] == "Linux"]
    try:
        return bool(linux) and all(marker.evaluate({**each, **own}) for each in linux for own in _KINDS)
    except (UndefinedComparison, UndefinedEnvironmentName):
        return False


def _environments(wanted: SpecifierSet) -> Iterator[dict[str, str]]:
    for minor in _MINORS:
        for micro in _MICROS:
            full = f"3.{minor}.{micro}"
            if full in wanted:
                for os_name, platform, system in _SYSTEMS:
                    yield {
                        "python_version": f"3.{minor}",
                        "python_full_version": full,
                        "implementation_version": full,
                        "os_name": os_name,
                        "sys_platform": platform,
                        "platform_system": system,
                        "extra": "",
                    }
