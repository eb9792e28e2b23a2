"""Every reader takes the exposition, and reads the same from it.

Why: what one server stores without a word, another reader refuses whole or reads otherwise: an upgrade, a
push gateway, an agent or promtool in CI then loses what was there for years.
Reference: Prometheus, "Exposition formats"; "Scrape protocol content negotiation"; OpenMetrics 1.0.0.
Remedy: the problem names the reader; let the client library write the version and the values.
"""

from __future__ import annotations

from gonogo.contract.metrics import Metrics
from gonogo.core.finding import Problem, Severity
from gonogo.core.rule import Judgement, rule
from gonogo.suites.metrics.exposition.checks import Exposition, advice, unreadable, unversioned, utf8_names
from gonogo.suites.metrics.gateway import handed_on
from gonogo.suites.metrics.judging import as_problems, expositions, format_of, misread_by
from gonogo.suites.metrics.observations.scrapes import Scrape, Scrapes
from gonogo.suites.metrics.scopes import misnamed


@rule("metrics", severity=Severity.ADVISORY)
def judge(seen: Scrapes, metrics: Metrics) -> Judgement:
    """Advise on what Prometheus takes and another reader does not, or not so."""
    bodies = [(scrape, exposition) for scrape, exposition in expositions(seen) if exposition.samples]
    if bodies:
        bodies += [(scrape, found) for scrape, found in expositions(Scrapes(seen.others)) if found.samples]
    problems: list[Problem] = []
    for scrape, exposition in bodies:
        where = f"{scrape.place} for {scrape.wanted}"
        found = [*advice(exposition, utf8_names=utf8_names(scrape.content_type))]
        found += misread_by(exposition, metrics)[1]
        problems += [
            *_version(where, scrape),
            *as_problems(where, sorted(found)),
            *_pushed(where, exposition),
            *_scopes(where, scrape),
        ]
    return Judgement(len(bodies), tuple(problems), f"no scrape of {metrics.path} answered 200 with a sample")


def _version(where: str, scrape: Scrape) -> list[Problem]:
    """Return a version that is not stated; a type that cannot be read is another rule's matter."""
    missing = "" if unreadable(scrape.content_type) else unversioned(scrape.content_type)
    said = f"{scrape.content_type!r}: {missing}, by which readers choose: Prometheus guesses"
    return [Problem(where, "a media type with a version that exists", said)] if missing else []


def _pushed(where: str, exposition: Exposition) -> list[Problem]:
    """Return whose labels a gateway hands on: what scrapes it has to be told to leave them."""
    labels = handed_on(exposition)
    said = f"{', '.join(labels)} of what it hands on: Prometheus renames them without `honor_labels: true`"
    return [Problem(where, "the labels of this target alone", said)] if labels else []


def _scopes(where: str, scrape: Scrape) -> list[Problem]:
    """Return a family of OpenTelemetry's scopes that is called as its samples are."""
    line = misnamed(scrape.body) if format_of(scrape) == "openmetrics" else 0
    said = "otel_scope_info, as its samples are: prometheus_client's parser refuses the whole body"
    return [Problem(f"{where}, line {line}", "a family otel_scope", said)] if line else []
