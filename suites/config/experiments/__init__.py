"""Read the identity; start the release with a wrong environment."""

from __future__ import annotations

import json
from functools import partial

from fixtures.identity import lookup
from fixtures.probe import probe
from fixtures.targets import Target
from fixtures.urls import below
from suites.config.observations import Identities, IdentityRead, WrongStart, WrongStarts
from suites.config.side_by_side import side_by_side
from suites.core.contract import Contract
from suites.core.contract.sections import Identity

_READS_AT_ENTRY = 4


def read_identity(target: Target, contract: Contract) -> Identities:
    """Read at the entry on fresh connections, and once from each replica."""
    assert contract.identity is not None
    sources = [("entry", target.entry)] * _READS_AT_ENTRY + [(r.name, r.url) for r in target.replicas]
    return Identities(tuple(_read(name, url, contract.identity) for name, url in sources))


def _read(source: str, url: str, promised: Identity) -> IdentityRead:
    answer = probe(below(url, promised.path), deadline_seconds=5.0)
    keys = (promised.version, promised.revision, promised.configuration, promised.instance)
    version, revision, configuration, instance = (lookup(answer, key) for key in keys)
    return IdentityRead(source, answer.status, answer.error or "", version, revision, configuration, instance)


def start_with_wrong_environment(target: Target, contract: Contract) -> WrongStarts:
    """Start once with everything as it is, then once for each wrong variable."""
    assert contract.config is not None
    seconds = contract.config.refuses_within_seconds
    changes: list[tuple[str, str, str | None]] = []
    for name in contract.config.required:
        changes += [(name, "missing", None), (name, "blank", "")]
    for name, values in contract.config.bad_values.items():
        changes += [(name, json.dumps(value), value) for value in values]
    control_seconds = min(seconds, 3.0)  # longer than any refusal seen, shorter than the promise
    return WrongStarts(
        control=(_start(target, "", "unchanged", None, control_seconds),),
        starts=side_by_side(partial(_start, target, *change, seconds) for change in changes),
    )


def _start(target: Target, name: str, change: str, value: str | None, seconds: float) -> WrongStart:
    seen = target.start_once({name: value} if name else {}, seconds)
    return WrongStart(name, change, seen.status, round(seen.seconds, 3), seen.output)
