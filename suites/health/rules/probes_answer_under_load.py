"""Every probe answers in time while users arrive as planned.

Why: a probe that waits behind the users' requests fails when the service is busiest; the orchestrator then
restarts a process that works, and its users move on to the next one.
Reference: sentinel-hub/titiler-openeo pull request 303; Kubernetes, Configure Probes, on timeoutSeconds.
Remedy: answer probes on the event loop without a thread of the pool that requests use, and reuse the results
of checks.
"""

from __future__ import annotations

from collections.abc import Iterator

from suites.core.contract import Contract
from suites.core.finding import Problem
from suites.core.rule import Judgement, rule
from suites.health.observations import Sample
from suites.health.observations.load import Loaded
from suites.health.promised import probes_of

_GRACE_SECONDS = 0.5  # what a busy machine adds to an answer; a starved probe waits for seconds


@rule("health.probes", "latency")
def judge(seen: Loaded, contract: Contract) -> Judgement:
    """Refuse a probe of which more than one in ten samples is no answer of 2xx within its promise."""
    most = {name: made.within_seconds + _GRACE_SECONDS for name, made in probes_of(contract).items()}
    problems = tuple(_problems(seen, most))
    if seen.doubt and not problems:
        return Judgement.cannot_tell(seen.doubt)
    return Judgement(len(seen.samples), problems)


def _problems(seen: Loaded, most: dict[str, float]) -> Iterator[Problem]:
    for replica, name in sorted({(s.replica, s.question) for s in seen.samples}):
        asked = [s for s in seen.samples if (s.replica, s.question) == (replica, name)]
        bad = [s for s in asked if _is_bad(s, most[name])]
        if 10 * len(bad) > len(asked):
            worst = max(bad, key=lambda s: s.seconds)
            observed = f"{len(bad)} of {len(asked)} not, {worst.answer} after {worst.seconds:.1f} s"
            yield Problem(f"{name} of {replica} under load", f"2xx within {most[name]:g} s", observed)


def _is_bad(sample: Sample, seconds: float) -> bool:
    return sample.status is None or not 200 <= sample.status < 300 or sample.seconds > seconds
