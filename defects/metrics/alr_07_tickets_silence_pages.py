"""Source and target of an inhibition have changed places: a ticket silences every page.

Ships: `source_matchers` were read as the place where it is silent, and nobody had two alerts at once.
Source: Alertmanager, "Configuration", inhibit_rule; agent-zone, amtool.
"""

from __future__ import annotations

from random import Random

from defects.metrics.alr_07_route_asks_for_another_severity import changed, mounted
from proving.seed import Defect, Injection

DEFECT = Defect("ALR-07", expected=("metrics/alerts-reach-a-receiver",), target="compose")
_TICKETS = ["UkpReplicaDown", "UkpSlowRequests", "UkpCacheDown", "UkpNoWorker", "ValkeyUnreachable"]


def inject(rng: Random) -> Injection:
    """Have one ticket silence all pages."""
    return inhibited(rng, source='severity="ticket",alertname="{ticket}"', target='severity="page"')


def inhibited(rng: Random, *, source: str, target: str) -> Injection:
    """Add an inhibition, with a ticket's name where ``{ticket}`` stands."""
    ticket = rng.choice(_TICKETS)
    lines = (
        f"  - source_matchers: [{_listed(source.replace('{ticket}', ticket))}]\n"
        f"    target_matchers: [{_listed(target.replace('{ticket}', ticket))}]\n"
    )
    return mounted(ticket, changed("inhibit_rules:\n", f"inhibit_rules:\n{lines}"))


def _listed(matchers: str) -> str:
    return ", ".join(f"'{one}'" for one in matchers.split(","))
