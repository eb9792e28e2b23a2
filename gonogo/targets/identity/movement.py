"""Numbers that only something alive can serve: they move as time and our own requests make them.

Headers are left out on purpose: any file server has a clock of its own in them.
"""

from __future__ import annotations

import datetime as dt
import re
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from itertools import combinations
from typing import Any

from gonogo.instruments.probe.ask import Answer
from gonogo.targets.identity.durations import seconds_of
from gonogo.targets.identity.series import samples_of

_UNITS = (1.0, 1e3, 1e6, 1e9)  # per second: seconds, milliseconds, microseconds, nanoseconds
_CPUS = 256.0
_BUSIEST_PER_SECOND = 100_000.0
_WHOLE = re.compile(r"(?<![\w.])\d{1,18}(?![\w.])")
_NAME = re.compile(r"^[^:=]*[:=]\s+")
_LONGEST_TEXT, _LONGEST_DURATION = 20_000, 64
_COUNTERS = ("_total", "_count")
_CLOCK, _DAY = "time_seconds", 86400.0
_DATE = re.compile(r"[A-Z][a-z]{2}, [0-3]?\d [A-Z][a-z]{2} \d{4} [\d:]{8} (?:GMT|UTC|[+-]\d{4})")
"""As HTTP and mail write one (RFC 9110, 5.6.7)."""


@dataclass(frozen=True)
class Numbers:
    """Every number of a place at one moment: ``at`` is monotonic, ``asked`` how much we had asked by then."""

    at: float
    asked: int
    values: Mapping[str, float]


def numbers_of(answers: Mapping[str, Answer]) -> dict[str, float]:
    """Return the numbers in pages that answered 200: JSON, or an exposition with its counters summed up."""
    found: dict[str, float] = {}
    for path, answer in answers.items():
        if answer.status == 200 and not answer.error:
            found |= {f"{name} at {path}": value for name, value in _numbers(answer)}
    return found


def moved(reads: list[Numbers]) -> str:
    """Return the name of a number that moved as it has to between two reads, empty without one."""
    for earlier, later in combinations(reads, 2):
        for name, value in later.values.items():
            before = earlier.values.get(name)
            seconds, asked = later.at - earlier.at, later.asked - earlier.asked
            if before is not None and _moves(name.partition(" ")[0], value - before, seconds, asked):
                return name
    return ""


def _moves(name: str, rise: float, seconds: float, asked: int) -> bool:
    if rise <= 0:
        return False
    if name.endswith("cpu_seconds_total"):
        return rise <= _CPUS * seconds + 1
    if rise.is_integer() and asked <= rise <= asked + _BUSIEST_PER_SECOND * seconds:
        return True
    return not name.endswith(_COUNTERS) and any(_is_clock(rise, seconds, unit) for unit in _UNITS)


def _is_clock(rise: float, seconds: float, unit: float) -> bool:
    """Whether it rose as a clock of that unit does; one of whole seconds may tick once at any time."""
    expected = seconds * unit
    return expected / 2 - 1 <= rise <= 2 * expected + (1 if unit == 1 else 50 * unit / 1000)


def _numbers(answer: Answer) -> Iterator[tuple[str, float]]:
    try:
        document = answer.json()
    except ValueError:
        found = list(_samples(answer))
        return iter(found) if found or answer.media_type != "text/plain" else _in_text(answer.text)
    return _leaves(document, "")


def _in_text(text: str) -> Iterator[tuple[str, float]]:
    """Yield the whole numbers of a plain text by their place in it, and each line that is a duration.

    Status pages of nginx and Apache are of this kind; `Uptime: 1h2m3s` is told after its colon.
    """
    for place, digits in enumerate(_WHOLE.findall(text[:_LONGEST_TEXT])):
        yield f"number_{place}", float(digits)
    for place, line in enumerate(text[:_LONGEST_TEXT].splitlines()):
        for said in (line, _NAME.sub("", line)):
            if (number := _seconds(said[:_LONGEST_DURATION])) is not None:
                yield f"line_{place}", number


def _samples(answer: Answer) -> Iterator[tuple[str, float]]:
    """Yield counters, summed up by name since requests spread over labels, uptimes, and a machine's clock."""
    sums: dict[str, float] = {}
    for name, _, value in samples_of(answer.text):
        if name.endswith(_COUNTERS) or "uptime" in name:
            sums[name] = sums.get(name, 0.0) + value
        elif name.endswith(_CLOCK) and abs(value - time.time()) < _DAY:
            sums[name] = value
    yield from sums.items()


def _leaves(document: Any, place: str) -> Iterator[tuple[str, float]]:
    if isinstance(document, dict | list):
        pairs = document.items() if isinstance(document, dict) else enumerate(document)
        for key, value in pairs:
            yield from _leaves(value, f"{place}.{key}" if place else str(key))
    elif (number := _number(document)) is not None:
        yield place.replace(" ", "_") or "the answer", number


def _number(value: Any) -> float | None:
    """Return a number, also one in a text, a time of day or a duration (`1h2m3s`), as seconds."""
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        return None
    try:
        return float(value)
    except (ValueError, OverflowError):
        return _seconds(str(value)[:_LONGEST_DURATION])


def _seconds(text: str) -> float | None:
    found = seconds_of(text)
    if found is not None:
        return found
    try:
        if _DATE.fullmatch(text):
            return parsedate_to_datetime(text).timestamp()
        return dt.datetime.fromisoformat(text).timestamp() if text[:4].isdecimal() else None
    except (ValueError, OverflowError):
        return None
