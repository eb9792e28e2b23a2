"""What a proof rests on: what a module executes, and what the modules of ours that it imports do.

Documentation, comments, formatting and where a module lies are no part of it.
"""

from __future__ import annotations

import ast
import hashlib
from collections.abc import Iterator
from contextlib import suppress
from functools import cache
from typing import NamedTuple

from gonogo.home import HOME
from gonogo.proofs import memory
from gonogo.proofs.normal import IMPORTS, names_of, normal

ROOT = HOME
OURS = frozenset(
    {"app", "benchmarks", "defects", "deploy", "docs", "gonogo", "proving", "selftests", "tests"}
)
"""Where our own modules begin, the same whether this is a checkout or installed."""


class Facts(NamedTuple):
    """What counts of a module: what it executes, and each import, as text, with the modules it may load."""

    digest: str
    taken: list[tuple[str, list[str]]]


@cache
def hash_of(modules: tuple[str, ...], within: str, without: tuple[str, ...] = ()) -> str:
    """Hash the modules and all that they import below the package ``within``, but not below ``without``.

    16 hexadecimal digits. What counts is which code is there and which of it each module imports, not the
    names of the modules nor the order in which they are found.
    """
    found: set[str] = set()
    waiting = [name for name in modules if _source(name)]
    while waiting:
        name = waiting.pop()
        if name not in found:
            found.add(name)
            waiting += [one for _, names in _taken(name, within, without) for one in names]
    digests = sorted(_linked(name, within, without) for name in found)
    return hashlib.sha256("\n".join(digests).encode()).hexdigest()[:16]


def imports(module: str) -> tuple[str, ...]:
    """Return what may be a module among the imports of a module, none relative."""
    return tuple(dict.fromkeys(one for _, names in _facts(module).taken for one in names))


def forget() -> None:
    """Read every module anew when next asked."""
    for known in (hash_of, _linked, _taken, _source, _facts):
        known.cache_clear()


def _below(name: str, packages: tuple[str, ...]) -> bool:
    return f"{name}.".startswith(tuple(f"{package}." for package in packages))


@cache
def _taken(name: str, within: str, without: tuple[str, ...]) -> list[tuple[str, list[str]]]:
    """Return each import of a module, as text, with those modules of ours that it may load and that count."""

    def counts(one: str) -> bool:
        return _below(one, (within,)) and not _below(one, without) and bool(_source(one))

    return [(text, [one for one in names if counts(one)]) for text, names in _facts(name).taken]


@cache
def _linked(name: str, within: str, without: tuple[str, ...]) -> str:
    """Hash a module with what it takes from which other one: two that trade their names are not the same."""
    taken = [(text, [_facts(one).digest for one in names]) for text, names in _taken(name, within, without)]
    return f"{_facts(name).digest} {sorted(taken)}"


@cache
def _facts(name: str) -> Facts:
    """Return what counts of a module; what was found of the same text before is not found again."""
    source = _source(name)
    if (kept := memory.recall(name, source)) is not None:
        return Facts(*kept)
    tree = ast.parse(source)
    nodes = [one for node in ast.walk(tree) if isinstance(node, IMPORTS) for one in names_of(node)]
    facts = Facts(
        hashlib.sha256(normal(tree, _is_ours).encode()).hexdigest(),
        [(normal(node, _is_ours), list(_named(node, name))) for node in nodes],
    )
    memory.keep(name, source, facts)
    return facts


def _named(node: ast.AST, importer: str) -> Iterator[str]:
    if isinstance(node, ast.Import):
        yield from (alias.name for alias in node.names)
    elif isinstance(node, ast.ImportFrom):
        module = _absolute(node, importer)
        yield from (module, *(f"{module}.{alias.name}" for alias in node.names))


def _absolute(node: ast.ImportFrom, importer: str) -> str:
    """Return the module that an import names: one dot is the importer's package, two the one above."""
    if not node.level:
        return node.module or ""
    parts = importer.split(".")
    up = node.level - 1 if _is_package(importer) else node.level
    return ".".join([*parts[: len(parts) - up], *filter(None, [node.module])])


def _is_ours(name: str) -> bool:
    """Whether a dotted name begins with a package or a module of this project."""
    return name.split(".", 1)[0] in OURS


def _is_package(name: str) -> bool:
    return (ROOT.joinpath(*name.split(".")) / "__init__.py").is_file()


@cache
def _source(name: str) -> bytes:
    """Return the text of a module of ours, found without importing it; nothing where there is none."""
    stem = f"{ROOT}/{name.replace('.', '/')}"  # no pathlib: a run asks for hundreds, most of which are none
    for path in (f"{stem}.py", f"{stem}/__init__.py"):
        with suppress(FileNotFoundError, NotADirectoryError), open(path, "rb") as file:  # noqa: PTH123 - as above
            return file.read()
    return b""
