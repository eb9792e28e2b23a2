"""A page that only something alive can serve: a number of it moves as time and our requests make it."""

from __future__ import annotations

import time
from collections.abc import Iterator
from urllib.parse import quote

from gonogo.init.asking import Asked
from gonogo.init.paths import DATABASES, SQL_CLOCK
from gonogo.instruments.waits import pause
from gonogo.targets.identity.movement import Numbers, moved, numbers_of

_TICK_SECONDS = 1.1
_DATABASES = 3  # of a list: one of them is enough


def find_alive(asked: Asked) -> str | None:
    """Return a page of which a number moved as time and one more request make it."""
    asked.all(_clocks(asked))
    answers = {path: answer for path, answer in asked.answers.items() if answer.status == 200}
    first = {path: numbers for path, answer in answers.items() if (numbers := numbers_of({path: answer}))}
    if not first:
        return None
    began = time.monotonic()
    reads = {path: [Numbers(began, 1, numbers_of({path: asked.again(path)}))] for path in first}
    pause(_TICK_SECONDS, "a clock of whole seconds ticks")
    for path, both in reads.items():
        both.append(Numbers(time.monotonic(), 2, numbers_of({path: asked.again(path)})))
    return next((path for path, both in reads.items() if moved(both)), None)


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
