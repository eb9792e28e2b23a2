"""Texts of data files that lie beside the source: what is read at run time is a literal all the same."""

from __future__ import annotations

import json
import tomllib
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

import yaml

from gonogo.suites.config.observations.literals import Literal

_ABOUT = {
    "homepage",
    "repository",
    "license",
    "documentation",
    "bugs",
    "author",
    "authors",
    "description",
    "title",
    "contact",
    "docs",
    "documentation_url",
    "externaldocs",
    "help",
    "licence",
    "license_url",
    "termsofservice",
}
"""Keys of what a file says of itself."""
_TOOLS = {
    "package.json",
    "package-lock.json",
    "composer.json",
    "tsconfig.json",
    "openapi.json",
    "openapi.yaml",
    "openapi.yml",
    "swagger.json",
    "swagger.yaml",
    "swagger.yml",
    "mkdocs.yml",
    ".pre-commit-config.yaml",
}
"""Files of tools: what they name is fetched, or documented, and not asked by the release."""

_NO_ENVIRONMENT = frozenset(
    {*("example", "sample", "template", "dist", "tpl", "schema", "defaults"), *("test", "testing", "ci")}
)
"""Ends of the names of `.env` files that no release reads."""
_NEAR_CHARACTERS = 50_000


def _pairs(text: str) -> Any:
    lines = (line.strip() for line in text.splitlines())
    lines = (line.removeprefix("export ") for line in lines)
    told = (line.partition("=") for line in lines if "=" in line and not line.startswith(("#", ";", "//")))
    return {name.strip(): value.strip().strip("\"'") for name, _, value in told}


def _documents(text: str) -> Any:
    return list(yaml.safe_load_all(text))


_READERS: dict[str, Callable[[str], Any]] = {
    ".json": json.loads,
    ".yaml": _documents,
    ".yml": _documents,
    ".toml": tomllib.loads,
    ".ini": _pairs,
    ".cfg": _pairs,
    ".conf": _pairs,
    ".env": _pairs,
    ".properties": _pairs,
}


def data_files(files: Iterable[Path]) -> list[Path]:
    """Return those that hold data, but for those of tools."""
    found = (path for path in files if _suffix(path) in _READERS)
    return [path for path in found if path.name not in _TOOLS and "lock" not in path.stem]


def literals_of(file: str, path: Path) -> Iterator[Literal]:
    """Give each text with the key under which it stands, and its line.

    None of a file that its format does not know: a template is filled in before anybody reads it.
    """
    try:
        text = path.read_text(encoding="utf-8")
        found = _READERS[_suffix(path)](text)
    except (ValueError, yaml.YAMLError):
        return
    ends, last = [at for at, one in enumerate(text) if one == "\n"], 0
    for name, said in _texts(found, ""):  # in the order of the file, so that the next one is near
        last = max(last, text.find(said, last, last + _NEAR_CHARACTERS))
        yield Literal(file, bisect_left(ends, last) + 1, name, said)


def _suffix(path: Path) -> str:
    """Return the end of the name; what is named `.env` and an environment behind it is one of variables."""
    parts = path.name.lower().split(".")
    if parts[:2] == ["", "env"]:
        return "" if set(parts[2:]) & _NO_ENVIRONMENT else ".env"
    return path.suffix.lower()


def _texts(found: Any, name: str) -> Iterator[tuple[str, str]]:
    if isinstance(found, dict):
        for key, value in found.items():
            about = str(key).startswith(("$", "xmlns", "@")) or str(key).lower() in _ABOUT
            yield from () if about else _texts(value, str(key))
    elif isinstance(found, list):
        for one in found:
            yield from _texts(one, name)
    elif isinstance(found, str):
        yield name, found
