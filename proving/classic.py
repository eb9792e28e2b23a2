"""Dockerfile lines for an engine whose builder is the classic one, which knows no `COPY --chmod` or `--link`.

Source: Dockerfile reference, *COPY --chmod* and *COPY --link* (BuildKit alone).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

_COPY = re.compile(r"\s*(?:COPY|ADD)\s", re.IGNORECASE)
_MODE = re.compile(r"\s--chmod=(?P<mode>0?[0-7]{3,4})(?=\s)")
_LINK = re.compile(r"\s--link(?:=\w+)?(?=\s)")
_FROM = re.compile(r"\s--from=")


def for_the_classic_builder(lines: Iterable[str], context: Path) -> list[str]:
    """Return the lines without these options; what they copy from the context gets its mode there."""
    return [_line(line, context) if _COPY.match(line) else line for line in lines]


def _line(line: str, context: Path) -> str:
    line = _LINK.sub("", line)
    mode = _MODE.search(line)
    if mode is None or _FROM.search(line):
        return line  # the mode of what another stage holds is that stage's: the builder refuses, and says so
    for path in _copied(line, context):
        path.chmod(int(mode["mode"], 8))
    return _MODE.sub("", line)


def _copied(line: str, context: Path) -> Iterator[Path]:
    """Give what a line copies: files, and of folders what is in them."""
    words = [word.strip('[]",') for word in line.split()[1:] if not word.startswith("--")]
    for word in words[:-1]:
        for found in context.glob(word.lstrip("./") or "*"):
            yield from (path for path in (found, *found.rglob("*")) if path.is_file())
