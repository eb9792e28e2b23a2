"""Which running containers no target of the collector leads to: what rule and experiment share."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from gonogo.contract.metrics import Coverage
from gonogo.suites.metrics.observations.watch import Runs, Watch


def judged(seen: Watch, coverage: Coverage) -> dict[str, list[Runs]]:
    """Return the running containers by service, those of exempt services left out."""
    found: dict[str, list[Runs]] = {}
    for one in seen.containers:
        if one.service not in coverage.exempt:
            found.setdefault(one.service, []).append(one)
    return dict(sorted(found.items()))


def scraped(seen: Watch) -> list[Runs]:
    """Return the containers that a target leads to, by a name that may be others' as well."""
    hosts = {host for target in seen.targets for host in target.hosts}
    return [one for one in seen.containers if hosts.intersection(one.names)]


def unwatched(seen: Watch, coverage: Coverage) -> Iterator[tuple[str, str]]:
    """Give each service that is behind no target, and each replica that only shares one; with why.

    A rate over an address that replicas share jumps between their counters.
    """
    reached, alone = scraped(seen), _alone(seen)
    for service, containers in judged(seen, coverage).items():
        exporter = coverage.through.get(service)
        if exporter is not None:
            if not any(one.service == exporter for one in reached):
                yield f"service {service}", f"{exporter}, which speaks for it, is behind no target"
        elif not any(one in reached for one in containers):
            yield f"service {service}", "no target leads to it"
        elif len(containers) > 1:
            for one in containers:
                if one not in alone:
                    yield f"service {service}, {one.container}", "no target of its own, one address for all"


def _alone(seen: Watch) -> list[Runs]:
    """Return the containers that a target leads to by a name that nobody else has."""
    hosts = {host for target in seen.targets for host in target.hosts}
    holders = Counter(name for one in seen.containers for name in set(one.names))
    return [one for one in seen.containers if any(name in hosts and holders[name] == 1 for name in one.names)]
