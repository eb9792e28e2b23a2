"""Names state base units: seconds, bytes, ratios.

Why: two services with milliseconds and seconds are joined in one expression sooner or later, and the result
is off by a thousand without an error anywhere.
Reference: Prometheus, "Metric and label naming", base units.
Remedy: expose the base unit and its name; let dashboards scale it.
"""

from __future__ import annotations

import re

from gonogo.core.finding import Problem, Severity
from gonogo.core.rule import Judgement, rule
from gonogo.suites.metrics.judging import expositions
from gonogo.suites.metrics.observations.scrapes import Scrapes

_BASE = {
    "seconds": ("ns", "nanos", "nanoseconds", "us", "micros", "microseconds", "ms", "millis", "msec",
                "milliseconds", "minutes", "hours", "days"),
    "bytes": ("bits", "kb", "kib", "kilobytes", "kibibytes", "mb", "mib", "megabytes", "mebibytes", "gb",
              "gib", "gigabytes"),
    "ratio": ("percent", "percentage", "pct"),
    "celsius": ("fahrenheit",),
}  # fmt: skip
_UNIT_OF = {word: base for base, words in _BASE.items() for word in words}
_LIBRARIES = re.compile(r"(?:go|jvm|nodejs|process|promhttp|python|ruby)_")
"""Series of a client library's own collectors: no service can name them otherwise."""
_SUFFIX = re.compile(r"_(?:total|sum|count|bucket|info|created|per_second)$")


@rule("metrics", severity=Severity.ADVISORY)
def judge(seen: Scrapes) -> Judgement:
    """Refuse a name whose unit is a multiple or a part of a base unit; entropy has bits, and no bytes."""
    examined, problems = 0, list[Problem]()
    for scrape, exposition in expositions(seen):
        names = {exposition.family(sample.name) for sample in exposition.samples}
        examined += len(names)
        problems += [
            Problem(f"{name} at {scrape.source}", f"…_{_UNIT_OF[unit]}", f"…_{unit}")
            for name in sorted(names)
            if (unit := _unit(name))
        ]
    return Judgement(examined, tuple(problems))


def _unit(name: str) -> str:
    """Return the unit that a name ends in where it is none of the base units, empty otherwise."""
    unit = _SUFFIX.sub("", name).rsplit("_", 1)[-1].lower()
    theirs = _LIBRARIES.match(name) or (unit == "bits" and "entropy" in name)
    return unit if unit in _UNIT_OF and "_" in name and not theirs else ""
