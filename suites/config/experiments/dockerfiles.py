"""Find the health check that a Dockerfile states for the stage that is built."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

Words = tuple[str, ...]
_OPTIONS = re.compile(r"^(?:--[a-z-]+=\S*\s+)*")
_STAGE = re.compile(r"\s+as\s+(\S+)\s*$", re.IGNORECASE)
_HEREDOC = re.compile(r"^\s*(?:RUN|COPY|ADD)\b.*<<-?[\"']?(\w+)[\"']?", re.IGNORECASE)


@dataclass
class Stage:
    """One stage: ``check`` is None where it states none, and empty where it switches it off."""

    name: str
    base: str
    check: Words | None = None
    shell: Words = field(default=())


@dataclass(frozen=True)
class Stated:
    """What a Dockerfile says: a check, or none of its own; then that of ``base`` holds, an image."""

    check: Words | None
    base: str = ""


def read(build: Mapping[str, Any]) -> Stated | None:
    """Read what a rendered `build` says; None where there is no such file on this machine."""
    text = build.get("dockerfile_inline")
    path = Path(str(build.get("context", ""))) / str(build.get("dockerfile") or "Dockerfile")
    if not text and not path.is_file():
        return None
    text = str(text or path.read_text(encoding="utf-8", errors="replace"))
    given = {name: str(value) for name, value in (build.get("args") or {}).items() if value is not None}
    return stated(text, given, str(build.get("target") or ""))


def stated(text: str, arguments: Mapping[str, str], target: str = "") -> Stated:
    """Follow the stage that is built to those that it begins from, as long as none of them says anything."""
    stages = list(_stages(text, arguments))
    at = next((n for n, one in enumerate(stages) if target and target in (one.name, str(n))), len(stages) - 1)
    base = ""
    while at >= 0:
        check, base = _check(stages, at), stages[at].base
        if check is not None:
            return Stated(check)
        at = next((n for n in range(at - 1, -1, -1) if stages[n].name == base.lower()), -1)
    return Stated(() if base == "scratch" else None, base)


def _check(stages: list[Stage], at: int) -> Words | None:
    """Return a stage's check; a command for a shell goes to the shell that the stage, or its base, names."""
    check, shell = stages[at].check, stages[at].shell
    while check and check[0] == "CMD-SHELL" and not shell and at >= 0:
        at = next((n for n in range(at - 1, -1, -1) if stages[n].name == stages[at].base.lower()), -1)
        shell = stages[at].shell if at >= 0 else ()
    return ("CMD", *shell, *check[1:]) if check and check[0] == "CMD-SHELL" and shell else check


def _stages(text: str, arguments: Mapping[str, str]) -> Iterator[Stage]:
    from dockerfile_parse import DockerfileParser  # noqa: PLC0415 - of an extra

    content = io.BytesIO(_without_heredocs(text).encode())
    parsed = DockerfileParser(fileobj=content, build_args=dict(arguments))
    bases, stage = iter(parsed.parent_images), None
    for one in parsed.structure:
        kind, value = one["instruction"], one["value"]
        if kind == "FROM":
            if stage:
                yield stage
            named = _STAGE.search(value)
            stage = Stage(named[1].lower() if named else "", str(next(bases, "")))
        elif stage and kind == "HEALTHCHECK":
            stage.check = words(value)
        elif stage and kind == "SHELL":
            stage.shell = _listed(value) or ()
    if stage:
        yield stage


def words(value: str) -> Words:
    """Return what follows HEALTHCHECK as the engine keeps it: nothing, words, or a line for a shell."""
    form, _, command = _OPTIONS.sub("", value.strip()).partition(" ")
    if form.upper() == "NONE":
        return ()
    listed = _listed(command)
    return ("CMD-SHELL", command.strip()) if listed is None else ("CMD", *listed)


def _listed(text: str) -> Words | None:
    try:
        found = json.loads(text)
    except ValueError:
        return None
    return tuple(map(str, found)) if isinstance(found, list) else None


def _without_heredocs(text: str) -> str:
    """Leave out what a here-document holds: no line of it is an instruction, whatever it looks like."""
    kept, until = [], ""
    for line in text.splitlines():
        if until:
            until = "" if line.strip() == until else until
            continue
        kept.append(line)
        found = _HEREDOC.match(line)
        until = found[1] if found else ""
    return "\n".join(kept) + "\n"
