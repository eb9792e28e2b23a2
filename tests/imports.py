"""Who imports whom in this tree, read from the source and followed all the way."""

from __future__ import annotations

import ast
import functools
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).parents[1]
LINKED = ("fixtures", "loadtests", "reports", "suites")
"""Folders whose modules are named below ``gonogo``, here and installed."""
OUT = ROOT / "reports" / "out"
"""What runs leave, copies of this tree among it."""

FOLDERS = (
    *("app", "benchmarks", "defects", "deploy", "docs", "gonogo", "park", "proving", "selftests", "tests"),
    *LINKED,
)


@functools.cache
def nodes(path: Path) -> tuple[ast.AST, ...]:
    """Return every node of a file."""
    return tuple(ast.walk(ast.parse(path.read_text(encoding="utf-8"))))


def module_of(path: Path) -> str:
    """Return the dotted name of a file below the root."""
    parts = path.relative_to(ROOT).with_suffix("").parts
    parts = ("gonogo", *parts) if parts[0] in LINKED else parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


@functools.cache
def modules() -> Mapping[str, Path]:
    """Return every module of ours."""
    found = (path for name in FOLDERS for path in sorted((ROOT / name).rglob("*.py")))
    return {module_of(path): path for path in found if OUT not in path.parents}


@dataclass(frozen=True)
class Imports:
    """The tree's imports; ``planted`` adds some, to see that a rule about them bites."""

    planted: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def of(self, module: str) -> frozenset[str]:
        """Return what a module imports, wherever in it: modules of ours whole, of others as written."""
        return _imported(module) | frozenset(self.planted.get(module, ()))

    def ours(self, module: str) -> frozenset[str]:
        """Return those of ours among them."""
        return _ours(module) | frozenset(self.planted.get(module, ())) & modules().keys()

    def ways(self, starts: Iterable[str]) -> dict[str, tuple[str, ...]]:
        """Return everything of ours that is loaded with the modules, each with the way that leads there."""
        found: dict[str, tuple[str, ...]] = {start: (start,) for start in starts}
        waiting = list(found)
        while waiting:
            module = waiting.pop()
            for other in sorted(self.ours(module)):
                if other not in found:
                    found[other] = (*found[module], other)
                    waiting.append(other)
        return found


@functools.cache
def _imported(module: str) -> frozenset[str]:
    found: set[str] = set()
    for node in nodes(modules()[module]):
        if isinstance(node, ast.Import):
            found.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            source = _source(module, node)
            found.update(_named(source, alias.name) for alias in node.names)
    return frozenset(found | {parent for name in found for parent in _parents(name)})


@functools.cache
def _ours(module: str) -> frozenset[str]:
    return _imported(module) & modules().keys()


def _source(module: str, node: ast.ImportFrom) -> str:
    """Return where a ``from`` import looks, a relative one too."""
    if not node.level:
        return node.module or ""
    package = modules()[module].name == "__init__.py"
    parts = module.split(".")
    base = parts[: len(parts) - node.level + (1 if package else 0)]
    return ".".join([*base, *filter(None, [node.module])])


def _named(source: str, name: str) -> str:
    """Return the module that ``from source import name`` loads: a module below it, or itself."""
    below = f"{source}.{name}"
    return below if below in modules() or source in ("urllib", "http", "os", "concurrent", "xml") else source


def _parents(name: str) -> set[str]:
    """Return the packages of ours whose code runs with a module's import."""
    parts = name.split(".")
    return {parent for n in range(1, len(parts)) if (parent := ".".join(parts[:n])) in modules()}
