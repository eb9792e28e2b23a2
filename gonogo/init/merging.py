"""Merge compose files without compose: `!reset` and `!override`, `include` and `extends` as it knows them."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from gonogo.contract.bounded import MOST_BYTES, in_one_line, too_much

_DEEPEST = 8  # files that include others end somewhere
_REPLACED = frozenset({"command", "entrypoint", "test"})
"""Lists that take the place of those of an earlier file; any other is added to it."""
_PAIRS, _NAMES = frozenset({"environment", "labels", "args"}), frozenset({"depends_on", "networks"})
"""What compose takes as a list as well as a mapping: of `A=b`, and of names."""
_Safe: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # libyaml's is not on every platform


class UnreadableError(Exception):
    """A file that is no YAML, or that compose refuses; the text names it."""


@dataclass(frozen=True)
class _Tagged:
    """A value that takes the place of another one, or takes it away."""

    tag: str
    value: Any


class _Loader(_Safe):  # type: ignore[misc]  # one of two bases
    """A loader that knows the tags of compose."""


def _tagged(loader: Any, node: yaml.Node) -> _Tagged:
    if isinstance(node, yaml.MappingNode):
        return _Tagged(node.tag, loader.construct_mapping(node, deep=True))
    if isinstance(node, yaml.SequenceNode):
        return _Tagged(node.tag, loader.construct_sequence(node, deep=True))
    return _Tagged(node.tag, None)


for _tag in ("!reset", "!override"):
    _Loader.add_constructor(_tag, _tagged)


def merged(files: Sequence[Path], before: tuple[Path, ...] = ()) -> dict[str, Any]:
    """Return what the files say, later ones over earlier ones; ``before`` are the files that include them.

    UnreadableError names one that is no YAML, or is too much, or that comes back to itself.
    """
    found = _joined(files, before)
    services = found.get("services")
    if isinstance(services, dict) and files:
        here = _Place(files[0].resolve(), files[0].parent, services)
        found["services"] = {
            name: _extended(here, str(name), made, ((here.file, str(name)),))
            for name, made in services.items()
        }
    return found


@dataclass(frozen=True)
class _Place:
    """Where a service is looked up: the file, its folder, and the services that are told there."""

    file: Path
    folder: Path
    services: Mapping[str, Any]


def _joined(files: Sequence[Path], before: tuple[Path, ...]) -> dict[str, Any]:
    """Return what the files and those that they include say, before any service extends another."""
    found: dict[str, Any] = {}
    for file in files:
        if file.resolve() in before:
            raise UnreadableError(f"{file.name} is included by a file that it includes itself")
        own, trail = _read(file), (*before, file.resolve())
        for other in _included(own, file.parent) if len(trail) < _DEEPEST else ():
            found = _over(found, _moved(merged([other], trail), other.parent, file.parent))
        found = _over(found, own)
    return found


def _read(file: Path) -> dict[str, Any]:
    try:
        with file.open("rb") as opened:
            content = opened.read(MOST_BYTES + 1)
    except OSError as why:
        raise UnreadableError(f"{file.name} cannot be read: {why.strerror or why}") from None
    if len(content) > MOST_BYTES:
        raise UnreadableError(f"{file.name} is larger than {MOST_BYTES:,} bytes, and nobody reads it all")
    text = content.decode("utf-8-sig", errors="replace")
    try:
        if reason := too_much(text):
            raise UnreadableError(f"{file.name} cannot be used: {reason}")
        document = yaml.load(text, _Loader)  # noqa: S506 - a safe one, with two tags
    except yaml.YAMLError as broken:
        raise UnreadableError(f"{file.name} is no YAML: {in_one_line(broken)}") from None
    except (ValueError, TypeError, OverflowError, RecursionError) as broken:
        raise UnreadableError(f"{file.name} has a value that nobody can read: {broken}") from None
    return document if isinstance(document, dict) else {}


def _included(document: Mapping[str, Any], folder: Path) -> list[Path]:
    stated = document.get("include")
    items = [one.get("path") if isinstance(one, dict) else one for one in _listed(stated)]
    paths = dict.fromkeys(str(path) for item in items for path in _listed(item))
    return [folder / path for path in paths if path and (folder / path).is_file()]


def _listed(value: Any) -> list[Any]:
    """Return a list as it is, and one text as the only one of a list."""
    return value if isinstance(value, list) else [value] if isinstance(value, str) else []


def _extended(here: _Place, name: str, made: Any, trail: tuple[tuple[Path, str], ...]) -> Any:
    """Put a service over the one that it extends, here or in another file."""
    stated = made.get("extends") if isinstance(made, dict) else None
    if not stated:
        return made
    how = stated if isinstance(stated, dict) else {"service": stated}
    named, base = str(how.get("file") or ""), str(how.get("service", ""))
    there = _elsewhere(here.folder / named) if named else here
    under = there.services.get(base) if there else None
    if there is None or not isinstance(under, dict):
        return made
    if (there.file, base) in trail:
        raise UnreadableError(f"{there.file.name}: {base} extends itself, by way of {name}")
    under = _extended(there, base, under, (*trail, (there.file, base)))
    own = {key: value for key, value in made.items() if key != "extends"}
    return _over(_from_there(under, there.folder, here.folder), own)


def _elsewhere(file: Path) -> _Place | None:
    """Return what another file itself tells of services, None where there is no such file."""
    if not file.is_file():
        return None
    services = _over({}, _read(file)).get("services")
    return _Place(file.resolve(), file.parent, services if isinstance(services, dict) else {})


def _moved(document: Mapping[str, Any], folder: Path, to: Path) -> dict[str, Any]:
    """Return what a file of one folder says, as seen from another."""
    services = document.get("services")
    if folder == to or not isinstance(services, dict):
        return dict(document)
    seen = {
        name: _from_there(made, folder, to) if isinstance(made, dict) else made
        for name, made in services.items()
    }
    return {**document, "services": seen}


def _from_there(made: Mapping[str, Any], folder: Path, to: Path) -> dict[str, Any]:
    """Return a service whose folder to build and files of variables are named from another folder."""
    found = dict(made)
    if folder == to:
        return found
    build = found.get("build")
    if isinstance(build, str):
        found["build"] = _path(build, folder, to)
    elif isinstance(build, dict):
        found["build"] = {**build, "context": _path(str(build.get("context") or "."), folder, to)}
    if "env_file" in found:
        found["env_file"] = [
            {**one, "path": _path(str(one.get("path", "")), folder, to)}
            if isinstance(one, dict)
            else _path(str(one), folder, to)
            for one in _listed(found["env_file"])
        ]
    return found


def _path(stated: str, folder: Path, to: Path) -> str:
    is_elsewhere = "://" in stated or stated.startswith(("/", "~", "$", "git@"))
    return stated if is_elsewhere else os.path.relpath(folder / stated, to)


def _over(under: Mapping[str, Any], over: Mapping[str, Any]) -> dict[str, Any]:
    """Merge two mappings as compose does: deep, lists one after the other."""
    found = dict(under)
    for key, value in over.items():
        if isinstance(value, _Tagged) and value.tag == "!reset":
            found.pop(key, None)
        else:
            found[str(key)] = _one(str(key), found.get(key), value)
    return found


def _one(key: str, before: Any, value: Any) -> Any:
    if isinstance(value, _Tagged):
        return value.value
    if key in _REPLACED and not isinstance(value, dict):
        return before if value is None else value
    before, value = _alike(key, before, value)
    if isinstance(value, dict):
        return _over(before if isinstance(before, dict) else {}, value)
    if isinstance(value, list) and isinstance(before, list):
        return [*before, *(one for one in value if one not in before)]
    return before if value is None and isinstance(before, dict) else value


def _alike(key: str, *both: Any) -> tuple[Any, ...]:
    """Return two values of a key in one form, where compose takes it in two."""
    if key == "env_file" and any(isinstance(one, list) for one in both):
        return tuple([one] if isinstance(one, str) else one for one in both)
    if not any(isinstance(one, dict) for one in both):
        return both
    if key == "build":
        return tuple({"context": one} if isinstance(one, str) else one for one in both)
    if key in _PAIRS | _NAMES:
        return tuple(_mapped(key, one) if isinstance(one, list) else one for one in both)
    return both


def _mapped(key: str, listed: list[Any]) -> dict[str, Any]:
    if key in _NAMES:
        return {str(name): None for name in listed}
    pairs = (str(one).partition("=") for one in listed)
    return {name: value if sign else None for name, sign, value in pairs}
