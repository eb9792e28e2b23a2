"""Spend a limit as one client, and try as others who have not tried before. Source: CVE-2026-30827."""

from __future__ import annotations

from collections.abc import Iterator

from gonogo.contract.access import Limit
from gonogo.contract.security import Security
from gonogo.core.observation import Can
from gonogo.instruments.waits import Wait, WaitTimeout, pause
from gonogo.suites.security.experiments.clients import addresses, one_of, other_of
from gonogo.suites.security.observations.limits import LimitsSpent, Spent
from gonogo.targets.base import Target

_OTHERS = 16  # of eight buckets all clients share, each of them shares the one's, in nine of ten runs
_MOST_TRIES = 2000
_MINUTE_SECONDS = 65.0
_POLL_SECONDS = 5.0


def spend_limits(target: Target, security: Security) -> LimitsSpent:
    """Try each limit of which the contract knows another client that this target can tell from the first."""
    fresh, everywhere = addresses(), Can.SEE_ADDRESSES in target.can()
    limits = security.shared_limits if everywhere else security.limits_of_names
    return LimitsSpent(tuple(_settled(target, limit, fresh) for limit in limits))


def _settled(target: Target, limit: Limit, fresh: Iterator[str]) -> Spent:
    """Spend it; where others were refused, or its window passed, once more after a minute of silence.

    A limit of all clients together, into which tries of others counted, is then far from being reached.
    """
    spent = _spent(target, limit, fresh)
    is_clear = limit.refusal not in spent.others and spent.still == limit.refusal
    if is_clear or limit.refusal not in spent.tries:
        return spent
    pause(_MINUTE_SECONDS, "a limit that counts a minute forgets what was tried before")
    return _spent(target, limit, fresh)


def _spent(target: Target, limit: Limit, fresh: Iterator[str]) -> Spent:
    before = _within(target, limit, fresh)
    one, tries = one_of(limit, fresh), list[int | None]()
    while limit.refusal not in tries and len(tries) <= min(2 * limit.accepted, _MOST_TRIES):
        tries.append(one.tries(target))
    return Spent(
        limit.form.name,
        _how(limit),
        before,
        tuple(tries),
        tuple(other_of(limit, fresh).tries(target) for _ in range(_others(limit))),
        one.tries(target),
    )


def _within(target: Target, limit: Limit, fresh: Iterator[str]) -> int | None:
    """Try as another client; where a limit refuses that somebody else has spent, wait for its window."""
    last = [other_of(limit, fresh).tries(target)]

    def served() -> bool:
        last.append(other_of(limit, fresh).tries(target))
        return last[-1] != limit.refusal

    if last[0] == limit.refusal:
        try:
            Wait("another client is served", _MINUTE_SECONDS, _POLL_SECONDS).until(served)
        except WaitTimeout:
            return last[-1]
    return last[-1]


def _others(limit: Limit) -> int:
    """Return how many others try: addresses are at hand, and one name has one limit."""
    return 1 if limit.other is None or limit.other.fields or limit.other.credential else _OTHERS


def _how(limit: Limit) -> str:
    other = limit.other
    if other is None:
        return ""
    told = [("another address", other.address), ("a credential of its own", bool(other.credential))]
    told += [(" and ".join(f"its own {name}" for name in other.fields), bool(other.fields))]
    return ", ".join(words for words, applies in told if applies)
