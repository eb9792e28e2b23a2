"""Input of strangers does not raise the cardinality of the exposition.

Why: a label that is taken from a path, a method or a header grows with every scan; the collector runs out of
memory, or drops the whole scrape, and it is the attacker who decides when. A series that names the last
request or failure is a new one each time: a scrape has one of them, the collector keeps them all.
Reference: sglang issue 31193 (17,700 paths); Prometheus, "Instrumentation", do not overuse labels.
Remedy: label by route template, count unknown methods and paths as one, and never by a header.
"""

from __future__ import annotations

from gonogo.contract.metrics import Metrics
from gonogo.core.finding import Problem
from gonogo.core.limited import LIMITED, WAY_OUT
from gonogo.core.rule import Judgement, rule
from gonogo.suites.metrics.observations.hostile import Grown, Growth

_MOST = 0.5  # of the answers: what a limit refused has met nothing that counts it by what it says


@rule("metrics")
def judge(seen: Grown, metrics: Metrics) -> Judgement:
    """Refuse more new series than the contract grants; without both scrapes nothing is told."""
    most = metrics.growth_samples
    blind = [g.source for g in seen.growths if not (g.before and g.after and g.answered)]
    if blind:
        way = f"; {WAY_OUT}" if any(g.limited for g in seen.growths) else ""
        return Judgement.cannot_tell(f"no scrape before and after at {', '.join(blind)}{way}")
    grown = [
        Problem(
            g.source,
            f"at most {most} new series",
            f"{g.new} after {g.answered} requests: {'; '.join(g.examples)}",
        )
        for g in seen.growths
        if g.new > most and not _by_limits(g, most)
    ]
    replaced = [
        Problem(g.source, "series that stay", f"another one in each scrape between requests: {series}")
        for g in seen.growths
        for series in g.replaced
    ]
    limited = [g for g in seen.growths if g.limited > g.answered * _MOST or _by_limits(g, most)]
    if limited and not (grown or replaced):
        said = ", ".join(f"{g.limited} of {g.answered} requests at {g.source}" for g in limited)
        return Judgement.cannot_tell(
            f"{said} were answered with {LIMITED}: a limit of this client; {WAY_OUT}"
        )
    examined = sum(g.answered - g.limited for g in seen.growths)
    return Judgement(examined, (*grown, *replaced), "no process was scraped")


def _by_limits(growth: Growth, most: int) -> bool:
    """Whether what is too much are series that count the answers of a limit, one for each route."""
    return growth.limited > 0 and growth.new > most >= growth.new - growth.of_limits
