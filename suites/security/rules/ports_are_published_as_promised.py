"""Only the promised ports are published, and on loopback.

Why: a database port that was published for a look stays open to everybody who reaches the host: an engine's
rules stand before the firewall's.
Reference: CIS Docker Benchmark 5.7 and 5.13; Docker, "Packet filtering and firewalls".
Remedy: publish the entry alone, as `127.0.0.1:…`; reach the rest through a network of the stack.
"""

from __future__ import annotations

from gonogo.contract.security import Containers
from gonogo.core.rule import Judgement, rule
from gonogo.suites.security.observations.containers import Container, Inspected
from gonogo.suites.security.posture import judge_each

_LOOPBACK = ("127.0.0.1", "::1")


@rule("containers")
def judge(seen: Inspected, containers: Containers) -> Judgement:
    """Refuse a published port that the contract does not name, and one that is not on loopback."""
    promised = containers.published

    def wrong(container: Container) -> str:
        legal = promised.get(container.service, ())
        return ", ".join(
            f"port {port.container_port} on {port.host_address or 'every address'}"
            for port in container.ports
            if port.container_port not in legal or port.host_address not in _LOOPBACK
        )

    return judge_each(seen, "no port but the promised ones, on loopback", wrong)
