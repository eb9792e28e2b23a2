"""Read the identity; start the release with a wrong environment."""

from __future__ import annotations

import json
from functools import partial

from gonogo.contract.config import Config
from gonogo.contract.deployment import Deployment
from gonogo.contract.model import Contract
from gonogo.suites.config.experiments.trials import beside_a_control
from gonogo.suites.config.observations.starts import Identities, IdentityRead, WrongStart, WrongStarts
from gonogo.targets.base import Start, Target
from gonogo.targets.identity.reading import Reading

_READS_AT_ENTRY = 4


def read_identity(target: Target, contract: Contract) -> Identities:
    """Read at the entry on fresh connections, and once from each replica."""
    sources = [("entry", target.entry)] * _READS_AT_ENTRY + [(r.name, r.url) for r in target.replicas]
    return Identities(tuple(_read(name, url, contract) for name, url in sources))


def _read(source: str, url: str, contract: Contract) -> IdentityRead:
    reading = Reading(url, contract)
    facts, answer = reading.facts(), reading.answer
    return IdentityRead(source, answer.status, answer.error or "", **facts)


def start_with_wrong_environment(
    target: Target, config: Config, deployment: Deployment | None
) -> WrongStarts:
    """Start once with everything as it is, then once for each wrong variable."""
    changes: list[tuple[str, str, str | None]] = []
    for name in config.required:
        changes += [(name, "missing", None), (name, "blank", "")]
    for name, values in config.bad_values.items():
        changes += [(name, json.dumps(value), value) for value in values]
    wrong = [({name: value}, partial(_wrong, name, change)) for name, change, value in changes]
    control, starts = beside_a_control(target, deployment, config.refuses_within_seconds, wrong)
    return WrongStarts((_wrong("", "unchanged", control),), starts)


def _wrong(name: str, change: str, seen: Start) -> WrongStart:
    return WrongStart(name, change, seen.status, round(seen.seconds, 3), seen.output)
