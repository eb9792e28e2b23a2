"""Find who hands compose the variables of a file with the quotes that compose itself would take away.

make takes a quote for a letter, and `export $(cat FILE)` splits words without looking at any; what is
exported goes before what compose reads from a file of its own.

Source: GNU make manual, 5.7.2 and 6; POSIX.1-2017, 2.6.5; Docker, "Environment variables precedence".
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from gonogo.instruments.own_files import own_files
from gonogo.suites.config.experiments.launchers import COMMENT, SAID
from gonogo.suites.config.observations.variables import OddValue

_MAKEFILE = re.compile(r"(?:GNU)?[Mm]akefile|.+\.mk")
_LINE_BY_LINE = re.compile(r"(?:GNU)?[Mm]akefile|.+\.mk|[Jj]ustfile")
_SCRIPT = re.compile(rf"{_LINE_BY_LINE.pattern}|.+\.(?:sh|bash)")
_OF_OTHERS = re.compile(r"\..*|vendor|third_party|examples?")
_MOST_BYTES = 200_000
_RUNS = re.compile(
    r"(?P<before>.*?(?:^|[\s@;&|(]))(?:(?:docker|podman)[ -]compose|\$[({]\w*(?:COMPOSE|DC)\w*[)}])"
    r"(?![\w.-])[^;&|]*\s(?:up|run|create|build|config)\b"
)
_OF_ITS_OWN = re.compile(r"\bset\s+-\w*a|\benv\s|(?:^|[\s@])[A-Za-z_]\w*=\S")
"""Before compose on its line: whoever says so has variables that nobody here follows."""
_INCLUDE = re.compile(r" *[-s]?include\s+(.+)")
_EXPORT = re.compile(r" *export(?P<names>(?:\s+[A-Za-z_]\w*)*)|\.EXPORT_ALL_VARIABLES:.*")
_TAKEN_BACK = re.compile(r" *(?:unexport\s+(.+)|(?:export\s+|override\s+)*([A-Za-z_]\w*)\s*:{0,3}=.*)")
_MENDS_EACH = re.compile(r"eval\b.*subst\s+[\"'],,")
_READ = re.compile(
    r"(?:^|[\s;&|@])export\s+\$\$?\(\s*(?:cat\s+|grep\s+-\w*v\w*\s+(?:'[^']*'|\"[^\"]*\"|\S+)\s+|<\s*)"
    r"[\"']?([^\s\"'|)]+)[\"']?\s*\)"
)
_PAIR = re.compile(r"\s*(?:export\s+)?([A-Za-z_]\w*)=\s*(.*?)\s*")
_QUOTED = re.compile(r"\"[^\"]*\"|'[^']*'")
_HERE = re.compile(r"^(?:\$[({](?:CURDIR|PWD)[)}]|\.)/")


class Exported(NamedTuple):
    """Files of variables that one reads in turn, and exports all of but ``kept``, or ``names`` alone."""

    files: tuple[str, ...]
    reader: str
    names: frozenset[str] | None = None
    kept: frozenset[str] = frozenset()


def exported_otherwise(source: Path, is_asked_for: Callable[[str], bool]) -> Iterator[OddValue]:
    """Give each variable of compose's files that whoever runs compose exports with its quotes."""
    for path in own_files([source]):
        place = path.relative_to(source)
        if _SCRIPT.fullmatch(path.name) and not any(map(_OF_OTHERS.fullmatch, place.parts[:-1])):
            for one in exports_of(_text(path), path.name):
                yield from _odd(source, PurePosixPath(place.as_posix()), one, is_asked_for)


def _odd(
    source: Path, place: PurePosixPath, one: Exported, is_asked_for: Callable[[str], bool]
) -> Iterator[OddValue]:
    """Give what is exported in quotes; of a name that is there several times the last counts."""
    last: dict[str, tuple[str, bool]] = {}
    for file in filter(None, (_file(source, place, said) for said in one.files)):
        last |= {name: (file, quoted) for name, quoted in _pairs(_text(source / file))}
    for name, (file, quoted) in last.items():
        if (
            quoted
            and name not in one.kept
            and (one.names is None or name in one.names)
            and is_asked_for(name)
        ):
            said = f"quotes around it where {place} has {one.reader} read {file}"
            yield OddValue(file, name, f"{said}, and none from compose")


def exports_of(text: str, name: str) -> Iterator[Exported]:
    """Give what a script or a makefile that runs compose exports as it is written."""
    whole = re.sub(r"\\\r?\n\s*", " ", text)
    lines = [COMMENT.sub("", line) for line in whole.splitlines() if not SAID.match(line)]
    runs = [line for line in lines if (run := _RUNS.match(line)) and not _OF_ITS_OWN.search(run["before"])]
    if not runs:
        return
    reading = runs if _LINE_BY_LINE.fullmatch(name) else lines
    files = tuple(file for line in reading for file in _READ.findall(line))
    if files:
        yield Exported(files, "a shell")
    if _MAKEFILE.fullmatch(name) and not _MENDS_EACH.search(whole):
        yield from _by_make(lines)


def _by_make(lines: Iterable[str]) -> Iterator[Exported]:
    """Give what make includes and exports; what is set or taken back in the same file is not followed."""
    files: list[str] = []
    kept: set[str] = set()
    exports: list[str] = []
    for line in lines:
        if found := _INCLUDE.fullmatch(line):
            files += found[1].split()
        elif found := _EXPORT.fullmatch(line.rstrip()):
            exports.append(found["names"] or "")
        elif found := _TAKEN_BACK.fullmatch(line):
            kept.update((found[1] or found[2]).split())
    if exports:
        named = frozenset(" ".join(exports).split())
        yield Exported(tuple(files), "make", named if all(map(str.split, exports)) else None, frozenset(kept))


def _pairs(text: str) -> Iterator[tuple[str, bool]]:
    """Give each name of a file of variables, and whether its value is in quotes."""
    found = filter(None, map(_PAIR.fullmatch, text.splitlines()))
    return ((pair[1], bool(_QUOTED.fullmatch(pair[2]))) for pair in found)


def _text(path: Path) -> str:
    """Return what a file holds; nothing of one that is no script, or that nobody may read."""
    with suppress(OSError):
        if path.stat().st_size <= _MOST_BYTES:
            return path.read_text(encoding="utf-8", errors="replace")
    return ""


def _file(source: Path, place: PurePosixPath, said: str) -> str:
    """Return the path of a file that is there, in the folder of who reads it or else from the root."""
    bare = _HERE.sub("", said)
    with suppress(OSError, ValueError):
        for folder in (source / place.parent, source):
            if "$" not in bare and (folder / bare).is_file():
                return (folder / bare).resolve().relative_to(source.resolve()).as_posix()
    return ""
