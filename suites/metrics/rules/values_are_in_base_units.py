"""What is named in a base unit has a value that can be one.

Why: a name with the right unit over a value in another one passes every linter, and an alert on an age, on a
processor, on memory or on a ratio that is told in percent never fires, or always does.
Reference: Prometheus, "Metric and label naming" (base units); prometheus/client_js, change log of 11.0.0.
Remedy: divide once, where the value is set; compare one known value with what is exposed.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator

from gonogo.core.finding import Problem
from gonogo.core.rule import Judgement, rule
from gonogo.suites.metrics.exposition.checks import Exposition, Sample
from gonogo.suites.metrics.judging import expositions
from gonogo.suites.metrics.observations.scrapes import Scrapes

_ENDS = ("_seconds", "_seconds_total", "_seconds_sum", "_created")
_TIMES = {"milliseconds": 1e3, "microseconds": 1e6, "nanoseconds": 1e9}
_AGE = (6.3e8, 4.1e9)  # 1990 to 2099: beyond it are ends that never come, and an integer's own limits
_MOST_PROCESSORS = 256
_LEAST_BYTES = 65_536
_START = re.compile(r"(?:\w+_)?process_start_time_seconds")  # namespaces may precede it
_PROCESSOR = re.compile(r"(?:\w+_)?process_cpu_seconds_total")
_UPTIME = re.compile(r"(?!(?:\w+_)?(?:node|system|host|os|machine|kernel|boot)_)(?:\w+_)?uptime_seconds")
_PAUSE = re.compile(
    r"(?:\w+_)?(?:(?:event_?)?loop_(?:lag|delay|latency)|gc_pause)(?:_(?:max|mean|p\d+))?_seconds"
)
"""For how long the process itself stood still."""
_ABOUT = 0.25  # of the time since the start, or so many seconds as a process takes to begin to count
_BEGINS_SECONDS = 3.0
_CLOCK_SECONDS = 10.0  # a start that is computed from the boot's time is wrong by some
_MEMORY = re.compile(r"(?:\w+_)?process_(?:resident|virtual)_memory_bytes")
_ROOM = r"(?:memory|mem|ram|heap|disk|storage|filesystem|volume)"
_PART = re.compile(
    r"((?:\w+_)?)(?:success(?:ful)?|succeeded|answered|error|fail(?:ure|ed)?|hit|miss|availability"
    rf"|fill(?:ed)?|{_ROOM}_(?:used|free))_ratio"
)
_USED = re.compile(rf"(?:\w+_)?{_ROOM}_(?:usage|utili[sz]ation)_ratio")
_OF_TWO = re.compile(r"(?:^|_)(?:to|per|vs|versus|over|success|error|failure|failed|hit|miss)s?_$")
_OF_A_MEASURE = re.compile(
    r"(?:^|_)(?:relative|absolute|mean|squared?|standard|percentage|prediction|predicted|forecast|estimat\w+"
    r"|approximation|model|training|validation|test|tracking|measurement|position|rounding|\w*construction)_$"
)
"""Before *error*: how far something is off, and no part of anything."""
_WHOLE = 1.05  # two counters of which one is read first, and what a division rounds
_REQUESTED = 10.0  # who uses more than was asked for uses a few times as much
_SCOPE = "otel_scope_name"


@rule("metrics.seconds")
def judge(seen: Scrapes) -> Judgement:
    """Refuse a time in a smaller unit, more processor time than can have passed, and hardly any memory.

    So is a part of a whole that is several times that, by names that can mean nothing else.
    """
    found = [
        (f"{sample.series} at {scrape.place}", sample, wrong)
        for scrape, exposition in expositions(seen)
        for sample, wrong in _checked(exposition, scrape.at, seen.processors or _MOST_PROCESSORS)
    ]
    problems = tuple(
        Problem(where, "a value in the unit of the name", wrong) for where, _, wrong in found if wrong
    )
    return Judgement(len(found), problems, "no scrape held a value in seconds")


def _checked(exposition: Exposition, at: float, processors: int) -> Iterator[tuple[Sample, str]]:
    starts = [
        sample.value for sample in exposition.samples if _START.fullmatch(sample.name) and not sample.labels
    ]
    up = at - starts[0] if starts else 0.0
    named_by_hand = not any(_is_named_by_unit(sample) for sample in exposition.samples)
    for sample in exposition.samples:
        if named_by_hand and (most := _most_of(sample.name)):
            above = most < sample.value < math.inf
            yield sample, f"{sample.value:g}: a part of a whole is 1 at most" if above else ""
        elif sample.name.endswith(_ENDS):
            yield sample, _of_time(sample, up) or _of_processors(sample, up, processors)
        elif _MEMORY.fullmatch(sample.name):
            few = 0 < sample.value < _LEAST_BYTES
            yield sample, f"{sample.value:g}: no process has so few bytes" if few else ""


def _of_time(sample: Sample, up: float) -> str:
    for unit, each in _TIMES.items():
        if _AGE[0] <= sample.value / each <= _AGE[1]:
            return f"{sample.value:.0f}: a time of our days in {unit}"
    for unit, each in _TIMES.items() if up > 1 and _UPTIME.fullmatch(sample.name) else ():
        near = max(_ABOUT * up, _BEGINS_SECONDS)
        if sample.value > up + near and abs(sample.value / each - up) <= near:
            return f"{sample.value:.0f}: the {up:.0f} s since its start in {unit}"
    if up > 1 and sample.value > up + _CLOCK_SECONDS and _PAUSE.fullmatch(sample.name):
        return f"{sample.value:.0f} s in which it stood still, and the process runs for {up:.0f} s"
    return ""


def _is_named_by_unit(sample: Sample) -> bool:
    """Whether an exporter of OpenTelemetry made the names: each gauge without a unit is a ratio to it."""
    return sample.name == "target_info" or any(name == _SCOPE for name, _ in sample.labels)


def _most_of(name: str) -> float:
    """Return what the ratio of a part to its whole does not exceed; 0 for one of two things, and all else."""
    if (part := _PART.fullmatch(name)) and not _OF_TWO.search(part[1]) and not _OF_A_MEASURE.search(part[1]):
        return _WHOLE
    return _REQUESTED if _USED.fullmatch(name) else 0.0


def _of_processors(sample: Sample, up: float, processors: int) -> str:
    used = sample.value if _PROCESSOR.fullmatch(sample.name) else 0.0
    if up > 1 and used > (up + _CLOCK_SECONDS) * processors:
        return f"{used:.0f} s of a processor, and the process runs for {up:.0f} s"
    return ""
