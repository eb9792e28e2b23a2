"""No label has values of a kind that never ends: identifiers, moments, persons, addresses.

Why: each new value is a new series that the collector keeps for hours; with a value for each request, user or
release it runs out of memory, and no aggregation over the label says anything.
Reference: Prometheus, "Instrumentation", do not overuse labels; OpenMetrics 1.0.0, "Label".
Remedy: put identifiers into logs and traces, or into an exemplar; keep labels to values that can be listed.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta

from gonogo.core.finding import Problem
from gonogo.core.rule import Judgement, rule
from gonogo.suites.metrics.exposition.checks import Exposition, Sample
from gonogo.suites.metrics.judging import expositions
from gonogo.suites.metrics.observations.scrapes import Scrapes

_ADDRESS, _MOMENT, _MEASURED = "address", "moment", "measured number"
_ENDLESS = {
    "UUID": re.compile(r"\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b", re.IGNORECASE),
    _MOMENT: re.compile(r"(?<![\w.])(?:1[5-9]\d{8}(?:\d{3})?(?!\d)|20\d\d-[01]\d-[0-3]\d[T ][0-2]\d:\d\d)"),
    "e-mail address": re.compile(r"[\w.+-]+@[\w-]+\.[\w.]+"),
    _ADDRESS: re.compile(r"\b\d{1,3}(?:\.\d{1,3}){3}:\d{2,5}\b"),
    _MEASURED: re.compile(r"-?(?:\d+\.\d{4,}|\d(?:\.\d+)?e-?\d+) ?(?:s|ms|us|µs)?"),
}
_DAY = re.compile(r"(20\d\d)-?([01]\d)-?([0-3]\d)(?:[T ][0-2]\d(?::?00)*(?:Z|[+-]\d\d:?\d\d)?)?")
"""A day, or an hour of one, and nothing else."""
_OF_A_RELEASE = re.compile(
    r"version|release|build|built|revision|tag|image|commit|schema|migration|deploy|model|snapshot|api",
    re.IGNORECASE,
)
"""Labels that say what runs: many a release is called by the day on which it was made."""
_ZONES = (timedelta(hours=-12), timedelta(0), timedelta(hours=14))
_LISTED = (_ADDRESS, _MEASURED)  # peers, and bounds: there may be many that somebody has listed
_SEVERAL = 3  # a number that somebody wrote, as an objective, may come with its first use
_FEW = 10  # instances, builds, tenants that somebody has listed; of addresses a server has as many as it has
_OF_OTHERS = ("kube_", "DCGM_")  # whose objects have their UUID by whoever made them
_IDENTITY = "_info"  # one series that says who the process is may say it in full, but for when it began
_AT_START_SECONDS = 5.0  # a build comes before that, and is of all processes
_NUMBERS = ("le", "quantile")  # bounds, as many as the layout has, and long where they were computed
_STARTED = re.compile(r"(?:\w+_)?process_start_time_seconds")  # namespaces may precede it
Place = tuple[str, str, str]  # sample name, label, kind


@rule("metrics")
def judge(seen: Scrapes) -> Judgement:
    """Refuse UUIDs, moments and addresses of a label that become more, or are more than a few, and today."""
    examined, problems = 0, [*_of_starts(seen), *_of_today(seen), *_of_each_scrape(seen)]
    known: dict[tuple[str, float | None, Place], set[str]] = {}
    for scrape, exposition in expositions(seen):
        examined += len(exposition.samples)
        others = [sample for sample in exposition.samples if not sample.name.endswith(_IDENTITY)]
        for place, values in _endless(others).items():
            process = (scrape.source, _started(exposition), place)
            before = known.get(process, values)
            new = sorted(values - before) if place[2] != _MEASURED or len(values) >= _SEVERAL else []
            many = len(values) > _FEW and place[2] not in _LISTED and not place[0].startswith(_OF_OTHERS)
            problems += [_problem(scrape.source, place, "that no scrape before had", value) for value in new]
            problems += [_problem(scrape.source, place, f"of {len(values)}", min(values))] if many else []
            known[process] = before | values
    return Judgement(examined, tuple(problems[:20]))


def _of_starts(seen: Scrapes) -> Iterator[Problem]:
    """Give the moments by which a process says who it is, and which another start of it will not have."""
    told: dict[tuple[str, frozenset[tuple[str, str]], str], dict[str, tuple[str, float]]] = defaultdict(dict)
    for scrape, exposition in expositions(seen):
        for sample in exposition.samples if scrape.wanted == "default" else ():
            for name, value in sample.labels if sample.name.endswith(_IDENTITY) else ():
                if (moment := _moment(value)) is not None:
                    others = frozenset(label for label in sample.labels if label[0] != name)
                    away = abs(moment - (_started(exposition) or 0.0))
                    told[sample.name, others, name][scrape.source] = (value, away)
    for (family, _, name), values in told.items():
        differ = len({value for value, _ in values.values()}) == len(values) > 1
        for source, (value, away) in values.items():
            if differ or away <= _AT_START_SECONDS:
                yield _problem(source, (family, name, _MOMENT), "of its start", value)


def _of_today(seen: Scrapes) -> Iterator[Problem]:
    """Give the day or the hour of the scrape itself: tomorrow there is a series more."""
    told: dict[tuple[str, str, str], str] = {}
    for scrape, exposition in expositions(seen):
        now = datetime.fromtimestamp(scrape.at, UTC)
        days = {(now + zone).strftime("%Y%m%d") for zone in _ZONES}
        for sample in exposition.samples:
            for name, value in () if sample.name.endswith(_IDENTITY) else sample.labels:
                day = None if _OF_A_RELEASE.search(name) else _DAY.fullmatch(value)
                if day and "".join(day.groups()) in days:
                    told.setdefault((scrape.source, sample.name, name), value)
    for (source, family, name), value in told.items():
        yield _problem(source, (family, name, _MOMENT), "of today", value)


def _of_each_scrape(seen: Scrapes) -> Iterator[Problem]:
    """Give what says who a process is, and says another thing each time: it follows what was done last."""
    told: dict[tuple[str, float, Place], list[set[str]]] = defaultdict(list)
    for scrape, exposition in expositions(seen):
        began = _started(exposition)
        infos = [s for s in exposition.samples if s.name.endswith(_IDENTITY)] if began is not None else ()
        for place, values in _endless(infos).items():
            told[scrape.source, began or 0.0, place].append(values)
    for (source, _, place), (first, *others) in told.items():
        if len(new := set().union(*others) - first) >= _SEVERAL - 1:
            yield _problem(source, place, f"of {len(new) + len(first)} by now", max(new))


def _moment(value: str) -> float | None:
    """Return the second of 1970 that a label tells, None for another text; without a zone it is UTC."""
    if _ENDLESS[_MOMENT].fullmatch(value[:16]) is None:
        return None
    if value.isdecimal():
        return float(value[:10])
    try:
        told = datetime.fromisoformat(value)
    except ValueError:
        return None
    return (told if told.tzinfo else told.replace(tzinfo=UTC)).timestamp()


def _started(exposition: Exposition) -> float | None:
    """Return when the process began, where it says so: behind one URL there may be several."""
    return next((s.value for s in exposition.samples if _STARTED.fullmatch(s.name)), None)


def _endless(samples: Iterable[Sample]) -> dict[Place, set[str]]:
    """Return the values of each kind, by sample name and label."""
    found: dict[Place, set[str]] = {}
    labels = (
        (sample.name, name, value)
        for sample in samples
        for name, value in sample.labels
        if name not in _NUMBERS
    )
    for sample_name, name, value in labels:
        for kind, pattern in _ENDLESS.items():
            if pattern.fullmatch(value) if kind == _MEASURED else pattern.search(value):
                found.setdefault((sample_name, name, kind), set()).add(value)
    return found


def _problem(source: str, place: Place, which: str, value: str) -> Problem:
    family, name, kind = place
    article = "an" if kind[0] in "ae" else "a"
    said = f'{article} {kind} {which}: {name}="{value}"'
    return Problem(f"{family} at {source}", "label values that can be listed", said)
