"""Only the promised ports are published, and on loopback.

Why: a database port that was published for a look stays open to everybody who reaches the host: an engine's
rules stand before the firewall's.
Reference: CIS Docker Benchmark 5.7 and 5.13; Docker, "Packet filtering and firewalls".
Remedy: publish the entry alone, as `127.0.0.1:…`; reach the rest through a network of the stack.
"""

from __future__ import annotations

import re
from collections import defaultdict

from gonogo.contract.model import Contract
from gonogo.contract.security import Containers
from gonogo.core.rule import Judgement, rule
from gonogo.suites.security.observations.containers import Container, Inspected
from gonogo.suites.security.posture import judge_each

_LOOPBACK = ("127.0.0.1", "::1")


@rule("containers")
def judge(seen: Inspected, containers: Containers, contract: Contract) -> Judgement:
    """Refuse a published port that the contract does not name, and one that is not on loopback.

    Those by which the contract has the gate reach the stack are published for it, and need no other promise.
    """
    asked = _asked(contract)

    def wrong(container: Container) -> str:
        legal = {*containers.published.get(container.service, ()), *asked[container.service]}
        return ", ".join(
            f"port {port.container_port} on {port.host_address or 'every address'}"
            for port in container.ports
            if port.container_port not in legal or port.host_address not in _LOOPBACK
        )

    return judge_each(seen, "no port but the promised ones, on loopback", wrong)


def _asked(contract: Contract) -> dict[str, set[int]]:
    """Return the ports at which the gate asks each service: `:9000/ready` is one of each replica."""
    found: dict[str, set[int]] = defaultdict(set)
    if contract.deployment and (stack := contract.deployment.compose):
        beside = re.findall(r'":(\d+)/', contract.model_dump_json())
        found[stack.service] |= {stack.port, *map(int, beside)}
        found[stack.entry_service].add(stack.entry_port)
    if monitoring := contract.monitoring:
        found[monitoring.service].add(monitoring.port)
        if told := monitoring.alertmanager:
            found[told.service].add(told.port)
    return found
