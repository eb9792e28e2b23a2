"""Find who hands compose the variables of a file with the quotes that compose itself would take away.

make takes a quote for a letter, and `export $(cat FILE)` splits words without looking at any; what is
exported goes before what compose reads from a file of its own.

Source: GNU make manual, 5.7.2 and 6; POSIX.1-2017, 2.6.5; Docker, "Environment variables precedence".
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

from gonogo.instruments.own_files import own_files
from gonogo.suites.config.observations.variables import OddValue

_MAKEFILE = re.compile(r"(?:GNU)?[Mm]akefile|.+\.mk")
_SCRIPT = re.compile(r"(?:GNU)?[Mm]akefile|.+\.(?:mk|sh|bash)|[Jj]ustfile")
_MOST_BYTES = 200_000
_COMPOSE = re.compile(
    r"(?:^|[\s@;&|])(?:docker[ -]|podman[ -]|\$[({]?\w*)compose\b", re.MULTILINE | re.IGNORECASE
)
_INCLUDE = re.compile(r"^-?s?include\s+(.+?)\s*(?:#.*)?$", re.MULTILINE)
_EXPORT = re.compile(
    r"^(?:export(?P<names>(?:\s+[A-Za-z_]\w*)*)|\.EXPORT_ALL_VARIABLES:.*)\s*$", re.MULTILINE
)
_READ = re.compile(
    r"(?:^|[\s;&|@])export\s+\$\$?\(\s*(?:cat\s+|grep\s+(?:-\S+\s+)*(?:'[^']*'|\"[^\"]*\"|\S+)\s+|<\s*)"
    r"[\"']?([^\s\"'|)]+)[\"']?\s*\)",
    re.MULTILINE,
)
_PAIR = re.compile(
    r"^[ \t]*(?:export[ \t]+)?([A-Za-z_]\w*)=[ \t]*(?:\"[^\"\n]*\"|'[^'\n]*')[ \t]*$", re.MULTILINE
)
_MENDS = re.compile(r"subst\s+[\"'],,")
_HERE = re.compile(r"^(?:\$[({](?:CURDIR|PWD)[)}]|\.)/")


class Exported(NamedTuple):
    """A file of variables, below the source, and who reads it, where, for which names; none is for all."""

    file: str
    reader: str
    place: str
    names: frozenset[str] = frozenset()


def exported_otherwise(source: Path, is_asked_for: Callable[[str], bool]) -> Iterator[OddValue]:
    """Give each variable of compose's files that whoever runs compose exports with its quotes."""
    for one in _exports(source):
        text = (source / one.file).read_text(encoding="utf-8", errors="replace")
        for name in dict.fromkeys(_PAIR.findall(text)):
            if (not one.names or name in one.names) and is_asked_for(name):
                said = f"quotes around it where {one.place} has {one.reader} read {one.file}"
                yield OddValue(one.file, name, f"{said}, and none from compose")


def _exports(source: Path) -> Iterator[Exported]:
    for path in own_files([source]):
        if _SCRIPT.fullmatch(path.name) and path.stat().st_size <= _MOST_BYTES:
            place = path.relative_to(source).as_posix()
            text = path.read_text(encoding="utf-8", errors="replace")
            for one in exports_of(text, place, make=bool(_MAKEFILE.fullmatch(path.name))):
                if file := _file(source, one):
                    yield one._replace(file=file)


def exports_of(text: str, place: str, *, make: bool) -> Iterator[Exported]:
    """Give each file whose variables a script that runs compose exports as they are written."""
    whole = re.sub(r"\\\r?\n\s*", " ", text)
    if not _COMPOSE.search(whole):
        return
    for file in _READ.findall(whole):
        yield Exported(file, "a shell", place)
    mends = _MENDS.search(whole)
    said = [found["names"] for found in _EXPORT.finditer(whole)] if make and not mends else []
    if said:
        each = any(not (names or "").split() for names in said)
        named = frozenset() if each else frozenset(" ".join(filter(None, said)).split())
        for files in _INCLUDE.findall(whole):
            yield from (Exported(file, "make", place, named) for file in files.split())


def _file(source: Path, one: Exported) -> str:
    """Return the path of a file that is there: from the root, or from the folder of who reads it."""
    bare = _HERE.sub("", one.file)
    folders = (source, (source / one.place).parent)
    found = next((folder / bare for folder in folders if "$" not in bare and (folder / bare).is_file()), None)
    inside = found is not None and found.resolve().is_relative_to(source.resolve())
    return found.resolve().relative_to(source.resolve()).as_posix() if found and inside else ""
