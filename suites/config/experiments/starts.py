"""Read the identity; start the release with a wrong environment."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import partial

from gonogo.contract.config import Config
from gonogo.contract.deployment import Deployment
from gonogo.contract.fields import bad_texts, started_with, variable_of
from gonogo.contract.model import Contract
from gonogo.core.redaction.redactor import Redactor
from gonogo.suites.config.experiments.strays import strays
from gonogo.suites.config.experiments.trials import beside_a_control
from gonogo.suites.config.observations.starts import Identities, IdentityRead, WrongStart, WrongStarts
from gonogo.targets.base import Start, Target
from gonogo.targets.identity.reading import Reading

_READS_AT_ENTRY = 4
_SHORTEST_SECRET = 12


def read_identity(target: Target, contract: Contract) -> Identities:
    """Read at the entry on fresh connections, and once from each replica; look who else has its name."""
    sources = [("entry", target.entry)] * _READS_AT_ENTRY + [(r.name, r.url) for r in target.replicas]
    return Identities(tuple(_read(name, url, contract) for name, url in sources), strays(target, contract))


def _read(source: str, url: str, contract: Contract) -> IdentityRead:
    reading = Reading(url, contract)
    facts, answer = reading.facts(), reading.answer
    return IdentityRead(source, answer.status, answer.error or "", **facts)


def start_with_wrong_environment(
    target: Target, config: Config, deployment: Deployment | None, contract: Contract
) -> WrongStarts:
    """Start once with everything as it is, then once for each wrong variable."""
    changes: list[tuple[str, str, str | None]] = []
    for name in config.required:
        changes += [(name, "missing", None), (name, "blank", "")]
    for name, values in config.bad_values.items():
        changes += [bad for value in values for bad in _bad(target, deployment, name, value)]
    known = _secrets(target, contract)
    wrong = [({name: value}, partial(_wrong, known, name, change)) for name, change, value in changes]
    control, starts = beside_a_control(target, deployment, config.refuses_within_seconds, wrong)
    return WrongStarts((_wrong(known, "", "unchanged", control),), starts)


def _bad(
    target: Target, deployment: Deployment | None, name: str, value: str
) -> Iterator[tuple[str, str, str]]:
    """Give the variable, what is wrong with it, and its text: the value, or JSON with that in a field."""
    variable = variable_of(name)
    if variable == name:
        yield name, json.dumps(value), value
        return
    for place, text in bad_texts(started_with(deployment, target.kind, name), name, value):
        yield variable, f"{value} at {place}", text


def _secrets(target: Target, contract: Contract) -> Redactor:
    """Return what finds the secrets that the run made up, and the credentials; a word may stand anywhere."""
    known = target.context.secrets.known(one.value for one in contract.credentials.values())
    return Redactor({name: value for name, value in known.items() if len(value) >= _SHORTEST_SECRET})


def _wrong(known: Redactor, name: str, change: str, seen: Start) -> WrongStart:
    without = known.text(seen.output)
    told = tuple(name for name in known.values if f"[redacted:{name}]" in without)
    return WrongStart(name, change, seen.status, round(seen.seconds, 3), seen.output, told)
