"""A page that only something alive can serve: a number of it moves as time and our requests make it."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from itertools import pairwise
from typing import Any
from urllib.parse import quote

from gonogo.init.asking import Asked
from gonogo.init.paths import DATABASES, SQL_CLOCK
from gonogo.instruments.waits import pause
from gonogo.targets.identity.movement import Numbers, moved, numbers_of

_TICK_SECONDS = 1.1
_READS, _SHORT_SECONDS = 4, 0.05
_AT_TIMES = re.compile(r"cpu_seconds|_gc_|collect")
_DATABASES = 3  # of a list: one of them is enough


def find_alive(asked: Asked, exposition: str | None = None) -> dict[str, Any]:
    """Return a key of an ``identity`` section: a page with a number that moves as time and requests do."""
    asked.all(_clocks(asked))
    known = ((path, answer) for path, answer in asked.answers.items() if asked.nonce not in path)
    answers = {path: answer for path, answer in known if answer.status == 200}
    first = {path: numbers for path, answer in answers.items() if (numbers := numbers_of({path: answer}))}
    if not first:
        return {}
    reads = {path: [_read(asked, path, 1)] for path in first}
    pause(_TICK_SECONDS, "a clock of whole seconds ticks")
    for path, both in reads.items():
        both.append(_read(asked, path, 2))
    found = (path for path, both in reads.items() if moved(both) and (path != exposition or _steadily(both)))
    return next(({"alive": path} for path in found), {})


def is_lively(asked: Asked, path: str) -> bool:
    """Whether something of an exposition moves each time that it is read."""
    reads = []
    for number in range(1, _READS + 1):
        reads.append(_read(asked, path, number))
        pause(_SHORT_SECONDS, "what is alive moves as time goes on")
    return all(_steadily(list(pair)) for pair in pairwise(reads))


def _read(asked: Asked, path: str, number: int) -> Numbers:
    return Numbers(time.monotonic(), number, numbers_of({path: asked.again(path)}))


def _steadily(reads: list[Numbers]) -> bool:
    """Whether more moved than what may rest for a while: CPU time that is not used, garbage not collected."""
    kept = [
        Numbers(
            read.at, read.asked, {name: n for name, n in read.values.items() if not _AT_TIMES.search(name)}
        )
        for read in reads
    ]
    return bool(moved(kept))


def _clocks(asked: Asked) -> Iterator[str]:
    """Yield queries that ask databases for the time, where a page lists those that take SQL from anybody."""
    for listing in asked.everywhere(DATABASES):
        for name in _names(asked, listing)[:_DATABASES]:
            yield f"{listing.removesuffix(DATABASES[0])}/{quote(name, safe='')}{SQL_CLOCK}"


def _names(asked: Asked, listing: str) -> list[str]:
    """Return the databases of a list, each by the part of a URL that it goes by, else by its name."""
    answer = asked.get(listing)
    try:
        found = answer.json() if answer.status == 200 else None
    except ValueError:
        return []
    items = [item for item in found if isinstance(item, dict)] if isinstance(found, list) else []
    named = [item.get("route") or item.get("name") for item in items]
    return [name for name in named if isinstance(name, str) and name]
