"""What the rules on bodies share. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from gonogo.contract.metrics import Metrics
from gonogo.core.finding import Problem
from gonogo.core.rule import Judgement
from gonogo.suites.metrics.exposition.checks import (
    Exposition,
    Fault,
    declared_format,
    histogram_faults,
    misread,
    openmetrics_faults,
    read,
    text_faults,
)
from gonogo.suites.metrics.observations.scrapes import Scrape, Scrapes

_FAULTS: Mapping[str, Callable[[str], Iterable[Fault]]] = {
    "text": text_faults,
    "openmetrics": openmetrics_faults,
}
_EMPTY = Fault(0, "at least one sample", "none")
_SHOWN = 10  # a generator that is wrong is wrong on every line


def format_of(scrape: Scrape) -> str:
    """Return the declared format; without one what was asked for, which is text where it was anything."""
    wanted = "openmetrics" if scrape.wanted == "openmetrics" and not scrape.content_type else "text"
    return declared_format(scrape.content_type) or wanted


def expositions(seen: Scrapes, *, at_once: bool = False) -> list[tuple[Scrape, Exposition]]:
    """Read each body that was answered with 200; ``at_once`` leaves out what came after traffic."""
    return [
        (scrape, read(scrape.body, openmetrics=format_of(scrape) == "openmetrics"))
        for scrape in (*seen.scrapes, *(() if at_once else seen.later))
        if scrape.status == 200
    ]


def judge_bodies(seen: Scrapes, promised: Metrics, form: str) -> Judgement:
    """Judge the bodies of a promised format, each of them by what it is declared to be.

    With those of the format that is promised first comes whatever is served and not promised: a collector
    takes what it is given. So are further expositions, of which no format is promised.
    """
    answered = [(scrape, format_of(scrape)) for scrape in seen.scrapes if scrape.status == 200]
    if form not in {given for _, given in answered}:
        return Judgement.cannot_tell(f"no scrape of {promised.path} answered 200 in the {form} format")
    more = (*seen.later, *seen.others)
    answered += [(scrape, format_of(scrape)) for scrape in more if scrape.status == 200]
    others = {given for _, given in answered} - set(promised.formats)
    mine = {form} | (others if form == promised.formats[0] else set())
    bodies = [(scrape, given) for scrape, given in answered if given in mine]
    problems = [p for scrape, given in bodies for p in _of_body(scrape, given, promised)]
    told = [
        body
        for body, given in bodies
        if problems or read(body.body, openmetrics=given == "openmetrics").samples
    ]
    return Judgement(len(told), tuple(problems), f"no scrape of {promised.path} held a sample")


def _of_body(scrape: Scrape, form: str, promised: Metrics) -> list[Problem]:
    where = f"{scrape.place} for {scrape.wanted}"
    if scrape.truncated:
        return [Problem(where, "a whole body", f"{scrape.error}; {len(scrape.body)} characters came")]
    if not scrape.utf8:
        return [Problem(where, "UTF-8", "bytes that are not")]
    seen = read(scrape.body, openmetrics=form == "openmetrics")
    is_legal = form == "openmetrics" or bool(seen.types)  # where nothing has happened yet
    faults = [fault for fault in _FAULTS[form](scrape.body) if fault != _EMPTY or not is_legal]
    faults += misread_by(seen, promised)[0]
    if scrape.path or not promised.histograms:  # a rule of their own judges those that the contract names
        faults += histogram_faults(seen)[1]
    return as_problems(where, sorted(set(faults)))


def misread_by(seen: Exposition, promised: Metrics) -> tuple[list[Fault], list[Fault]]:
    """Return what a reader misreads in the families that the contract names, and in all others."""
    named = {seen.family(name) for name in _named(promised)}
    found = misread(seen)
    return [f for family, f in found if family in named], [f for family, f in found if family not in named]


def _named(promised: Metrics) -> list[str]:
    """Return every family and sample that the contract names."""
    sections = (promised.requests, promised.durations)
    return [*promised.series, *promised.thresholds, *(one.series for one in sections if one)]


def as_problems(where: str, faults: Iterable[Fault]) -> list[Problem]:
    """Turn the first faults into problems, and the number of the others into one."""
    found = list(faults)
    problems = [
        Problem(f"{where}, line {f.line}" if f.line else where, f.expected, f.observed) for f in found
    ]
    if len(found) > _SHOWN:
        problems[_SHOWN:] = [Problem(where, "no fault", f"{len(found) - _SHOWN} more faults")]
    return problems
