"""Find the scripts that a release's own Dockerfile copies into its image, and that a health check names."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from gonogo.suites.config.experiments import dockerfiles
from gonogo.suites.config.experiments.dockerfiles import Stated

_PATH = ":".join(f"{top}/{sub}" for top in ("/usr/local", "/usr", "") for sub in ("sbin", "bin"))
_NAMES = re.compile(r"[\w./-]+")
_FLAG = re.compile(r"--[a-z-]+(?:=\S*)?\s+")
_ONLY_MODES = re.compile(r"\bch(?:mod|own|grp)\b[^&;|]*")
_MOST_BYTES = 20_000


def of_check(made: Mapping[str, Any], words: Sequence[str]) -> tuple[tuple[str, str], ...]:
    """Return the texts of the files that a check of a rendered service names, by their names in it.

    What is not in the build's context, or is changed or covered afterwards, is none of them.
    """
    build = made.get("build")
    stated = dockerfiles.read(build) if build and words else None
    if stated is None:
        return ()
    named = dict.fromkeys(_NAMES.findall(" ".join(words)))
    texts = ((name, _text(name, made, stated)) for name in named)
    return tuple((name, text) for name, text in texts if text)


def _text(name: str, made: Mapping[str, Any], stated: Stated) -> str:
    if "/" in name:
        folder = str(made.get("working_dir") or "") or _folder(stated)
        path = posixpath.normpath(posixpath.join(folder, name))
        return _read(path, made, stated) if path.startswith("/") else ""
    environment = {**stated.environment, **(made.get("environment") or {})}
    folders = str(environment.get("PATH") or _PATH).split(":")
    return next((text for one in folders if (text := _read(posixpath.join(one, name), made, stated))), "")


def _folder(stated: Stated) -> str:
    return [folder for folder, _, _ in _steps(stated)][-1] if stated.steps else ""


def _read(path: str, made: Mapping[str, Any], stated: Stated) -> str:
    """Return what the image has at a path, as far as it was copied there from the context and stayed so."""
    mounted = [one for key in ("volumes", "configs", "secrets") for one in made.get(key) or ()]
    over = [str(one.get("target") or "") for one in mounted if isinstance(one, Mapping)]
    if any(path == one or path.startswith(f"{one.rstrip('/')}/") for one in over if one):
        return ""
    context, found = Path(str(made["build"].get("context", ""))), ""
    for folder, kind, value in _steps(stated):
        if kind in ("COPY", "ADD"):
            found = _copied(path, folder, value, context, found)
        elif kind == "RUN" and posixpath.basename(path) in _ONLY_MODES.sub("", value):
            found = ""
    return found


def _steps(stated: Stated) -> Iterator[tuple[str, str, str]]:
    """Give each instruction with the folder in which it is done."""
    folder = ""
    for kind, value in stated.steps:
        folder = posixpath.join(folder, value.strip().strip("\"'")) if kind == "WORKDIR" else folder
        yield folder, kind, value


def _copied(path: str, folder: str, value: str, context: Path, before: str) -> str:
    """Return what stands at a path after a COPY; nothing where it comes from another stage, or a text."""
    flags = "".join(re.findall(rf"^(?:{_FLAG.pattern})*", value)[:1])
    *sources, to = dockerfiles.words(value[len(flags) :]) or [""]
    target = posixpath.join(folder, to)
    into = to.endswith(("/", ".")) or len(sources) > 1
    for source in sources:
        place = context / source.lstrip("/")
        inside = posixpath.join(target, posixpath.basename(source.rstrip("/")))
        if "--from=" in flags or "<<" in source:
            before = "" if path in (posixpath.normpath(target), inside) else before
        elif place.is_dir():
            rest = posixpath.relpath(path, posixpath.normpath(target))
            before = before if rest.startswith("..") else _file(place / rest, context) or before
        elif path == posixpath.normpath(inside if into else target):
            before = _file(place, context)
    return before


def _file(place: Path, context: Path) -> str:
    if not place.is_file() or not place.resolve().is_relative_to(context.resolve()):
        return ""
    known = place.stat().st_size <= _MOST_BYTES
    return place.read_text(encoding="utf-8", errors="replace") if known else ""
