"""The exposition declares a media type that Prometheus reads, and the one that was asked for.

Why: Prometheus 3 fails a scrape whose Content-Type is missing, unparsable or unknown; the target goes down
with the upgrade of the server that watches it.
Reference: Prometheus, "Exposition formats", HTTP Content-Type requirements; "Content negotiation".
Remedy: send the type and version that the client library names for the negotiated format, unchanged.
"""

from __future__ import annotations

from gonogo.contract.metrics import Metrics
from gonogo.core.finding import Problem
from gonogo.core.rule import Judgement, rule
from gonogo.suites.metrics.exposition.checks import declared_format, unreadable
from gonogo.suites.metrics.observations.scrapes import Scrape, Scrapes


@rule("metrics")
def judge(seen: Scrapes, metrics: Metrics) -> Judgement:
    """Refuse what no format can be taken from, and another format than the promised one, asked for."""
    if not any(s.status == 200 for s in seen.scrapes):
        return Judgement.cannot_tell(f"no scrape of {metrics.path} answered 200")
    answered = [s for s in seen.every if s.status == 200]
    problems = [p for s in answered if (p := _problem(s, metrics.formats))]
    return Judgement(len(answered), tuple(problems))


def _problem(scrape: Scrape, promised: tuple[str, ...]) -> Problem | None:
    where = f"{scrape.place}, asked for {scrape.wanted}"
    wrong = unreadable(scrape.content_type)
    if wrong:
        return Problem(where, "a media type that Prometheus reads", f"{scrape.content_type!r}: {wrong}")
    if scrape.wanted in promised and declared_format(scrape.content_type) != scrape.wanted:
        return Problem(where, f"the {scrape.wanted} format", f"{scrape.content_type!r}")
    return None
