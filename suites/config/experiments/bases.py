"""Find the images that a Dockerfile takes something from: what it stands on, and what it copies or mounts."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from gonogo.suites.config.experiments.arguments import declared, filled
from gonogo.suites.config.experiments.dockerfiles import text_of, without_heredocs

_STAGE = re.compile(r"^(?:--\S+\s+)*(?P<base>\S+)(?:\s+as\s+(?P<name>\S+))?\s*$", re.IGNORECASE)
_COPIED = re.compile(r"^(?:--\S+\s+)*?--from=(?P<image>\S+)", re.IGNORECASE)
_MOUNTS = re.compile(r"--mount=(\S+)", re.IGNORECASE)
_OPTIONS = re.compile(r"^(?:--\S+\s+)*")
_CONTEXT = "docker-image://"


@dataclass
class Stage:
    """One stage: its name, what it begins from, and what it takes files of."""

    name: str
    base: str
    taken: list[str] = field(default_factory=list)


def of_build(build: Mapping[str, Any]) -> tuple[str, ...]:
    """Return the images of a rendered `build`; none where its Dockerfile is not on this machine."""
    text = text_of(build)
    given = {name: str(value) for name, value in (build.get("args") or {}).items() if value is not None}
    contexts = {str(k).lower(): str(v) for k, v in (build.get("additional_contexts") or {}).items()}
    if text is None:
        return ()
    return _once(
        text, tuple(sorted(given.items())), str(build.get("target") or ""), tuple(sorted(contexts.items()))
    )


@cache
def _once(
    text: str, given: tuple[tuple[str, str], ...], target: str, contexts: tuple[tuple[str, str], ...]
) -> tuple[str, ...]:
    """Read each once: every profile renders the same services."""
    return images(text, dict(given), target, dict(contexts))


def images(
    text: str, given: Mapping[str, str], target: str = "", contexts: Mapping[str, str] | None = None
) -> tuple[str, ...]:
    """Return what the stage that is built needs of elsewhere, in order; what nobody names is not there.

    A builder leaves out stages that the one it builds does not need, whatever they begin from.
    """
    stages, known = list(_stages(text, given)), contexts or {}
    last = len(stages) - 1
    waiting = [
        next((n for n, one in enumerate(stages) if target and target.lower() in (one.name, str(n))), last)
    ]
    seen, found = set(waiting), []
    while waiting and last >= 0:
        at = waiting.pop(0)
        for name in (stages[at].base, *stages[at].taken):
            own = _stage(stages[:at], name)
            if name.lower() in known:
                found.append(known[name.lower()].removeprefix(_CONTEXT))
            elif own is None:
                found.append(name)
            elif own not in seen:
                seen.add(own)
                waiting.append(own)
    foreign = (one for one in found if _names_an_image(one, known.values()))
    return tuple(dict.fromkeys(foreign))


def _names_an_image(name: str, contexts: Iterable[str]) -> bool:
    """Whether it is an image: not nothing, not what nobody can fill in, and no folder or service."""
    folder = name in contexts
    return bool(name) and "$" not in name and name.lower() != "scratch" and not folder


def _stage(before: list[Stage], name: str) -> int | None:
    """Return the stage before that has this name, or this number."""
    named = (n for n in range(len(before) - 1, -1, -1) if before[n].name == name.lower())
    counted = int(name) if name.isdecimal() and int(name) < len(before) else None
    return next(named, counted)


def _stages(text: str, given: Mapping[str, str]) -> Iterator[Stage]:
    from dockerfile_parse import DockerfileParser  # noqa: PLC0415 - of an extra

    parsed = DockerfileParser(fileobj=io.BytesIO(without_heredocs(text).encode()), build_args={})
    arguments: dict[str, str] = {}
    stage = None
    for one in parsed.structure:
        kind, value = one["instruction"], one["value"]
        if kind == "ARG" and stage is None:
            arguments |= declared(value, given, arguments)
        elif kind == "FROM":
            if stage:
                yield stage
            read = _STAGE.match(filled(value, arguments))
            stage = Stage((read["name"] or "").lower(), read["base"]) if read else Stage("", "")
        elif stage:
            stage.taken += _taken(kind, value)
    if stage:
        yield stage


def _taken(kind: str, value: str) -> list[str]:
    """Return the images or stages whose files an instruction uses."""
    if kind == "COPY":
        copied = _COPIED.match(value)
        return [copied["image"]] if copied else []
    if kind != "RUN":
        return []
    options = (_OPTIONS.match(value) or [""])[0]
    mounts = csv.reader(_MOUNTS.findall(options))  # a mount is a line of CSV (Dockerfile reference)
    fields = [part.partition("=") for mount in mounts for part in mount]
    return [image for name, _, image in fields if name == "from" and image]
