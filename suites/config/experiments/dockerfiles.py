"""Find what a Dockerfile states for the stage that is built: its health check, signal and environment."""

from __future__ import annotations

import io
import json
import re
import shlex
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from gonogo.suites.config.experiments.arguments import declared, filled

Words = tuple[str, ...]
_OPTIONS = re.compile(r"^(?:--[a-z-]+=\S*\s+)*")
_OPTION = re.compile(r"--([a-z-]+)=(\S+)")
_BASE = re.compile(r"^(?:--\S+\s+)*(\S+)")
_STAGE = re.compile(r"\s+as\s+(\S+)\s*$", re.IGNORECASE)
_STEPS = {"COPY", "ADD", "RUN", "WORKDIR"}
_HEREDOC = re.compile(r"^\s*(?:RUN|COPY|ADD)\b.*(?<!<)<<(?!<)-?[\"']?([A-Za-z_]\w*)[\"']?", re.IGNORECASE)


@dataclass
class Stage:
    """One stage: ``check`` is None where it states none, and empty where it switches it off."""

    name: str
    base: str
    check: Words | None = None
    shell: Words = field(default=())
    signal: str = ""
    environment: dict[str, str] = field(default_factory=dict)
    times: dict[str, str] = field(default_factory=dict)
    steps: list[tuple[str, str]] = field(default_factory=list)


@dataclass(frozen=True)
class Stated:
    """What a Dockerfile says: a check, or none of its own; then that of ``base`` holds, an image.

    ``signal`` is its STOPSIGNAL, empty for none, and ``environment`` what ENV sets. ``times`` are the check's
    options, in the names that compose has for them. ``steps`` say what is copied, run, and where.
    """

    check: Words | None
    base: str = ""
    signal: str = ""
    environment: Mapping[str, str] = field(default_factory=dict)
    times: Mapping[str, str] = field(default_factory=dict)
    steps: tuple[tuple[str, str], ...] = ()


def text_of(build: Mapping[str, Any]) -> str | None:
    """Return the Dockerfile of a rendered `build`; None where there is no such file on this machine."""
    inline = build.get("dockerfile_inline")
    path = Path(str(build.get("context", ""))) / str(build.get("dockerfile") or "Dockerfile")
    if inline or not path.is_file():
        return str(inline) if inline else None
    return path.read_text(encoding="utf-8", errors="replace")


def read(build: Mapping[str, Any]) -> Stated | None:
    """Read what a rendered `build` says; None where there is no such file on this machine."""
    text = text_of(build)
    if text is None:
        return None
    given = {name: str(value) for name, value in (build.get("args") or {}).items() if value is not None}
    return _stated(text, tuple(sorted(given.items())), str(build.get("target") or ""))


@cache
def _stated(text: str, given: tuple[tuple[str, str], ...], target: str) -> Stated:
    """Read each once: every profile renders the same services."""
    return stated(text, dict(given), target)


def stated(text: str, arguments: Mapping[str, str], target: str = "") -> Stated:
    """Follow the stage that is built to those that it begins from, as long as none of them says anything."""
    stages = list(_stages(text, arguments))
    at = next(
        (n for n, one in enumerate(stages) if target and target.lower() in (one.name, str(n))),
        len(stages) - 1,
    )
    chain = list(_chain(stages, at))
    signal = next((stages[n].signal for n in chain if stages[n].signal), "")
    environment = {k: v for n in reversed(chain) for k, v in stages[n].environment.items()}
    steps = tuple(step for n in reversed(chain) for step in stages[n].steps)
    base = stages[chain[-1]].base if chain else ""
    checked = next((n for n in chain if stages[n].check is not None), None)
    if checked is not None:
        return Stated(_check(stages, checked), "", signal, environment, stages[checked].times, steps)
    return Stated(() if base == "scratch" else None, base, signal, environment, {}, steps)


def _chain(stages: list[Stage], at: int) -> Iterator[int]:
    """Give a stage and those that it begins from."""
    while at >= 0:
        yield at
        base = stages[at].base.lower()
        at = next((n for n in range(at - 1, -1, -1) if stages[n].name == base), -1)


