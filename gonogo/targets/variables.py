"""The file of variables beside the compose files, as compose reads it by itself, or less one of them."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

_NAME = ".env"
_GIT_SECONDS = 15.0


@contextmanager
def beside(folder: Path, without: frozenset[str]) -> Iterator[str]:
    """Give the path of the file as compose finds it, without some variables; of nothing where there is none.

    What is committed ships, and stays as it is: a secret in it is one that everybody has.
    """
    path = folder / _NAME
    if not path.is_file():
        yield os.devnull
    elif not without or _ships(path):
        yield str(path)
    else:
        with TemporaryDirectory(prefix="gonogo-variables-") as scratch:
            less = Path(scratch, _NAME)
            less.touch(mode=0o600)
            less.write_text(_less(path, without), encoding="utf-8")
            yield str(less)


def _less(path: Path, without: frozenset[str]) -> str:
    from dotenv.parser import parse_stream  # noqa: PLC0415 - of an extra

    with path.open(encoding="utf-8", errors="replace") as stream:
        return "".join(one.original.string for one in parse_stream(stream) if one.key not in without)


def _ships(path: Path) -> bool:
    """Whether git has it: what lies there by itself is a developer's own."""
    try:
        done = subprocess.run(
            ["git", "-C", str(path.parent), "ls-files", "--error-unmatch", "--", path.name],
            capture_output=True, timeout=_GIT_SECONDS, check=False, stdin=subprocess.DEVNULL,
        )  # fmt: skip
    except (OSError, subprocess.TimeoutExpired):
        return False
    return done.returncode == 0
