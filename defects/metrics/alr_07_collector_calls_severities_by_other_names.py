"""The collector gives severities the house's names on their way, and the tree asks for those of the rules.

Ships: the house's pager counts P1 to P4, so somebody renamed the label where every alert passes; whoever
keeps the tree had the rules before him. Each file is right by itself, and what should wake somebody goes to
the board.
Source: Prometheus, "Configuration", `alert_relabel_configs`; prometheus/docs, "Alerting", metamonitoring.
"""

from __future__ import annotations

from random import Random

from defects.editing import edited
from proving.seed import Defect, Injection

DEFECT = Defect("ALR-07", expected=("metrics/alerts-reach-a-receiver",), target="compose")
_COLLECTOR, _TREE = "deploy/prometheus/prometheus.yml", "deploy/alertmanager/alertmanager.yml"


def inject(rng: Random) -> Injection:
    """Rename severities behind the rules, and route by the name in front of them."""
    page, ticket = rng.choice([("P1", "P3"), ("critical", "minor"), ("sev1", "sev3"), ("urgent", "normal")])
    board = rng.choice(["backlog", "board", "triage", "inbox"])
    renamed = f"""alerting:
  alert_relabel_configs:
    - {{source_labels: [severity], regex: page, target_label: severity, replacement: {page}}}
    - {{source_labels: [severity], regex: ticket, target_label: severity, replacement: {ticket}}}
"""
    routed = f"""route:
  receiver: {board}
  routes:
    - receiver: on-call
      matchers: ['severity="page"']
"""
    receiver = f"""receivers:
  - name: {board}
    webhook_configs:
      - url: http://{board}.internal:8080/alerts
"""
    collector = edited(_COLLECTOR, ("alerting:\n", renamed))[_COLLECTOR]
    tree = edited(_TREE, ("route:\n  receiver: on-call\n", routed), ("receivers:\n", receiver))[_TREE]
    return Injection(
        fact=board,
        override={
            "services": {
                "prometheus": {"volumes": ["{folder}/prometheus.yml:/etc/prometheus/prometheus.yml:ro"]},
                "alertmanager": {
                    "volumes": ["{folder}/alertmanager.yml:/etc/alertmanager/alertmanager.yml:ro"]
                },
            }
        },
        files={"prometheus.yml": collector or "", "alertmanager.yml": tree or ""},
    )
