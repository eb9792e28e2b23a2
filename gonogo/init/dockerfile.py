"""What a Dockerfile says of the stage that is built: its ports, its image, whether it has a health check."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from gonogo.init.environment import environment_of
from gonogo.init.services import as_port, filled

_FROM = re.compile(r"(?:--\S+\s+)*(\S+)(?:\s+as\s+(\S+))?\s*$", re.IGNORECASE)
_WORD = re.compile(r"^\s*([A-Za-z]+)\s+(.*)$")
_TAKEN = re.compile(r"--(?:from=|mount=\S*?\bfrom=)([^\s,]+)")
_PAIR = re.compile(r"(\w+)=(\"[^\"]*\"|'[^']*'|\S*)")


@dataclass
class Stage:
    """One stage, with what it has of the one that it begins from."""

    name: str = ""
    image: str = ""
    ports: list[int] = field(default_factory=list)
    is_checked: bool = False
    values: dict[str, str] = field(default_factory=dict)
    taken: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Built:
    """The stage that is built, and the images from which any stage of its Dockerfile has something."""

    stage: Stage
    images: tuple[str, ...]


def built(made: Mapping[str, Any], folder: Path, values: Mapping[str, str]) -> Built | None:
    """Read the Dockerfile of a service; None where it has none that lies here."""
    build = made.get("build")
    stated = build if isinstance(build, dict) else {"context": str(build or "")}
    given = {name: filled(value, values) for name, value in environment_of(stated.get("args")).items()}
    text = _text(stated, folder, values) if build else None
    stages = _stages(text, given) if text else []
    if not stages:
        return None
    wanted = str(stated.get("target") or "").lower()
    stage = next((one for one in stages if wanted and one.name == wanted), stages[-1])
    return Built(stage, tuple(dict.fromkeys(_foreign(stages))))


def _foreign(stages: list[Stage]) -> Iterator[str]:
    """Yield the images that stages begin from, and those of which files are copied or mounted."""
    names = {one.name for one in stages}
    for stage in stages:
        yield from filter(None, (stage.image,))
        yield from (one for one in stage.taken if one.lower() not in names and not one.isdecimal())


def _text(build: Mapping[str, Any], folder: Path, values: Mapping[str, str]) -> str | None:
    if build.get("dockerfile_inline"):
        return str(build["dockerfile_inline"])
    context, name = build.get("context") or ".", build.get("dockerfile") or "Dockerfile"
    file = folder / filled(context, values) / filled(name, values)
    return file.read_text(encoding="utf-8", errors="replace") if file.is_file() else None


def _stages(text: str, given: Mapping[str, str]) -> list[Stage]:
    stages: list[Stage] = []
    arguments = {name: value for name, value in given.items() if value}
    first = dict(arguments)
    lines = re.sub(r"\\[ \t]*\r?\n", " ", re.sub(r"^\s*#.*\n", "", text, flags=re.MULTILINE))
    for word, rest in (found.groups() for found in map(_WORD.match, lines.splitlines()) if found):
        kind = word.upper()
        if kind == "FROM":
            stages.append(_begun(filled(rest, first), stages))
        elif kind == "ARG" and not stages:
            first = {**_pairs(rest, first), **arguments}
        elif stages:
            _add(stages[-1], kind, rest, arguments)
    return stages


def _begun(said: str, before: list[Stage]) -> Stage:
    """Begin a stage; what it begins from is a stage before it, or an image."""
    found = _FROM.match(said)
    base, name = (found[1].lower(), (found[2] or "").lower()) if found else ("", "")
    under = next((one for one in reversed(before) if one.name == base), None)
    if under is None:
        return Stage(name, found[1] if found and base != "scratch" else "")
    return Stage(name, under.image, list(under.ports), under.is_checked, dict(under.values))


def _add(stage: Stage, kind: str, rest: str, arguments: Mapping[str, str]) -> None:
    if kind in ("COPY", "RUN"):
        stage.taken += _TAKEN.findall(rest)
    elif kind == "EXPOSE":
        words = (filled(word, stage.values) for word in rest.split() if not word.lower().endswith("/udp"))
        numbers = (word.partition("/")[0].partition("-")[0] for word in words)
        stage.ports += [port for number in numbers if (port := as_port(number))]
    elif kind == "HEALTHCHECK":
        stage.is_checked = rest.strip().upper() != "NONE"
    elif kind == "ARG":
        stage.values |= {**_pairs(rest, stage.values), **arguments}
    elif kind == "ENV":
        stage.values |= _pairs(rest, stage.values)


def _pairs(rest: str, values: Mapping[str, str]) -> dict[str, str]:
    if found := _PAIR.findall(rest):
        return {**values, **{name: filled(value.strip("\"'"), values) for name, value in found}}
    name, _, value = rest.strip().partition(" ")
    return {**values, name: filled(value.strip(), values)} if value else dict(values)
