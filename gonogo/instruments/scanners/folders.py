"""Folders of the release's own source that a requirements file names: `-e .`, `./libs/till[fast]`."""

from __future__ import annotations

import configparser
import re
import tomllib
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path, PurePosixPath
from typing import Any
from urllib.parse import unquote, urlsplit

_LEVELS = 3  # how far above its file a requirement's folder may be meant: pip begins where it is run
_NAMED = re.compile(r"\bname\s*=\s*[\"']([\w.-]+)[\"']")


def own_folder(link: Any) -> str:
    """Return the folder below the source that a requirement's link names, empty for none.

    What it holds is fixed by the release's commit, as the rest of it is. A path that leaves the source, and
    an archive, are what anybody may have put there.
    """
    if link is None or link.is_vcs or getattr(link, "is_wheel", False):
        return ""
    url = urlsplit(str(link.url))
    path = PurePosixPath(unquote(url.path))
    outside = url.scheme not in ("", "file") or url.netloc or path.is_absolute() or ".." in path.parts
    archive = path.name.endswith((".whl", ".zip", ".tar", ".tgz", ".gz", ".bz2", ".xz"))
    return "" if outside or archive else str(path)


def project_name(folder: str, beside: Path) -> str:
    """Return what the project in a folder calls itself, empty where no file there says it.

    The folder is looked for beside the requirements file, and above it.
    """
    for start in (beside, *beside.parents)[:_LEVELS]:
        for file, read in _READERS.items():
            with suppress(OSError, ValueError, KeyError, TypeError, configparser.Error):
                if name := read((start / folder / file).read_text(encoding="utf-8")):
                    return name
    return ""


def _of_toml(text: str) -> str:
    found = tomllib.loads(text)
    return str(
        found.get("project", {}).get("name") or found.get("tool", {}).get("poetry", {}).get("name", "")
    )


def _of_ini(text: str) -> str:
    found = configparser.ConfigParser(interpolation=None)
    found.read_string(text)
    return found["metadata"]["name"]


def _of_python(text: str) -> str:
    found = _NAMED.search(text)
    return found[1] if found else ""


_READERS: dict[str, Callable[[str], str]] = {
    "pyproject.toml": _of_toml,
    "setup.cfg": _of_ini,
    "setup.py": _of_python,
}
