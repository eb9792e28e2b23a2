"""While what a limit is counted in is away, one client gets no more tries than promised for that time.

Why: a limit that cannot be counted is often made no limit at all, so that an outage turns nobody away; who
guesses keys then waits for one, or makes one.
Reference: OWASP ASVS 5.0 16.5.3 (no failing open) and 6.3.1; Envoy, `failure_mode_deny`; slowapi,
`in_memory_fallback`.
Remedy: let each process count for itself while the store is away, or refuse.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator

from gonogo.contract.access import Limit
from gonogo.contract.security import Security
from gonogo.core.finding import Problem
from gonogo.core.rule import Judgement, rule
from gonogo.suites.security.observations.lifted import TriedWithout, Without

_REFUSED = 400
_MINUTE_SECONDS = 60.0
_WINDOWS = 2  # a window of a minute that ends meanwhile lets as many in again


@rule("security.limits_without")
def judge(seen: TriedWithout, security: Security) -> Judgement:
    """Refuse more tries than two windows have room for.

    Without a try that was taken while all was well, or an answer to any since, nobody can tell.
    """
    promised = {limit.form.name: limit for limit in security.limits_without}
    tried = [(one, promised[one.name]) for one in seen.limits]
    problems = tuple(problem for each in tried for problem in _problems(*each))
    doubts = [doubt for each in tried for doubt in _doubts(*each)]
    if doubts and not problems:
        return Judgement.cannot_tell("; ".join(doubts))
    evidence = {f"{one.name} without {one.dependency}": _counted(one.tries) for one in seen.limits}
    return Judgement(sum(len(one.tries) for one in seen.limits), problems, "no limit was tried", evidence)


def _problems(one: Without, limit: Limit) -> Iterator[Problem]:
    taken, most = len(_taken(one, limit)), limit.without[one.dependency]
    if taken > _room(one, limit):
        where = f"tries of {one.name} ({limit.form.method} {limit.form.path}) without {one.dependency}"
        yield Problem(where, f"at most {most} taken in a minute", f"{taken} of {len(one.tries)}")


def _room(one: Without, limit: Limit) -> int:
    """Return how many are taken at most, however the windows lie."""
    return limit.without[one.dependency] * (_WINDOWS + math.floor(one.seconds / _MINUTE_SECONDS))


def _doubts(one: Without, limit: Limit) -> Iterator[str]:
    if one.before not in (limit.form.status, limit.refusal):
        yield f"{one.name} was answered with {one.before} while all was well"
    if None in one.tries or not one.tries:
        yield f"{one.name} without {one.dependency}: {one.tries.count(None)} tries had no answer"
    if limit.without[one.dependency] and not (_taken(one, limit) or _held_on(one, limit)):
        yield f"{one.name} without {one.dependency}: no try was taken, which {_counted(one.tries)}"
    if len(one.tries) <= _room(one, limit) and one.tries:
        yield f"{one.name} without {one.dependency}: {len(one.tries)} tries are within the limit"


def _held_on(one: Without, limit: Limit) -> bool:
    """Whether a limit that was used up before goes on as it was: it is counted where nothing is away."""
    return one.before == limit.refusal and set(one.tries) == {limit.refusal}


def _taken(one: Without, limit: Limit) -> list[int]:
    """Return the answers of what was let in, be it wrong."""
    return [s for s in one.tries if s is not None and (s == limit.form.status or s < _REFUSED)]


def _counted(statuses: tuple[int | None, ...]) -> str:
    """Return answers with how often each came: ``401 x 20, 429 x 40``."""
    return ", ".join(f"{s or 'no answer'} x {count}" for s, count in Counter(statuses).items())
