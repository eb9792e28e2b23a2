"""Only the promised ports are published, and on loopback.

Why: a database port that was published for a look stays open to everybody who reaches the host: an engine's
rules stand before the firewall's.
Reference: CIS Docker Benchmark 5.7 and 5.13; Docker, "Packet filtering and firewalls".
Remedy: publish the entry alone, as `127.0.0.1:…`; reach the rest through a network of the stack.
"""

from __future__ import annotations

import re
from ipaddress import ip_address

from gonogo.contract.base import Section
from gonogo.contract.deployment import Deployment
from gonogo.contract.health import Health
from gonogo.contract.metrics import Metrics, Monitoring
from gonogo.contract.security import Containers
from gonogo.core.rule import Judgement, rule
from gonogo.suites.security.observations.containers import Container, Inspected
from gonogo.suites.security.posture import judge_each


@rule("containers")
def judge(
    seen: Inspected,
    containers: Containers,
    deployment: Deployment | None,
    health: Health | None,
    metrics: Metrics | None,
    monitoring: Monitoring | None,
) -> Judgement:
    """Refuse a published port that the contract does not name, and one that is not on loopback.

    Those by which the contract has the gate reach the stack are published for it, and need no other promise.
    """
    asked = _at_the_release(deployment, health, metrics) | _at_the_collector(monitoring)

    def wrong(container: Container) -> str:
        legal = {*containers.published.get(container.service, ()), *asked.get(container.service, ())}
        return ", ".join(
            f"port {port.container_port} on {port.host_address or 'every address'}"
            for port in container.ports
            if port.container_port not in legal or not _is_loopback(port.host_address)
        )

    return judge_each(seen, "no port but the promised ones, on loopback", wrong)


def _is_loopback(address: str) -> bool:
    try:
        return ip_address(address).is_loopback
    except ValueError:
        return False


def _at_the_release(deployment: Deployment | None, *sections: Section | None) -> dict[str, set[int]]:
    """Return the ports at which the gate asks each service: `:9000/ready` is one of each replica."""
    if deployment is None or (stack := deployment.compose) is None:
        return {}
    named = " ".join(section.model_dump_json() for section in (deployment, *sections) if section)
    found = {stack.service: {stack.port, *map(int, re.findall(r'":(\d+)/', named))}}
    found.setdefault(stack.entry_service, set()).add(stack.entry_port)
    return found


def _at_the_collector(monitoring: Monitoring | None) -> dict[str, set[int]]:
    told = monitoring.alertmanager if monitoring else None
    return {one.service: {one.port} for one in (monitoring, told) if one}
