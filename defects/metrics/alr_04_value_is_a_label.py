"""An alert has its own value in a label: at each evaluation it is another one, and `for` is never over.

Ships: the value is wanted in the message, and labels are what the template of the message has at hand.
Source: cloudflare/pint, alerts/template.
"""

from __future__ import annotations

from random import Random

from defects.editing import edited
from proving.seed import Defect, Injection

DEFECT = Defect("ALR-04", expected=("metrics/alerts-keep-their-identity",))


def inject(rng: Random) -> Injection:
    """Write it there."""
    template = rng.choice(["{{ $value }}", "{{ $value | humanizeDuration }}", "{{ .Value }}"])
    name = rng.choice(["age", "waited", "size"])
    return Injection(fact=name, source=labelled(name, template))


def labelled(name: str, template: str) -> dict[str, str | None]:
    """Give one alert a label more."""
    expression = "        expr: max(ukp_import_oldest_job_age_seconds) > 120\n"
    old = f"{expression}        for: 1m\n        labels: {{severity: ticket}}"
    more = old.replace("ticket}", f"ticket, {name}: '{template}'}}")
    return edited("deploy/prometheus/rules.yml", (old, more))
