"""What a probe's body states, under the key that the contract names. Pure."""

from __future__ import annotations

from gonogo.contract.health import Probe
from gonogo.core.keys import at_key
from gonogo.suites.health.agreement import meant, stated_by_object, stated_in
from gonogo.suites.health.parsed import parsed


def stated_by(body: str, promised: Probe) -> str:
    """Return what a body states, in lower case; empty for nothing.

    A failure that it states under one of the usual keys counts before the named key.
    """
    usual = stated_in(body)
    return usual if meant(usual) == "fail" or not promised.key else _at_key(body, promised.key)


def stated_by_json(body: str, promised: Probe) -> str:
    """Return what a JSON object states, under the named key alone where one is named; empty for any other."""
    return _at_key(body, promised.key) if promised.key else stated_by_object(body)


def _at_key(body: str, key: str) -> str:
    found = at_key(parsed(body), key)
    return str(found).lower() if isinstance(found, str | bool | int) else ""
