"""Files that a stack reads and that nobody has written yet: what no checkout has, and a developer copies."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

EXAMPLES = (
    *(".env.example", ".env.sample", ".env.dist", "env.example", ".env.template"),
    *("example.env", "sample.env", "template.env", ".example.env", "env.sample", "env.template", "env.dist"),
)
_ENDINGS = (".example", ".sample", ".dist", ".template")
_KEY = "deployment.compose.files"
_VARIABLES = re.compile(r"env file (.+?) not found", re.IGNORECASE)


def example_of(file: Path) -> Path | None:
    """Return the example that lies beside a file, None without one."""
    names = [f"{file.name}{ending}" for ending in _ENDINGS]
    names += [f"{file.stem}{ending}{file.suffix}" for ending in _ENDINGS] if file.suffix else []
    names += [f"{file.stem}{sign}example{file.suffix}" for sign in "_-"] if file.suffix else []
    names += list(EXAMPLES) if file.name == ".env" else []
    return next((file.parent / name for name in names if (file.parent / name).is_file()), None)


def unreadable(files: Iterable[Path]) -> list[str]:
    """Return a sentence for each compose file that is none here, with those that lie beside it."""
    return [f"{_KEY}: {why}" for file in files if (why := _why_not_read(file))]


def _why_not_read(file: Path) -> str:
    if file.is_dir():
        return f"{file} is a folder, and a compose file is expected"
    if not file.exists():
        beside = sorted(path.name for path in file.parent.glob("*compose*.y*ml") if path.is_file())
        return f"{file.name} is not in {file.parent}" + (f"; there is {', '.join(beside)}" if beside else "")
    return "" if os.access(file, os.R_OK) else f"{file} cannot be read by this user"


def missing_variables(said: str, folder: Path) -> list[str]:
    """Return a sentence where compose's words are that a file of variables is not there; none for others."""
    return [_told("a service reads", found, folder) for found in missing_files(said)[:1]]


def missing_files(said: str) -> list[Path]:
    """Return the files of variables that are not there by compose's words."""
    return [Path(found) for found in _VARIABLES.findall(said)]


def missing_secrets(rendered: Mapping[str, Any], started: set[str], folder: Path) -> list[str]:
    """Return a sentence for each file of a secret or a config that is not there and a service would have."""
    return [
        _told(f"{name} has {what} {key} from", Path(file), folder)
        for what, name, key, file in _mounted(rendered, started)
        if file and not Path(file).exists()
    ]


def _mounted(rendered: Mapping[str, Any], started: set[str]) -> Iterator[tuple[str, str, str, str]]:
    for name in sorted(started):
        service = (rendered.get("services") or {}).get(name) or {}
        for what in ("secret", "config"):
            known = rendered.get(f"{what}s") or {}
            for each in service.get(f"{what}s") or ():
                key = str(each.get("source", "") if isinstance(each, dict) else each)
                yield f"the {what}", name, key, str((known.get(key) or {}).get("file") or "")


def _told(reads: str, file: Path, folder: Path) -> str:
    example, shown = example_of(file), os.path.relpath(file, folder)
    how = (
        f"cp {os.path.relpath(example, folder)} {shown}" if example else "write it, or have it written first"
    )
    return f"{_KEY}: {reads} {shown}, which is not in {folder}: {how}"
