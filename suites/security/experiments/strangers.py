"""Ask dependencies without a credential, from one more container of their networks."""

from __future__ import annotations

from collections.abc import Sequence

from gonogo.contract.health import Dependency
from gonogo.contract.model import Contract
from gonogo.suites.security.observations.strangers import Knocked, KnockedFromOutside
from gonogo.targets.base import Target

_SECONDS = 30.0
_TAIL = 300


def knock_from_its_network(target: Target, contract: Contract) -> KnockedFromOutside:
    """Ask with the right credential first, then without one; each in a container that ends with it."""
    found = contract.networked_dependencies.items()
    return KnockedFromOutside(tuple(_knocked(target, name, made) for name, made in found))


def _knocked(target: Target, name: str, made: Dependency) -> Knocked:
    asked = made.anonymous
    assert asked is not None
    assert asked.from_network is not None
    known_status, known_said = _said(target, made.service, asked.from_network.known)
    status, said = _said(target, made.service, asked.from_network.command)
    return Knocked(
        name,
        made.service,
        status,
        asked.refusal in said,
        said[-_TAIL:],
        known_status == 0 and asked.refusal not in known_said,
        known_said[-_TAIL:],
    )


def _said(target: Target, service: str, command: Sequence[str]) -> tuple[int | None, str]:
    trial = target.start_beside(service, lambda _stated: {}, command, bare=True)
    try:
        seen = trial.wait(_SECONDS)
    finally:
        trial.end()
    return seen.status, seen.output