def _check(stages: list[Stage], at: int) -> Words | None:
    """Return a stage's check; a command for a shell goes to the shell that the stage, or its base, names."""
    check, shell = stages[at].check, stages[at].shell
    while check and check[0] == "CMD-SHELL" and not shell and at >= 0:
        at = next((n for n in range(at - 1, -1, -1) if stages[n].name == stages[at].base.lower()), -1)
        shell = stages[at].shell if at >= 0 else ()
    return ("CMD", *shell, *check[1:]) if check and check[0] == "CMD-SHELL" and shell else check


def _stages(text: str, arguments: Mapping[str, str]) -> Iterator[Stage]:
    from dockerfile_parse import DockerfileParser  # noqa: PLC0415 - of an extra

    content = io.BytesIO(without_heredocs(text).encode())
    parsed = DockerfileParser(fileobj=content, build_args=dict(arguments))
    stage = None
    known: dict[str, str] = {}
    everywhere: dict[str, str] = {}
    for one in parsed.structure:
        kind, value = one["instruction"], one["value"]
        if kind == "FROM":
            if stage:
                yield stage
            named = _STAGE.search(value)
            stage = Stage(named[1].lower() if named else "", _based(value, everywhere))
            known = {}
        elif kind == "ARG":
            before = known | stage.environment if stage else everywhere
            (known if stage else everywhere).update(declared(value, arguments, before, everywhere))
        elif stage:
            _add(stage, kind, value, known)
    if stage:
        yield stage


def _add(stage: Stage, kind: str, value: str, known: Mapping[str, str]) -> None:
    """Add what an instruction says to its stage."""
    if kind == "HEALTHCHECK":
        stage.check, stage.times = _checked(value)
    elif kind == "SHELL":
        stage.shell = _listed(value) or ()
    elif kind == "STOPSIGNAL":
        stage.signal = value.strip()
    elif kind == "ENV":
        stage.environment |= _put_in(_set(value), {**known, **stage.environment})
    elif kind in _STEPS:
        stage.steps.append((kind, filled(value, {**known, **stage.environment}) if kind != "RUN" else value))


def _based(value: str, arguments: Mapping[str, str]) -> str:
    """Return what a stage begins from; the parser knows no default in the place of a name, nor every ARG."""
    found = _BASE.match(value.strip())
    return filled(found[1], arguments) if found else ""


def _put_in(environment: Mapping[str, str], known: Mapping[str, str]) -> dict[str, str]:
    """Put arguments and earlier variables into what ENV sets; what stays open is not known here."""
    made = {name: filled(value, known) for name, value in environment.items()}
    return {name: value for name, value in made.items() if "$" not in value}


def _checked(value: str) -> tuple[Words, dict[str, str]]:
    """Return what follows HEALTHCHECK as the engine keeps it, and its times.

    It is nothing, words, or a line for a shell.
    """
    options = (_OPTIONS.match(value.strip()) or [""])[0]
    times = {name.replace("-", "_"): said for name, said in _OPTION.findall(options)}
    form, command = [*value.strip()[len(options) :].split(maxsplit=1), "", ""][:2]
    if form.upper() == "NONE":
        return (), {}
    listed = _listed(command)
    return ("CMD-SHELL", command.strip()) if listed is None else ("CMD", *listed), times


def _set(value: str) -> dict[str, str]:
    """Return what ENV sets, in either of its forms: pairs, or one name and the rest of the line."""
    try:
        words = shlex.split(value)
    except ValueError:
        return {}
    if words and "=" not in words[0]:
        return {words[0]: " ".join(words[1:])}
    return dict(word.split("=", 1) for word in words if "=" in word)


def words(value: str) -> Words:
    """Return the words of an instruction, in either of its forms."""
    try:
        return _listed(value) or tuple(shlex.split(value))
    except ValueError:
        return ()


def _listed(text: str) -> Words | None:
    try:
        found = json.loads(text)
    except ValueError:
        return None
    return tuple(map(str, found)) if isinstance(found, list) else None


def without_heredocs(text: str) -> str:
    """Leave out what a here-document holds: no line of it is an instruction, whatever it looks like.

    An empty line within an instruction does not end it, and a byte order mark is none of the text.
    """
    kept, until, goes_on = list[str](), "", False
    for line in text.removeprefix("\ufeff").splitlines():
        if until:
            until = "" if line.strip() == until else until
            continue
        if goes_on and (not line.strip() or line.lstrip().startswith("#")):
            continue
        kept.append(line)
        goes_on = line.rstrip().endswith("\\")
        found = _HEREDOC.match(line)
        until = found[1] if found else ""
    return "\n".join(kept) + "\n"
