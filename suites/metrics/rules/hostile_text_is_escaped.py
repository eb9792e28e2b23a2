"""Text that a client chooses is escaped where it becomes a label value.

Why: one quote, backslash or line feed that is written as it came ends the value, and the scrape with it:
whoever sends such a header, path or query blinds every graph and alert of the service.
Reference: Prometheus, "Exposition formats", text format details (label_value).
Remedy: let the client library write the body; do not label by what a client sends, or only by listed values.
"""

from __future__ import annotations

from gonogo.core.finding import Problem
from gonogo.core.rule import Judgement, rule
from gonogo.suites.metrics.exposition.checks import Fault, read
from gonogo.suites.metrics.judging import as_problems
from gonogo.suites.metrics.observations.escaping import Body, Escaped, Escaping


@rule("metrics")
def judge(seen: Escaping) -> Judgement:
    """Refuse a line that holds such text and cannot be read, and a scrape that fails only afterwards."""
    readable, problems = 0, []
    for process in seen.processes:
        if not process.answered or not all(map(_holds_samples, process.before)):
            return Judgement.cannot_tell(
                f"no scrape with samples, or no answer, before anything hostile at {process.source}"
            )
        for body in process.after:
            where = f"{process.source} for {body.wanted}"
            readable += 1
            problems += as_problems(where, _broken(body, process.mark))
            if not body.came:
                problems.append(Problem(where, "a scrape, as before", body.error or f"status {body.status}"))
        problems += [] if problems else _soon_gone(process)
    return Judgement(readable, tuple(problems), "no process was scraped")


def _soon_gone(process: Escaped) -> list[Problem]:
    """Return what was wrong of the first scrape that broke right behind such a request."""
    for body in process.between:
        if body.came and (broken := _broken(body, process.mark)):
            return as_problems(f"{process.source} for {body.wanted}, right behind such a request", broken)
    return []


def _holds_samples(body: Body) -> bool:
    return body.came and bool(read(body.text, openmetrics=body.openmetrics).samples)


def _broken(body: Body, mark: str) -> list[Fault]:
    """Return the unreadable lines that hold the mark; what else is malformed is for other rules."""
    lines = body.text.split("\n")
    return [f for f in read(body.text, openmetrics=body.openmetrics).faults if mark in lines[f.line - 1]]
