"""A team wanted to read along what concerns its part, and its route takes the page from whoever is on call.

Ships: the route stands first and has no `continue: true`. The team's channel hears of the database by night,
and nobody who is awake reads it.
Source: Alertmanager, "Configuration", route (continue); sapcc/helm-charts#738 (caught before).
"""

from __future__ import annotations

from random import Random

from defects.metrics.alr_07_route_asks_for_another_severity import changed, mounted
from proving.seed import Defect, Injection

DEFECT = Defect("ALR-07", expected=("metrics/alerts-reach-a-receiver",), target="compose")
_PARTS = {
    "UkpDatabaseDown": 'alertname=~".*Database.*"',
    "PostgresUnreachable": 'alertname=~"Postgres.*"',
    "UkpHighErrorRatio": 'alertname=~".*(ErrorRatio|SlowRequests)"',
}


def inject(rng: Random) -> Injection:
    """Give a team what has to do with its part, and nobody else."""
    return read_along(rng, "")


def read_along(rng: Random, more: str) -> Injection:
    """Put a team's route, with something more, before the one that is for all."""
    page = rng.choice(sorted(_PARTS))
    team = rng.choice(["data-team", "platform-chat", "backend-channel"])
    routes = (
        "  receiver: on-call\n  routes:\n"
        f"    - receiver: {team}\n      matchers: ['{_PARTS[page]}']\n{more}"
        "    - receiver: on-call\n"
    )
    receiver = (
        f"receivers:\n  - name: {team}\n    webhook_configs:\n"
        f"      - url: http://{team}.internal:8080/alerts\n        send_resolved: true\n"
    )
    return mounted(page, changed("receivers:\n", receiver, changed("  receiver: on-call\n", routes)))
