"""Find who else starts a container with a file of variables that compose reads, and reads it otherwise.

`docker run --env-file` takes all behind the equals sign; compose takes quotes and comments away, and fills
variables in. systemd takes quotes away as well, and neither of the others.

Source: docker/cli#3630; podman#9446; systemd.exec(5), EnvironmentFile.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from gonogo.instruments.own_files import own_files
from gonogo.suites.config.observations.variables import OddValue

_SCRIPTS = re.compile(
    r"(?:GNU)?[Mm]akefile|.+\.(?:mk|sh|bash|service|container)|[Jj]ustfile|\.gitlab-ci\.ya?ml|.*\.?[Tt]askfile\.ya?ml|action\.ya?ml"
)
_UNITS = (".service", ".container")
_MOST_BYTES = 200_000
_STARTS = re.compile(
    r"""(?:^|[\s;&|(@=/"'`-])(docker|podman|nerdctl|\$[({]?(?:DOCKER|PODMAN)[)}]?)(?:\s+-\S+(?:\s+[^-\s]\S*)??)*?"""
    r"\s+(?:container\s+|service\s+)?(run|create|exec)\s(?P<rest>[^;&|]*)"
)
_FILES = re.compile(r"""--env-file(?:=|\s+)["']?([^\s"']+)""")
_OF_A_UNIT = re.compile(r"EnvironmentFile\s*=\s*-?(\S+)")
SAID = re.compile(r"\W*(?:echo|printf|info)\b")
COMMENT = re.compile(r"(?:^|\s)#.*")
_HERE = re.compile(
    r"^(?:\$\{\{\s*github\.workspace\s*\}\}|\${1,2}[({]?(?:PWD|CURDIR|GITHUB_WORKSPACE|CI_PROJECT_DIR|pwd)[)}]?|\.)/"
)
_SET = re.compile(r"^\s*(?:export\s+)?(\w+)\s*[:?]{0,2}=\s*[\"']?([^\s\"']+)[\"']?\s*$", re.MULTILINE)
_USED = re.compile(r"\$\$?[({]?(\w+)[)}]?")
_EXPRESSION = re.compile(r"\$\{\{\s*([\w.]+)\s*\}\}")
_PAIR = re.compile(r"\s*(export\s+)?([A-Za-z_]\w*)=(.*)")
_VARIABLE = re.compile(r"(?<![\\$])\$(?:[A-Za-z_]\w*|\{[^}]*\})")
_DOCKER, _SYSTEMD = "docker run", "systemd"


class Launch(NamedTuple):
    """A file of variables, by its path below the source, who else reads it, and where that is said."""

    file: str
    reader: str
    place: str


def launched_otherwise(
    source: Path, project: Path, compose: Iterable[str], written: Mapping[str, frozenset[str]]
) -> Iterator[OddValue]:
    """Give each value that compose reads from a file in another way than somebody else who is given it."""
    files = list(compose)
    launches = sorted({*_launches(source)})
    own = _of_services(files)
    own += [(".env", ".env", interpolated(written))] if launches else []
    for service, path, means in own:
        file = (project / path).resolve()
        for launch in launches:
            if file.is_file() and file == (source / launch.file).resolve():
                for name, what in read_by(file.read_text(encoding="utf-8", errors="replace"), launch.reader):
                    if means(name):
                        said = f"{what} where {launch.place} has {launch.reader} read {launch.file}"
                        yield OddValue(service, name, f"{said}, and none from compose")


def read_by(text: str, reader: str) -> Iterator[tuple[str, str]]:
    """Give names of a file of variables, and what their values have for this reader alone."""
    for line in text.splitlines():
        pair = _PAIR.fullmatch(line)
        if pair is None:
            continue
        value = pair[3].strip()
        quoted = (
            len(value) > 1 and value[0] == value[-1] and value[0] in "\"'" and value[0] not in value[1:-1]
        )
        if quoted and reader == _DOCKER:
            yield pair[2], "quotes around it"
        elif not quoted and value[:1] not in ("'", '"') and re.search(r"\s#", value):
            yield pair[2], "a comment behind it"
        if value[:1] != "'" and _VARIABLE.search(value):
            yield pair[2], "a dollar sign for a variable's value"


def _of_services(files: Iterable[str]) -> list[tuple[str, str, Callable[[str], bool]]]:
    """Return service and path of each file that compose reads by its quotes, and which names it gives."""
    services: dict[str, list[dict[str, Any]]] = {}
    for file in files:
        found = yaml.load(file, yaml.BaseLoader)  # noqa: S506 - it makes nothing but text
        for name, service in _mapping(_mapping(found).get("services")).items():
            services.setdefault(str(name), []).append(_merged(service))
    return [
        (name, path, _unless({key for one in parts for key in _names(one.get("environment"))}))
        for name, parts in services.items()
        for path in dict.fromkeys(path for one in parts for path in _parsed(one.get("env_file")))
    ]


def _unless(names: set[str]) -> Callable[[str], bool]:
    """What stands under `environment` goes before what a file says."""
    return lambda name: name not in names


def interpolated(written: Mapping[str, frozenset[str]]) -> Callable[[str], bool]:
    """Return whether compose's files ask for a name: its own file of variables matters by that."""
    texts = " ".join(text for each in written.values() for text in each)
    return lambda name: re.search(rf"\$(?:\{{{name}\b|{name}\b)", texts) is not None


def _mapping(found: Any) -> dict[str, Any]:
    return found if isinstance(found, dict) else {}


def _merged(service: Any) -> dict[str, Any]:
    """Return a mapping with what its merge key brings (YAML, Merge Key Language-Independent Type)."""
    own = _mapping(service)
    brought = own.get("<<") or []
    merged: dict[str, Any] = {}
    for one in reversed(brought if isinstance(brought, list) else [brought]):
        merged |= _merged(one)
    return merged | own


def _names(environment: Any) -> Iterator[str]:
    named = _merged(environment) if isinstance(environment, dict) else environment or ()
    yield from (str(one).partition("=")[0] for one in named)


def _parsed(said: Any) -> Iterator[str]:
    """Give the paths of `env_file` but those with `format: raw`, which nobody takes quotes from."""
    for one in said if isinstance(said, list) else [said]:
        if isinstance(one, str):
            yield one
        elif isinstance(one, dict) and one.get("format") != "raw" and one.get("path"):
            yield str(one["path"])


def _launches(source: Path) -> Iterator[Launch]:
    for path in own_files([source]):
        name = path.relative_to(source).as_posix()
        workflow = path.parent.name == "workflows" and path.suffix in (".yml", ".yaml")
        if (workflow or _SCRIPTS.fullmatch(path.name)) and path.stat().st_size <= _MOST_BYTES:
            text = path.read_text(encoding="utf-8", errors="replace")
            for said, reader in launches_of(
                text, unit=path.suffix in _UNITS, quadlet=path.suffix == ".container"
            ):
                yield from (Launch(file, reader, name) for file in _places(said, source, name))


def launches_of(text: str, *, unit: bool = False, quadlet: bool = False) -> Iterator[tuple[str, str]]:
    """Give each file of variables that a script or a unit names for what it starts, and its reader."""
    known = dict(_SET.findall(text))
    for whole in re.sub(r"\\\r?\n\s*", " ", text).splitlines():
        line = COMMENT.sub("", whole)
        if SAID.match(line):
            continue
        for start in _STARTS.finditer(_EXPRESSION.sub(r"${{\1}}", line)):
            yield from ((_filled(file, known), _DOCKER) for file in _FILES.findall(start["rest"]))
        if unit and (named := _OF_A_UNIT.fullmatch(line.strip())):
            yield named[1], _DOCKER if quadlet else _SYSTEMD


def _filled(file: str, known: Mapping[str, str]) -> str:
    return _USED.sub(lambda used: known.get(used[1], used[0]), file)


def _places(said: str, source: Path, script: str) -> Iterator[str]:
    """Give what a path may mean: from the root of the source, or from the script's folder.

    An absolute one, as of a unit, is where the repository's file is put if it ends with all of its path.
    """
    path = _HERE.sub("", said)
    if path.startswith("/"):
        parts = path.strip("/").split("/")
        tails = ["/".join(parts[at:]) for at in range(1, len(parts) - 1)]
    else:
        tails = [path, posixpath.join(posixpath.dirname(script), path)]
    found = [posixpath.normpath(tail) for tail in tails if "$" not in tail]
    yield from dict.fromkeys(one for one in found if not one.startswith("..") and (source / one).is_file())
