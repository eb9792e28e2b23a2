"""Merge compose files without compose: `!reset` and `!override`, `include` and `extends` as it knows them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

_DEEPEST = 8  # files that include each other end somewhere


class UnreadableError(Exception):
    """A file that is no YAML; the text names it."""


@dataclass(frozen=True)
class _Tagged:
    """A value that takes the place of another one, or takes it away."""

    tag: str
    value: Any


class _Loader(yaml.SafeLoader):
    """A loader that knows the tags of compose."""


def _tagged(loader: yaml.SafeLoader, node: yaml.Node) -> _Tagged:
    if isinstance(node, yaml.MappingNode):
        return _Tagged(node.tag, loader.construct_mapping(node, deep=True))
    if isinstance(node, yaml.SequenceNode):
        return _Tagged(node.tag, loader.construct_sequence(node, deep=True))
    return _Tagged(node.tag, None)


for _tag in ("!reset", "!override"):
    _Loader.add_constructor(_tag, _tagged)


def merged(files: Sequence[Path], depth: int = 0) -> dict[str, Any]:
    """Return what the files say, later ones over earlier ones. UnreadableError names one that is no YAML."""
    found: dict[str, Any] = {}
    for file in files:
        own = _read(file)
        for other in _included(own, file.parent) if depth < _DEEPEST else ():
            found = _over(found, merged([other], depth + 1))
        found = _over(found, own)
    services = found.get("services")
    if isinstance(services, dict) and files:
        found["services"] = {
            name: _extended(services, made, files[0].parent, depth) for name, made in services.items()
        }
    return found


def _read(file: Path) -> dict[str, Any]:
    text = file.read_text(encoding="utf-8", errors="replace")
    try:
        document = yaml.load(text, _Loader)  # noqa: S506 - a safe one, with two tags
    except yaml.YAMLError as broken:
        raise UnreadableError(f"{file.name} is no YAML: {str(broken).splitlines()[0]}") from None
    return document if isinstance(document, dict) else {}


def _included(document: Mapping[str, Any], folder: Path) -> list[Path]:
    stated = document.get("include")
    items = [one.get("path") if isinstance(one, dict) else one for one in stated or ()]
    paths = [path for item in items for path in (item if isinstance(item, list) else [item])]
    return [folder / str(path) for path in paths if path and (folder / str(path)).is_file()]


def _extended(services: Mapping[str, Any], made: Any, folder: Path, depth: int) -> Any:
    """Put a service over the one that it extends, here or in another file."""
    stated = made.get("extends") if isinstance(made, dict) else None
    if not stated or depth >= _DEEPEST:
        return made
    how = stated if isinstance(stated, dict) else {"service": stated}
    file = folder / str(how.get("file", ""))
    others = merged([file], depth + 1).get("services") or {} if file.is_file() else services
    base = others.get(str(how.get("service", "")))
    if not isinstance(base, dict):
        return made
    own = {key: value for key, value in made.items() if key != "extends"}
    return _over(_extended(others, base, folder, depth + 1), own)


def _over(under: Mapping[str, Any], over: Mapping[str, Any]) -> dict[str, Any]:
    """Merge two mappings as compose does: deep, lists one after the other."""
    found = dict(under)
    for key, value in over.items():
        if isinstance(value, _Tagged) and value.tag == "!reset":
            found.pop(key, None)
        else:
            found[str(key)] = _one(found.get(key), value)
    return found


def _one(before: Any, value: Any) -> Any:
    if isinstance(value, _Tagged):
        return value.value
    if isinstance(value, dict):
        return _over(before if isinstance(before, dict) else {}, value)
    if isinstance(value, list) and isinstance(before, list):
        return [*before, *(one for one in value if one not in before)]
    return before if value is None and isinstance(before, dict) else value
