"""How long something is up, as servers write it: a clock, ISO 8601, words with their units."""

from __future__ import annotations

import re

_DAY = 86400.0
_UNITS = {
    **dict.fromkeys(("y", "yr", "yrs", "year", "years"), 365 * _DAY),
    **dict.fromkeys(("mon", "mons", "month", "months"), 30 * _DAY),
    **dict.fromkeys(("w", "wk", "wks", "week", "weeks"), 7 * _DAY),
    **dict.fromkeys(("d", "day", "days"), _DAY),
    **dict.fromkeys(("h", "hr", "hrs", "hour", "hours"), 3600.0),
    **dict.fromkeys(("m", "min", "mins", "minute", "minutes"), 60.0),
    **dict.fromkeys(("s", "sec", "secs", "second", "seconds"), 1.0),
    **dict.fromkeys(("ms", "msec", "msecs", "millis", "millisecond", "milliseconds"), 1e-3),
    **dict.fromkeys(("us", "µs", "μs", "usec", "usecs", "microsecond", "microseconds"), 1e-6),
    **dict.fromkeys(("ns", "nsec", "nsecs", "nanosecond", "nanoseconds"), 1e-9),
}
_CLOCK = re.compile(r"(?:(\d{1,6})\.)?(\d{1,6}):([0-5]\d):([0-5]\d(?:[.,]\d+)?)")
"""`.NET` writes days before it and a point between: `1.02:03:04`."""
_PART = re.compile(r"(\d{1,18}(?:\.\d+)?)\s*([a-zµμ]+)")
_BETWEEN = re.compile(r"[\s,]*(?:and\s+)?")
_N = r"(?:(\d{1,18}(?:[.,]\d+)?)"
_ISO = re.compile(rf"p(?=.){_N}y)?{_N}m)?{_N}w)?{_N}d)?(?:t(?=.){_N}h)?{_N}m)?{_N}s)?)?")
_ISO_UNITS = ("y", "mon", "w", "d", "h", "m", "s")
_AROUND = re.compile(r"(?:up(?:time)?\b:?)?\s*(.+?)\s*(?:\b(?:ago|old|up))?")


def seconds_of(text: str) -> float | None:
    """Return a duration in seconds, None for what is none: a version, an address, a port."""
    around = _AROUND.fullmatch(text.strip().lower())
    if around is None:
        return None
    found = _ISO.fullmatch(around[1])
    if found:
        pairs = zip(found.groups(), _ISO_UNITS, strict=True)
        return sum(_number(said) * _UNITS[unit] for said, unit in pairs if said)
    return _in_parts(around[1])


def _in_parts(text: str) -> float | None:
    """Add up numbers with their units, each smaller than the one before, and a clock that may end them."""
    total, place, smallest = 0.0, 0, float("inf")
    while place < len(text):
        if clock := _CLOCK.fullmatch(text, place):
            return total + _of_clock(clock) if smallest >= _DAY else None
        part = _PART.match(text, place)
        unit = _UNITS.get(part[2], 0.0) if part else 0.0
        if part is None or not 0 < unit < smallest:
            return None
        total, smallest = total + float(part[1]) * unit, unit
        between = _BETWEEN.match(text, part.end())
        place = between.end() if between else part.end()
    return total


def _of_clock(clock: re.Match[str]) -> float:
    days, hours, minutes, seconds = clock.groups()
    return int(days or 0) * _DAY + int(hours) * 3600 + int(minutes) * 60 + _number(seconds)


def _number(said: str) -> float:
    return float(said.replace(",", "."))
