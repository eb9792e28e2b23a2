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
                "msecs", "usec", "usecs", "nsec", "nsecs", "milliseconds", "minutes", "hours", "days"),
    "bytes": ("bits", *(f"{prefix}{unit}" for unit in ("b", "byte", "bytes", "bit", "bits") for prefix in (
        "k", "ki", "kilo", "kibi", "m", "mi", "mega", "mebi", "g", "gi", "giga", "gibi", "t", "ti", "tera"))),
    "ratio": ("percent", "percentage", "pct"),
    "celsius": ("fahrenheit",),
}  # fmt: skip
_UNIT_OF = {word: base for base, words in _BASE.items() for word in words}
_OTHERS = (
    *("go_", "process_", "promhttp_", "python_", "jvm_", "nodejs_", "dotnet_", "node_", "windows_"),
    *("erlang_vm_", "microsoft_aspnetcore_", "system_net_http_", "system_net_nameresolution_"),
)
_NO_DATA = re.compile(
    r"(?:^|_)(?:entropy|key|hash|mask|prefix|modulus)(?:_\w+)?_bits"
)  # none that a wire carries
_SUFFIX = re.compile(r"_(?:total|sum|count|bucket|info|created|per_second)$")
_ONE_OF_MANY = re.compile(r"_(?:min|max|avg|mean|median|p\d{2,4})$")
_HOW_LONG = ("duration", "latency", "elapsed", "time")
"""What a distribution measures in some unit of time, which its name does not say."""


@rule("metrics", severity=Severity.ADVISORY)
def judge(seen: Scrapes) -> Judgement:
    """Refuse a name whose unit is a multiple or a part of a base unit, where the service gave it.

    What a runtime's library or an exporter names everywhere, no service can name otherwise.
    """
    examined, problems = 0, []
    for scrape, exposition in expositions(seen):
        names = {exposition.family(sample.name) for sample in exposition.samples}
        examined += len(names)
        for name in sorted(names):
            unit = _unit(name)
            if exposition.types.get(name) in ("histogram", "summary") and unit in _HOW_LONG:
                problems.append(Problem(f"{name} at {scrape.source}", f"{name}_seconds", "no unit"))
            if unit in _UNIT_OF:
                problems.append(Problem(f"{name} at {scrape.source}", f"…_{_UNIT_OF[unit]}", f"…_{unit}"))
    return Judgement(examined, tuple(problems))


def _unit(name: str) -> str:
    """Return the last word of a name that the service chose, empty for any other."""
    bare = _ONE_OF_MANY.sub("", _SUFFIX.sub("", name))
    if name.startswith(_OTHERS) or "_" not in name or _NO_DATA.search(bare):
        return ""
    return bare.rsplit("_", 1)[-1].lower()
