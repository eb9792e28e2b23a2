"""What a proof rests on: a module's text, and that of the modules of ours that it imports."""

from __future__ import annotations

import ast
import hashlib
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def hash_of(modules: Iterable[str], within: str, without: tuple[str, ...] = ()) -> str:
    """Hash the modules and all that they import below the package ``within``, but not below ``without``.

    16 hexadecimal digits; the order in which modules are found does not matter.
    """
    found: set[str] = set()
    waiting = list(modules)
    while waiting:
        name = waiting.pop()
        if name not in found and _source(name):
            found.add(name)
            waiting += [i for i in _imports(name) if _below(i, (within,)) and not _below(i, without)]
    digest = hashlib.sha256()
    for name in sorted(found):
        digest.update(name.encode() + b"\0" + _source(name))
    return digest.hexdigest()[:16]


def _below(name: str, packages: tuple[str, ...]) -> bool:
    return any(name == package or name.startswith(f"{package}.") for package in packages)


@lru_cache
def _imports(name: str) -> tuple[str, ...]:
    """Return what may be a module among the absolute imports of a module."""
    found: list[str] = []
    for node in ast.walk(ast.parse(_source(name))):
        if isinstance(node, ast.Import):
            found += [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            found += [node.module, *(f"{node.module}.{alias.name}" for alias in node.names)]
    return tuple(found)


@lru_cache
def _source(name: str) -> bytes:
    """Return the text of a module of ours, found without importing it; nothing where there is none."""
    stem = ROOT.joinpath(*name.split("."))
    found = next((path for path in (stem.with_suffix(".py"), stem / "__init__.py") if path.is_file()), None)
    return found.read_bytes() if found else b""
