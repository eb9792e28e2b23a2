"""While a dependency is away, whoever was refused is refused still.

Why: a check that asks a store, and takes its error for a yes, opens every route when the store is down; who
wants to get in then need not break the check, only what it asks.
Reference: OWASP ASVS 5.0 16.5.3 (no failing open); CWE-636.
Remedy: answer 401, 403 or 503 where nobody can say who asks, what he may or whether his session has ended,
and never go on without having asked.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from gonogo.core.evidence import TruthTable
from gonogo.core.finding import Problem
from gonogo.core.rule import Judgement, rule
from gonogo.suites.health.observations.probes import Outage, Outages, Refusal

_TAKEN = range(200, 300)
_REFUSED = range(300, 500)
_LIMITED = 429  # to anybody, whoever he is
_COLUMNS = ("dependency", "request", "replica", "before", "away")


@rule("dependencies", "security.closed")
def judge(seen: Outages) -> Judgement:
    """Refuse a 2xx to whoever was refused before, where the same request was taken of one who may."""
    told = [(outage, [r for r in outage.refusals if _tells(r)]) for outage in seen.outages]
    problems = [p for outage, refusals in told for p in _opened(outage, refusals)]
    evidence = {"refusals": _table(told)}
    doubts = [doubt for outage, refusals in told if (doubt := _doubt(outage, refusals))]
    if doubts and not problems:
        return Judgement.cannot_tell("; ".join(doubts), **evidence)
    examined = sum(len(refusals) for _, refusals in told)
    return Judgement(examined, tuple(problems), "no dependency was taken away", evidence)


def _tells(refusal: Refusal) -> bool:
    """Whether it was closed before, and not to everybody; a limit that is used up refuses everybody."""
    closed = [s is not None and s in _REFUSED and s != _LIMITED for s in refusal.before]
    return refusal.taken in _TAKEN and bool(closed) and all(closed) and bool({*refusal.away} - {_LIMITED})


def _doubt(outage: Outage, refusals: list[Refusal]) -> str:
    unasked, all_of_them = sum(not refusal.before for refusal in outage.refusals), len(outage.refusals)
    if unasked:
        return f"there was no time to ask for {unasked} of {all_of_them} before {outage.dependency} went"
    reason = "no request was taken of one who may, refused to another before, and asked again"
    return "" if refusals else f"{reason} without {outage.dependency}"


def _opened(outage: Outage, refusals: list[Refusal]) -> Iterator[Problem]:
    """Give one problem for each request and caller, whichever replicas let him in."""
    open_at: dict[tuple[str, int | None, int | None], list[str]] = {}
    for refusal in refusals:
        taken = [s for s in refusal.away if s in _TAKEN]
        if taken:
            told = f"{refusal.replica}, {len(taken)} of {len(refusal.away)} times"
            what = f"{refusal.request} {refusal.caller}"
            open_at.setdefault((what, refusal.before[-1], taken[0]), []).append(told)
    for (what, before, status), replicas in open_at.items():
        where = f"{what} without {outage.dependency}"
        yield Problem(where, f"refused, as with {before} before", f"status {status} at {'; '.join(replicas)}")


def _table(told: list[tuple[Outage, list[Refusal]]]) -> TruthTable:
    rows = (
        (outage.dependency, f"{r.request} {r.caller}", r.replica, _counted(r.before), _counted(r.away))
        for outage, refusals in told
        for r in refusals
    )
    return TruthTable(_COLUMNS, tuple(rows))


def _counted(statuses: tuple[int | None, ...]) -> str:
    """Return answers with how often each came: ``401 x 3``."""
    return ", ".join(f"{s or 'no answer'} x {count}" for s, count in Counter(statuses).items())
