"""Find the compose files that `docker compose up` takes in a folder, and read them as compose itself does."""

from __future__ import annotations

import json
import os
import re
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from gonogo.init.merging import UnreadableError, merged

NAMES = ("compose.yaml", "compose.yml", "docker-compose.yml", "docker-compose.yaml")
OVERRIDES = (
    "compose.override.yml",
    "compose.override.yaml",
    "docker-compose.override.yml",
    "docker-compose.override.yaml",
)
_FORMS: Mapping[str, Any] = {
    **dict.fromkeys(("ports", "volumes", "expose", "profiles"), list),
    **dict.fromkeys(("depends_on", "networks", "labels", "environment"), (dict, list)),
    **dict.fromkeys(("healthcheck", "ipam", "driver_opts"), dict),
    "env_file": (str, list),
    "build": (str, dict),
}
_WITH_A_WORD = re.compile(r"(?:docker-)?compose[.-](?!override\b)[\w.-]+\.ya?ml")
_DEPTH, _TOLD, _MOST_FOLDERS = 3, 5, 2_000
_FETCHED = frozenset(
    (
        *("node_modules", "bower_components", "vendor", "site-packages", "__pycache__", "target", "venv"),
        *(".git", ".venv", ".tox", ".nox", ".cache", ".next", ".yarn", ".gradle", ".terraform"),
    )
)
"""Folders of what was fetched or built, and not written here."""
_SECONDS = 30.0
_WORDS = ("config", "--format", "json", "--no-interpolate", "--no-env-resolution", "--no-normalize")


class NoComposeError(Exception):
    """The folder has no compose file, or one that cannot be read; the text says what to do."""


@dataclass(frozen=True)
class Composed:
    """Files with what they say together, before any variable has a value."""

    files: tuple[Path, ...]
    document: Mapping[str, Any]

    @property
    def named(self) -> str:
        """The files as a sentence names them."""
        return ", ".join(file.name for file in self.files)

    @property
    def text(self) -> str:
        """Every text in which a variable may stand: of the files, and of what they include."""
        own = (file.read_text(encoding="utf-8", errors="replace") for file in self.files)
        return "\n".join([*own, *_texts(self.document)])

    def part(self, name: str) -> dict[str, dict[str, Any]]:
        """Return one of the document's mappings; what says nothing of itself is empty."""
        found = self.document.get(name)
        pairs = found.items() if isinstance(found, dict) else ()
        return {str(key): _legal(made or {}) for key, made in pairs if made is None or isinstance(made, dict)}


def compose_in(folder: Path, stated: Mapping[str, str]) -> Composed | None:
    """Read the compose files of a folder, None without one. NoComposeError where they are no YAML."""
    files = _files(folder, stated)
    if not files:
        return None
    try:
        ours = merged(files)
    except UnreadableError as broken:
        raise NoComposeError(str(broken)) from None
    made = rendered(files)
    return Composed(tuple(files), _ordered(made, ours) if made else ours)


def _legal(made: Mapping[str, Any]) -> dict[str, Any]:
    """Leave out what compose would refuse: files that it refuses are read as far as they go."""
    return {key: value for key, value in made.items() if isinstance(value, _FORMS.get(key, object))}


def _ordered(made: Mapping[str, Any], ours: Mapping[str, Any]) -> dict[str, Any]:
    """Return what compose makes of services in the order of the files: it sorts them by their names."""
    services, stated = made.get("services") or {}, list(ours.get("services") or {})
    names = [*(name for name in stated if name in services), *(n for n in services if n not in stated)]
    return {**made, "services": {name: services[name] for name in names}}


def _files(folder: Path, stated: Mapping[str, str]) -> list[Path]:
    """Return the files in the order in which compose applies them: as `.env` says, or by their names."""
    if named := stated.get("COMPOSE_FILE", ""):
        parts = named.split(stated.get("COMPOSE_PATH_SEPARATOR") or os.pathsep)
        if all((folder / part).is_file() for part in parts):
            return [folder / part for part in parts]
    first, over = (next(_there(folder, names), None) for names in (NAMES, OVERRIDES))
    return [file for file in (first, over) if file] if first else _by_other_names(folder)


def _by_other_names(folder: Path) -> list[Path]:
    """Return the one file that has a word of its own in its name, or that of production.

    NoComposeError where there are several.
    """
    found = sorted(file for file in folder.iterdir() if _WITH_A_WORD.fullmatch(file.name) and file.is_file())
    chosen = found if len(found) == 1 else [file for file in found if "prod" in file.name.lower()]
    if found and len(chosen) != 1:
        raise NoComposeError(
            f"{', '.join(file.name for file in found)}: which of them starts the stack? "
            "Say so in .env: COMPOSE_FILE=its name, several with a colon between them"
        )
    return chosen


def other_files(files: Sequence[Path]) -> list[str]:
    """Return compose files with a word in their names that lie beside those that are taken."""
    beside = {file.parent for file in files[:1]}
    found = {file for folder in beside for file in folder.iterdir() if _WITH_A_WORD.fullmatch(file.name)}
    return sorted(file.name for file in found - set(files) if file.is_file())[:_TOLD]


def below(folder: Path) -> list[str]:
    """Return compose files in folders of a folder, as seen from there, the nearest first.

    What others have written and somebody has fetched (`node_modules`) is left alone, and what cannot be read.
    """
    found: list[str] = []
    nearest = [folder]
    for _ in range(_DEPTH):
        nearest = [below for each in nearest for below in _folders(each)][:_MOST_FOLDERS]
        found += [str(file.relative_to(folder)) for each in nearest for file in _there(each, NAMES)]
    return found[:_TOLD]


def _folders(folder: Path) -> list[Path]:
    """Return the folders of a folder in which somebody may have written a compose file."""
    if not os.access(folder, os.R_OK | os.X_OK):
        return []
    found = (each for each in folder.iterdir() if each.name not in _FETCHED and not each.is_symlink())
    return sorted(each for each in found if each.is_dir() and os.access(each, os.R_OK | os.X_OK))


def _there(folder: Path, names: Sequence[str]) -> Iterator[Path]:
    return (folder / name for name in names if (folder / name).is_file())


def rendered(
    files: Sequence[Path],
    words: Sequence[str] = _WORDS,
    environment: Mapping[str, str] | None = None,
) -> dict[str, Any]:
    """Return what compose makes of files; empty where it is not there, or refuses them."""
    options = [word for file in files for word in ("--file", str(file))]
    theirs = {name: value for name, value in os.environ.items() if not name.startswith("COMPOSE_")}
    try:
        done = subprocess.run(
            ["docker", "compose", *options, *words],
            env=theirs | dict(environment or {}), capture_output=True, text=True, timeout=_SECONDS,
            check=False, stdin=subprocess.DEVNULL,
        )  # fmt: skip
        found = json.loads(done.stdout) if done.returncode == 0 else {}
    except (OSError, subprocess.TimeoutExpired, ValueError):
        return {}
    return found if isinstance(found, dict) else {}


def _texts(value: Any) -> Iterator[str]:
    """Yield each text of a document."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for each in value.values() if isinstance(value, dict) else value:
            yield from _texts(each)
