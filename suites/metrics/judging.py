"""What the rules on bodies share. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from suites.core.contract.sections import Metrics
from suites.core.finding import Problem
from suites.core.rule import Judgement
from suites.metrics.exposition import Exposition, Fault, declared_format, read
from suites.metrics.observations import Scrape, Scrapes

_SHOWN = 10  # a generator that is wrong is wrong on every line


def format_of(scrape: Scrape) -> str:
    """Return the declared format; without one what was asked for, which is text where it was anything."""
    wanted = "openmetrics" if scrape.wanted == "openmetrics" and not scrape.content_type else "text"
    return declared_format(scrape.content_type) or wanted


def expositions(seen: Scrapes) -> list[tuple[Scrape, Exposition]]:
    """Read each body that was answered with 200."""
    return [
        (scrape, read(scrape.body, openmetrics=format_of(scrape) == "openmetrics"))
        for scrape in seen.scrapes
        if scrape.status == 200
    ]


def judge_bodies(
    seen: Scrapes, promised: Metrics, form: str, faults: Callable[[str], Iterable[Fault]]
) -> Judgement:
    """Judge the bodies of one format. Where it is not promised, to have found none of it is an answer."""
    answered = [scrape for scrape in seen.scrapes if scrape.status == 200]
    bodies = [scrape for scrape in answered if format_of(scrape) == form]
    if not bodies and form in promised.formats:
        return Judgement.cannot_tell(f"no scrape of {promised.path} answered 200 in the {form} format")
    if not answered:
        return Judgement.cannot_tell(f"no scrape of {promised.path} answered 200")
    problems = [p for scrape in bodies for p in _of_body(scrape, faults)]
    return Judgement(len(answered), tuple(problems), evidence={"bodies in this format": len(bodies)})


def _of_body(scrape: Scrape, faults: Callable[[str], Iterable[Fault]]) -> list[Problem]:
    where = f"{scrape.source} for {scrape.wanted}"
    if scrape.truncated:
        return [Problem(where, "a whole body", f"{scrape.error}; {len(scrape.body)} characters came")]
    if not scrape.utf8:
        return [Problem(where, "UTF-8", "bytes that are not")]
    return as_problems(where, faults(scrape.body))


def as_problems(where: str, faults: Iterable[Fault]) -> list[Problem]:
    """Turn the first faults into problems, and the number of the others into one."""
    found = list(faults)
    problems = [
        Problem(f"{where}, line {f.line}" if f.line else where, f.expected, f.observed) for f in found
    ]
    if len(found) > _SHOWN:
        problems[_SHOWN:] = [Problem(where, "no fault", f"{len(found) - _SHOWN} more faults")]
    return problems
