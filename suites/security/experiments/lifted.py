"""Take away what limits are counted in, and try more often than the contract leaves then."""

from __future__ import annotations

import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress

from gonogo.contract.access import Limit
from gonogo.contract.security import Security
from gonogo.instruments.waits import Wait, WaitTimeout, pause
from gonogo.suites.security.experiments.forms import send
from gonogo.suites.security.observations.lifted import TriedWithout, Without
from gonogo.targets.base import Target

_TIMES, _FEWEST, _MOST = 3, 12, 300
_AT_ONCE = 8
_NOTICES_SECONDS = 2.0
_RETURNS_SECONDS = 30.0


def try_without_stores(target: Target, security: Security) -> TriedWithout:
    """Do it for each dependency that a limit names, one after the other."""
    names = dict.fromkeys(name for limit in security.limits_without for name in limit.without)
    return TriedWithout(tuple(tried for name in names for tried in _away(target, security, name)))


def _away(target: Target, security: Security, name: str) -> Iterator[Without]:
    """Try each of its limits while it is away, and give it back whatever happens."""
    limits = [limit for limit in security.limits_without if name in limit.without]
    before = [send(target, limit.form, target.headers(limit.credential)).status for limit in limits]
    try:
        target.stop_dependency(name)
        pause(_NOTICES_SECONDS, f"whoever counts in {name} notices that it is away")
        found = [_tried(target, limit, name, status) for limit, status in zip(limits, before, strict=True)]
    finally:
        target.start_dependency(name)
    for limit in limits:
        _wait_until_back(target, limit)
    yield from found


def _tried(target: Target, limit: Limit, name: str, before: int | None) -> Without:
    count = min(max(_TIMES * limit.without[name], _FEWEST), _MOST)
    headers = target.headers(limit.credential)
    began = time.monotonic()
    with ThreadPoolExecutor(_AT_ONCE) as pool:
        tries = tuple(pool.map(lambda _: send(target, limit.form, headers).status, range(count)))
    return Without(limit.form.name, name, before, tries, round(time.monotonic() - began, 3))


def _wait_until_back(target: Target, limit: Limit) -> None:
    """Leave to whoever comes next a service that answers as before."""
    usual = (limit.form.status, limit.refusal)
    with suppress(WaitTimeout):  # who comes next sees what is not as it was
        Wait("the form is answered again", _RETURNS_SECONDS, 1.0).until(
            lambda: send(target, limit.form, target.headers(limit.credential)).status in usual
        )
